import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Subtotals of the built product: they add up where they must, and equal direct questions where they cannot. */

type Row = Record<string, unknown>

let atrium: Atrium
let client: ApiClient
let base: string

beforeAll(async () => {
  atrium = await startAtrium()
  client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  base = `/api/v1/projects/${project?.projectUuid}`
})
afterAll(() => atrium.stop())

const dimensions = ['orders_status', 'customers_country', 'products_category', 'orders_ordered_at_month']
const metrics = ['order_items_revenue', 'order_items_item_count', 'order_items_margin', 'orders_order_count']
const tableCalculations = [{ name: 'per_line', displayName: 'Per line', sql: '=revenue / item_count' }]

/** Every order of two or three of the dimensions. */
const orders = dimensions.flatMap((first) =>
  dimensions
    .filter((second) => second !== first)
    .flatMap((second) => [
      [first, second],
      [first, second, dimensions.find((third) => third !== first && third !== second) ?? first],
    ]),
)

const ask = (columnOrder: readonly string[]) => ({
  exploreName: 'order_items',
  dimensions: columnOrder,
  metrics,
  filters: {},
  sorts: [],
  limit: 5,
  tableCalculations,
})
const subtotalsOf = (columnOrder: readonly string[]) =>
  client.results<Record<string, Row[]>>('POST', `${base}/calculate-subtotals`, { explore: 'order_items', metricQuery: ask(columnOrder), columnOrder })

describe('subtotals', () => {
  it.each(orders.map((order) => [order]))('of %j: sums add up to the total, all else equals a direct question', async (order) => {
    const total = await client.results<Record<string, number>>('POST', `${base}/calculate-total`, { explore: 'order_items', metricQuery: ask(order) })
    const levels = await subtotalsOf(order)
    expect(Object.keys(levels)).toEqual(order.slice(0, -1).map((_, place) => order.slice(0, place + 1).join(':')))
    for (const [key, rows] of Object.entries(levels)) {
      for (const additive of ['order_items_revenue', 'order_items_item_count']) {
        expect(rows.reduce((sum, row) => sum + Number(row[additive]), 0)).toBeCloseTo(total[additive] ?? Number.NaN, 2)
      }
      const direct = await client.results<{ rows: Record<string, { value: { raw: unknown } }>[] }>('POST', `${base}/explores/order_items/runQuery`, {
        ...ask(key.split(':')),
        limit: 5000,
      })
      const plain = direct.rows.map((row) => Object.fromEntries(Object.entries(row).map(([fieldId, { value }]) => [fieldId, value.raw])))
      expect(sortedRows(rows)).toEqual(sortedRows(plain))
    }
  })

  it('a ratio of a total is the ratio of the totals', async () => {
    const total = await client.results<Record<string, number>>('POST', `${base}/calculate-total`, {
      explore: 'order_items',
      metricQuery: ask(['orders_status', 'products_category']),
    })
    expect(total['per_line']).toBeCloseTo((total['order_items_revenue'] ?? 0) / (total['order_items_item_count'] ?? 0), 9)
  })

  it('one dimension has none', async () => {
    expect(await subtotalsOf(['orders_status'])).toEqual({})
  })
})

/** Rows in an order of their own; sums of fractions to six digits behind the point. */
const sortedRows = (rows: readonly Row[]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value),
      ),
    )
    .toSorted()
