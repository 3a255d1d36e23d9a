import { describe, expect, it } from 'vitest'
import type { TableConfig } from '../chart/chart-document.ts'
import { testChart, testQuery, testResult } from '../chart/test-chart.ts'
import { buildPivotTable, type PivotTable, type PivotTotals } from './build-pivot-table.ts'

const row = (month: string | null, status: string | null, revenue: number | null, count = 1) => ({
  orders_month: month === null ? null : `${month}-01T00:00:00Z`,
  orders_status: status,
  orders_revenue: revenue,
  orders_count: count,
})
const result = testResult([row('2024-01', 'shipped', 10, 1), row('2024-01', 'returned', 20, 2), row('2024-02', 'shipped', 30, 3)])
const query = testQuery(['orders_month', 'orders_status'], ['orders_revenue', 'orders_count'])

type Part = { config?: TableConfig; columns?: string[]; totals?: PivotTotals; given?: typeof result; asked?: typeof query }
const build = ({ config = {}, columns = ['orders_status'], totals, given = result, asked = query }: Part = {}) =>
  buildPivotTable(testChart(asked, { type: 'table', config }, { pivotConfig: { columns } }), given, totals)
const texts = (table: PivotTable | null) =>
  table?.rows.map(({ index, cells }) => [...index.map(({ formatted }) => formatted), '|', ...cells.map((cell) => cell?.formatted ?? '-')].join(' '))
const heads = (table: PivotTable | null) =>
  table?.headerRows.map(({ label, cells }) => `${label}: ${cells.map(({ text, span }) => `${text}×${span}`).join(' ')}`)

describe('a pivot table', () => {
  it('has the values of the pivoted field as columns, the metrics below them', () => {
    const table = build()
    expect(heads(table)).toEqual(['Status: shipped×2 returned×2', ': Revenue×1 Count×1 Revenue×1 Count×1'])
    expect(table?.indexLabels).toEqual(['Month'])
    expect(texts(table)).toEqual(['2024-01 | $10.00 1 $20.00 2', '2024-02 | $30.00 3 - -'])
  })
  it('has metrics as rows where the chart wants it', () => {
    const table = build({ config: { metricsAsRows: true } })
    expect(heads(table)).toEqual(['Status: shipped×1 returned×1'])
    expect(table?.indexLabels).toEqual(['Month', ''])
    expect(texts(table)).toEqual(['2024-01 Revenue | $10.00 $20.00', '2024-01 Count | 1 2', '2024-02 Revenue | $30.00 -', '2024-02 Count | 3 -'])
  })
  it('tells "no row" from "no value"', () => {
    const table = build({ given: testResult([row('2024-01', 'shipped', null), row('2024-02', 'returned', 1)]) })
    expect(table?.rows[0]?.cells.map((cell) => cell?.raw)).toEqual([null, 1, undefined, undefined])
  })
  it('keeps rows apart that only a hidden dimension tells apart', () => {
    const asked = testQuery(['orders_month', 'orders_size', 'orders_status'], ['orders_revenue'])
    const given = testResult([
      { ...row('2024-01', 'shipped', 1), orders_size: 1 },
      { ...row('2024-01', 'shipped', 2), orders_size: 2 },
    ])
    expect(texts(build({ asked, given, config: { columns: { orders_size: { visible: false } } } }))).toEqual(['2024-01 | $1.00', '2024-01 | $2.00'])
  })
  it('puts equal headings together, and only below the same heading', () => {
    const asked = testQuery(['orders_status', 'orders_size'], ['orders_count'])
    const given = testResult(
      [
        ['a', 1],
        ['b', 1],
        ['a', 2],
      ].map(([status, size]) => ({ orders_status: status, orders_size: size, orders_count: 1 })),
    )
    expect(heads(build({ asked, given, columns: ['orders_status', 'orders_size'] }))).toEqual([
      'Status: a×2 b×1',
      'Size: 1×1 2×1 1×1',
      ': Count×1 Count×1 Count×1',
    ])
    const sameBelow = testResult(
      [
        ['a', 1],
        ['b', 1],
      ].map(([status, size]) => ({ orders_status: status, orders_size: size, orders_count: 1 })),
    )
    expect(heads(build({ asked, given: sameBelow, columns: ['orders_status', 'orders_size'] }))?.[1]).toBe('Size: 1×1 1×1')
  })
  it('has dates as columns in the order of time, or backwards when the query sorts so', () => {
    const given = testResult([row('2024-02', 'a', 1), row(null, 'a', 1), row('2024-01', 'a', 1)])
    const order = (asked = query) => build({ asked, given, columns: ['orders_month'] })?.headerRows[0]?.cells.map(({ text }) => text)
    expect(order()).toEqual(['2024-01', '2024-02', '∅'])
    expect(order({ ...query, sorts: [{ fieldId: 'orders_month', descending: true }] })).toEqual(['2024-02', '2024-01', '∅'])
  })
  it('tells a missing value, a text and a number apart', () => {
    const asked = testQuery(['orders_status'], ['orders_count'])
    const given = testResult([null, '∅', '1', 1].map((status) => ({ orders_status: status, orders_count: 1 })))
    expect(build({ asked, given })?.headerRows[0]?.cells).toHaveLength(4)
  })
  it('names, hides and colours as a table does', () => {
    const columns = { orders_count: { visible: false }, orders_revenue: { name: 'Money' }, orders_status: { name: 'State' } }
    const conditionalFormattings = [{ target: { fieldId: 'orders_revenue' }, color: '#c91304', rules: [{ operator: 'greaterThan', values: [15] }] }]
    const table = build({ config: { columns, conditionalFormattings } })
    expect(heads(table)).toEqual(['State: shipped×1 returned×1', ': Money×1 Money×1'])
    expect(table?.rows.map(({ cells }) => cells.map((cell) => cell?.style?.background ?? ''))).toEqual([
      ['', '#c91304'],
      ['#c91304', ''],
    ])
  })
  it('says how many columns did not fit', () => {
    const given = testResult(Array.from({ length: 600 }, (_, size) => ({ orders_size: size, orders_count: 1 })))
    const table = build({ asked: testQuery(['orders_size'], ['orders_count']), given, columns: ['orders_size'] })
    expect(table?.headerRows[0]?.cells).toHaveLength(500)
    expect(table?.columnsLeftOut).toBe(100)
  })
  it('is none without a pivot, without values, or for fields that are gone', () => {
    expect(build({ columns: [] })).toBeNull()
    expect(build({ columns: ['orders_gone'] })).toBeNull()
    expect(build({ asked: testQuery(['orders_month', 'orders_status'], []) })).toBeNull()
  })
})

