import type { ChartDocument } from '@atrium/documents'
import type { Explore, MetricQuery } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { tileDocument } from './tile-document.ts'

const dimension = (name: string, base?: string) => ({ table: 'orders', name, ...(base === undefined ? {} : { timeIntervalBaseDimensionName: base }) })
const explore = {
  tables: {
    orders: {
      dimensions: {
        status: dimension('status'),
        at_month: dimension('at_month', 'at'),
        at_week: dimension('at_week', 'at'),
        at_year: dimension('at_year', 'at'),
        sent_year: dimension('sent_year', 'sent'),
      },
    },
  },
} as unknown as Explore
const query = (...dimensions: string[]): MetricQuery => ({
  exploreName: 'orders',
  dimensions,
  metrics: ['orders_count'],
  filters: {},
  sorts: [],
  limit: 10,
  tableCalculations: [],
})
const chart = {
  tableName: 'orders',
  metricQuery: query('orders_sent_year', 'orders_at_month', 'orders_at_week', 'orders_status'),
  chartConfig: { type: 'cartesian', config: { layout: { xField: 'orders_at_month', yField: ['orders_count'] }, eChartsConfig: {} } },
  tableConfig: { columnOrder: ['orders_status', 'orders_at_month', 'orders_at_week', 'orders_count'] },
  pivotConfig: { columns: ['orders_at_week'] },
} as ChartDocument

describe('the chart of a tile', () => {
  it('is drawn over the dates that a date zoom asked for', () => {
    const metricQuery = query('orders_sent_year', 'orders_at_year', 'orders_status')
    expect(tileDocument({ chart, metricQuery, explore })).toEqual({
      ...chart,
      metricQuery,
      chartConfig: { type: 'cartesian', config: { layout: { xField: 'orders_at_year', yField: ['orders_count'] }, eChartsConfig: {} } },
      tableConfig: { columnOrder: ['orders_status', 'orders_at_year', 'orders_count'] },
      pivotConfig: { columns: ['orders_at_year'] },
    })
  })

  it('is as it was saved without one', () => {
    expect(tileDocument({ chart, metricQuery: chart.metricQuery, explore })).toEqual(chart)
  })
})
