import { describe, expect, it } from 'vitest'
import { metric, testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import { buildTable } from '../result/build-table.ts'
import { buildPivotTable } from '../result/build-pivot-table.ts'
import { bigNumberModel } from './big-number-model.ts'
import { buildChartOption } from './build-chart-option.ts'
import { describeChart } from './describe-chart.ts'

const items = { ...testItems, ...metric('revenue', { round: 1 }) }
const rows = [
  { orders_status: 'shipped', orders_month: '2024-01-01T00:00:00Z', orders_revenue: 1234.5 },
  { orders_status: 'returned', orders_month: '2024-02-01T00:00:00Z', orders_revenue: 98.7 },
]
const result = { ...testResult(rows, items), locale: 'de' }
const query = testQuery(['orders_status'], ['orders_revenue'])

describe('a chart for readers of German', () => {
  it('has their numbers in tables, pivots and totals, and leaves the answer as it was', () => {
    const table = buildTable(testChart(query, { type: 'table' }), result, { totals: { orders_revenue: 1333.2 } })
    const place = table.columns.findIndex(({ fieldId }) => fieldId === 'orders_revenue')
    expect([table.cellAt(0, place).formatted, table.totals?.[place]?.formatted]).toEqual(['1.234,5', '1.333,2'])
    const pivot = buildPivotTable(testChart(query, { type: 'table' }, { pivotConfig: { columns: ['orders_status'] } }), result, {}, new Set())
    expect(JSON.stringify(pivot)).toContain('1.234,5')
    expect(result.rows[0]?.['orders_revenue']?.value.formatted).toBe('1,234.5')
  })
  it('says in their words what it shows', () => {
    const bars = testChart(query, { type: 'cartesian', config: { layout: { xField: 'orders_status', yField: ['orders_revenue'] }, eChartsConfig: {} } })
    expect(describeChart(bars, result)).toBe('Säulendiagramm, 2 Punkte. Revenue von 1.234,5 (shipped) bis 98,7 (returned), höchster Wert 1.234,5 (shipped).')
    expect(describeChart(testChart(query, { type: 'pie', config: {} }), result)).toBe('Kreisdiagramm, 2 Stücke, das größte shipped mit 1.234,5.')
    expect(describeChart(testChart(query, { type: 'table' }), { ...result, rows: [] })).toBe('Tabelle, keine Zeilen.')
  })
  it('has them in big numbers and in tooltips', () => {
    expect(bigNumberModel(testChart(query, { type: 'big_number', config: {} }), result).value).toBe('1.234,5')
    const pie = buildChartOption({ document: testChart(query, { type: 'pie', config: {} }), result, theme: 'light' })
    const { formatter } = pie['tooltip'] as { formatter: (point: { dataIndex: number }) => string }
    expect(formatter({ dataIndex: 0 })).toContain('<strong>1.234,5</strong> (92,6\u00a0%)')
  })
})
