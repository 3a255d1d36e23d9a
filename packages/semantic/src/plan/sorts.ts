import { months, weekdays } from '../names/calendar-names.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { TimeInterval } from '../types/field.ts'
import type { FieldId, SortField } from '../types/metric-query.ts'
import { findDimension } from './find-dimension.ts'
import type { PlanContext } from './plan-context.ts'
import { orderColumn } from './select-columns.ts'

function calendarNames(ctx: PlanContext, interval: TimeInterval | undefined): readonly string[] | undefined {
  if (interval === 'MONTH_NAME') return months
  if (interval !== 'DAY_OF_WEEK_NAME') return undefined
  return [...weekdays.slice(ctx.startOfWeek), ...weekdays.slice(0, ctx.startOfWeek)]
}

/** True when a sort is by an expression over a column that needs the columns to be computed first. */
export function sortsByExpression(ctx: PlanContext, terms: readonly string[]): boolean {
  // Whatever is no expression begins with the quote of a column.
  if (!ctx.dialect.supports.orderByExpression && terms.some((term) => term.startsWith('CASE '))) return true
  return ctx.query.sorts.some((sort) => calendarNames(ctx, findDimension(ctx.index, sort.fieldId)?.timeInterval) !== undefined)
}

/**
 * ORDER BY terms over the result's columns: bins by their lower edge with null last, month and weekday names in
 * calendar order. Throws `invalid_query` for a field that is not in the result.
 */
export function orderTerms(ctx: PlanContext, selected: ReadonlySet<FieldId>): string[] {
  return ctx.query.sorts.map((sort) => orderTerm(ctx, sort, selected))
}

function orderTerm(ctx: PlanContext, sort: SortField, selected: ReadonlySet<FieldId>): string {
  const { dialect } = ctx
  if (!selected.has(sort.fieldId)) {
    throw new QueryError('invalid_query', `Cannot sort by ${sort.fieldId}: it is not selected in this query.`, { at: sort.fieldId })
  }
  const { descending } = sort
  const nulls = typeof sort.nullsFirst === 'boolean' ? { nullsFirst: sort.nullsFirst } : {}
  if (selected.has(orderColumn(sort.fieldId)) && ctx.customDimensions.has(sort.fieldId)) {
    return dialect.orderBy(dialect.quote(orderColumn(sort.fieldId)), { descending, nullsFirst: false, ...nulls })
  }
  const column = dialect.quote(sort.fieldId)
  const names = calendarNames(ctx, findDimension(ctx.index, sort.fieldId)?.timeInterval)
  if (names === undefined) return dialect.orderBy(column, { descending, ...nulls })
  const cases = names.map((name, place) => `WHEN ${dialect.stringLiteral(name)} THEN ${place + 1}`).join(' ')
  return dialect.orderBy(`CASE ${column} ${cases} END`, { descending, ...nulls })
}
