import { explore, join, table } from '../golden/build-explore.ts'
import type { CompiledJoin, JoinType, Relationship } from '../src/types/explore.ts'
import type { CompiledMetric, DimensionType } from '../src/types/field.ts'
import { dateIntervals, dimensions, intervals, metrics } from './shop-fields.ts'
import type { Row, ShopExplore, ShopJoin, ShopMetric, Value } from './shop-types.ts'

/** A condition between two tables; `relationship` reads from left to right. */
type Edge = { left: string; right: string; relationship: Relationship; on: string; meets(left: Row, right: Row): boolean }

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
    metrics: Object.fromEntries(metrics.filter((metric) => metric.table === name).map((metric) => [metric.name, [metric.type, metric.sql, saidOf(metric)]])),
  })
}

/** What a metric says besides its type and SQL. */
function saidOf(metric: ShopMetric): Partial<CompiledMetric> {
  const { filters, percentile, distinctKeys } = metric
  return {
    ...(filters === undefined ? {} : { filters }),
    ...(percentile === undefined ? {} : { percentile }),
    ...(distinctKeys === undefined ? {} : { distinctKeys }),
    ...(metric.kind === 'aggregate' && metric.nonAdditive !== undefined ? { nonAdditive: metric.nonAdditive } : {}),
    ...(metric.kind === 'cumulative' ? { cumulative: metric.cumulative } : {}),
    ...(metric.kind === 'offset' ? { offset: metric.offset } : {}),
    ...(metric.kind === 'conversion' ? { conversion: metric.conversion } : {}),
  }
}
