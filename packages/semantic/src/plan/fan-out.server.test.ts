import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explore, join, table } from '../../golden/build-explore.ts'
import { and, compile, rule } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { shopExplore } from '../../golden/shop.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { CompiledJoin, Explore } from '../types/explore.ts'
import type { MetricQuery } from '../types/metric-query.ts'

/** Small repeatable random numbers; the seed is part of every failing message. */
const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const randomData = (seed: number): string => {
  const random = randomOf(seed)
  const whole = (limit: number): number => Math.floor(random() * limit)
  const maybe = (value: string | number, share = 0.15): string => (random() < share ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value))
  const rows = (count: number, make: (id: number) => string): string => Array.from({ length: count }, (_, id) => `(${make(id + 1)})`).join(', ')
  return `
    create or replace table regions as select * from (values ${rows(3, (id) => `${id}, ${maybe(`r${id}`)}, ${whole(50)}`)}) t(id, name, size);
    create or replace table customers as select * from (values ${rows(8, (id) => `${id}, ${maybe(1 + whole(4))}, ${maybe(whole(100))}`)}) t(id, region_id, credit);
    create or replace table orders as select * from (values ${rows(25, (id) => `${id}, ${maybe(1 + whole(10))}, ${maybe(`s${whole(3)}`)}, ${maybe(whole(100))}`)}) t(id, customer_id, status, amount);
    create or replace table items as select * from (values ${rows(60, (id) => `${1 + whole(30)}, ${id}, ${maybe(`p${whole(4)}`)}, ${maybe(whole(9))}`)}) t(order_id, line, product, quantity);
    create or replace table payments as select * from (values ${rows(40, (id) => `${id}, ${1 + whole(30)}, ${maybe(`m${whole(2)}`)}, ${maybe(whole(70))}`)}) t(id, order_id, method, total);`
}

type Declared = 'declared' | 'inferred'

/** Five tables in a row and a fork, seen from `base`. */
const shape = (declared: Declared, types: Partial<Record<string, CompiledJoin['type']>> = {}): Explore => {
  const one = (name: string, sqlOn: string, relationship: CompiledJoin['relationship']): CompiledJoin =>
    join(name, sqlOn, {
      ...(declared === 'declared' && relationship !== undefined ? { relationship } : {}),
      ...(types[name] === undefined ? {} : { type: types[name] }),
    })
  return explore(
    [
      table('orders', {
        primaryKey: ['id'],
        dimensions: { id: 'number', customer_id: 'number', status: 'string', amount: 'number' },
        metrics: {
          revenue: ['sum', '${TABLE}.amount'],
          count: ['count', '${TABLE}.id'],
          average: ['average', '${TABLE}.amount'],
          median: ['median', '${TABLE}.amount'],
          largest: ['max', '${TABLE}.amount'],
          buyers: ['count_distinct', '${TABLE}.customer_id'],
          some: ['sum', '${amount}', { filters: [{ id: 'f', target: { fieldRef: 'status' }, operator: 'equals', values: ['s1'] }] }],
          region_size: ['sum', '${regions.size}'],
          spread: ['number', 'MAX(${TABLE}.amount) - AVG(${TABLE}.amount)'],
          per_item: ['number', '${revenue} / NULLIF(${items.quantity}, 0)'],
        },
      }),
      table('customers', {
        primaryKey: ['id'],
        dimensions: { id: 'number', region_id: 'number', credit: 'number' },
        metrics: { credit: ['sum', '${TABLE}.credit'], rows: ['count', '1'] },
      }),
      table('regions', { primaryKey: ['id'], dimensions: { id: 'number', name: 'string', size: 'number' }, metrics: { size: ['sum', '${TABLE}.size'] } }),
      table('items', {
        primaryKey: ['order_id', 'line'],
        dimensions: { order_id: 'number', line: 'number', product: 'string', quantity: 'number' },
        metrics: { quantity: ['sum', '${TABLE}.quantity'], lines: ['count', '*'] },
      }),
      table('payments', {
        primaryKey: ['id'],
        dimensions: { id: 'number', order_id: 'number', method: 'string', total: 'number' },
        metrics: { total: ['sum', '${TABLE}.total'], average: ['average', '${TABLE}.total'] },
      }),
    ],
    [
      one('customers', '${orders.customer_id} = ${customers.id}', 'many-to-one'),
      one('regions', '${customers.region_id} = ${regions.id}', 'many-to-one'),
      one('items', '${orders.id} = ${items.order_id}', 'one-to-many'),
      one('payments', '${payments.order_id} = ${orders.id}', 'one-to-many'),
    ],
  )
}

