import { explore, join, table } from '../golden/build-explore.ts'
import type { CompiledJoin, Explore, JoinType, Relationship } from '../src/types/explore.ts'
import type { DimensionType, MetricFilterRule, MetricType, TimeInterval } from '../src/types/field.ts'

/**
 * A shop said twice: in the SQL of a model, for the planner, and as plain functions over rows, for the evaluator that
 * checks the planner. Dates are `YYYY-MM-DD`, instants milliseconds since the epoch.
 */
export type Value = string | number | boolean | null
export type Row = Readonly<Record<string, Value>>
/** One row of the joined tables: a row of each, or null where the join found none. */
export type Joined = Readonly<Record<string, Row | null>>

export type ShopDimension = {
  table: string
  name: string
  type: DimensionType
  /** Tables that its SQL reads. */
  reads: readonly string[]
  sql?: string
  instant?: true
  value(at: Joined): Value
}

type MetricBase = { table: string; name: string; type: MetricType; sql: string; filters?: MetricFilterRule[]; percentile?: number; distinctKeys?: string[] }
/** Aggregates one value of each row of its table, or, with keys, of each key: a key has one value, or none where a filter says so. */
export type Aggregate = MetricBase & { kind: 'aggregate'; reads: readonly string[]; value(at: Joined): Value; key?(at: Joined): Value }
/** SQL that aggregates by itself, over the rows of its table. */
export type OverRows = MetricBase & { kind: 'rows'; over(rows: readonly Row[]): Value }
/** A formula over other metrics. */
export type Formula = MetricBase & { kind: 'formula'; of: readonly string[]; calculate(values: readonly Value[]): Value }
export type ShopMetric = Aggregate | OverRows | Formula

/** A condition between two tables; `relationship` reads from left to right. */
type Edge = { left: string; right: string; relationship: Relationship; on: string; meets(left: Row, right: Row): boolean }

/** An explore with what the evaluator has to know of its joins. */
export type ShopExplore = { explore: Explore; base: string; joins: ShopJoin[]; keyless: readonly string[]; declared: boolean }
export type ShopJoin = { table: string; parent: string; type: JoinType; relationship: Relationship; meets(parent: Row, row: Row): boolean }

export const intervals: readonly TimeInterval[] = [
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'MONTH_NUM',
  'DAY_OF_WEEK_INDEX',
  'DAY_OF_YEAR_NUM',
  'HOUR_OF_DAY_NUM',
  'MONTH_NAME',
]
export const dateIntervals: readonly TimeInterval[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'MONTH_NUM', 'WEEK_NUM', 'DAY_OF_WEEK_NAME']

const column =
  (of: string, name: string) =>
  (at: Joined): Value =>
    at[of]?.[name] ?? null
const plain = (of: string, name: string, type: DimensionType): ShopDimension => ({ table: of, name, type, reads: [of], value: column(of, name) })
const times = (a: Value, b: Value): Value => (a === null || b === null ? null : Number(a) * Number(b))

export const dimensions: readonly ShopDimension[] = [
  plain('orders', 'id', 'number'),
  plain('orders', 'status', 'string'),
  plain('orders', 'amount', 'number'),
  plain('orders', 'is_gift', 'boolean'),
  plain('orders', 'ordered_on', 'date'),
  { ...plain('orders', 'created_at', 'timestamp'), instant: true },
  {
    ...plain('orders', 'size', 'string'),
    sql: "CASE WHEN ${amount} > 50 THEN 'large' ELSE 'small' END",
    value: (at) => (Number(at['orders']?.['amount'] ?? 0) > 50 ? 'large' : 'small'),
  },
  {
    ...plain('orders', 'at_home', 'boolean'),
    sql: "${customers.region} = 'north'",
    reads: ['orders', 'customers'],
    value: (at) => ((at['customers']?.['region'] ?? null) === null ? null : at['customers']?.['region'] === 'north'),
  },
  plain('customers', 'id', 'number'),
  plain('customers', 'name', 'string'),
  plain('customers', 'region', 'string'),
  plain('customers', 'since', 'date'),
  plain('referrers', 'name', 'string'),
  plain('profiles', 'tier', 'string'),
  plain('campaigns', 'channel', 'string'),
  plain('items', 'quantity', 'number'),
  plain('items', 'note', 'string'),
  { ...plain('items', 'shipped_at', 'timestamp'), instant: true },
  plain('products', 'name', 'string'),
  plain('products', 'category', 'string'),
  plain('products', 'price', 'number'),
  plain('payments', 'method', 'string'),
  { ...plain('payments', 'paid_at', 'timestamp') },
]

