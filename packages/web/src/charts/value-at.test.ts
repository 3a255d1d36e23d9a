import type { ChartDocument, ChartResult } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from '../explore/explore-state.ts'
import { valueAt } from './value-at.ts'

const row = (month: string, revenue: number) => ({
  month: { value: { raw: month, formatted: month } },
  revenue: { value: { raw: revenue, formatted: String(revenue) } },
})
const result: ChartResult = { rows: [row('2026-02', 2), row('2026-01', 1)], fields: {} }
const chart = (chartConfig: ChartDocument['chartConfig'], pivot: string[] = []): ChartDocument => ({
  tableName: 'o',
  metricQuery: { ...emptyExploreState('o').metricQuery, dimensions: ['month'], metrics: ['revenue'] },
  chartConfig,
  tableConfig: { columnOrder: [] },
  ...(pivot.length === 0 ? {} : { pivotConfig: { columns: pivot } }),
})
const bars: ChartDocument['chartConfig'] = { type: 'cartesian', config: { layout: { xField: 'month', yField: ['revenue'] }, eChartsConfig: {} } }
const point = { dataIndex: 0, seriesIndex: 0, name: '2026-01' }

describe('a clicked mark', () => {
  it('is found by its name on the axis, whatever the order of the rows', () => {
    expect(valueAt(chart(bars), result, point)).toEqual({ row: result.rows[1], fieldId: 'revenue' })
  })
  it('is nothing when several rows stand there, or series are pivoted', () => {
    expect(valueAt(chart(bars), { ...result, rows: [...result.rows, row('2026-01', 9)] }, point)).toBeNull()
    expect(valueAt(chart(bars, ['channel']), result, point)).toBeNull()
  })
  it('is the row of a slice', () => {
    expect(valueAt(chart({ type: 'pie', config: { metricId: 'revenue' } }), result, point)).toEqual({ row: result.rows[0], fieldId: 'revenue' })
  })
})
