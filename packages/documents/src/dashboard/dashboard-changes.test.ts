import { describe, expect, it } from 'vitest'
import { dashboardChanges, isSameRule } from './dashboard-changes.ts'
import type { DashboardDocument, DashboardFilterRule, DashboardTile } from './dashboard-document.ts'

const chart = (uuid: string, properties: object = {}, place: object = {}): DashboardTile => ({
  uuid,
  type: 'saved_chart',
  x: 0,
  y: 0,
  w: 12,
  h: 4,
  ...place,
  properties: { savedChartUuid: `chart ${uuid}`, ...properties },
})
const rule = (id: string, part: Partial<DashboardFilterRule> = {}): DashboardFilterRule => ({
  id,
  target: { fieldId: 'orders_status', tableName: 'orders' },
  operator: 'equals',
  values: ['paid'],
  ...part,
})
const board = (part: Partial<DashboardDocument> = {}): DashboardDocument => ({
  tiles: [],
  tabs: [],
  filters: { dimensions: [], metrics: [], tableCalculations: [] },
  ...part,
})
const filters = (...dimensions: DashboardFilterRule[]) => ({ dimensions, metrics: [], tableCalculations: [] })
const told = (before: DashboardDocument, after: DashboardDocument): string[] =>
  dashboardChanges(before, after).map((change) =>
    [
      change.what,
      'tile' in change ? change.tile.uuid : 'filter' in change ? change.filter.id : 'tab' in change ? change.tab.name : 'count' in change ? change.count : '',
    ]
      .join(' ')
      .trim(),
  )

describe('changes of a dashboard in words', () => {
  it('name tiles that came, went, were edited, and count those that moved', () => {
    const before = board({ tiles: [chart('a'), chart('b'), chart('c')] })
    const after = board({ tiles: [chart('d'), chart('b', { title: 'Mine' }, { x: 4 }), chart('c', {}, { tabUuid: 't' })] })
    expect(told(before, after)).toEqual(['tile_added d', 'tile_removed a', 'tile_changed b', 'tiles_moved 2'])
  })

  it('do not mistake what clients send along for an edit', () => {
    const sent = chart('a', { chartName: 'Orders', lastVersionChartKind: 'line', belongsToDashboard: false, title: '', hideTitle: false }, { tabUuid: null })
    expect(told(board({ tiles: [chart('a')] }), board({ tiles: [sent] }))).toEqual([])
  })

  it('name filters, wherever they are kept', () => {
    const before = board({ filters: { ...filters(rule('a')), metrics: [rule('m')] } })
    const after = board({ filters: filters(rule('a', { values: ['open'] }), rule('b')) })
    expect(told(before, after)).toEqual(['filter_added b', 'filter_removed m', 'filter_changed a'])
  })

  it('name tabs, and see another order though numbers alone differ', () => {
    const tabs = [
      { uuid: '1', name: 'One', order: 0 },
      { uuid: '2', name: 'Two', order: 1 },
    ]
    const renumbered = tabs.map((tab) => ({ ...tab, order: tab.order + 5 }))
    expect(told(board({ tabs }), board({ tabs: renumbered }))).toEqual([])
    const turned = [
      { uuid: '1', name: 'First', order: 1 },
      { uuid: '2', name: 'Two', order: 0 },
      { uuid: '3', name: 'Three', order: 2 },
    ]
    expect(told(board({ tabs }), board({ tabs: turned }))).toEqual(['tab_added Three', 'tab_renamed First', 'tabs_ordered'])
  })
})

describe('two filters', () => {
  it('are the same whatever is written out and in whatever order', () => {
    const { id, ...rest } = rule('a', { tileTargets: {}, disabled: false })
    expect(isSameRule(rule('a'), { ...rest, id })).toBe(true)
    expect(isSameRule(rule('a'), rule('a', { tileTargets: { t: false } }))).toBe(false)
    expect(isSameRule(rule('a'), rule('a', { values: ['paid', 'open'] }))).toBe(false)
  })
})
