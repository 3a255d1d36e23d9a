import type { CalendarUnit, Conversion, Cumulative, NonAdditive } from '../src/types/metric-over-time.ts'
import type { PostCalculationType } from '../src/types/field.ts'
import { aggregate, onlyWhen, ratio } from './shop-metrics.ts'
import type { Accumulated, Aggregate, Converted, Earlier, OverResult, ShopMetric } from './shop-types.ts'

const named = (id: string): { table: string; name: string } => ({ table: id.slice(0, id.indexOf('_')), name: id.slice(id.indexOf('_') + 1) })
const reference = (table: string, of: string): string => (named(of).table === table ? `\${${named(of).name}}` : `\${${named(of).table}.${named(of).name}}`)
const made = (id: string, of: string) => ({ ...named(id), type: 'number' as const, of, sql: reference(named(id).table, of) })

const lastOf = (id: string, type: Aggregate['type'], from: string, nonAdditive: NonAdditive, extra: Partial<Aggregate> = {}): Aggregate =>
  aggregate(named(id).table, named(id).name, type, from, { nonAdditive, ...extra })
const soFar = (id: string, of: string, cumulative: Cumulative): Accumulated => ({ kind: 'cumulative', ...made(id, of), cumulative })
const before = (id: string, of: string, time: string, count: number, unit: CalendarUnit): Earlier => ({
  kind: 'offset',
  ...made(id, of),
  offset: { time, by: { count, unit } },
})
const followed = (id: string, of: string, by: string, conversion: Omit<Conversion, 'metric'>): Converted => ({
  kind: 'conversion',
  ...made(id, of),
  followedBy: by,
  conversion: { ...conversion, metric: `${named(by).table}.${named(by).name}` },
})
const among = (id: string, type: PostCalculationType, of: string): OverResult => ({ kind: 'result', ...made(id, of), type })

