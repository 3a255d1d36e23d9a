import { cutTo } from '../dialects/cut-to.ts'
import { fieldIdOf } from '../names/field-id.ts'
import type { CompiledDimension, TimeInterval } from '../types/field.ts'
import { isWithinDay } from './find-dimension.ts'
import type { CalendarUnit } from '../types/metric-query.ts'
import type { PlanContext } from './plan-context.ts'

/**
 * The date or timestamp column under a dimension, bare, so that filters can compare it without wrapping it.
 * `instant`: zone-aware; `naive`: wall time in `sourceZone`. Dates have neither and never shift.
 */
export type TimeColumn = {
  sql: string
  type: 'date' | 'timestamp'
  kind: 'instant' | 'naive'
  sourceZone: string
  /** Absent or RAW: the column itself. */
  interval?: TimeInterval
}

/** The time column of a base dimension whose SQL is `sql`. */
export function timeColumn(base: CompiledDimension, sql: string, interval: TimeInterval | undefined): TimeColumn {
  return {
    sql,
    type: base.type === 'date' ? 'date' : 'timestamp',
    kind: base.timestampKind ?? 'naive',
    sourceZone: base.sourceTimezone ?? 'UTC',
    ...(interval === undefined ? {} : { interval }),
  }
}

/**
 * The column moved by the context's shift, when that speaks of its dimension. Days and longer are moved on the clock of the
 * query's zone, so that noon stays noon; hours and shorter are moved as moments, so that every hour of a day on which
 * the clock changes meets one hour.
 */
export function shiftedTime(ctx: PlanContext, base: CompiledDimension, column: TimeColumn): TimeColumn {
  const { dialect, shift, zone } = ctx
  if (shift === undefined || shift.baseId !== fieldIdOf(base.table, base.name)) return column
  if (column.type === 'date') return { ...column, sql: dialect.shift(column.sql, 'date', shift.count, shift.unit) }
  const clock = isShorterThanDay(shift.unit) ? 'UTC' : zone
  const wall = dialect.toZone(column.sql, column.kind, column.sourceZone, clock)
  return { ...column, sql: dialect.shift(wall, 'timestamp', shift.count, shift.unit), kind: 'naive', sourceZone: clock }
}

/** True for units that dates do not have. */
export const isShorterThanDay = (unit: CalendarUnit): boolean => unit === 'second' || unit === 'minute' || unit === 'hour'

/**
 * What a time column is selected as. Day and coarser: the DATE in the query's zone. Hour and finer: the moment at
 * which the bucket begins, either zone-aware or naive in UTC, so that the two passes of a repeated hour stay apart.
 */
export function selectTime(ctx: PlanContext, column: TimeColumn): string {
  const { dialect, zone } = ctx
  const interval = column.interval ?? 'RAW'
  if (column.type === 'date') return cutTo(dialect, column.sql, interval, 'date', ctx)
  const wall = dialect.toZone(column.sql, column.kind, column.sourceZone, zone)
  if (!isWithinDay(interval)) return cutTo(dialect, wall, interval, 'timestamp', ctx)
  const moment = momentOf(ctx, column)
  if (interval === 'RAW') return moment
  // Seconds are the same in every zone; hours and minutes are not (Kathmandu is 5:45 ahead).
  const inUtc = dialect.toZone(column.sql, column.kind, column.sourceZone, 'UTC')
  if (zone === 'UTC' || interval === 'SECOND' || interval === 'MILLISECOND') return cutTo(dialect, inUtc, interval, 'timestamp', ctx)
  return dialect.bucketStart(moment, wall, cutTo(dialect, wall, interval, 'timestamp', ctx))
}

/**
 * True when moments are written zone-aware where their column is. Beside an earlier time they are not: moved moments
 * are naive, and the session's zone would decide whether the two are equal.
 */
export function keepsInstants(ctx: PlanContext): boolean {
  return (ctx.query.comparisons ?? []).length === 0
}

/** The column as a moment: zone-aware, or naive in UTC. */
export function momentOf(ctx: PlanContext, column: TimeColumn): string {
  if (column.kind === 'instant') return keepsInstants(ctx) ? column.sql : ctx.dialect.toZone(column.sql, 'instant', 'UTC', 'UTC')
  if (column.sourceZone === 'UTC') return column.sql
  return ctx.dialect.toZone(column.sql, 'naive', column.sourceZone, 'UTC')
}
