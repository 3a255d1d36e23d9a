import type { CompiledDimension, Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { breakdownChoices, dateChoices, metricChart } from './metric-questions.ts'

const dimension = (table: string, name: string, part: Partial<CompiledDimension> = {}): [string, CompiledDimension] => [
  name,
  { name, table, label: name, tableLabel: table, type: 'string', hidden: false, fieldType: 'dimension', index: 0, sql: '', compiledSql: '', ...part },
]
const explore = {
  name: 'items',
  baseTable: 'items',
  joinedTables: [{ table: 'orders' }],
  tables: {
    items: {
      dimensions: Object.fromEntries([
        dimension('items', 'kind'),
        dimension('items', 'secret', { hidden: true }),
        dimension('items', 'size', { type: 'number' }),
      ]),
    },
    orders: {
      dimensions: Object.fromEntries([
        dimension('orders', 'placed_at', { type: 'date', isIntervalBase: true }),
        dimension('orders', 'placed_at_month', { type: 'date', timeInterval: 'MONTH', timeIntervalBaseDimensionName: 'placed_at' }),
        dimension('orders', 'placed_at_month_name', { timeInterval: 'MONTH_NAME', timeIntervalBaseDimensionName: 'placed_at' }),
      ]),
    },
  },
} as unknown as Explore

describe('what a metric is shown by', () => {
  it('are dates of all tables, by the intervals that follow each other', () => {
    expect(dateChoices(explore)).toEqual([{ name: 'orders_placed_at', label: 'orders · placed_at', intervals: { MONTH: 'orders_placed_at_month' } }])
  })
  it('are words, without what is hidden and without days', () => {
    expect(breakdownChoices(explore)).toEqual([{ value: 'items_kind', label: 'kind' }])
  })
  it('asks for the last buckets of a trend, and the largest parts', () => {
    expect(metricChart('trend', 'items', 'items_sum', 'orders_placed_at_month').metricQuery.sorts).toEqual([
      { fieldId: 'orders_placed_at_month', descending: true },
    ])
    expect(metricChart('breakdown', 'items', 'items_sum', 'items_kind').metricQuery).toMatchObject({
      limit: 12,
      sorts: [{ fieldId: 'items_sum', descending: true }],
    })
  })
})