/** Metrics whose values come from other times or other rows than those of their group. */
export const timedMetrics: readonly ShopMetric[] = [
  lastOf('orders_last_amount', 'sum', 'amount', { time: 'created_at', choice: 'last' }),
  lastOf('orders_first_each', 'sum', 'amount', { time: 'ordered_on', choice: 'first', groupings: ['status'] }),
  lastOf(
    'orders_last_open',
    'count',
    'id',
    { time: 'ordered_on', choice: 'last' },
    {
      filters: onlyWhen('status', 'equals', ['open']),
      counts: (at) => at['orders']?.['status'] === 'open',
      value: (at) => (at['orders']?.['status'] === 'open' ? (at['orders']['id'] ?? null) : null),
    },
  ),
  lastOf('orders_last_median', 'median', 'amount', { time: 'ordered_on', choice: 'last', groupings: ['customers.region'] }, { reads: ['orders', 'customers'] }),
  lastOf('items_last_quantity', 'sum', 'quantity', { time: 'orders.ordered_on', choice: 'last' }, { reads: ['items', 'orders'] }),
  lastOf('customers_first_credit', 'average', 'credit', { time: 'since', choice: 'first' }),
  soFar('orders_revenue_so_far', 'orders_revenue', { time: 'ordered_on' }),
  soFar('orders_count_30_days', 'orders_count', { time: 'created_at', window: { count: 30, unit: 'day' } }),
  soFar('orders_buyers_quarter', 'orders_buyers', { time: 'created_at', window: { count: 1, unit: 'quarter' } }),
  soFar('orders_prices_so_far', 'orders_prices', { time: 'ordered_on' }),
  soFar('orders_average_of_year', 'orders_average', { time: 'ordered_on', toDate: 'YEAR' }),
  soFar('orders_least_of_fiscal', 'orders_least', { time: 'ordered_on', toDate: 'FISCAL_YEAR' }),
  soFar('orders_revenue_of_fiscal', 'orders_revenue', { time: 'created_at', toDate: 'FISCAL_QUARTER', at: 'first' }),
  soFar('orders_largest_at_first', 'orders_largest', { time: 'created_at', at: 'first' }),
  soFar('orders_open_of_week', 'orders_open', { time: 'ordered_on', toDate: 'WEEK' }),
  soFar('orders_blank_2_months', 'orders_without_status', { time: 'created_at', window: { count: 2, unit: 'month' }, at: 'first' }),
  soFar('orders_northern_so_far', 'orders_northern', { time: 'ordered_on' }),
  soFar('orders_count_on_average', 'orders_count', { time: 'ordered_on', window: { count: 20, unit: 'day' }, at: 'average' }),
  soFar('payments_total_on_average', 'payments_total', { time: 'paid_at', toDate: 'MONTH', at: 'average' }),
  soFar('items_quantity_so_far', 'items_quantity_sum', { time: 'orders.ordered_on' }),
  soFar('items_value_of_month', 'items_value', { time: 'shipped_at', toDate: 'MONTH' }),
  soFar('payments_total_so_far', 'payments_total', { time: 'paid_at', toDate: 'QUARTER' }),
  soFar('payments_lines_10_weeks', 'payments_lines', { time: 'paid_at', window: { count: 10, unit: 'week' } }),
  soFar('customers_credit_so_far', 'customers_credit', { time: 'since' }),
  // One order has items of several days, so that there is no one day to count it on: refused wherever it is asked.
  soFar('orders_shipped_so_far', 'orders_revenue', { time: 'items.shipped_at' }),
  before('orders_revenue_before', 'orders_revenue', 'ordered_on', 1, 'month'),
  before('orders_per_buyer_before', 'orders_per_buyer', 'created_at', 1, 'quarter'),
  before('orders_last_before', 'orders_last_amount', 'created_at', 1, 'month'),
  before('orders_median_before', 'orders_median', 'ordered_on', 1, 'year'),
  before('items_value_before', 'items_value', 'shipped_at', 5, 'day'),
  before('payments_total_before', 'payments_total', 'paid_at', 52, 'week'),
  followed('orders_paid', 'orders_count', 'payments_lines', {
    entity: { from: 'id', to: 'order_id' },
    time: { from: 'created_at', to: 'paid_at' },
    window: { count: 3, unit: 'month' },
    calculation: 'rate',
  }),
  followed('orders_paid_sum', 'orders_count', 'payments_total', {
    entity: { from: 'id', to: 'order_id' },
    time: { from: 'created_at', to: 'paid_at' },
    calculation: 'count',
  }),
  followed('customers_ordering', 'customers_rows', 'orders_count', {
    entity: { from: 'id', to: 'customer_id' },
    time: { from: 'since', to: 'created_at' },
    window: { count: 200, unit: 'day' },
    calculation: 'count',
  }),
  followed('orders_again', 'orders_open', 'orders_revenue', {
    entity: { from: 'customer_id', to: 'customer_id' },
    time: { from: 'ordered_on', to: 'ordered_on' },
    constant: [{ from: 'is_gift', to: 'is_gift' }],
    calculation: 'count',
  }),
  {
    kind: 'formula',
    ...named('orders_growth'),
    type: 'number',
    sql: '${revenue} - ${revenue_before}',
    of: ['orders_revenue', 'orders_revenue_before'],
    calculate: ([now = null, was = null]) => (now === null || was === null ? null : Number(now) - Number(was)),
  },
  {
    kind: 'formula',
    ...named('orders_part_of_so_far'),
    type: 'number',
    sql: '${revenue} / NULLIF(${revenue_so_far}, 0)',
    of: ['orders_revenue', 'orders_revenue_so_far'],
    calculate: ratio,
  },
  among('orders_share', 'percent_of_total', 'orders_revenue'),
  among('orders_of_previous', 'percent_of_previous', 'orders_count'),
  among('items_running', 'running_total', 'items_quantity_sum'),
  among('orders_running_so_far', 'running_total', 'orders_revenue_so_far'),
]
