import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile } from '../../golden/compile.ts'
import { compileFiles, exploreNamed } from '../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { shopTables } from '../../golden/shop.ts'
import type { MetricQuery } from '../types/metric-query.ts'

/** The same shop as the golden tests have, written as people write it. */
const models = `models:
  - name: orders
    meta:
      primary_key: id
      sql_filter: \${status} IS DISTINCT FROM 'void' AND \${TABLE}.id < \${ld.attr.max_id}
      joins:
        - {join: customers, alias: buyer, relationship: many-to-one, sql_on: "\${orders.customer_id} = \${buyer.id}"}
        - {join: items, relationship: one-to-many, fields: [pieces], sql_on: "\${orders.id} = \${items.order_id}"}
    columns:
      - {name: id}
      - {name: customer_id}
      - {name: status}
      - {name: created_at}
      - name: amount
        meta:
          metrics:
            revenue: {type: sum}
            p50: {type: percentile, percentile: 50}
            recent: {type: sum, filters: [{created_at: inThePast 2 days}]}
            gifts: {type: sum, sql: "\${amount}", filters: [{is_gift: true}, {amount: "> 5"}]}
            per_buyer: {type: number, sql: "\${revenue} / \${buyer.people}"}
      - {name: is_gift}
  - name: customers
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {metrics: {people: {type: count_distinct}}}}
      - {name: name, meta: {additional_dimensions: {shout: {type: string, sql: "UPPER(\${customers.name}) || '!'"}}}}
  - name: items
    meta: {primary_key: [order_id, line], required_filters: [{product: pen}], default_filters: [{line: 1}]}
    columns:
      - {name: order_id}
      - {name: line}
      - {name: product}
      - {name: quantity, meta: {metrics: {pieces: {type: sum}}}}
`

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const catalog = {
  orders: { id: 'INTEGER', customer_id: 'INTEGER', status: 'VARCHAR', created_at: 'TIMESTAMP WITH TIME ZONE', amount: 'DECIMAL(10,2)', is_gift: 'BOOLEAN' },
}

const ask = async (query: Partial<MetricQuery>, name = 'orders'): Promise<Record<string, unknown>[]> => {
  const project = compileFiles({ 'shop.yml': models }, { catalog })
  expect(project.problems).toEqual([])
  const explore = exploreNamed(project, name)
  return session.rows(compile(explore, query, { policy: { userAttributes: { max_id: ['100'] } } }).sql)
}

it('answers from models what the tables hold', async () => {
  expect(await ask({ metrics: ['orders_revenue', 'orders_gifts', 'orders_p50'] })).toEqual([
    { orders_revenue: '318.75', orders_gifts: '163.00', orders_p50: expect.anything() },
  ])
})

it('adds required filters and leaves proposed ones to who asks', async () => {
  expect(await ask({ metrics: ['items_pieces'] }, 'items')).toEqual([{ items_pieces: '13' }])
})

it('keeps a metric right beside a join that repeats its rows', async () => {
  expect(await ask({ metrics: ['orders_revenue', 'items_pieces'] })).toEqual([{ orders_revenue: '318.75', items_pieces: '25' }])
})

it('reads a model under its alias, by fields that refer to the model by its own name', async () => {
  const rows = await ask({ dimensions: ['buyer_shout'], metrics: ['orders_revenue'], sorts: [{ fieldId: 'orders_revenue', descending: true }] })
  expect(rows.map((row) => row['buyer_shout'])).toEqual(['CY!', 'ADA!', 'BO!', null])
})

it('computes relative filters of metrics at the moment of the question', async () => {
  expect(await ask({ metrics: ['orders_recent'] })).toEqual([{ orders_recent: '150.75' }])
})

it('cuts intervals and divides metrics of two tables', async () => {
  const rows = await ask({
    dimensions: ['orders_created_at_year'],
    metrics: ['orders_per_buyer'],
    sorts: [{ fieldId: 'orders_created_at_year', descending: false }],
  })
  expect(rows).toEqual([{ orders_created_at_year: '2024-01-01', orders_per_buyer: expect.anything() }])
})

it('runs every compiled SQL of every field as it stands', async () => {
  const explore = exploreNamed(compileFiles({ 'shop.yml': models }, { catalog }), 'orders')
  const from = `orders AS "orders" LEFT JOIN customers AS "buyer" ON ${explore.joinedTables[0]?.compiledSqlOn} LEFT JOIN items AS "items" ON ${explore.joinedTables[1]?.compiledSqlOn}`
  for (const table of Object.values(explore.tables)) {
    for (const field of [...Object.values(table.dimensions), ...Object.values(table.metrics)]) await session.rows(`SELECT ${field.compiledSql} FROM ${from}`)
  }
})