const onlyWhen = (fieldRef: string, operator: MetricFilterRule['operator'], values: unknown[]): MetricFilterRule[] => [
  { id: 'only', target: { fieldRef }, operator, values },
]
const sum = (of: string, name: string, from: string): Aggregate => aggregate(of, name, 'sum', from)
const aggregate = (of: string, name: string, type: MetricType, from: string, extra: Partial<Aggregate> = {}): Aggregate => ({
  kind: 'aggregate',
  table: of,
  name,
  type,
  sql: `\${TABLE}.${from}`,
  reads: [of],
  value: column(of, from),
  ...extra,
})
const present = (rows: readonly Row[], name: string): number[] => rows.flatMap((row) => (typeof row[name] === 'number' ? [row[name]] : []))
const ratio = (values: readonly Value[]): Value => {
  const [a = null, b = null] = values
  return a === null || b === null || Number(b) === 0 ? null : Number(a) / Number(b)
}

export const metrics: readonly ShopMetric[] = [
  sum('orders', 'revenue', 'amount'),
  aggregate('orders', 'count', 'count', 'id'),
  aggregate('orders', 'average', 'average', 'amount'),
  aggregate('orders', 'median', 'median', 'amount'),
  aggregate('orders', 'p90', 'percentile', 'amount', { percentile: 90 }),
  aggregate('orders', 'least', 'min', 'amount'),
  aggregate('orders', 'largest', 'max', 'amount'),
  aggregate('orders', 'first_on', 'min', 'ordered_on'),
  aggregate('orders', 'last_at', 'max', 'created_at', { sql: '${created_at}' }),
  aggregate('orders', 'buyers', 'count_distinct', 'customer_id'),
  aggregate('orders', 'prices', 'sum_distinct', 'amount'),
  aggregate('orders', 'price', 'average_distinct', 'amount'),
  aggregate('orders', 'open', 'sum', 'amount', {
    sql: '${amount}',
    filters: onlyWhen('status', 'equals', ['open']),
    value: (at) => (at['orders']?.['status'] === 'open' ? (at['orders']['amount'] ?? null) : null),
  }),
  aggregate('orders', 'without_status', 'count', 'id', {
    sql: '*',
    filters: onlyWhen('status', 'isNull', []),
    value: (at) => (at['orders']?.['status'] === null ? 1 : null),
  }),
  aggregate('orders', 'northern', 'sum', 'amount', {
    filters: onlyWhen('customers.region', 'equals', ['north']),
    reads: ['orders', 'customers'],
    value: (at) => (at['customers']?.['region'] === 'north' ? (at['orders']?.['amount'] ?? null) : null),
  }),
  aggregate('orders', 'filled', 'sum', 'amount', { sql: 'COALESCE(${TABLE}.amount, 1)', value: (at) => at['orders']?.['amount'] ?? 1 }),
  {
    kind: 'rows',
    table: 'orders',
    name: 'spread',
    type: 'number',
    sql: 'MAX(${TABLE}.amount) - AVG(${TABLE}.amount)',
    over: (rows) => {
      const values = present(rows, 'amount')
      return values.length === 0 ? null : Math.max(...values) - values.reduce((a, b) => a + b, 0) / values.length
    },
  },
  {
    kind: 'formula',
    table: 'orders',
    name: 'per_buyer',
    type: 'number',
    sql: '${revenue} / NULLIF(${buyers}, 0)',
    of: ['orders_revenue', 'orders_buyers'],
    calculate: ratio,
  },
  {
    kind: 'formula',
    table: 'orders',
    name: 'per_item',
    type: 'number',
    sql: '${revenue} / NULLIF(${items.quantity_sum}, 0)',
    of: ['orders_revenue', 'items_quantity_sum'],
    calculate: ratio,
  },
  sum('customers', 'credit', 'credit'),
  aggregate('customers', 'rows', 'count', 'id', { sql: '1', value: () => 1 }),
  aggregate('customers', 'regions', 'count_distinct', 'region', {
    sql: "COALESCE(${TABLE}.region, 'none')",
    value: (at) => at['customers']?.['region'] ?? 'none',
  }),
  aggregate('referrers', 'count', 'count', 'id'),
  aggregate('profiles', 'points', 'average', 'points'),
  sum('campaigns', 'budget', 'budget'),
  aggregate('campaigns', 'count', 'count', 'id', { sql: '*', value: () => 1 }),
  sum('items', 'quantity_sum', 'quantity'),
  aggregate('items', 'lines', 'count', 'line', { sql: '*', value: () => 1 }),
  aggregate('items', 'value', 'sum', 'quantity', {
    sql: '${TABLE}.quantity * ${products.price}',
    reads: ['items', 'products'],
    value: (at) => times(at['items']?.['quantity'] ?? null, at['products']?.['price'] ?? null),
  }),
  aggregate('items', 'order_amount', 'average', 'quantity', { sql: '${orders.amount}', reads: ['items', 'orders'], value: column('orders', 'amount') }),
  aggregate('items', 'orders_once', 'sum_distinct', 'quantity', {
    sql: '${orders.amount}',
    distinctKeys: ['orders.id'],
    reads: ['items', 'orders'],
    value: column('orders', 'amount'),
    key: column('orders', 'id'),
  }),
  aggregate('orders', 'buyer_once', 'average_distinct', 'customer_id', {
    sql: '${customers.id}',
    distinctKeys: ['customer_id'],
    filters: onlyWhen('status', 'equals', ['open']),
    reads: ['orders', 'customers'],
    value: (at) => (at['orders']?.['status'] === 'open' ? (at['customers']?.['id'] ?? null) : null),
    key: column('orders', 'customer_id'),
  }),
  aggregate('products', 'average_price', 'average', 'price'),
  aggregate('products', 'dearest', 'max', 'name'),
  sum('payments', 'total', 'total'),
  aggregate('payments', 'lines', 'count', 'id', { sql: '1', value: () => 1 }),
  aggregate('payments', 'p25', 'percentile', 'total', { percentile: 25 }),
  // Reads a table of which one row of its own has many: there is no right number, so it is refused wherever it is asked.
  aggregate('orders', 'mixed', 'sum', 'amount', { sql: '${amount} * ${items.quantity}', reads: ['orders', 'items'], value: () => null }),
]

