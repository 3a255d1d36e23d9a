import { describe, expect, it } from 'vitest'
import type { TableConfig } from '../chart/chart-document.ts'
import { testChart, testQuery, testResult } from '../chart/test-chart.ts'
import { subtotalDimensions, subtotalLines, type Subtotals } from './subtotals.ts'

const query = testQuery(['orders_status', 'orders_size', 'orders_month'], ['orders_revenue'], {
  tableCalculations: [
    { name: 'half', displayName: 'Half', sql: '=revenue / 2' },
    { name: 'place', displayName: 'Place', sql: '=RANK(revenue)' },
  ],
})
const row = (status: string | null, size: number, month: number, revenue: number) => ({
  orders_status: status,
  orders_size: size,
  orders_month: `2024-0${month}-01T00:00:00Z`,
  orders_revenue: revenue,
  half: revenue / 2,
  place: 1,
})
const result = testResult([row('new', 1, 1, 10), row(null, 1, 1, 8), row('new', 2, 1, 7), row('new', 1, 2, 5)], {
  ...testResult([]).fields,
  ...Object.fromEntries(query.tableCalculations.map((calculation) => [calculation.name, calculation])),
})
const subtotals: Subtotals = {
  orders_status: [
    { orders_status: 'new', orders_revenue: 99, half: 49.5 },
    { orders_status: null, orders_revenue: 8, half: 4 },
  ],
  'orders_status:orders_size': [{ orders_status: 'new', orders_size: 1, orders_revenue: 60 }],
}
const chart = (config: TableConfig = {}) => testChart(query, { type: 'table', config: { showSubtotals: true, ...config } })

/** Lines as text: `> value (rows) revenue` for groups, indented by depth; the number of the row for rows. */
const linesOf = (folded: string[] = [], config: TableConfig = {}): string[] =>
  subtotalLines(chart(config), result, subtotals, new Set(folded)).map((line) =>
    line.kind === 'row'
      ? `${line.row}`
      : `${'  '.repeat(line.depth)}> ${line.value.formatted} (${line.rowCount}) ${line.totalOf('orders_revenue')?.formatted ?? 'none'}`,
  )

describe('subtotals of a table', () => {
  it('each group stands before its rows, with what the warehouse computed', () => {
    expect(linesOf()).toEqual(['> new (3) $99.00', '  > 1 (2) $60.00', '0', '3', '  > 2 (1) none', '2', '> ∅ (1) $8.00', '  > 1 (1) none', '1'])
  })
  it('of a folded group only its own line is there', () => {
    expect(linesOf(['["new"]'])).toEqual(['> new (3) $99.00', '> ∅ (1) $8.00', '  > 1 (1) none', '1'])
    expect(linesOf(['["new",1]', '[null]'])).toEqual(['> new (3) $99.00', '  > 1 (2) $60.00', '  > 2 (1) none', '2', '> ∅ (1) $8.00'])
  })
  it('a calculation is the one of the subtotal, or says why it has none', () => {
    const [group] = subtotalLines(chart(), result, subtotals, new Set())
    if (group?.kind !== 'group') throw new Error('the first line is no group')
    expect(group.totalOf('half')).toMatchObject({ raw: 49.5 })
    expect(group.totalOf('place')).toEqual({ raw: null, formatted: '–', why: 'other_rows' })
  })
  it('the last dimension, hidden ones and tables that want none have no groups', () => {
    expect(subtotalDimensions(chart(), result)).toEqual(['orders_status', 'orders_size'])
    expect(subtotalDimensions(chart({ columns: { orders_size: { visible: false } } }), result)).toEqual(['orders_status', 'orders_month'])
    expect(subtotalDimensions(chart({ showSubtotals: false }), result)).toEqual([])
    expect(subtotalDimensions(testChart(testQuery(['orders_status'], []), { type: 'table', config: { showSubtotals: true } }), result)).toEqual([])
  })
})