describe('totals of a pivot table', () => {
  const totals: PivotTotals = {
    byColumn: testResult([row(null, 'shipped', 40, 4), row(null, 'returned', 20, 2)]).rows,
    byRow: testResult([row('2024-01', null, 30, 3)]).rows,
    grand: { orders_revenue: 60, orders_count: 6 },
  }
  const shown = (cells: readonly ({ formatted: string } | null)[] | undefined) => cells?.map((cell) => cell?.formatted ?? '-')

  it('are shown as given and never added up', () => {
    expect(build()).toMatchObject({ rowTotals: null, columnTotals: null })
    const table = build({ totals })
    expect(table?.rowTotals?.labels).toEqual(['Total Revenue', 'Total Count'])
    expect(table?.rowTotals?.cells.map(shown)).toEqual([
      ['$30.00', '3'],
      ['-', '-'],
    ])
    expect(table?.columnTotals?.map(({ label }) => label)).toEqual(['Total'])
    expect(shown(table?.columnTotals?.[0]?.cells)).toEqual(['$40.00', '4', '$20.00', '2'])
    expect(shown(table?.columnTotals?.[0]?.grand)).toEqual(['$60.00', '6'])
  })
  it('are a line for each metric when metrics are rows', () => {
    const table = build({ totals, config: { metricsAsRows: true } })
    expect(table?.rowTotals?.cells.map(shown)).toEqual([['$30.00'], ['3'], ['-'], ['-']])
    expect(table?.columnTotals?.map(({ label, cells, grand }) => [label, ...(shown(cells) ?? []), ...(shown(grand) ?? [])])).toEqual([
      ['Total Revenue', '$40.00', '$20.00', '$60.00'],
      ['Total Count', '4', '2', '6'],
    ])
  })
  it('has subtotals of groups of lines, with those over all columns beside them, and folds', () => {
    const asked = testQuery(['orders_month', 'orders_size', 'orders_status'], ['orders_revenue'])
    const given = testResult([
      { ...row('2024-01', 'shipped', 1), orders_size: 1 },
      { ...row('2024-01', 'returned', 2), orders_size: 2 },
      { ...row('2024-02', 'shipped', 4), orders_size: 1 },
    ])
    const january = '2024-01-01T00:00:00Z'
    const totals: PivotTotals = {
      byRow: [],
      subtotals: { orders_month: [{ orders_month: january, orders_status: 'shipped', orders_revenue: 100 }] },
      subtotalsBeside: { orders_month: [{ orders_month: january, orders_revenue: 300 }] },
    }
    const document = testChart(asked, { type: 'table', config: { showSubtotals: true } }, { pivotConfig: { columns: ['orders_status'] } })
    const table = buildPivotTable(document, given, totals)
    expect(texts(table)).toEqual(['2024-01  | $100.00 -', ' 1 | $1.00 -', ' 2 | - $2.00', '2024-02  | - -', ' 1 | $4.00 -'])
    expect(table?.rows.map(({ group }) => group?.rowCount ?? 0)).toEqual([2, 0, 0, 1, 0])
    expect(table?.rowTotals?.cells.map(([cell]) => cell?.formatted)).toEqual(['$300.00', undefined, undefined, undefined, undefined])
    const [group] = table?.rows ?? []
    expect(group?.group?.column).toBe(0)
    expect(texts(buildPivotTable(document, given, totals, new Set([group?.group?.key ?? ''])))).toEqual([
      '2024-01  | $100.00 -',
      '2024-02  | - -',
      ' 1 | $4.00 -',
    ])
  })
})
