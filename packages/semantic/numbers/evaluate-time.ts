import { Temporal } from 'temporal-polyfill'
import type { FilterSettings, TimeInterval } from '../src/types/field.ts'
import type { CalendarUnit } from '../src/types/metric-query.ts'
import type { Value } from './shop-types.ts'

/** Calendar arithmetic for the evaluator: on wall time and days, never through the planner. */
export type Clock = { zone: string; startOfWeek: number; fiscalYearStart: number; now: number }

export const wallOf = (epochMs: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDateTime()
/** The moment of a wall time; the earlier one of two, and after the gap when the clock skips it. */
export const momentOfWall = (wall: Temporal.PlainDateTime, zone: string): number => wall.toZonedDateTime(zone).epochMilliseconds

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** The place of a name in the calendar, weeks from their first day on; anything else is its own place. */
export function placeInCalendar(value: Value, interval: TimeInterval | undefined, { startOfWeek }: Pick<Clock, 'startOfWeek'>): Value {
  if (interval === 'MONTH_NAME' && value !== null) return months.indexOf(String(value))
  return interval === 'DAY_OF_WEEK_NAME' && value !== null ? (weekdays.indexOf(String(value)) + 7 - startOfWeek) % 7 : value
}

/** First day of the week, month, quarter or year of a day, also of a fiscal one. */
export function firstDayOf(day: Temporal.PlainDate, interval: TimeInterval, { startOfWeek, fiscalYearStart }: Omit<Clock, 'zone' | 'now'>): Temporal.PlainDate {
  switch (interval) {
    case 'WEEK': {
      let first = day
      while (first.dayOfWeek !== startOfWeek + 1) first = first.subtract({ days: 1 })
      return first
    }
    case 'MONTH':
      return day.with({ day: 1 })
    case 'QUARTER':
      return Temporal.PlainDate.from({ year: day.year, month: [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][day.month - 1] ?? 1, day: 1 })
    case 'YEAR':
      return Temporal.PlainDate.from({ year: day.year, month: 1, day: 1 })
    case 'FISCAL_QUARTER':
    case 'FISCAL_YEAR': {
      const starts = interval === 'FISCAL_YEAR' ? [0] : [0, 3, 6, 9]
      const months = starts.map((month) => ((fiscalYearStart - 1 + month) % 12) + 1)
      let first = day.with({ day: 1 })
      while (!months.includes(first.month)) first = first.subtract({ months: 1 })
      return first
    }
    default:
      return day
  }
}

/**
 * A moment or day cut to an interval, as results give it: days as text, moments in milliseconds, parts as numbers, names.
 * A moment given as text is wall time.
 */
export function bucketOf(value: Value, interval: TimeInterval | undefined, clock: Clock): Value {
  if (value === null || interval === undefined || interval === 'RAW') return value
  // The same few moments come again in every question.
  const key = `${value} ${interval} ${clock.zone} ${interval === 'WEEK' ? clock.startOfWeek : interval.startsWith('FISCAL') ? clock.fiscalYearStart : ''}`
  const known = buckets.get(key)
  if (known !== undefined) return known
  const cut = cutTo(value, interval, clock)
  if (buckets.size > 100_000) buckets.clear()
  buckets.set(key, cut)
  return cut
}

const buckets = new Map<string, Value>()

function cutTo(value: NonNullable<Value>, interval: TimeInterval, clock: Clock): Value {
  const wall = typeof value === 'string' ? Temporal.PlainDateTime.from(value) : wallOf(Number(value), clock.zone)
  const day = wall.toPlainDate()
  switch (interval) {
    case 'MILLISECOND':
      return Number(value)
    case 'SECOND':
      return Number(value) - wall.millisecond
    case 'MINUTE':
      return Number(value) - wall.second * 1000 - wall.millisecond
    // The hour in which a clock changes by half of one (Lord Howe's) is taken to have begun a whole hour's minutes ago.
    case 'HOUR':
      return Number(value) - wall.minute * 60_000 - wall.second * 1000 - wall.millisecond
    case 'YEAR_NUM':
      return day.year
    case 'QUARTER_NUM':
      return Math.ceil(day.month / 3)
    case 'MONTH_NUM':
      return day.month
    case 'WEEK_NUM':
      return day.weekOfYear ?? null
    case 'DAY_OF_MONTH_NUM':
      return day.day
    case 'DAY_OF_WEEK_INDEX':
      return day.dayOfWeek % 7
    case 'DAY_OF_YEAR_NUM':
      return day.dayOfYear
    case 'HOUR_OF_DAY_NUM':
      return wall.hour
    case 'MINUTE_OF_HOUR_NUM':
      return wall.minute
    case 'DAY_OF_WEEK_NAME':
      return weekdays[day.dayOfWeek - 1] ?? null
    case 'MONTH_NAME':
      return months[day.month - 1] ?? null
    case 'QUARTER_NAME':
      return `Q${Math.ceil(day.month / 3)}`
    // The year in which it ends, and how many of its quarters have begun.
    case 'FISCAL_YEAR_NUM':
      return firstDayOf(day, 'FISCAL_YEAR', clock).add({ months: 11 }).year
    case 'FISCAL_QUARTER_NUM':
      return 1 + firstDayOf(day, 'FISCAL_YEAR', clock).until(firstDayOf(day, 'FISCAL_QUARTER', clock), { largestUnit: 'months' }).months / 3
    default:
      return firstDayOf(day, interval, clock).toString()
  }
}

/** Wall time moved by calendar units; a day that the month does not have becomes its last. */
export function moved(wall: Temporal.PlainDateTime, count: number, unit: CalendarUnit): Temporal.PlainDateTime {
  return unit === 'quarter' ? wall.add({ months: 3 * count }) : wall.add({ [`${unit}s`]: count })
}

/** A relative stretch: `[from, to)` in moments, or `[from, to]` when `inclusive`. */
export type Stretch = { from: number; to: number; inclusive: boolean }
export type Relative = 'inThePast' | 'inTheNext' | 'inTheCurrent'

const clockUnits: Partial<Record<string, number>> = { milliseconds: 1, seconds: 1000, minutes: 60_000, hours: 3_600_000 }
const dayIntervals: Partial<Record<string, TimeInterval>> = {
  weeks: 'WEEK',
  months: 'MONTH',
  quarters: 'QUARTER',
  years: 'YEAR',
  fiscalQuarters: 'FISCAL_QUARTER',
  fiscalYears: 'FISCAL_YEAR',
}

/** What "in the past 3 days" and its kin mean at the clock's now. */
export function stretchOf(operator: Relative, count: number, settings: FilterSettings, clock: Clock): Stretch {
  const { zone, now } = clock
  const unit = settings.unitOfTime ?? 'days'
  const wall = wallOf(now, zone)
  const step = clockUnits[unit]
  if (operator !== 'inTheCurrent' && settings.completed !== true) {
    // Hours and finer pass in real time, days and coarser on the calendar.
    const to = (by: number): number => (by === 0 ? now : step === undefined ? momentOfWall(onCalendar(wall, by, unit), zone) : now + by * step)
    return operator === 'inTheNext' ? { from: now, to: to(count), inclusive: true } : { from: to(-count), to: now, inclusive: true }
  }
  // Whole units: the current one, so many before it, so many after it.
  const edge = (by: number): number => {
    if (step !== undefined) return Number(bucketOf(now, clockIntervals[unit], clock)) + by * step
    const first = firstDayOf(wall.toPlainDate(), dayIntervals[unit] ?? 'DAY', clock)
    return firstMoment(onCalendar(first.toPlainDateTime(), by, unit).toPlainDate(), zone)
  }
  if (operator === 'inTheCurrent') return { from: edge(0), to: edge(1), inclusive: false }
  return operator === 'inTheNext' ? { from: edge(1), to: edge(1 + count), inclusive: false } : { from: edge(-count), to: edge(0), inclusive: false }
}

const clockIntervals: Partial<Record<string, TimeInterval>> = { milliseconds: 'MILLISECOND', seconds: 'SECOND', minutes: 'MINUTE', hours: 'HOUR' }
const onCalendar = (wall: Temporal.PlainDateTime, by: number, unit: string): Temporal.PlainDateTime =>
  unit === 'quarters' || unit === 'fiscalQuarters' ? wall.add({ months: 3 * by }) : wall.add({ [unit === 'fiscalYears' ? 'years' : unit]: by })

/** The first moment of a day in a zone, also where it does not begin at midnight. */
export const firstMoment = (day: Temporal.PlainDate, zone: string): number => momentOfWall(day.toPlainDateTime(), zone)
