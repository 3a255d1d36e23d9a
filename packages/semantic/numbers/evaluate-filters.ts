import { Temporal } from 'temporal-polyfill'
import type { DimensionType, TimeInterval } from '../src/types/field.ts'
import type { FilterGroup, FilterGroupItem, FilterRule } from '../src/types/metric-query.ts'
import { bucketOf, type Clock, firstDayOf, momentOfWall, type Relative, type Stretch, stretchOf, wallOf } from './evaluate-time.ts'
import type { Value } from './shop-types.ts'

/** A field as rules see it: its value on one row before it is cut, its type, and the interval that it is cut to. */
export type FilterField = { raw: Value; type: DimensionType; interval?: TimeInterval }
/** Null: neither true nor false, as in SQL. */
type Truth = boolean | null

const not = (truth: Truth): Truth => (truth === null ? null : !truth)

/** Whether a tree of rules keeps a row. */
export function keeps(group: FilterGroup | undefined, fieldOf: (fieldId: string) => FilterField, clock: Clock): boolean {
  return group === undefined || truthOf(group, fieldOf, clock) === true
}

function truthOf(item: FilterGroupItem, fieldOf: (fieldId: string) => FilterField, clock: Clock): Truth {
  if ('or' in item) {
    const parts = item.or.map((part) => truthOf(part, fieldOf, clock))
    return parts.length === 0 || parts.includes(true) ? true : parts.includes(null) ? null : false
  }
  if ('and' in item) {
    const parts = item.and.map((part) => truthOf(part, fieldOf, clock))
    return parts.includes(false) ? false : parts.includes(null) ? null : true
  }
  return holds(item, fieldOf(item.target.fieldId), clock)
}

const isName = (interval: TimeInterval | undefined): boolean => interval?.endsWith('_NAME') === true
const isPart = (interval: TimeInterval | undefined): boolean => interval?.endsWith('_NUM') === true || interval?.endsWith('_INDEX') === true

/** Type of the values that a cut column has. */
export function cutType(type: DimensionType, interval: TimeInterval | undefined): DimensionType {
  if (interval === undefined || interval === 'RAW') return type
  if (isName(interval)) return 'string'
  if (isPart(interval)) return 'number'
  return ['MILLISECOND', 'SECOND', 'MINUTE', 'HOUR'].includes(interval) ? 'timestamp' : 'date'
}

function holds(rule: FilterRule, { raw, type, interval }: FilterField, clock: Clock): Truth {
  const value = bucketOf(raw, interval, clock)
  const values = rule.values ?? []
  if (rule.operator === 'isNull') return value === null
  if (rule.operator === 'notNull') return value !== null
  switch (cutType(type, interval)) {
    case 'string':
      return text(rule, value, values.map(String))
    case 'number':
      return ordered(rule, value === null ? null : Number(value), values.map(Number))
    case 'boolean':
      if (rule.operator === 'equals') return value === null ? null : values.includes(value)
      return value === null || !values.includes(value)
    case 'date':
      return days(rule, value, interval ?? 'DAY', clock)
    case 'timestamp':
      return moments(rule, value, clock)
  }
}

function text(rule: FilterRule, value: Value, values: string[]): Truth {
  if (rule.operator === 'notEquals') return value === null || !values.includes(String(value))
  if (value === null) return null
  const own = String(value)
  const contains = (): boolean => values.some((wanted) => own.toLowerCase().includes(wanted.toLowerCase()))
  switch (rule.operator) {
    case 'equals':
      return values.includes(own)
    case 'include':
      return contains()
    case 'doesNotInclude':
      return !contains()
    case 'startsWith':
      return values.some((wanted) => own.startsWith(wanted))
    case 'endsWith':
      return values.some((wanted) => own.endsWith(wanted))
    default:
      throw new Error(`The evaluator knows no ${rule.operator} on text.`)
  }
}

/** Comparisons of anything that JavaScript can order: numbers, moments, days as text. Both bounds belong to a range. */
function ordered<T extends number | string>(rule: FilterRule, value: T | null, values: readonly T[]): Truth {
  const [first, last] = values
  if (rule.operator === 'notEquals') return value === null || !values.includes(value)
  if (value === null) return null
  if (rule.operator === 'equals') return values.includes(value)
  if (first === undefined) throw new Error(`The filter on ${rule.target.fieldId} has no value.`)
  switch (rule.operator) {
    case 'lessThan':
      return value < first
    case 'lessThanOrEqual':
      return value <= first
    case 'greaterThan':
      return value > first
    case 'greaterThanOrEqual':
      return value >= first
    case 'inBetween':
      return value >= first && value <= (last ?? first)
    case 'notInBetween':
      return !(value >= first && value <= (last ?? first))
    default:
      throw new Error(`The evaluator knows no ${rule.operator} on ${typeof value}s.`)
  }
}

const relative: Partial<Record<string, { operator: Relative; negated: boolean }>> = {
  inThePast: { operator: 'inThePast', negated: false },
  notInThePast: { operator: 'inThePast', negated: true },
  inTheNext: { operator: 'inTheNext', negated: false },
  inTheCurrent: { operator: 'inTheCurrent', negated: false },
  notInTheCurrent: { operator: 'inTheCurrent', negated: true },
}

/** A stretch with the days on which it begins and ends. */
type Days = Stretch & { first: string; last: string }
const stretches = new WeakMap<FilterRule, { clock: Clock; stretch: Days }>()

/** What a relative rule means; worked out once for all rows. */
function stretchOfRule(rule: FilterRule, operator: Relative, clock: Clock): Days {
  const known = stretches.get(rule)
  if (known?.clock === clock) return known.stretch
  const found = stretchOf(operator, Number(rule.values?.[0] ?? 1), rule.settings ?? {}, clock)
  const day = (moment: number): string => wallOf(moment, clock.zone).toPlainDate().toString()
  const stretch = { ...found, first: day(found.from), last: day(found.to) }
  stretches.set(rule, { clock, stretch })
  return stretch
}

/** A bucket is compared by its first day; a day given to `equals` means the bucket that it lies in. */
function days(rule: FilterRule, value: Value, interval: TimeInterval, clock: Clock): Truth {
  const own = value === null ? null : String(value)
  const span = relative[rule.operator]
  if (span !== undefined) {
    if (own === null) return null
    const { first, last, inclusive } = stretchOfRule(rule, span.operator, clock)
    const inside = own >= first && (inclusive ? own <= last : own < last)
    return span.negated ? !inside : inside
  }
  const wanted = (rule.values ?? []).map(String)
  if (rule.operator === 'equals' || rule.operator === 'notEquals') {
    const buckets = wanted.map((day) => firstDayOf(Temporal.PlainDate.from(day), interval, clock).toString())
    return ordered(rule, own, buckets)
  }
  return ordered(rule, own, wanted)
}

function moments(rule: FilterRule, value: Value, clock: Clock): Truth {
  const own = typeof value === 'string' ? momentOfWall(Temporal.PlainDateTime.from(value), clock.zone) : value === null ? null : Number(value)
  const span = relative[rule.operator]
  if (span === undefined)
    return ordered(
      rule,
      own,
      (rule.values ?? []).map((moment) => Temporal.Instant.from(String(moment)).epochMilliseconds),
    )
  if (own === null) return null
  const { from, to, inclusive } = stretchOfRule(rule, span.operator, clock)
  const inside = own >= from && (inclusive ? own <= to : own < to)
  return span.negated ? not(inside) : inside
}
