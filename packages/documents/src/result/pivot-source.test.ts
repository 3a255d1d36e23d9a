import { describe, expect, it } from 'vitest'
import { testChart, testQuery, testResult } from '../chart/test-chart.ts'
import { buildPivotTable, type PivotTotals } from './build-pivot-table.ts'
import type { TableConfig } from '../chart/chart-document.ts'
import type { PivotPlace } from './pivot-source.ts'

const [january, february] = ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z']
const row = (month: string | null, status: string | null, revenue: number | null, count: number | null) => ({
  orders_month: month,
  orders_status: status,
  orders_revenue: revenue,
  orders_count: count,
})
const result = testResult([row(january, 'shipped', 10, 1), row(january, null, 20, 2), row(february, 'shipped', 30, 3)])
const query = testQuery(['orders_month', 'orders_status'], ['orders_revenue', 'orders_count'])
const totals: PivotTotals = {
  byColumn: testResult([row(null, 'shipped', 40, 4)]).rows.map(({ orders_month: _, ...of }) => of),
  byRow: testResult([row(january, null, 30, 3)]).rows.map(({ orders_status: _, ...of }) => of),
  grand: { orders_revenue: 60, orders_count: 6 },
}

function asking(config: TableConfig = {}, { asked = query, given = result, more = totals, folded = new Set<string>() } = {}) {
  const table = buildPivotTable(testChart(asked, { type: 'table', config }, { pivotConfig: { columns: ['orders_status'] } }), given, more, folded)
  return (part: PivotPlace['part'], line: number, column: number) => {
    const source = table?.sourceAt({ part, line, column }) ?? null
    return source === null ? null : [source.fieldId, Object.fromEntries(Object.entries(source.row).map(([fieldId, { value }]) => [fieldId, value.raw]))]
  }
}

describe('a place in a pivot table', () => {
  it('stands for the row of the answer in its line and column, dates by their grain', () => {
    const at = asking()
    expect(at('value', 0, 0)).toEqual(['orders_revenue', row(january, 'shipped', 10, 1)])
    expect(at('value', 0, 3)).toEqual(['orders_count', row(january, null, 20, 2)])
    expect(at('value', 1, 1)).toEqual(['orders_count', row(february, 'shipped', 30, 3)])
    // The answer has no row there.
    expect(at('value', 1, 2)).toBeNull()
    expect(at('value', 9, 0)).toBeNull()
  })
  it('stands for its line at the left and for its column above', () => {
    const at = asking()
    expect(at('index', 1, 0)).toEqual(['orders_month', { orders_month: february }])
    expect(at('heading', 0, 1)).toEqual(['orders_status', { orders_status: 'shipped' }])
    expect(at('heading', 0, 2)).toEqual(['orders_status', { orders_status: null }])
    // Names of metrics and of totals are no values.
    expect(at('heading', 1, 0)).toBeNull()
    expect(at('heading', 0, 4)).toBeNull()
    expect(at('index', 0, 1)).toBeNull()
  })
  it('stands, in totals, for what they are of and nothing else', () => {
    const at = asking()
    expect(at('value', 0, 4)).toEqual(['orders_revenue', { orders_month: january, orders_revenue: 30 }])
    expect(at('value', 0, 5)).toEqual(['orders_count', { orders_month: january, orders_count: 3 }])
    // No total came for that line.
    expect(at('value', 1, 4)).toBeNull()
    expect(at('total', 0, 1)).toEqual(['orders_count', { orders_status: 'shipped', orders_count: 4 }])
    expect(at('total', 0, 2)).toBeNull()
    expect(at('total', 0, 4)).toEqual(['orders_revenue', { orders_revenue: 60 }])
    expect(at('total', 1, 0)).toBeNull()
  })
  it('stands for the same where metrics are lines', () => {
    const at = asking({ metricsAsRows: true })
    expect(at('value', 1, 1)).toEqual(['orders_count', row(january, null, 20, 2)])
    expect(at('value', 3, 1)).toBeNull()
    expect(at('value', 1, 2)).toEqual(['orders_count', { orders_month: january, orders_count: 3 }])
    expect(at('index', 3, 0)).toEqual(['orders_month', { orders_month: february }])
    expect(at('index', 3, 1)).toBeNull()
    expect(at('heading', 0, 1)).toEqual(['orders_status', { orders_status: null }])
    expect(at('total', 1, 0)).toEqual(['orders_count', { orders_status: 'shipped', orders_count: 4 }])
    expect(at('total', 0, 2)).toEqual(['orders_revenue', { orders_revenue: 60 }])
  })
  it('stands for a group in its subtotals, folded or not', () => {
    const asked = testQuery(['orders_month', 'orders_size', 'orders_status'], ['orders_revenue'])
    const given = testResult([
      { ...row(january, 'shipped', 1, 1), orders_size: 1 },
      { ...row(february, 'shipped', 4, 1), orders_size: 1 },
    ])
    const more: PivotTotals = {
      byRow: [],
      subtotals: { orders_month: [{ orders_month: january, orders_status: 'shipped', orders_revenue: 100 }] },
      subtotalsBeside: { orders_month: [{ orders_month: january, orders_revenue: 300 }] },
    }
    const at = asking({ showSubtotals: true }, { asked, given, more })
    expect(at('value', 0, 0)).toEqual(['orders_revenue', { orders_month: january, orders_status: 'shipped', orders_revenue: 100 }])
    expect(at('value', 0, 1)).toEqual(['orders_revenue', { orders_month: january, orders_revenue: 300 }])
    expect(at('value', 2, 0)).toBeNull()
    // The line that folds, and what the lines below do not say again.
    expect([at('index', 0, 0), at('index', 1, 0)]).toEqual([null, null])
    expect(at('index', 1, 1)).toEqual(['orders_size', { orders_month: january, orders_size: 1 }])
    const folded = asking({ showSubtotals: true }, { asked, given, more, folded: new Set([JSON.stringify([january])]) })
    expect(folded('value', 2, 0)).toEqual(['orders_revenue', { ...row(february, 'shipped', 4, 1), orders_size: 1 }])
  })
  it('is nothing where a calculation has no total', () => {
    const asked = testQuery(['orders_month', 'orders_status'], ['orders_revenue'], {
      tableCalculations: [{ name: 'rank', displayName: 'Rank', sql: 'rank() over (order by ${orders.revenue})' }],
    })
    const at = asking({}, { asked })
    expect(at('total', 0, 1)).toBeNull()
    expect(at('total', 0, 0)).toEqual(['orders_revenue', { orders_status: 'shipped', orders_revenue: 40 }])
  })
})
