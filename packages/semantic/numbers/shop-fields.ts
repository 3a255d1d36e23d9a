import type { DimensionType, TimeInterval } from '../src/types/field.ts'
import { column, rowMetrics } from './shop-metrics.ts'
import { timedMetrics } from './shop-over-time.ts'
import type { ShopDimension, ShopMetric } from './shop-types.ts'

export const intervals: readonly TimeInterval[] = [
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'FISCAL_YEAR_NUM',
  'MONTH_NUM',
  'DAY_OF_WEEK_INDEX',
  'DAY_OF_YEAR_NUM',
  'HOUR_OF_DAY_NUM',
  'MONTH_NAME',
]
export const dateIntervals: readonly TimeInterval[] = [
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'FISCAL_QUARTER_NUM',
  'MONTH_NUM',
  'WEEK_NUM',
  'DAY_OF_WEEK_NAME',
]

const plain = (of: string, name: string, type: DimensionType): ShopDimension => ({ table: of, name, type, reads: [of], value: column(of, name) })
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

export const idOf = ({ table: of, name }: { table: string; name: string }): string => `${of}_${name}`

/** Every metric of the shop. */
export const metrics: readonly ShopMetric[] = [...rowMetrics, ...timedMetrics]
const metricsById = new Map(metrics.map((metric) => [idOf(metric), metric]))

export const metricOf = (id: string): ShopMetric => {
  const found = metricsById.get(id)
  if (found === undefined) throw new Error(`The shop has no metric ${id}.`)
  return found
}

/** Id of the dimension that a metric of a table names: `name`, or `table.name` of another. */
export const timeIdOf = (table: string, named: string): string => (named.includes('.') ? named.replace('.', '_') : `${table}_${named}`)
