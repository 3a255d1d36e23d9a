import { Temporal } from 'temporal-polyfill'
import { type ComparedField, comparedFields, comparisonId, comparisonLabel } from '../names/compared-fields.ts'
import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { CompiledDimension, TimeInterval, UnitOfTime } from '../types/field.ts'
import type { CalendarUnit, Comparison, FieldId, FilterRule } from '../types/metric-query.ts'
import { givenValues } from './filters/filter-values.ts'
import { activeRules } from './filters/render-group.ts'
import { findDimension } from './find-dimension.ts'
import { findMetric } from './metric-expression.ts'
import { isOverTime } from './over-time/time-fields.ts'
import { nowInZone } from './now-in-zone.ts'
import { intervalOf } from './over-time/time-fields.ts'
import type { PlanContext, TimeShift } from './plan-context.ts'
import { isShorterThanDay } from './time-column.ts'
import { postMetric } from './post-calculations.ts'
import { unknownField } from './unknown-field.ts'
import { metricValueType } from './value-type.ts'

/** Every one is a read of its own. */
const maxComparisons = 5

/** A comparison whose length in time is known. */
export type ResolvedComparison = {
  /** Ends the ids of its columns, and names its part of the statement. */
  id: string
  /** "previous month", "28 days earlier". */
  label: string
  shift: TimeShift
  /** Grouped intervals of the dimension whose clock is turned back. */
  periods: readonly FieldId[]
}

const intervalUnits: Partial<Record<TimeInterval, CalendarUnit>> = {
  SECOND: 'second',
  MINUTE: 'minute',
  HOUR: 'hour',
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
  FISCAL_QUARTER: 'quarter',
  FISCAL_YEAR: 'year',
}
const ruleUnits: Partial<Record<UnitOfTime, CalendarUnit>> = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  quarters: 'quarter',
  years: 'year',
  fiscalQuarters: 'quarter',
  fiscalYears: 'year',
}
/** From fine to coarse. */
const fineness: readonly CalendarUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** The comparisons of a query with their lengths. Throws `invalid_query` when one has nothing to stand on. */
export function resolveComparisons(ctx: PlanContext): ResolvedComparison[] {
  const comparisons = ctx.query.comparisons ?? []
  if (comparisons.length > maxComparisons) throw wrong(`At most ${maxComparisons} comparisons in one query.`)
  const resolved = comparisons.map((comparison) => resolve(ctx, comparison))
  const twice = resolved.find(({ id }, place) => resolved.findIndex((other) => other.id === id) !== place)
  if (twice !== undefined) throw wrong(`The comparison with ${twice.label} is asked for twice.`)
  return resolved
}

function resolve(ctx: PlanContext, comparison: Comparison): ResolvedComparison {
  const base = baseOf(ctx, comparison.fieldId)
  const baseId = fieldIdOf(base.table, base.name)
  const isBase = (fieldId: FieldId | undefined): boolean => fieldId !== undefined && isOverTime(ctx, fieldId, baseId)
  const periods = ctx.query.dimensions.filter(isBase)
  const grains = periods.flatMap((fieldId) => intervalUnits[intervalOf(ctx, fieldId)] ?? [])
  const [finest] = grains.toSorted((a, b) => fineness.indexOf(a) - fineness.indexOf(b))
  const rules = activeRules(ctx.query.filters.dimensions).filter((rule) => isBase(rule.target?.fieldId))
  if (periods.length === 0 && rules.length === 0) {
    throw wrong(`To compare over ${base.label}, group by one of its intervals or filter on it.`, comparison.fieldId)
  }
  const { count, unit } = lengthOf(comparison, finest, rules, base)
  if (base.type === 'date' && isShorterThanDay(unit))
    throw wrong(`${base.label} is a date: it goes back by days or longer, not by ${unit}s.`, comparison.fieldId)
  const isNamed = typeof comparison.to === 'string'
  const monthly = unit === 'month' || unit === 'quarter' || unit === 'year'
  return {
    id: comparisonId(comparison),
    label: count === 1 && isNamed ? `previous ${unit}` : comparisonLabel({ ...comparison, to: { count, unit } }),
    shift: { baseId, count, unit, dropsMissingDays: monthly && finest !== undefined && fineness.indexOf(finest) < fineness.indexOf('week') },
    periods,
  }
}

