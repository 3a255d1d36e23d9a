import { Temporal } from 'temporal-polyfill'
import type { ProjectCalendar } from '../../dialects/cut-to.ts'
import type { TimeInterval } from '../../types/field.ts'
import type { PlanContext } from '../plan-context.ts'
import { type TimeColumn, momentOf } from '../time-column.ts'

/** The first day of the bucket of `interval` that holds `day`. */
export function floorDay(day: Temporal.PlainDate, interval: TimeInterval, { startOfWeek, fiscalYearStart }: ProjectCalendar): Temporal.PlainDate {
  switch (interval) {
    case 'WEEK':
      return day.subtract({ days: (day.dayOfWeek - 1 - startOfWeek + 7) % 7 })
    case 'MONTH':
      return day.with({ day: 1 })
    case 'QUARTER':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 })
    case 'YEAR':
      return day.with({ month: 1, day: 1 })
    case 'FISCAL_QUARTER':
      return day.with({ day: 1 }).subtract({ months: (day.month - fiscalYearStart + 12) % 3 })
    case 'FISCAL_YEAR':
      return day.with({ day: 1 }).subtract({ months: (day.month - fiscalYearStart + 12) % 12 })
    default:
      return day
  }
}

/** The first day of the next bucket. */
export function nextDay(day: Temporal.PlainDate, interval: TimeInterval): Temporal.PlainDate {
  switch (interval) {
    case 'WEEK':
      return day.add({ weeks: 1 })
    case 'MONTH':
      return day.add({ months: 1 })
    case 'QUARTER':
    case 'FISCAL_QUARTER':
      return day.add({ months: 3 })
    case 'YEAR':
    case 'FISCAL_YEAR':
      return day.add({ years: 1 })
    default:
      return day.add({ days: 1 })
  }
}

/**
 * Comparisons of a bucketed column with days, written on the bare column so that the engine can skip data:
 * `trunc(x) >= d` is `x >= first bucket start not before d`.
 */
export type DayBounds = {
  from(day: Temporal.PlainDate): string
  before(day: Temporal.PlainDate): string
}

export function dayBounds(ctx: PlanContext, column: TimeColumn): DayBounds {
  const interval = column.interval ?? 'DAY'
  const compare = (operator: '>=' | '<', day: Temporal.PlainDate): string => {
    const floor = floorDay(day, interval, ctx)
    const edge = floor.equals(day) ? day : nextDay(floor, interval)
    if (column.type === 'date') return `(${column.sql}) ${operator} ${ctx.dialect.dateLiteral(edge.toString())}`
    return compareMoment(ctx, column, operator, edge.toZonedDateTime(ctx.zone).epochMilliseconds)
  }
  return { from: (day) => compare('>=', day), before: (day) => compare('<', day) }
}

/** A comparison of a timestamp column with a moment, on the bare column wherever that is exact. */
export function compareMoment(ctx: PlanContext, column: TimeColumn, operator: string, epochMs: number): string {
  const { dialect } = ctx
  if (column.kind === 'instant') return `(${column.sql}) ${operator} ${dialect.timestampLiteral(epochMs, 'instant', 'UTC')}`
  if (column.sourceZone === 'UTC' || hasOneWallTime(epochMs, column.sourceZone)) {
    return `(${column.sql}) ${operator} ${dialect.timestampLiteral(epochMs, 'naive', column.sourceZone)}`
  }
  return `(${momentOf(ctx, column)}) ${operator} ${dialect.timestampLiteral(epochMs, 'naive', 'UTC')}`
}

/** False within the hours around a clock change, where wall time of the source zone does not tell moments apart. */
function hasOneWallTime(epochMs: number, zone: string): boolean {
  const moment = Temporal.Instant.fromEpochMilliseconds(epochMs)
  const day = 86_400_000
  const offset = (at: number): number => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds
  if (offset(epochMs - day) === offset(epochMs + day)) return true
  const wall = moment.toZonedDateTimeISO(zone).toPlainDateTime()
  return (
    wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds === wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
  )
}
