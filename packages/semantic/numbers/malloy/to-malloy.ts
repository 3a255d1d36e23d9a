import type { FilterGroupItem, FilterRule } from '../../src/types/metric-query.ts'
import { dimensionOf } from '../joined-rows.ts'
import type { Clock } from '../evaluate-time.ts'
import { idOf } from '../shop-fields.ts'
import { rowMetrics } from '../shop-metrics.ts'
import type { ShopExplore } from '../shop-types.ts'
import { pathTo } from './malloy-shop.ts'

/** A metric in Malloy, `at` being the path to its table: `items.` or nothing. */
type Write = (at: string, of: (table: string) => string) => string

/** Aggregates at a path: `items.quantity.sum()`, and `quantity.sum()` at the base. */
const sum =
  (column: string): Write =>
  (at) =>
    `${at}${column}.sum()`
const average =
  (column: string): Write =>
  (at) =>
    `${at}${column}.avg()`
const call =
  (name: string, column: string): Write =>
  (at) =>
    `${name}(${at}${column})`
/** Of a joined table its keys are counted: Malloy's `items.count()` counts a row also where the join found none. */
const count =
  (key: string): Write =>
  (at) =>
    at === '' ? 'count()' : `count(${at}${key})`

const written: Record<string, Write> = {
  orders_revenue: sum('amount'),
  orders_count: count('id'),
  orders_average: average('amount'),
  orders_least: call('min', 'amount'),
  orders_largest: call('max', 'amount'),
  orders_first_on: call('min', 'ordered_on'),
  orders_buyers: call('count', 'customer_id'),
  orders_open: (at) => `${at}amount.sum() { where: ${at}status = 'open' }`,
  orders_without_status: (at) => `count(${at}id) { where: ${at}status is null }`,
  orders_northern: (at, of) => `${at}amount.sum() { where: ${of('customers')}region = 'north' }`,
  orders_spread: (at) => `max(${at}amount) - ${at}amount.avg()`,
  orders_per_item: (at, of) => `${at}amount.sum() / nullif(${of('items')}quantity.sum(), 0)`,
  orders_per_buyer: (at) => `${at}amount.sum() / nullif(count(${at}customer_id), 0)`,
  customers_credit: sum('credit'),
  customers_rows: count('id'),
  referrers_count: count('id'),
  profiles_points: average('points'),
  campaigns_budget: sum('budget'),
  campaigns_count: count('id'),
  items_quantity_sum: sum('quantity'),
  items_lines: count('line'),
  items_value: (at, of) => `${at === '' ? '' : at}sum(${at}quantity * ${of('products')}price)`,
  products_average_price: average('price'),
  products_dearest: call('max', 'name'),
  payments_total: sum('total'),
  payments_lines: count('id'),
}

/** Metrics that Malloy has no word for, and why. */
export const notInMalloy: Record<string, string> = {
  orders_median: 'Malloy has no symmetric median',
  orders_p90: 'Malloy has no symmetric percentile',
  payments_p25: 'Malloy has no symmetric percentile',
  orders_prices: 'Malloy sums rows, never distinct values',
  orders_price: 'Malloy averages rows, never distinct values',
  orders_last_at: 'an extreme of moments comes back in the zone of the query',
  orders_filled: 'Malloy counts COALESCE of a row that the join did not find',
  customers_regions: 'Malloy counts COALESCE of a row that the join did not find',
  items_order_amount: 'Malloy aggregates a column where it stands, not where a metric is declared',
  orders_mixed: 'refused here',
  items_orders_once: 'Malloy has no keys of a metric by which values count once',
  orders_buyer_once: 'Malloy has no keys of a metric by which values count once',
}

export const malloyMetrics: readonly string[] = rowMetrics.map(idOf).filter((id) => written[id] !== undefined)

/** Dimensions that Malloy cuts as we do. */
export const malloyIntervals: ReadonlySet<string | undefined> = new Set([undefined, 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'MONTH_NUM'])

export type MalloyQuestion = { dimensions: readonly string[]; metrics: readonly string[]; filter?: FilterGroupItem; clock: Clock }

