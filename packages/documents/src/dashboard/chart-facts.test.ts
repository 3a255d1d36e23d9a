import { describe, expect, it } from 'vitest'
import { applyStep, stepBetween } from '../draft/document-step.ts'
import { dashboardWithoutChartFacts, stepsWithoutChartFacts, withoutChartFacts } from './chart-facts.ts'
import type { DashboardDocument, DashboardTile } from './dashboard-document.ts'

const told = { chartName: 'Salaries', lastVersionChartKind: 'line', belongsToDashboard: false }
const tile = (uuid: string, more: object = {}): DashboardTile => ({
  uuid,
  type: 'saved_chart',
  x: 0,
  y: 0,
  w: 9,
  h: 9,
  properties: { savedChartUuid: 'c', title: 'Own title', ...more },
})
const board = (...tiles: DashboardTile[]): DashboardDocument => ({ tiles, tabs: [], filters: { dimensions: [], metrics: [], tableCalculations: [] } })

describe('what is told of the chart of a tile', () => {
  it('is left out of the tile, and nothing else is', () => {
    expect(withoutChartFacts(tile('a', { ...told, hideTitle: true }))).toEqual(tile('a', { hideTitle: true }))
    const plain = tile('a')
    expect(withoutChartFacts(plain)).toBe(plain)
    expect(dashboardWithoutChartFacts(board(tile('a', told), plain))).toEqual(board(tile('a'), plain))
  })
  it('is left out of the steps of a draft: of tiles that come back, and of parts of them', () => {
    const [empty, full] = [board(), board(tile('a', told), tile('b', told))]
    const renamed = board(tile('a', { ...told, chartName: 'Bonuses', title: 'Other' }), tile('b', told))
    const steps = [stepBetween(empty, full), stepBetween(full, renamed), stepBetween(full, empty)]
    const kept = stepsWithoutChartFacts(steps)
    expect(JSON.stringify(kept)).not.toMatch(/Salaries|Bonuses|lastVersionChartKind/)
    const after = kept.slice(0, 2).reduce(applyStep, empty)
    expect(after).toEqual(board(tile('a', { title: 'Other' }), tile('b')))
    expect(applyStep(after, kept[2] ?? [])).toEqual(empty)
  })
})
