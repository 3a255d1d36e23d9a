import { describe, expect, it } from 'vitest'
import { cartesianData } from '../option/cartesian-series.ts'
import { pieParts } from '../option/pie-option.ts'
import { buildTable } from '../result/build-table.ts'
import { aggregateOf, SqlChartDocument, type SqlChartConfig } from './sql-chart-document.ts'
import { sqlChartDrawing, type SqlAnswer } from './sql-chart-drawing.ts'

const fieldConfig = {
  x: { reference: 'month' },
  y: [{ reference: 'amount', aggregation: 'sum' as const }],
  groupBy: [{ reference: 'region' }],
}
const answer: SqlAnswer = {
  columns: [
    { reference: 'month', type: 'string' },
    { reference: 'region', type: 'string' },
    { reference: 'amount_sum', type: 'number' },
  ],
  rows: [
    { month: 'Jan', region: 'North', amount_sum: 10 },
    { month: 'Jan', region: 'South', amount_sum: 4 },
    { month: 'Feb', region: 'North', amount_sum: 7 },
  ],
}
const config = (part: Partial<SqlChartConfig>): SqlChartConfig => ({ type: 'vertical_bar', fieldConfig, ...part })

describe('a SQL chart', () => {
  it('asks the warehouse to aggregate what is drawn, and nothing for a table', () => {
    expect(aggregateOf(config({}))).toEqual({ index: 'month', groupBy: ['region'], values: [{ reference: 'amount', aggregation: 'sum' }], sorts: [] })
    expect(aggregateOf(config({ type: 'table' }))).toBeNull()
    expect(aggregateOf(config({ fieldConfig: { ...fieldConfig, y: [] } }))).toBeNull()
  })

  it('has numbers under each other where it is a table, and as they are where it is drawn', () => {
    const rows = [
      { month: 'Jan', region: 'North', amount_sum: 10 },
      { month: 'Jan', region: 'South', amount_sum: 4.25 },
    ]
    const texts = (...given: Parameters<typeof sqlChartDrawing>): unknown[] =>
      sqlChartDrawing(...given).result.rows.map((row) => row['amount_sum']?.value.formatted)
    expect(texts(config({ type: 'table' }), { ...answer, rows })).toEqual(['10.00', '4.25'])
    expect(texts(config({}), { ...answer, rows }, { asTable: true })).toEqual(['10.00', '4.25'])
    expect(texts(config({}), { ...answer, rows })).toEqual(['10', '4.25'])
  })

  it('draws each value of the group as a series of its own', () => {
    const { document, result } = sqlChartDrawing(config({ type: 'line' }), answer)
    const data = cartesianData(document, result)
    expect(data.names).toEqual(['Jan', 'Feb'])
    expect(data.series.map(({ name, values }) => [name, values])).toEqual([
      ['North', [10, 7]],
      ['South', [4, null]],
    ])
  })

  it('calls and colours series as it says', () => {
    const { groupBy: _, ...plain } = fieldConfig
    const display = { series: { amount_sum: { label: 'Revenue', color: '#112233' } } }
    const { document, result } = sqlChartDrawing(config({ fieldConfig: plain, display }), {
      columns: answer.columns.filter(({ reference }) => reference !== 'region'),
      rows: [{ month: 'Jan', amount_sum: 14 }],
    })
    expect(cartesianData(document, result).series).toMatchObject([{ name: 'Revenue', color: '#112233', values: [14] }])
  })

  it('cuts a pie by its axis and its groups', () => {
    const { document, result } = sqlChartDrawing(config({ type: 'pie' }), answer)
    expect(pieParts(document, result).parts.map(({ name, value }) => [name, value])).toEqual([
      ['Jan - North', 10],
      ['Feb - North', 7],
      ['Jan - South', 4],
    ])
  })

  it('shows all columns as a table, in its order and under its names', () => {
    const columns = { region: { order: -1, label: 'Where' }, amount_sum: { visible: false } }
    const { document, result } = sqlChartDrawing({ type: 'table', columns }, answer)
    const table = buildTable(document, result)
    expect(table.columns.map(({ label }) => label)).toEqual(['Where', 'month'])
    expect(table.cellAt(1, 0).formatted).toBe('South')
  })

  it('reads days and months off the moments of an answer', () => {
    const textOf = (...moments: string[]): string[] => {
      const rows = moments.map((month) => ({ month, amount_sum: 1 }))
      const columns = [{ reference: 'month', type: 'timestamp' as const }, ...answer.columns.slice(2)]
      const { groupBy: _, ...plain } = fieldConfig
      const { document, result } = sqlChartDrawing(config({ fieldConfig: plain, type: 'line' }), { columns, rows })
      return cartesianData(document, result).names
    }
    expect(textOf('2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z')).toEqual(['2025-01', '2025-02'])
    expect(textOf('2025-01-01T00:00:00.000Z', '2025-01-02T00:00:00.000Z')).toEqual(['2025-01-01', '2025-01-02'])
    expect(textOf('2025-01-01T00:00:00.000Z', '2025-01-01T10:30:00.000Z')[1]).toContain('10:30')
  })

  it('is a table where nothing to draw is chosen', () => {
    expect(sqlChartDrawing({ type: 'pie' }, answer).document.chartConfig.type).toBe('table')
  })

  it('is not one without SQL, with a kind or an aggregation that is unknown', () => {
    const whole = { sql: '\nselect 1', limit: 10, config: { type: 'table' } }
    expect(SqlChartDocument.parse(whole)).toMatchObject(whole)
    for (const wrong of [
      { ...whole, sql: '  ' },
      { ...whole, config: { type: 'spiral' } },
      { ...whole, config: { type: 'line', fieldConfig: { y: [{ reference: 'a', aggregation: 'drop' }] } } },
    ]) {
      expect(SqlChartDocument.safeParse(wrong).success).toBe(false)
    }
  })
})