/** A question as a Malloy query; its columns are d0, d1… and m0, m1…. */
export function toMalloy(shop: ShopExplore, { dimensions, metrics: asked, filter, clock }: MalloyQuestion): string {
  const groups = dimensions.map((id, at) => `d${at} is ${field(shop, id)}`)
  const aggregates = asked.map((id, at) => {
    const write = written[id]
    const table = id.slice(0, id.indexOf('_'))
    if (write === undefined) throw new Error(`${id} is not written in Malloy.`)
    return `m${at} is ${write(pathTo(shop, table), (other) => pathTo(shop, other))}`
  })
  const parts = [
    `timezone: '${clock.zone}'`,
    ...(filter === undefined ? [] : [`where: ${condition(shop, filter)}`]),
    ...(groups.length === 0 ? [] : [`group_by: ${groups.join(', ')}`]),
    ...(aggregates.length === 0 ? [] : [`aggregate: ${aggregates.join(', ')}`]),
  ]
  return `run: shop -> {\n  ${parts.join('\n  ')}\n}`
}

function field(shop: ShopExplore, id: string): string {
  const { dimension, interval } = dimensionOf(id)
  const at = pathTo(shop, dimension.table)
  if (dimension.name === 'size') return `pick 'large' when ${at}amount > 50 else 'small'`
  if (interval === undefined) return `${at}${dimension.name}`
  return interval === 'MONTH_NUM' ? `month(${at}${dimension.name})` : `${at}${dimension.name}.${interval.toLowerCase()}`
}

const signs: Partial<Record<string, string>> = { lessThan: '<', lessThanOrEqual: '<=', greaterThan: '>', greaterThanOrEqual: '>=' }
const joinedBy = (parts: readonly string[], word: string): string => `(${parts.join(` ${word} `)})`

/** A tree of rules as a Malloy condition. What Malloy means by null is spelt out, so that both mean the same. */
function condition(shop: ShopExplore, item: FilterGroupItem): string {
  if ('or' in item)
    return joinedBy(
      item.or.map((part) => condition(shop, part)),
      'or',
    )
  if ('and' in item)
    return joinedBy(
      item.and.map((part) => condition(shop, part)),
      'and',
    )
  return ruleOf(item, `(${field(shop, item.target.fieldId)})`, dimensionOf(item.target.fieldId).dimension.type)
}

function ruleOf(rule: FilterRule, own: string, type: string): string {
  const values = (rule.values ?? []).map((value) => {
    if (type === 'date') return `@${String(value)}`
    return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value)
  })
  const [first = '', last = first] = values
  const sign = signs[rule.operator]
  if (sign !== undefined) return `${own} ${sign} ${first}`
  const lower = (pattern: string): string => `lower(${own}) ~ ${pattern.toLowerCase()}`
  const text = (value: string): string => value.slice(1, -1)
  switch (rule.operator) {
    case 'isNull':
      return `${own} is null`
    case 'notNull':
      return `${own} is not null`
    case 'equals':
      return joinedBy(
        values.map((value) => `${own} = ${value}`),
        'or',
      )
    // In Malloy `!=` holds for null, as "is not" does here; but not of dates.
    case 'notEquals': {
      const differs = joinedBy(
        values.map((value) => `${own} != ${value}`),
        'and',
      )
      return type === 'date' ? `(${differs} or ${own} is null)` : differs
    }
    case 'include':
      return joinedBy(
        values.map((value) => lower(`'%${text(value)}%'`)),
        'or',
      )
    // In Malloy `!~` and `not` hold for null, here text that is null neither includes nor does not include.
    case 'doesNotInclude':
      return joinedBy([`${own} is not null`, ...values.map((value) => `lower(${own}) !~ '%${text(value).toLowerCase()}%'`)], 'and')
    case 'startsWith':
      return joinedBy(
        values.map((value) => `${own} ~ '${text(value)}%'`),
        'or',
      )
    case 'endsWith':
      return joinedBy(
        values.map((value) => `${own} ~ '%${text(value)}'`),
        'or',
      )
    case 'inBetween':
      return `(${own} >= ${first} and ${own} <= ${last})`
    case 'notInBetween':
      return `(${own} < ${first} or ${own} > ${last})`
    default:
      throw new Error(`${rule.operator} is not written in Malloy.`)
  }
}

/** True for rules that are written in Malloy. */
export function isInMalloy(item: FilterGroupItem): boolean {
  if ('or' in item) return item.or.every(isInMalloy)
  if ('and' in item) return item.and.every(isInMalloy)
  const { dimension, interval } = dimensionOf(item.target.fieldId)
  if (interval !== undefined || dimension.name === 'at_home' || dimension.type === 'timestamp') return false
  if (/In?The(Past|Next|Current)/i.test(item.operator)) return false
  return (item.values ?? []).every((value) => typeof value !== 'string' || !/[%_\\]/.test(value))
}
