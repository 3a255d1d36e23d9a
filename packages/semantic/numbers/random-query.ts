import type { FilterOperator, FilterSettings } from '../src/types/field.ts'
import type { Comparison, FilterGroup, FilterGroupItem, FilterRule } from '../src/types/metric-query.ts'
import { dimensionIds, dimensionOf } from './joined-rows.ts'
import { cutType } from './evaluate-filters.ts'
import type { Clock } from './evaluate-time.ts'
import type { Random } from './random.ts'
import { idOf } from './shop-fields.ts'
import { rowMetrics } from './shop-metrics.ts'
import type { Shape } from './shop-model.ts'
import { shopBegins, shopDays } from './shop-rows.ts'

/** A question at random, of a shop of which every table is joined. */
export type RandomQuery = {
  dimensions: string[]
  metrics: string[]
  filter?: FilterGroup
  comparisons: Comparison[]
  clock: Clock
  /** A rule on one of the metrics. */
  having?: FilterRule
  /** Dimensions that the result is sorted by. */
  sorts?: string[]
}

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe']
const day = 86_400_000

/** An explore at random: its base, whether joins say their relationship, now and then another join type or a missing key. */
export function randomShape(random: Random): Shape {
  const base = random.pick(['orders', 'orders', 'customers', 'items', 'payments', 'products'])
  const others = ['orders', 'customers', 'items', 'payments', 'products', 'profiles', 'campaigns', 'referrers'].filter((table) => table !== base)
  const declared = random.chance(0.75)
  return {
    base,
    declared,
    types: random.chance(0.3) ? { [random.pick(others)]: random.pick(['inner', 'full', 'right'] as const) } : {},
    keyless: declared && random.chance(0.25) ? [random.pick(['orders', 'customers', 'items', 'payments'])] : [],
  }
}

/** A zone, a beginning of weeks and of fiscal years, and a moment at random. */
export function randomClock(random: Random): Clock {
  return {
    zone: random.pick(zones),
    startOfWeek: random.whole(7),
    fiscalYearStart: 1 + random.whole(12),
    // Half of the questions are asked in the middle of the rows, half long after them.
    now: shopBegins + (random.chance(0.5) ? random.whole(shopDays) : shopDays + 400) * day + random.whole(24 * 60) * 60_000,
  }
}

export function randomQuery(random: Random): RandomQuery {
  const clock = randomClock(random)
  const compared = random.chance(0.3) ? randomComparisons(random) : undefined
  const dimensions = compared?.dimensions ?? random.some(dimensionIds, 3).map(({ id }) => id)
  const allowed = rowMetrics.filter((metric) => (metric.name !== 'mixed' || random.chance(0.3)) && (compared === undefined || metric.kind !== 'rows'))
  const chosen = random.some(allowed, 4).map(idOf)
  const [first] = chosen
  return {
    dimensions,
    metrics: first === undefined && (dimensions.length === 0 || compared !== undefined) ? ['orders_revenue'] : chosen,
    ...(random.chance(0.6) ? { filter: randomTree(random, clock, 2, (operator) => compared === undefined || !momentOperators.has(operator)) } : {}),
    comparisons: compared?.comparisons ?? [],
    clock,
  }
}

/** Moments that are moved onto a change of the clock mean two things; days do not. */
const momentOperators: ReadonlySet<string> = new Set<Kind>(['timestamp'])

const periods = ['orders_ordered_on', 'orders_created_at', 'items_shipped_at', 'payments_paid_at', 'customers_since']

function randomComparisons(random: Random): { dimensions: string[]; comparisons: Comparison[] } {
  const base = random.pick(periods)
  const cuts = ['day', 'day', 'week', 'month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'].map((interval) => `${base}_${interval}`)
  const others = ['orders_status', 'customers_region', 'items_note', 'payments_method', `${base}_month_num`]
  const comparisons: Comparison[] = [
    { fieldId: base, to: 'previous_period' },
    { fieldId: random.pick(cuts), to: 'previous_year' },
    { fieldId: base, to: { count: random.chance(0.5) ? 1 : 2 + random.whole(40), unit: random.pick(['day', 'week', 'month', 'quarter'] as const) } },
  ]
  return {
    dimensions: [random.pick(cuts), ...random.some(others, 2)],
    comparisons: [random.pick(comparisons), ...random.some(comparisons, 1)].filter((one, at, all) => all.indexOf(one) === at),
  }
}

