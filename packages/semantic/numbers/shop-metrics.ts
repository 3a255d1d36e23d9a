import type { MetricFilterRule, MetricType } from '../src/types/field.ts'
import type { Aggregate, Joined, Row, ShopMetric, Value } from './shop-types.ts'

/** A column of a joined row; null where its table has none. */
export const column =
  (of: string, name: string) =>
  (at: Joined): Value =>
    at[of]?.[name] ?? null
const times = (a: Value, b: Value): Value => (a === null || b === null ? null : Number(a) * Number(b))

/** A metric's filter of its own. */
export const onlyWhen = (fieldRef: string, operator: MetricFilterRule['operator'], values: unknown[]): MetricFilterRule[] => [
  { id: 'only', target: { fieldRef }, operator, values },
]
const sum = (of: string, name: string, from: string): Aggregate => aggregate(of, name, 'sum', from)
/** An aggregate of a column, unless `extra` says of what. */
export const aggregate = (of: string, name: string, type: MetricType, from: string, extra: Partial<Aggregate> = {}): Aggregate => ({
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
/** The first of two values by the second; of nothing there is none. */
export const ratio = (values: readonly Value[]): Value => {
  const [a = null, b = null] = values
  return a === null || b === null || Number(b) === 0 ? null : Number(a) / Number(b)
}

/** Metrics whose rows are those of their group. */
export const rowMetrics: readonly ShopMetric[] = [
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
