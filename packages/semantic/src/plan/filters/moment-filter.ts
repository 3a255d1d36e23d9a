import { QueryError } from '../../types/compiled-query.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import type { PlanContext } from '../plan-context.ts'
import type { TimeColumn } from '../time-column.ts'
import { compareMoment } from './date-bounds.ts'
import { knownOperator } from './date-filter.ts'
import { always, joined, unsupportedOperator } from './filter-target.ts'
import { momentValues } from './filter-values.ts'
import { relativeRange } from './relative-range.ts'

/** A condition on moments: timestamps as they are, or cut to the hour and finer (`column.sql` is then the bucket). */
export function momentFilter(ctx: PlanContext, column: TimeColumn, rule: FilterRule): string {
  const bare = `(${column.sql})`
  if (rule.operator === 'isNull') return `${bare} IS NULL`
  if (rule.operator === 'notNull') return `${bare} IS NOT NULL`
  const compare = (operator: string, epochMs: number): string => compareMoment(ctx, column, operator, epochMs)
  const range = (negate: boolean): string => {
    const found = relativeRange(ctx, rule)
    if (found === undefined) return always
    const end = compare(found.inclusive ? '<=' : '<', found.to.epochMilliseconds)
    const within = `(${compare('>=', found.from.epochMilliseconds)} AND ${end})`
    return negate ? `NOT ${within}` : within
  }
  switch (rule.operator) {
    case 'inThePast':
    case 'inTheNext':
    case 'inTheCurrent':
      return range(false)
    case 'notInThePast':
    case 'notInTheCurrent':
      return range(true)
    default:
  }
  if (!knownOperator(rule)) throw unsupportedOperator(rule, 'timestamp')
  const moments = momentValues(rule, ctx.zone)
  const first = moments[0]
  if (first === undefined) return always
  switch (rule.operator) {
    case 'equals':
      return joined(
        moments.map((moment) => compare('=', moment)),
        'OR',
      )
    case 'notEquals':
      return `(${moments.map((moment) => compare('!=', moment)).join(' AND ')} OR ${bare} IS NULL)`
    case 'lessThan':
      return compare('<', first)
    case 'lessThanOrEqual':
      return compare('<=', first)
    case 'greaterThan':
      return compare('>', first)
    case 'greaterThanOrEqual':
      return compare('>=', first)
    default: {
      const last = moments[1]
      if (last === undefined) throw new QueryError('invalid_query', `The filter on ${rule.target.fieldId} needs two moments.`, { at: rule.target.fieldId })
      const within = `(${compare('>=', first)} AND ${compare('<=', last)})`
      return rule.operator === 'inBetween' ? within : `NOT ${within}`
    }
  }
}
