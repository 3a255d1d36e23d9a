import { describe, expect, it } from 'vitest'
import type { TableConfig } from '../chart/chart-document.ts'
import { metric, testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import { buildTable } from './build-table.ts'

const query = testQuery(['orders_status', 'orders_month'], ['orders_revenue'])
const result = testResult([
  { orders_status: 'shipped', orders_month: '2024-01-01T00:00:00Z', orders_revenue: 1200 },
  { orders_status: 'returned', orders_month: '2024-02-01T00:00:00Z', orders_revenue: null },
])
const chart = (config: TableConfig = {}, columnOrder: string[] = []) => testChart(query, { type: 'table', config }, { tableConfig: { columnOrder } })
const labels = (...given: Parameters<typeof chart>) => buildTable(chart(...given), result).columns.map(({ label }) => label)

describe('a table', () => {
  it('has the columns of the query in the order of the chart', () => {
    expect(labels()).toEqual(['Status', 'Month', 'Revenue'])
    expect(labels({}, ['orders_revenue', 'orders_gone', 'orders_status'])).toEqual(['Revenue', 'Status', 'Month'])
  })
  it('hides, renames and freezes columns', () => {
    const columns = { orders_month: { visible: false }, orders_revenue: { name: 'Money', frozen: true } }
    expect(labels({ columns })).toEqual(['Money', 'Status'])
  })
  it('names the table where the chart wants it, and where two columns would be called the same', () => {
    expect(labels({ showTableNames: true })).toEqual(['Orders Status', 'Orders Month', 'Orders Revenue'])
    const items = { ...testItems, ...metric('count', { label: 'Revenue', tableLabel: 'Returns' }) }
    const two = buildTable(testChart(testQuery([], ['orders_revenue', 'orders_count']), { type: 'table' }), testResult([], items))
    expect(two.columns.map(({ label }) => label)).toEqual(['Orders Revenue', 'Returns Revenue'])
  })
  it('shows values as people read them, numbers to the right', () => {
    const table = buildTable(chart(), result)
    expect(table.rowCount).toBe(2)
    expect(table.cellAt(0, 1)).toEqual({ raw: '2024-01-01T00:00:00Z', formatted: '2024-01' })
    expect(table.cellAt(0, 2)).toEqual({ raw: 1200, formatted: '$1,200.00' })
    expect(table.cellAt(1, 2)).toEqual({ raw: null, formatted: '∅' })
    expect(table.columns.map(({ isNumeric }) => isNumeric)).toEqual([false, false, true])
  })
  it('leaves out fields that the answer does not have, and shows those it does not describe', () => {
    const asked = testChart(testQuery(['orders_status', 'orders_gone'], ['orders_new']), { type: 'table' })
    expect(buildTable(asked, testResult([{ orders_status: 'a', orders_new: 1 }])).columns.map(({ label }) => label)).toEqual(['Status', 'orders_new'])
  })
  it('is empty outside its rows and columns', () => {
    expect(buildTable(chart(), result).cellAt(9, 0).raw).toBeNull()
    expect(buildTable(chart(), result).cellAt(0, 9).raw).toBeNull()
  })
  it('shows given totals and computes none', () => {
    expect(buildTable(chart(), result).totals).toBeNull()
    expect(buildTable(chart(), result, { totals: { orders_revenue: 1200 } }).totals).toEqual([null, null, { raw: 1200, formatted: '$1,200.00' }])
  })
  it('colours cells by its rules', () => {
    const table = buildTable(
      chart({ conditionalFormattings: [{ target: { fieldId: 'orders_revenue' }, color: '#c91304', rules: [{ operator: 'greaterThan', values: [1000] }] }] }),
      result,
    )
    expect(table.cellAt(0, 2).style).toEqual({ background: '#c91304', color: '#ffffff' })
    expect(table.cellAt(1, 2)).not.toHaveProperty('style')
    expect(table.cellAt(0, 0)).not.toHaveProperty('style')
  })
})