const metricIds = (of: Explore): string[] => Object.values(of.tables).flatMap((one) => Object.keys(one.metrics).map((name) => `${one.name}_${name}`))

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession()
})
afterAll(() => session.close())

/** A metric by group, with numbers rounded to what floating point can promise. */
async function byGroup(of: Explore, parts: Partial<MetricQuery>, metric: string): Promise<Map<string, unknown>> {
  const rows = await session.rows(compile(of, { ...parts, limit: 100_000 }).sql)
  return new Map(rows.map((row) => [JSON.stringify((parts.dimensions ?? []).map((id) => row[id])), rounded(row[metric])]))
}

const rounded = (value: unknown): unknown => (value === null || value === undefined ? null : Math.round(Number(value) * 1e6) / 1e6)

describe('a metric keeps its value when joins are added', () => {
  const shapes: [string, Explore][] = [
    ['declared relationships', shape('declared')],
    ['relationships inferred from primary keys', shape('inferred')],
    ['an inner join among them', shape('declared', { items: 'inner' })],
    ['a full join among them', shape('declared', { customers: 'full' })],
  ]
  const dimensionSets = [
    [],
    ['orders_status'],
    ['customers_region_id'],
    ['items_product'],
    ['payments_method', 'orders_status'],
    ['regions_name', 'items_product'],
  ]
  for (const [name, of] of shapes) {
    it(`with ${name}`, async () => {
      const random = randomOf(name.length)
      for (const seed of [1, 2, 3]) {
        await session.run(randomData(seed))
        const all = metricIds(of)
        for (const dimensions of dimensionSets) {
          for (const filters of [{}, { dimensions: and(rule('items_quantity', 'greaterThan', [3])) }]) {
            const chosen = all.filter(() => random() < 0.4)
            if (chosen.length === 0) continue
            for (const metric of chosen) {
              const together = await byGroup(of, { dimensions, metrics: chosen, filters }, metric)
              const alone = await byGroup(of, { dimensions, metrics: [metric], filters }, metric)
              // A group that only another metric's rows have is null there, and absent alone.
              for (const [group, value] of together) {
                expect([seed, metric, group, value]).toEqual([seed, metric, group, alone.get(group) ?? null])
              }
              for (const group of alone.keys()) expect([seed, metric, together.has(group)]).toEqual([seed, metric, true])
            }
          }
        }
      }
    })
  }

  it('and equals the plain SQL over its own table', async () => {
    const of = shape('declared')
    const truth: Record<string, string> = {
      orders_revenue: 'select sum(amount) v from orders',
      orders_count: 'select count(*) v from orders',
      orders_average: 'select avg(amount) v from orders',
      orders_median: 'select median(amount) v from orders',
      orders_some: "select sum(amount) v from orders where status = 's1'",
      orders_spread: 'select max(amount) - avg(amount) v from orders',
      orders_region_size: 'select sum(size) v from orders o join customers c on c.id = o.customer_id join regions r on r.id = c.region_id',
      customers_credit: 'select sum(credit) v from customers where id in (select customer_id from orders)',
      customers_rows: 'select count(*) v from customers where id in (select customer_id from orders)',
      regions_size: 'select sum(size) v from regions where id in (select region_id from customers where id in (select customer_id from orders))',
      items_quantity: 'select sum(quantity) v from items where order_id in (select id from orders)',
      payments_total: 'select sum(total) v from payments where order_id in (select id from orders)',
      payments_average: 'select avg(total) v from payments where order_id in (select id from orders)',
    }
    for (const seed of [4, 5, 6]) {
      await session.run(randomData(seed))
      const [row] = await session.rows(compile(of, { metrics: Object.keys(truth) }).sql)
      for (const [metric, sql] of Object.entries(truth)) {
        const [expected] = await session.rows(sql)
        expect([seed, metric, rounded(row?.[metric])]).toEqual([seed, metric, rounded(expected?.['v'])])
      }
    }
  })

  it('also when a dimension or a filter of a repeating table is asked for', async () => {
    await session.run(randomData(7))
    const of = shape('declared')
    const filters = { dimensions: and(rule('payments_method', 'equals', ['m1'])) }
    const [row] = await session.rows(compile(of, { metrics: ['orders_revenue', 'customers_credit'], filters }).sql)
    const [revenue] = await session.rows("select sum(amount) v from orders where id in (select order_id from payments where method = 'm1')")
    const [credit] = await session.rows(
      "select sum(credit) v from customers where id in (select customer_id from orders where id in (select order_id from payments where method = 'm1'))",
    )
    expect(rounded(row?.['orders_revenue'])).toBe(rounded(revenue?.['v']))
    expect(rounded(row?.['customers_credit'])).toBe(rounded(credit?.['v']))
  })
})

