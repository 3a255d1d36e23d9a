import { Temporal } from 'temporal-polyfill'
import { floorDay, nextDay } from '../plan/filters/date-bounds.ts'
import { nowInZone } from '../plan/now-in-zone.ts'
import type { PlanContext } from '../plan/plan-context.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { TimeInterval } from '../types/field.ts'
import type { InsightInterval, InsightRange } from '../types/insight.ts'

type Moment = Temporal.ZonedDateTime

/** A stretch of time in the query's zone, up to and without `to`. `from` is null for all there is. */
export type Span = { from: Moment | null; to: Moment }

/** Stretches that one answer may have at most: lines of more points are drawn by nobody, and say so. */
export const mostBuckets = 2000

export const grainOf = (interval: InsightInterval): TimeInterval => interval.toUpperCase() as TimeInterval

/** The stretch that a range means at the question's "now". Throws `invalid_query` for words that are none. */
export function spanOf(ctx: PlanContext, range: InsightRange, interval: InsightInterval): Span {
  const now = nowInZone(ctx)
  const from = range.from ?? '-7d'
  const isAll = from === 'all'
  const begin = isAll ? null : edge(ctx, from, 'from')
  const end = range.to === undefined ? (interval === 'hour' ? floorHour(now).add({ hours: 1 }) : now.startOfDay().add({ days: 1 })) : edge(ctx, range.to, 'to')
  if (range.to === undefined) ctx.timeDependent = true
  if (begin !== null && Temporal.ZonedDateTime.compare(begin, end) >= 0) {
    throw new QueryError('invalid_query', `The range begins (${from}) after it ends (${range.to ?? 'now'}).`, { at: 'range' })
  }
  return { from: begin, to: end }
}

const relative = /^-?(\d{0,4})([hdwmqy])(Start|End)?$/
const units = { h: 'hour', d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' } as const
const dayOnly = /^\d{4}-\d{2}-\d{2}$/

function edge(ctx: PlanContext, text: string, which: 'from' | 'to'): Moment {
  const wrong = (): QueryError =>
    new QueryError('invalid_query', `"${text.slice(0, 60)}" is no day. Write 2026-01-31, a moment, -7d, -1mStart${which === 'from' ? ' or all' : ''}.`, {
      at: 'range',
    })
  const match = relative.exec(text)
  if (match !== null) {
    ctx.timeDependent = true
    const [, digits = '', letter = 'd', cut] = match
    return relativeEdge(ctx, { count: digits === '' ? 0 : Number(digits), unit: units[letter as keyof typeof units], cut, which })
  }
  try {
    if (dayOnly.test(text)) {
      const day = Temporal.PlainDate.from(text)
      return (which === 'to' ? day.add({ days: 1 }) : day).toZonedDateTime(ctx.zone)
    }
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return Temporal.Instant.from(text).toZonedDateTimeISO(ctx.zone)
    if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(ctx.zone)
  } catch {
    // Said below, in words that help.
  }
  throw wrong()
}

type Way = { count: number; unit: (typeof units)[keyof typeof units]; cut: string | undefined; which: 'from' | 'to' }

function relativeEdge(ctx: PlanContext, { count, unit, cut, which }: Way): Moment {
  const now = nowInZone(ctx)
  if (unit === 'hour') {
    const moment = now.subtract({ hours: count })
    if (cut === undefined) return floorMinute(moment)
    return cut === 'Start' ? floorHour(moment) : floorHour(moment).add({ hours: 1 })
  }
  const back = unit === 'quarter' ? { months: count * 3 } : { [`${unit}s`]: count }
  const day = now.toPlainDate().subtract(back)
  const first = cut === undefined ? day : floorDay(day, grainOf(unit), ctx)
  const last = cut === undefined ? day.add({ days: 1 }) : nextDay(first, grainOf(unit))
  return (cut === 'End' || (cut === undefined && which === 'to') ? last : first).toZonedDateTime(ctx.zone)
}

const floorMinute = (moment: Moment): Moment => moment.with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })

