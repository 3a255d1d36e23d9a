import type { ChartDocument, ChartResult } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from '../explore/explore-state.ts'
import { chronological } from './chronological.ts'

const field = { table: 'o', tableLabel: 'O', sql: '', compiledSql: '', hidden: false, index: 0 }
const result: ChartResult = {
  rows: ['2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z', null].map((raw) => ({ o_day: { value: { raw, formatted: String(raw) } } })),
  fields: { o_day: { ...field, fieldType: 'dimension', type: 'date', name: 'day', label: 'Day' } },
}
const chart = (chartConfig: ChartDocument['chartConfig']): ChartDocument => ({
  tableName: 'o',
  metricQuery: { ...emptyExploreState('o').metricQuery, dimensions: ['o_day'] },
  chartConfig,
  tableConfig: { columnOrder: [] },
})
const days = (drawn: ChartResult) => drawn.rows.map((row) => row['o_day']?.value.raw)

describe('rows of a chart over time', () => {
  it('begin with the oldest', () => {
    expect(days(chronological(chart({ type: 'cartesian', config: { layout: { xField: 'o_day' }, eChartsConfig: {} } }), result))).toEqual([
      null,
      '2026-01-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
    ])
  })
  it('stay as they are in tables and pies', () => {
    expect(chronological(chart({ type: 'pie' }), result)).toBe(result)
  })
})