export const idOf = ({ table: of, name }: { table: string; name: string }): string => `${of}_${name}`
export const metricOf = (id: string): ShopMetric => {
  const found = metrics.find((metric) => idOf(metric) === id)
  if (found === undefined) throw new Error(`The shop has no metric ${id}.`)
  return found
}

const same = (left: Value | undefined, right: Value | undefined): boolean => left !== null && right !== null && left !== undefined && left === right

const edges: readonly Edge[] = [
  {
    left: 'customers',
    right: 'orders',
    relationship: 'one-to-many',
    on: '${orders.customer_id} = ${customers.id}',
    meets: (a, b) => same(a['id'], b['customer_id']),
  },
  { left: 'orders', right: 'items', relationship: 'one-to-many', on: '${orders.id} = ${items.order_id}', meets: (a, b) => same(a['id'], b['order_id']) },
  {
    left: 'items',
    right: 'products',
    relationship: 'many-to-one',
    on: '${items.product_id} = ${products.id}',
    meets: (a, b) => same(a['product_id'], b['id']),
  },
  { left: 'orders', right: 'payments', relationship: 'one-to-many', on: '${payments.order_id} = ${orders.id}', meets: (a, b) => same(a['id'], b['order_id']) },
  {
    left: 'customers',
    right: 'profiles',
    relationship: 'one-to-one',
    on: '${profiles.customer_id} = ${customers.id}',
    meets: (a, b) => same(a['id'], b['customer_id']),
  },
  {
    left: 'customers',
    right: 'referrers',
    relationship: 'many-to-one',
    on: '${customers.referrer_id} = ${referrers.id}',
    meets: (a, b) => same(a['referrer_id'], b['id']),
  },
  {
    left: 'customers',
    right: 'campaigns',
    relationship: 'many-to-many',
    on: '${customers.region} = ${campaigns.region}',
    meets: (a, b) => same(a['region'], b['region']),
  },
]