/** The hour on the clock. The offset stays, so that the two passes of a repeated hour stay apart. */
const floorHour = (moment: Moment): Moment => {
  const { minute, second, millisecond } = moment
  return moment.subtract({ minutes: minute, seconds: second, milliseconds: millisecond, microseconds: moment.microsecond, nanoseconds: moment.nanosecond })
}

/** The stretch widened to whole periods. */
export function wholePeriods(ctx: PlanContext, { from, to }: Span, interval: InsightInterval): Span {
  return { from: from === null ? null : floorMoment(ctx, from, interval), to: periodAfter(ctx, to.subtract({ nanoseconds: 1 }), interval) }
}

/** The beginning of the period that holds a moment. */
export function floorMoment(ctx: PlanContext, moment: Moment, interval: InsightInterval): Moment {
  if (interval === 'hour') return floorHour(moment)
  return floorDay(moment.toPlainDate(), grainOf(interval), ctx).toZonedDateTime(ctx.zone)
}

function periodAfter(ctx: PlanContext, moment: Moment, interval: InsightInterval): Moment {
  const start = floorMoment(ctx, moment, interval)
  return interval === 'hour' ? start.add({ hours: 1 }) : nextDay(start.toPlainDate(), grainOf(interval)).toZonedDateTime(ctx.zone)
}

/** A period as results name it: its first day, or the moment at which its hour begins. */
export const bucketKey = (moment: Moment, interval: InsightInterval): string =>
  interval === 'hour' ? new Date(moment.epochMilliseconds).toISOString() : moment.toPlainDate().toString()

/** Every period that a stretch touches, in order. Throws `invalid_query` for too many. */
export function bucketsOf(ctx: PlanContext, from: Moment, to: Moment, interval: InsightInterval): Moment[] {
  const buckets: Moment[] = []
  for (let at = floorMoment(ctx, from, interval); Temporal.ZonedDateTime.compare(at, to) < 0; at = periodAfter(ctx, at, interval)) {
    buckets.push(at)
    if (buckets.length > mostBuckets) {
      throw new QueryError('invalid_query', `The range has more than ${mostBuckets} ${interval}s. Choose a shorter one, or longer periods.`, { at: 'range' })
    }
  }
  return buckets
}

/** The last day of each period that lies within the stretch. */
export function lastDays(ctx: PlanContext, buckets: readonly Moment[], to: Moment, interval: InsightInterval): string[] {
  const last = to.subtract({ nanoseconds: 1 }).toPlainDate()
  return buckets.map((bucket) => {
    const day = periodAfter(ctx, bucket, interval).toPlainDate().subtract({ days: 1 })
    return (Temporal.PlainDate.compare(day, last) < 0 ? day : last).toString()
  })
}

/**
 * The stretch of as many periods before (`previous`), or the same stretch that much earlier (`-1y`). Wall time stays: on days
 * on which the clock changes, too. Throws `invalid_query` for words that are none.
 */
export function earlierSpan(ctx: PlanContext, { from, to }: Span, compare: string, interval: InsightInterval): Span {
  if (from === null) throw new QueryError('invalid_query', 'All there is has no time before it: choose a range that begins on a day.', { at: 'compare' })
  if (compare === 'previous') {
    const count = bucketsOf(ctx, from, to, interval).length
    const back = interval === 'hour' ? { hours: count } : interval === 'quarter' ? { months: 3 * count } : { [`${interval}s`]: count }
    return { from: from.subtract(back), to: to.subtract(back) }
  }
  const [, digits = '', letter = '', cut] = relative.exec(compare) ?? []
  if (digits === '' || letter === '' || cut !== undefined || Number(digits) === 0) {
    throw new QueryError('invalid_query', `"${compare.slice(0, 60)}" is no way back. Write previous, -1w, -1m or -1y.`, { at: 'compare' })
  }
  const unit = units[letter as keyof typeof units]
  const back = unit === 'quarter' ? { months: 3 * Number(digits) } : { [`${unit}s`]: Number(digits) }
  return { from: from.subtract(back), to: to.subtract(back) }
}
