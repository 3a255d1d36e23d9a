import { QueryError } from '../../types/compiled-query.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import { isWithinDay } from '../find-dimension.ts'
import type { PlanContext } from '../plan-context.ts'
import { keepsInstants, type TimeColumn } from '../time-column.ts'
import { booleanFilter } from './boolean-filter.ts'
import { dateFilter } from './date-filter.ts'
import type { FilterTarget } from './filter-target.ts'
import { momentFilter } from './moment-filter.ts'
import { numberFilter } from './number-filter.ts'
import { stringFilter } from './string-filter.ts'

/** One rule as a condition. Throws `invalid_query` (values), `unsupported_operator`. */
export function renderRule(ctx: PlanContext, target: FilterTarget, rule: FilterRule): string {
  try {
    return renderByType(ctx, target, rule)
  } catch (cause) {
    // A day beyond the year 9999, reached by adding one.
    if (!(cause instanceof RangeError)) throw cause
    throw new QueryError('invalid_query', `The filter on ${rule.target.fieldId} has a value out of range.`, { at: rule.target.fieldId })
  }
}

function renderByType(ctx: PlanContext, target: FilterTarget, rule: FilterRule): string {
  switch (target.type) {
    case 'string':
      return stringFilter(ctx.dialect, target, rule)
    case 'number':
      return numberFilter(ctx.dialect, target.sql, rule)
    case 'boolean':
      return booleanFilter(ctx.dialect, target.sql, rule)
    case 'date':
      return dateFilter(ctx, target.sql, target.time ?? resultColumn(target.sql, 'date'), rule)
    case 'timestamp':
      return momentFilter(ctx, momentColumn(ctx, target), rule)
  }
}

/** A column of a result: dates are dates, moments are naive in UTC. */
const resultColumn = (sql: string, type: 'date' | 'timestamp'): TimeColumn => ({ sql, type, kind: 'naive', sourceZone: 'UTC' })

/** What moments are compared with: the bare column, or the start of the bucket as `selectTime` writes it. */
function momentColumn(ctx: PlanContext, target: FilterTarget): TimeColumn {
  const { time } = target
  if (time === undefined) return resultColumn(target.sql, 'timestamp')
  const interval = time.interval ?? 'RAW'
  if (interval === 'RAW' || !isWithinDay(interval)) return time
  const zoneAware = time.kind === 'instant' && keepsInstants(ctx) && ctx.zone !== 'UTC' && (interval === 'HOUR' || interval === 'MINUTE')
  return { ...resultColumn(target.sql, 'timestamp'), kind: zoneAware ? 'instant' : 'naive' }
}
