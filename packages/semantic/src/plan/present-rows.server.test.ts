import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explore, join, table } from '../../golden/build-explore.ts'
import { compile } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { shopExplore, shopTables } from '../../golden/shop.ts'
import type { MetricQuery } from '../types/metric-query.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const added = (sql: string, type: 'count' | 'sum' | 'average' | 'count_distinct' | 'number', of = 'items'): Partial<MetricQuery> => ({
  metrics: [`${of}_it`],
  additionalMetrics: [{ table: of, name: 'it', type, sql }],
})

async function valueOf(parts: Partial<MetricQuery>): Promise<number> {
  const [row] = await session.rows(compile(shopExplore(), parts).sql)
  return Number(Object.values(row ?? {})[0])
}

describe('rows that a join did not find are not counted', () => {
  // Orders 4 and 6 have no items: nine items on five orders.
  it.each<[string, Partial<MetricQuery>, number]>([
    ['count of *', added('*', 'count'), 9],
    ['count of a constant', added('1', 'count'), 9],
    ['sum of something made of null', added('COALESCE(${TABLE}.quantity, 100)', 'sum'), 25],
    ['distinct values, something made of null among them', added('COALESCE(${TABLE}.quantity, 100)', 'count_distinct'), 5],
    ['average of a column of another table', added('${orders.id}', 'average'), 31 / 9],
  ])('%s', async (_, parts, expected) => {
    expect(await valueOf(parts)).toBeCloseTo(expected, 9)
  })
  it('columns and arithmetic are null there by themselves', () => {
    expect(compile(shopExplore(), { metrics: ['items_value'] }).sql).not.toContain('CASE')
    expect(compile(shopExplore(), added('(${quantity} + 1) * 2.5', 'sum')).sql).not.toContain('CASE')
    expect(compile(shopExplore(), added('${quantity} + LENGTH(1)', 'sum')).sql).toContain('CASE')
  })
  it('nor rows of the base table that another join brings along', async () => {
    const of = explore(
      [
        table('items', { primaryKey: ['order_id', 'line'], dimensions: { order_id: 'number', line: 'number' }, metrics: { lines: ['count', '*'] } }),
        table('orders', { dimensions: { id: 'number', status: 'string' } }),
      ],
      [join('orders', '${items.order_id} = ${orders.id}', { relationship: 'many-to-one', type: 'full' })],
    )
    const rows = await session.rows(compile(of, { dimensions: ['orders_status'], metrics: ['items_lines'] }).sql)
    expect(rows.reduce((sum, row) => sum + Number(row['items_lines']), 0)).toBe(9)
  })
  it('without a primary key nothing tells them apart, and the answer says so', () => {
    const of = shopExplore()
    const { primaryKey: _, ...items } = of.tables['items'] ?? table('items', { dimensions: {} })
    const { proof } = compile({ ...of, tables: { ...of.tables, items } }, added('*', 'count'))
    expect(proof).toEqual({ status: 'unproven', lines: ['items_it may count rows of other tables that have no items: declare primary_key on model items.'] })
    expect(compile({ ...of, tables: { ...of.tables, items } }, { metrics: ['items_quantity'] }).proof.status).toBe('safe')
  })
})

it('a metric beside one that aggregates by itself keeps its groups and its zeros', async () => {
  const self = { table: 'customers', name: 'self', type: 'number', sql: 'MAX(${TABLE}.credit) - MIN(${TABLE}.credit)' } as const
  const parts: Partial<MetricQuery> = { dimensions: ['orders_status'], sorts: [{ fieldId: 'orders_status', descending: false }], filters: {} }
  await session.run('update orders set customer_id = null where id = 6')
  const alone = await session.rows(compile(shopExplore(), { ...parts, metrics: ['customers_count'] }).sql)
  const together = await session.rows(compile(shopExplore(), { ...parts, metrics: ['customers_count', 'customers_self'], additionalMetrics: [self] }).sql)
  await session.run('update orders set customer_id = 3 where id = 6')
  expect(alone.map((row) => row['customers_count'])).toContain('0')
  expect(together.map((row) => row['customers_count'])).toEqual(alone.map((row) => row['customers_count']))
})
