import type { FilterGroup, FilterRule } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { chartChanges } from './chart-changes.ts'
import { testChart, testQuery } from './test-chart.ts'

const table = { type: 'table', config: {} } as const
const rule = (id: string, values: unknown[] = ['paid']): FilterRule => ({ id, target: { fieldId: `orders_${id}` }, operator: 'equals', values })
const asking = (part: object = {}) => testChart(testQuery(['orders_month'], ['orders_revenue'], part), table)
const filtered = (dimensions: FilterGroup) => asking({ filters: { dimensions } })
const calculation = (name: string, sql: string) => ({ name, displayName: name.toUpperCase(), sql })

describe('changes of a chart in words', () => {
  it('are none between equal charts, however they are written down', () => {
    expect(chartChanges(asking(), asking({ comparisons: [], parameters: {}, timezone: undefined }))).toEqual([])
    expect(chartChanges(asking(), filtered({ id: 'g', and: [] }))).toEqual([])
    expect(chartChanges(filtered({ id: 'g', and: [rule('size')] }), filtered({ id: 'h', and: [{ ...rule('size'), disabled: false }] }))).toEqual([])
  })

  it('name fields that came and went, and those of its own that were rewritten', () => {
    const before = testChart(testQuery(['orders_month'], ['orders_revenue'], { tableCalculations: [calculation('a', '1'), calculation('b', '1')] }), table)
    const after = testChart(testQuery(['orders_status'], ['orders_revenue'], { tableCalculations: [calculation('b', '2')], limit: 10 }), table)
    expect(chartChanges(before, after)).toEqual([
      { what: 'field_added', fieldId: 'orders_status' },
      { what: 'field_removed', fieldId: 'orders_month' },
      { what: 'own_field_removed', name: 'A' },
      { what: 'own_field_changed', name: 'B' },
      { what: 'limit_changed', before: 500, after: 10 },
    ])
  })

  it('name filters at any depth, and see when only their groups changed', () => {
    const before = filtered({ id: 'g', and: [rule('size'), { id: 'h', or: [rule('status')] }] })
    expect(chartChanges(before, filtered({ id: 'g', and: [rule('size', ['new']), { id: 'h', or: [rule('month')] }] }))).toEqual([
      { what: 'filter_added', fieldId: 'orders_month' },
      { what: 'filter_removed', fieldId: 'orders_status' },
      { what: 'filter_changed', fieldId: 'orders_size' },
    ])
    expect(chartChanges(before, filtered({ id: 'g', or: [rule('size'), { id: 'h', or: [rule('status')] }] }))).toEqual([{ what: 'filters_regrouped' }])
  })

  it('tell another kind from other settings of the same, and moved columns from new ones', () => {
    const pie = { type: 'pie', config: {} } as const
    expect(chartChanges(asking(), { ...asking(), chartConfig: pie })).toEqual([{ what: 'kind_changed', before: 'table', after: 'pie' }])
    expect(chartChanges(asking(), { ...asking(), chartConfig: { type: 'table', config: { hideRowNumbers: true } } })).toEqual([{ what: 'look_changed' }])
    const ordered = (...columnOrder: string[]) => ({ ...asking(), tableConfig: { columnOrder } })
    expect(chartChanges(ordered('a', 'b'), ordered('a', 'c', 'b'))).toEqual([])
    expect(chartChanges(ordered('a', 'b'), ordered('b', 'a'))).toEqual([{ what: 'columns_ordered' }])
    expect(chartChanges(asking(), { ...asking(), tableName: 'payments', pivotConfig: { columns: ['x'] } })).toEqual([
      { what: 'explore_changed', before: 'orders', after: 'payments' },
      { what: 'pivot_changed' },
    ])
  })
})
