import type { MetricQuery } from '@atrium/semantic'
import { expect, it } from 'vitest'
import { breakDownQuery } from './break-down-query.ts'

const query: MetricQuery = {
  exploreName: 'orders',
  dimensions: ['orders_month', 'orders_channel'],
  metrics: ['orders_revenue', 'orders_count'],
  filters: {
    dimensions: { id: 'root', and: [{ id: 'a', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['paid'] }] },
    metrics: { id: 'm', and: [{ id: 'b', target: { fieldId: 'orders_revenue' }, operator: 'greaterThan', values: [10] }] },
  },
  sorts: [{ fieldId: 'orders_month', descending: false }],
  limit: 10,
  tableCalculations: [{ name: 'share', displayName: 'Share', sql: '1' }],
  parameters: { rate: ['1.1'] },
}
const cell = (raw: unknown) => ({ value: { raw, formatted: String(raw) } })

it('a number is told apart by a dimension over the same rows as are behind it', () => {
  let id = 0
  const row = { orders_month: cell('2026-03-01'), orders_channel: cell(null), orders_revenue: cell(12) }
  const asked = breakDownQuery({ query, row, fieldId: 'orders_revenue', by: 'customers_country', newId: () => String((id += 1)) })
  expect(asked).toMatchObject({
    dimensions: ['customers_country'],
    metrics: ['orders_revenue'],
    sorts: [{ fieldId: 'orders_revenue', descending: true }],
    tableCalculations: [],
    parameters: { rate: ['1.1'] },
  })
  // Filters on sums are about the groups of the chart, not about these.
  expect(asked.filters.metrics).toBeUndefined()
  expect(asked.filters.dimensions).toMatchObject({
    and: [
      query.filters.dimensions,
      { target: { fieldId: 'orders_month' }, operator: 'equals', values: ['2026-03-01'] },
      { target: { fieldId: 'orders_channel' }, operator: 'isNull' },
    ],
  })
})
