import { Temporal } from 'temporal-polyfill'
import { QueryError } from '../../types/compiled-query.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import type { PlanContext } from '../plan-context.ts'
import type { TimeColumn } from '../time-column.ts'
import { dayBounds, floorDay, nextDay } from './date-bounds.ts'
import { always, unsupportedOperator } from './filter-target.ts'
import { dateValues } from './filter-values.ts'
import { relativeRange } from './relative-range.ts'

/**
 * A condition on days: date columns, and dates or moments cut to day … year. A day given for a coarser bucket means,
 * with `equals`, the bucket it lies in; every other operator compares the bucket's first day.
 */
export function dateFilter(ctx: PlanContext, sql: string, column: TimeColumn, rule: FilterRule): string {
  const bare = `(${column.sql})`
  if (rule.operator === 'isNull') return `${bare} IS NULL`
  if (rule.operator === 'notNull') return `${bare} IS NOT NULL`
  const bounds = dayBounds(ctx, column)
  const within = (from: Temporal.PlainDate, end: Temporal.PlainDate): string => `(${bounds.from(from)} AND ${bounds.before(end)})`
  const range = (): string | undefined => {
    const found = relativeRange(ctx, rule)
    if (found === undefined) return undefined
    const last = found.to.toPlainDate()
    return within(found.from.toPlainDate(), found.inclusive ? last.add({ days: 1 }) : last)
  }
  const orAlways = (condition: string | undefined, negate = false): string => (condition === undefined ? always : negate ? `NOT ${condition}` : condition)
  switch (rule.operator) {
    case 'inThePast':
    case 'inTheNext':
    case 'inTheCurrent':
      return orAlways(range())
    case 'notInThePast':
    case 'notInTheCurrent':
      return orAlways(range(), true)
    default:
  }
  const days = dateValues(rule).map((day) => Temporal.PlainDate.from(day))
  const first = days[0]
  if (first === undefined) return knownOperator(rule) ? always : refuse(rule)
  const interval = column.interval ?? 'DAY'
  switch (rule.operator) {
    case 'equals':
    case 'notEquals': {
      const buckets = days.map((day) => floorDay(day, interval, ctx))
      const bucket = buckets[0] ?? first
      const bareIsBucket = column.type === 'date' && interval === 'DAY'
      const literals = buckets.map((day) => ctx.dialect.dateLiteral(day.toString())).join(', ')
      const isIn = bareIsBucket || buckets.length > 1 ? `(${sql}) IN (${literals})` : within(bucket, nextDay(bucket, interval))
      return rule.operator === 'equals' ? isIn : `(NOT (${isIn}) OR ${bare} IS NULL)`
    }
    case 'lessThan':
      return bounds.before(first)
    case 'lessThanOrEqual':
      return bounds.before(first.add({ days: 1 }))
    case 'greaterThan':
      return bounds.from(first.add({ days: 1 }))
    case 'greaterThanOrEqual':
      return bounds.from(first)
    case 'inBetween':
    case 'notInBetween': {
      const last = days[1]
      if (last === undefined) throw new QueryError('invalid_query', `The filter on ${rule.target.fieldId} needs two dates.`, { at: rule.target.fieldId })
      return orAlways(within(first, last.add({ days: 1 })), rule.operator === 'notInBetween')
    }
    default:
      return refuse(rule)
  }
}

const withValues = new Set(['equals', 'notEquals', 'lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual', 'inBetween', 'notInBetween'])

/** Operators on dates and moments that compare with given values. */
export function knownOperator(rule: FilterRule): boolean {
  return withValues.has(rule.operator)
}

const refuse = (rule: FilterRule): never => {
  throw unsupportedOperator(rule, 'date')
}
