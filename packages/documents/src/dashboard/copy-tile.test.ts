import { describe, expect, it } from 'vitest'
import { copyTile } from './copy-tile.ts'
import type { DashboardDocument, DashboardFilterRule, DashboardTile } from './dashboard-document.ts'
import { applyStep, stepBetween } from '../draft/document-step.ts'
import { applyEdit } from './dashboard-edit.ts'

const tile = (uuid: string): DashboardTile => ({ uuid, x: 0, y: 0, w: 12, h: 4, type: 'saved_chart', properties: { savedChartUuid: 'c' } })
const rule = (id: string, more: Partial<DashboardFilterRule> = {}): DashboardFilterRule => ({
  id,
  target: { fieldId: 'orders_status', tableName: 'orders' },
  operator: 'equals',
  values: ['paid'],
  ...more,
})
const document = (...dimensions: DashboardFilterRule[]): DashboardDocument => ({
  tiles: [tile('a'), tile('b')],
  filters: { dimensions, metrics: [], tableCalculations: [] },
  tabs: [],
})
const copied = (of: DashboardDocument) => copyTile({ tile: tile('a'), uuid: 'copy', tiles: of.tiles, filters: of.filters })

describe('a copy of a tile', () => {
  it('is treated by filters as the tile is, switched off or aimed at another field', () => {
    const other = { fieldId: 'payments_status', tableName: 'payments' }
    const before = document(rule('off', { tileTargets: { a: false, b: other } }), rule('other', { tileTargets: { a: other } }), rule('plain'))
    const { tiles, filters } = applyEdit(before, copied(before))
    expect(tiles.map(({ uuid }) => uuid)).toEqual(['a', 'b', 'copy'])
    expect(filters.dimensions.map(({ tileTargets }) => tileTargets)).toEqual([{ a: false, b: other, copy: false }, { a: other, copy: other }, undefined])
  })

  it('is taken back as one', () => {
    const before = document(rule('off', { tileTargets: { a: false } }))
    const after = applyEdit(before, copied(before))
    expect(applyStep(after, stepBetween(after, before))).toEqual(before)
  })

  it('changes no filter that says nothing of the tile', () => {
    expect(copied(document(rule('plain'), rule('b', { tileTargets: { b: false } }))).type).toBe('add-tile')
  })
})