const opposite: Record<Relationship, Relationship> = {
  'one-to-one': 'one-to-one',
  'one-to-many': 'many-to-one',
  'many-to-one': 'one-to-many',
  'many-to-many': 'many-to-many',
}
const keys: Record<string, string[]> = { items: ['order_id', 'line'], profiles: ['customer_id'] }
const hiddenKeys: Record<string, Record<string, DimensionType>> = {
  orders: { customer_id: 'number' },
  customers: { referrer_id: 'number' },
  referrers: { id: 'number' },
  profiles: { customer_id: 'number' },
  campaigns: { id: 'number', region: 'string' },
  items: { order_id: 'number', line: 'number', product_id: 'number' },
  products: { id: 'number' },
  payments: { id: 'number', order_id: 'number' },
}

export type Shape = {
  base: string
  /** Whether joins say their relationship, or it has to be inferred from primary keys. */
  declared: boolean
  /** Joins by joined table that are not left joins. */
  types: Readonly<Record<string, JoinType>>
  /** Tables that declare no primary key. */
  keyless: readonly string[]
}

/** The shop's explore from any of its tables, every other one joined along the edges. */
export function shopFrom({ base, declared, types, keyless }: Shape): ShopExplore {
  const joins: ShopJoin[] = []
  const compiled: CompiledJoin[] = []
  const reached = [base]
  for (const parent of reached) {
    for (const edge of edges) {
      const down = edge.left === parent
      const to = down ? edge.right : edge.left
      if ((!down && edge.right !== parent) || reached.includes(to)) continue
      const relationship = down ? edge.relationship : opposite[edge.relationship]
      const type = types[to] ?? 'left'
      joins.push({ table: to, parent, type, relationship, meets: down ? edge.meets : (one, other) => edge.meets(other, one) })
      compiled.push(join(to, edge.on, { type, ...(declared ? { relationship } : {}) }))
      reached.push(to)
    }
  }
  return {
    explore: explore(
      reached.map((name) => tableOf(name, keyless)),
      compiled,
    ),
    base,
    joins,
    keyless,
    declared,
  }
}

function tableOf(name: string, keyless: readonly string[]): ReturnType<typeof table> {
  const own = dimensions.filter((dimension) => dimension.table === name)
  return table(name, {
    ...(name === 'referrers' ? { originalName: 'customers', sqlTable: '"main"."customers"' } : {}),
    ...(keyless.includes(name) ? {} : { primaryKey: keys[name] ?? ['id'] }),
    dimensions: {
      ...hiddenKeys[name],
      ...Object.fromEntries(
        own.map(({ name: of, type, sql, instant }) => [
          of,
          {
            type,
            ...(sql === undefined ? {} : { sql }),
            ...(instant === undefined ? {} : { timestampKind: 'instant' as const }),
            ...(type === 'timestamp' ? { intervals: [...intervals] } : type === 'date' ? { intervals: [...dateIntervals] } : {}),
          },
        ]),
      ),
    },
    metrics: Object.fromEntries(
      metrics
        .filter((metric) => metric.table === name)
        .map(({ name: of, type, sql, filters, percentile, distinctKeys }) => [
          of,
          [
            type,
            sql,
            {
              ...(filters === undefined ? {} : { filters }),
              ...(percentile === undefined ? {} : { percentile }),
              ...(distinctKeys === undefined ? {} : { distinctKeys }),
            },
          ],
        ]),
    ),
  })
}