const errorOf = (run: () => unknown): QueryError => {
  try {
    run()
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('what cannot be proven', () => {
  const keyless = (of: Explore, names: readonly string[]): Explore => ({
    ...of,
    tables: Object.fromEntries(
      Object.entries(of.tables).map(([name, { primaryKey, ...rest }]) => [
        name,
        primaryKey === undefined || names.includes(name) ? rest : { ...rest, primaryKey },
      ]),
    ),
  })
  const undeclared = (of: Explore): Explore => ({
    ...of,
    joinedTables: of.joinedTables.map(({ table: name, sqlOn, compiledSqlOn }) => ({ table: name, sqlOn, compiledSqlOn })),
  })
  it('is refused when a declared join repeats rows of a model without primary key', () => {
    const error = errorOf(() => compile(keyless(shopExplore(), ['orders']), { dimensions: ['items_product'], metrics: ['orders_revenue'] }))
    expect(error.code).toBe('unsafe_join')
    expect(error.message).toBe(
      'Join items (one-to-many) repeats the rows of orders, so orders_revenue would be counted more than once: declare primary_key on model orders.',
    )
  })
  it('is computed as it stands, and said, when no relationship is known', () => {
    const { sql, proof } = compile(keyless(undeclared(shopExplore()), ['orders', 'items']), { dimensions: ['items_product'], metrics: ['orders_revenue'] })
    expect(proof).toEqual({ status: 'unproven', lines: ['orders_revenue may be counted more than once: join items needs `relationship:`.'] })
    expect(sql).not.toContain('DISTINCT')
  })
  it('needs nothing for aggregates that repetition does not change', () => {
    const { proof, sql } = compile(keyless(shopExplore(), ['orders']), { dimensions: ['items_product'], metrics: ['orders_largest', 'orders_customers'] })
    expect(proof.status).toBe('safe')
    expect(sql).not.toContain('WITH')
  })
  it('is refused for a metric that reads a table of which one row has many', () => {
    const of = shopExplore()
    const mixed: MetricQuery['additionalMetrics'] = [{ table: 'orders', name: 'mixed', type: 'sum', sql: '${amount} * ${items.quantity}' }]
    const error = errorOf(() => compile(of, { metrics: ['orders_mixed'], additionalMetrics: mixed }))
    expect(error.code).toBe('unsafe_join')
    expect(error.message).toContain('orders_mixed belongs to orders but reads items')
  })
  it('leaves a query without repeating joins as one plain select', () => {
    const { sql } = compile(shopExplore(), { dimensions: ['customers_region'], metrics: ['orders_revenue', 'orders_average'] })
    expect(sql).not.toContain('WITH')
    expect(sql).not.toContain('DISTINCT')
  })
})