type Kind = 'string' | 'number' | 'boolean' | 'date' | 'timestamp'

/** A tree of rules at random, on fields of any table; `allows` says which kinds of fields. */
export function randomTree(
  random: Random,
  clock: Clock,
  depth: number,
  allows: (kind: Kind) => boolean,
  fields: readonly string[] = dimensionIds.map(({ id }) => id),
): FilterGroup {
  const usable = fields.filter((id) => allows(kindOf(id)))
  const items = Array.from({ length: 1 + random.whole(3) }, (): FilterGroupItem =>
    depth > 0 && random.chance(0.3) ? randomTree(random, clock, depth - 1, allows, fields) : randomRule(random, clock, random.pick(usable)),
  )
  return random.chance(0.5) ? { id: 'any', or: items } : { id: 'all', and: items }
}

function kindOf(fieldId: string): Kind {
  const { dimension, interval } = dimensionOf(fieldId)
  return cutType(dimension.type, interval)
}

const texts = ['open', 'paid', 'Void_%', 'north', 'south', 'Ada', "D'Arc", 'a', 'B', '%', '_', 'card', 'pens', 'January', 'tin', 'p1']
const ofText: FilterOperator[] = ['equals', 'notEquals', 'include', 'doesNotInclude', 'startsWith', 'endsWith', 'isNull', 'notNull']
const ofOrder: FilterOperator[] = [
  'equals',
  'notEquals',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
  'inBetween',
  'notInBetween',
  'isNull',
  'notNull',
]
const ofTime: FilterOperator[] = [...ofOrder, 'inThePast', 'notInThePast', 'inTheNext', 'inTheCurrent', 'notInTheCurrent']
const units = ['days', 'weeks', 'months', 'quarters', 'years', 'fiscalQuarters', 'fiscalYears'] as const

/** A rule at random on a field. */
export function randomRule(random: Random, clock: Clock, fieldId: string): FilterRule {
  const at = (operator: FilterOperator, values: unknown[] = [], settings?: FilterSettings): FilterRule => ({
    id: `${fieldId}-${operator}`,
    target: { fieldId },
    operator,
    values,
    ...(settings === undefined ? {} : { settings }),
  })
  const kind = kindOf(fieldId)
  const moment = (): number => shopBegins + random.whole(shopDays / 5) * 5 * day + random.whole(24) * 3_600_000
  const few = <T extends string | number>(operator: FilterOperator, make: () => T): T[] => {
    if (operator.endsWith('Between')) return [make(), make()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    return Array.from({ length: operator.endsWith('quals') ? 1 + random.whole(2) : 1 }, make)
  }
  const isEmpty = (operator: FilterOperator): boolean => operator === 'isNull' || operator === 'notNull'
  switch (kind) {
    case 'string': {
      const operator = random.pick(ofText)
      return at(operator, isEmpty(operator) ? [] : Array.from({ length: 1 + random.whole(2) }, () => random.pick(texts)))
    }
    case 'boolean': {
      const operator = random.pick<FilterOperator>(['equals', 'notEquals', 'isNull', 'notNull'])
      return at(operator, isEmpty(operator) ? [] : [random.chance(0.5)])
    }
    case 'number': {
      const operator = random.pick(ofOrder)
      return at(operator, isEmpty(operator) ? [] : few(operator, () => random.whole(25)))
    }
    case 'date':
    case 'timestamp': {
      const operator = random.pick(ofTime)
      if (isEmpty(operator)) return at(operator)
      if (operator.startsWith('in') || operator.startsWith('notInThe')) {
        if (operator !== 'inBetween') return at(operator, [random.whole(4)], { unitOfTime: random.pick(units), completed: random.chance(0.5) })
      }
      const write = (): string => (kind === 'date' ? new Date(moment()).toISOString().slice(0, 10) : new Date(moment()).toISOString())
      return at(operator, few(operator, write))
    }
  }
}