function baseOf(ctx: PlanContext, fieldId: FieldId): CompiledDimension {
  const named = findDimension(ctx.index, fieldId)
  if (named === undefined) throw unknownField(ctx, 'dimension', fieldId)
  const base = named.timeIntervalBaseDimensionName === undefined ? named : findDimension(ctx.index, fieldIdOf(named.table, named.timeIntervalBaseDimensionName))
  if (base === undefined || (base.type !== 'date' && base.type !== 'timestamp')) {
    throw wrong(`${fieldId} is not a date: only time can be compared with an earlier time.`, fieldId)
  }
  return base
}

function lengthOf(
  { to }: Comparison,
  finest: CalendarUnit | undefined,
  rules: readonly FilterRule[],
  base: CompiledDimension,
): { count: number; unit: CalendarUnit } {
  if (to === 'previous_year') return finest === 'week' ? { count: 52, unit: 'week' } : { count: 1, unit: 'year' }
  if (to !== 'previous_period') {
    if (!Number.isInteger(to.count) || to.count < 1 || to.count > 10_000 || !fineness.includes(to.unit)) {
      throw wrong('A comparison goes back by a whole number of units, from 1 to 10000.')
    }
    return to
  }
  if (finest !== undefined) return { count: 1, unit: finest }
  for (const rule of rules) {
    const length = lengthOfRule(rule)
    if (length !== undefined) return length
  }
  throw wrong(`The filter on ${base.label} has no length, so there is no previous period: filter on the last days, or name how far to go back.`)
}

/** How long a stretch a rule keeps. */
function lengthOfRule(rule: FilterRule): { count: number; unit: CalendarUnit } | undefined {
  const unit = ruleUnits[rule.settings?.unitOfTime ?? 'days']
  const [first, last] = givenValues(rule)
  switch (rule.operator) {
    case 'inTheCurrent':
      return unit === undefined ? undefined : { count: 1, unit }
    case 'inThePast':
      return unit === undefined || !(Number(first) >= 1) ? undefined : { count: Number(first), unit }
    case 'inBetween': {
      const days = daysBetween(first, last)
      return days === undefined ? undefined : { count: days + 1, unit: 'day' }
    }
    default:
      return undefined
  }
}

function daysBetween(first: unknown, last: unknown): number | undefined {
  try {
    const [from, to] = [first, last].map((value) => Temporal.PlainDate.from(String(value).slice(0, 10)))
    const days = from === undefined || to === undefined ? -1 : from.until(to, { largestUnit: 'days' }).days
    return days < 0 ? undefined : days
  } catch {
    return undefined
  }
}

/** The context in which the earlier rows are read: their clock is turned, and nothing that only the present part needs is in it. */
export function shiftedContext(ctx: PlanContext, { id, shift }: ResolvedComparison): PlanContext {
  const { dimensions } = ctx.query.filters
  return { ...ctx, shift, cteSuffix: `_${id}`, query: { ...ctx.query, filters: dimensions === undefined ? {} : { dimensions } } }
}

/** The columns that the comparisons add, metric by metric. Only numbers have a change. */
export function comparedColumns(ctx: PlanContext, comparisons: readonly ResolvedComparison[]): ComparedField[] {
  if (comparisons.length === 0) return []
  const columns = [...new Set(ctx.query.metrics)].flatMap((metricId) => {
    const metric = findMetric(ctx, metricId)
    if (metric === undefined || metricValueType(ctx, metric) !== 'number' || postMetric(ctx, metricId) !== undefined) return []
    return comparisons.flatMap((comparison) => comparedFields(metricId, metric, comparison))
  })
  const taken = columns.find(({ fieldId }) => ctx.index.metrics.has(fieldId) || ctx.index.dimensions.has(fieldId) || ctx.additionalMetrics.has(fieldId))
  if (taken !== undefined) throw wrong(`The comparison would give a column the name of the field ${taken.fieldId}.`, taken.fieldId)
  return columns
}

/** What the comparison left out, in words. */
export function comparisonNote(ctx: PlanContext, label: string, shift: TimeShift): string {
  const until = nowInZone(ctx)
  const earlier = shift.unit === 'quarter' ? until.subtract({ months: 3 * shift.count }) : until.subtract({ [`${shift.unit}s`]: shift.count })
  return `Compared with ${label}: the earlier rows are those up to the same moment, ${earlier.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${ctx.zone}).`
}

const wrong = (message: string, at = 'comparisons'): QueryError => new QueryError('invalid_query', message, { at })
