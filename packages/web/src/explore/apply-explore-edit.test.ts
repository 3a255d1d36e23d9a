import { describe, expect, it } from 'vitest'
import { applyExploreEdit } from './apply-explore-edit.ts'
import type { ExploreEdit } from './explore-edit.ts'
import { columnsOf, emptyExploreState } from './explore-state.ts'

const after = (...edits: ExploreEdit[]) => edits.reduce(applyExploreEdit, emptyExploreState('orders'))
const picked: ExploreEdit[] = [
  { type: 'toggle-dimension', fieldId: 'orders_status' },
  { type: 'toggle-metric', fieldId: 'orders_revenue' },
]

describe('editing an explore', () => {
  it('adds fields in the order they are picked and takes them away again', () => {
    expect(columnsOf(after(...picked))).toEqual(['orders_status', 'orders_revenue'])
    expect(after(...picked, ...picked).metricQuery).toMatchObject({ dimensions: [], metrics: [] })
  })
  it('keeps chosen parameters until they are reset', () => {
    const chosen = after(...picked, { type: 'set-parameter', name: 'region', values: ['north', 'south'] })
    expect(chosen.metricQuery.parameters).toEqual({ region: ['north', 'south'] })
    expect(applyExploreEdit(chosen, { type: 'set-parameter', name: 'region', values: [] })).toEqual(after(...picked))
  })
  it('takes sorts, pivot and place of a removed field along, and keeps its filter', () => {
    const filters = { dimensions: { id: 'r', and: [{ id: '1', target: { fieldId: 'orders_status' }, operator: 'isNull' as const }] } }
    const state = after(
      ...picked,
      { type: 'set-sorts', sorts: [{ fieldId: 'orders_status', descending: false }] },
      { type: 'set-pivot', fieldIds: ['orders_status'] },
      { type: 'set-filters', filters },
      { type: 'remove-field', fieldId: 'orders_status' },
    )
    expect(state).toMatchObject({ pivotColumns: [], columnOrder: ['orders_revenue'], metricQuery: { dimensions: [], sorts: [], filters } })
  })
  it('sorts by a header: first way, other way, not at all; Shift keeps the others', () => {
    const click = (fieldId: string, add = false): ExploreEdit => ({ type: 'toggle-sort', fieldId, add, descendingFirst: true })
    expect(after(click('a')).metricQuery.sorts).toEqual([{ fieldId: 'a', descending: true }])
    expect(after(click('a'), click('a')).metricQuery.sorts).toEqual([{ fieldId: 'a', descending: false }])
    expect(after(click('a'), click('a'), click('a')).metricQuery.sorts).toEqual([])
    expect(after(click('a'), click('b', true)).metricQuery.sorts.map(({ fieldId }) => fieldId)).toEqual(['a', 'b'])
    expect(after(click('a'), click('b', true), click('c')).metricQuery.sorts.map(({ fieldId }) => fieldId)).toEqual(['c'])
  })
  it('moves a column before another, or to the end', () => {
    expect(after(...picked, { type: 'move-column', fieldId: 'orders_revenue', before: 'orders_status' }).columnOrder).toEqual([
      'orders_revenue',
      'orders_status',
    ])
    expect(after(...picked, { type: 'move-column', fieldId: 'orders_status', before: null }).columnOrder).toEqual(['orders_revenue', 'orders_status'])
  })
  it('renames a calculation everywhere it is used', () => {
    const state = after(
      ...picked,
      { type: 'save-calculation', calculation: { name: 'share', displayName: 'Share', sql: '1' }, previousName: null },
      { type: 'set-sorts', sorts: [{ fieldId: 'share', descending: true }] },
      { type: 'save-calculation', calculation: { name: 'part', displayName: 'Part', sql: '2' }, previousName: 'share' },
    )
    expect(state.metricQuery.tableCalculations).toEqual([{ name: 'part', displayName: 'Part', sql: '2' }])
    expect(state.metricQuery.sorts).toEqual([{ fieldId: 'part', descending: true }])
    expect(state.columnOrder).toEqual(['orders_status', 'orders_revenue', 'part'])
  })
  it('selects a new metric of one’s own at once and forgets a removed one', () => {
    const metric = { table: 'orders', name: 'big', type: 'sum' as const, sql: '${TABLE}.x' }
    const state = after({ type: 'save-additional-metric', metric, previousId: null })
    expect(state.metricQuery).toMatchObject({ metrics: ['orders_big'], additionalMetrics: [metric] })
    const without = applyExploreEdit(state, { type: 'remove-additional-metric', fieldId: 'orders_big' })
    expect(without.metricQuery).toMatchObject({ metrics: [], additionalMetrics: [] })
  })
  it('goes back to the project’s time zone', () => {
    expect(after({ type: 'set-timezone', timezone: 'Europe/Berlin' }).metricQuery.timezone).toBe('Europe/Berlin')
    expect('timezone' in after({ type: 'set-timezone', timezone: 'UTC' }, { type: 'set-timezone', timezone: null }).metricQuery).toBe(false)
  })
})
