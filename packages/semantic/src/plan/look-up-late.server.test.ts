import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explore, join, table } from '../../golden/build-explore.ts'
import { and, compile, rule } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { shopTables } from '../../golden/shop.ts'
import type { Explore, JoinType } from '../types/explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'

/** Items, their orders, and those orders' customers and what these live in. */
const items = (types: { orders?: JoinType; customers?: JoinType } = {}): Explore =>
  explore(
    [
      table('items', {
        primaryKey: ['order_id', 'line'],
        dimensions: { order_id: 'number', line: 'number', product: 'string' },
        metrics: { quantity: ['sum', '${TABLE}.quantity'], lines: ['count', '${TABLE}.line'], middle: ['median', '${TABLE}.quantity'] },
      }),
      table('orders', {
        primaryKey: ['id'],
        dimensions: {
          id: 'number',
          customer_id: 'number',
          status: 'string',
          called: { type: 'string', sql: "COALESCE(${TABLE}.status, 'none')" },
          here: { type: 'boolean', sql: "${items.product} = 'pen'" },
          ordered_on: { type: 'date', intervals: ['DAY', 'MONTH'] },
        },
      }),
      table('customers', { primaryKey: ['id'], dimensions: { id: 'number', name: 'string', region: 'string' } }),
    ],
    [
      join('orders', '${items.order_id} = ${orders.id}', { relationship: 'many-to-one', ...(types.orders === undefined ? {} : { type: types.orders }) }),
      join('customers', '${orders.customer_id} = ${customers.id}', {
        relationship: 'many-to-one',
        ...(types.customers === undefined ? {} : { type: types.customers }),
      }),
    ],
  )

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
  // Two orders that are not there, and one without a customer that is.
  await session.run("insert into items values (98, 1, 'pen', 4, 1.5), (99, 1, 'pad', 5, 2), (4, 1, 'ink', 6, 7)")
})
afterAll(() => session.close())

/** Whether the rows that are grouped are those of joined tables. */
const joinsFirst = (sql: string): boolean => sql.split('"items_by_key" AS (')[1]?.split('\n)')[0]?.includes('JOIN') === true
const waits = (sql: string): boolean => sql.includes('"items_by_key"')
const more = and(rule('items_quantity', 'greaterThan', [2]))

/** Rows with the metric filter, and those that the same question has without it, filtered here. */
async function bothWays(of: Explore, parts: Partial<MetricQuery>): Promise<{ sql: string; filtered: unknown[]; expected: unknown[] }> {
  const all = await session.rows(compile(of, { metrics: ['items_quantity'], ...parts }).sql)
  const filters = { ...parts.filters, metrics: more }
  const { sql } = compile(of, { metrics: ['items_quantity'], ...parts, filters })
  const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted()
  return { sql, filtered: sorted(await session.rows(sql)), expected: sorted(all.filter((row) => Number(row['items_quantity']) > 2)) }
}

describe('what a key decides is looked up for the groups that a metric filter leaves', () => {
  const orders = ['orders_id', 'orders_status', 'orders_called', 'orders_ordered_on_month', 'customers_name', 'customers_region']
  it.each<[string, Explore, Partial<MetricQuery>, number]>([
    ['the columns of its table and of those beyond', items(), { dimensions: orders }, 5],
    ['beside columns of the base table, which it does not decide', items(), { dimensions: ['items_product', ...orders] }, 6],
    ['beside columns of both, which it does not decide', items(), { dimensions: ['orders_here', ...orders] }, 6],
    ['with an inner join, which drops rows', items({ orders: 'inner' }), { dimensions: orders }, 4],
    ['with an inner join beyond the key, which drops rows', items({ customers: 'inner' }), { dimensions: ['orders_id', 'customers_name'] }, 3],
    ['with rows ranked first', items(), { dimensions: orders, metrics: ['items_middle', 'items_quantity'] }, 5],
    ['by the key of a table further on', items(), { dimensions: ['customers_id', 'customers_name', 'orders_status'] }, 4],
    ['with a filter on what is looked up', items(), { dimensions: orders, filters: { dimensions: and(rule('customers_region', 'equals', ['north'])) } }, 2],
    ['with a filter on what is missing', items(), { dimensions: orders, filters: { dimensions: and(rule('customers_name', 'isNull')) } }, 2],
  ])('%s', async (_, of, parts, count) => {
    const { sql, filtered, expected } = await bothWays(of, parts)
    expect(waits(sql)).toBe(true)
    expect(filtered).toEqual(expected)
    expect(filtered).toHaveLength(count)
  })

  it.each<[string, Partial<MetricQuery>, boolean]>([
    ['by its own columns', { dimensions: orders }, true],
    ['beside columns of its own', { dimensions: ['items_product', ...orders] }, true],
    ['with rules on its own columns', { dimensions: orders, filters: { dimensions: and(rule('items_product', 'notEquals', ['pad'])) } }, true],
    ['but not with rules on others', { dimensions: orders, filters: { dimensions: and(rule('orders_status', 'notNull')) } }, false],
    ['nor beside what reads both', { dimensions: ['orders_here', ...orders] }, false],
  ])('the base table is grouped before anything is joined where every row has one of the key: %s', async (_, parts, isGroupedFirst) => {
    for (const customers of ['left', 'inner'] as const) {
      const { sql, filtered, expected } = await bothWays(items({ orders: 'inner', customers }), parts)
      expect(joinsFirst(sql)).toBe(!isGroupedFirst)
      expect(filtered).toEqual(expected)
      expect(filtered.length).toBeGreaterThan(1)
    }
  })

  it('and text is compared by the rules of its own column only', () => {
    const of = items({ orders: 'inner' })
    const dimension = of.tables['orders']?.dimensions['id']
    if (dimension === undefined) throw new Error('orders have no id')
    dimension.type = 'string'
    expect(joinsFirst(compile(of, { dimensions: orders, metrics: ['items_quantity'], filters: { metrics: more } }).sql)).toBe(true)
  })

  it.each<[string, Explore, Partial<MetricQuery>]>([
    ['no key of a joined table', items(), { dimensions: ['orders_status', 'customers_name'] }],
    ['part of a key', items(), { dimensions: ['items_order_id', 'items_product'] }],
    ['nothing that it decides', items(), { dimensions: ['orders_id', 'items_product'] }],
    ['a table that may be there without the one that it hangs on', items({ customers: 'full' }), { dimensions: ['orders_id', 'customers_name'] }],
  ])('and all is grouped by with %s', async (_, of, parts) => {
    const { sql, filtered, expected } = await bothWays(of, parts)
    expect(waits(sql)).toBe(false)
    expect(filtered).toEqual(expected)
  })

  it('nor does anything wait without a metric filter', () => {
    expect(waits(compile(items(), { dimensions: orders, metrics: ['items_quantity'] }).sql)).toBe(false)
  })
})
