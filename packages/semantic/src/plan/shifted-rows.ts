import { dimensionById } from './dimension-expression.ts'
import { compareMoment } from './filters/date-bounds.ts'
import { nowInZone } from './now-in-zone.ts'
import type { Expression, PlanContext } from './plan-context.ts'

/**
 * Conditions on the rows whose clock is turned back: not later than the moment of the question, and no day that the
 * other month does not have. None where no clock is turned.
 */
export function shiftedConditions(ctx: PlanContext): Expression[] {
  const { dialect, now, shift } = ctx
  if (shift === undefined) return []
  const moved = dimensionById(ctx, shift.baseId)
  const { time } = moved
  if (time === undefined) return []
  const { sql, type } = time
  const today = dialect.dateLiteral(nowInZone(ctx).toPlainDate().toString())
  const conditions = [{ sql: type === 'date' ? `(${sql}) <= ${today}` : compareMoment(ctx, time, '<=', now), tables: moved.tables }]
  if (!shift.dropsMissingDays) return conditions
  const { count, unit } = shift
  const unmoved = dimensionById({ ...ctx, shift: { ...shift, count: 0 } }, shift.baseId).time?.sql ?? moved.sql
  return [...conditions, { sql: `${dialect.shift(sql, type, -count, unit)} = ${unmoved}`, tables: moved.tables }]
}

/** The same plan with every clock as it is. */
export function unshifted({ shift: _, ...ctx }: PlanContext): PlanContext {
  return ctx
}
