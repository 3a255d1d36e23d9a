import type { Temporal } from 'temporal-polyfill'
import type { ProjectCalendar } from '../../dialects/cut-to.ts'
import { QueryError } from '../../types/compiled-query.ts'
import type { UnitOfTime } from '../../types/field.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import { nowInZone } from '../now-in-zone.ts'
import type { PlanContext } from '../plan-context.ts'
import { floorDay } from './date-bounds.ts'
import { givenValues } from './filter-values.ts'

/** A stretch of time; `to` belongs to it only when `inclusive`. */
export type RelativeRange = { from: Temporal.ZonedDateTime; to: Temporal.ZonedDateTime; inclusive: boolean }

const units: readonly UnitOfTime[] = [
  'milliseconds',
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'quarters',
  'years',
  'fiscalQuarters',
  'fiscalYears',
]

const ranges = new Map<string, RelativeRange>()
const keptRanges = 500

/**
 * The stretch that a relative rule means at the query's "now", in the query's zone. `undefined` when no number was
 * filled in. Throws `invalid_query` for a unit or number that makes no sense.
 */
export function relativeRange(ctx: PlanContext, rule: FilterRule): RelativeRange | undefined {
  const unit = rule.settings?.unitOfTime ?? 'days'
  if (!units.includes(unit)) throw wrong(rule, `a unit of time, not ${JSON.stringify(unit)}`)
  const isCurrent = rule.operator === 'inTheCurrent' || rule.operator === 'notInTheCurrent'
  const count = isCurrent ? 1 : unitCount(rule)
  if (count === undefined) return undefined
  ctx.timeDependent = true
  const key = [ctx.now, ctx.zone, ctx.startOfWeek, ctx.fiscalYearStart, rule.operator, unit, count, rule.settings?.completed === true].join('|')
  const known = ranges.get(key)
  if (known !== undefined) return known
  const range = rangeFrom(nowInZone(ctx), { ctx, rule, unit, count, isCurrent })
  // The same few stretches are asked for all day; tomorrow's are others.
  if (ranges.size >= keptRanges) ranges.clear()
  ranges.set(key, range)
  return range
}

type Stretch = { ctx: PlanContext; rule: FilterRule; unit: UnitOfTime; count: number; isCurrent: boolean }

function rangeFrom(now: Temporal.ZonedDateTime, { ctx, rule, unit, count, isCurrent }: Stretch): RelativeRange {
  try {
    if (isCurrent) {
      const from = startOf(now, unit, ctx)
      return { from, to: startAfter(from, unit, 1), inclusive: false }
    }
    if (rule.operator === 'inTheNext') {
      if (rule.settings?.completed !== true) return { from: now, to: plus(now, unit, count), inclusive: true }
      const from = startAfter(startOf(now, unit, ctx), unit, 1)
      return { from, to: startAfter(from, unit, count), inclusive: false }
    }
    if (rule.settings?.completed !== true) return { from: plus(now, unit, -count), to: now, inclusive: true }
    const to = startOf(now, unit, ctx)
    return { from: startAfter(to, unit, -count), to, inclusive: false }
  } catch (cause) {
    if (cause instanceof RangeError) throw wrong(rule, `fewer ${unit} than ${count}`)
    throw cause
  }
}

function unitCount(rule: FilterRule): number | undefined {
  const [value] = givenValues(rule).filter((given) => given !== '')
  if (value === undefined) return undefined
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > 1e9) {
    throw wrong(rule, `a whole number of ${rule.settings?.unitOfTime ?? 'days'}, not ${JSON.stringify(value)}`)
  }
  return count
}

const monthsOf: Partial<Record<UnitOfTime, number>> = { quarters: 3, fiscalQuarters: 3, fiscalYears: 12 }

function plus(moment: Temporal.ZonedDateTime, unit: UnitOfTime, count: number): Temporal.ZonedDateTime {
  const moved = moment.add(unit in monthsOf ? { months: (monthsOf[unit] ?? 0) * count } : { [unit]: count })
  // Beyond these years engines disagree on how a date is written.
  if (moved.year < 1 || moved.year > 9999) throw new RangeError('out of range')
  return moved
}

const ofTheClock: ReadonlySet<UnitOfTime> = new Set(['milliseconds', 'seconds', 'minutes', 'hours'])

/** The start of a unit, so many units after the start of another. Where the clock skips midnight a day starts at 01:00, but not its neighbours. */
function startAfter(start: Temporal.ZonedDateTime, unit: UnitOfTime, count: number): Temporal.ZonedDateTime {
  const moved = plus(start, unit, count)
  return ofTheClock.has(unit) ? moved : moved.startOfDay()
}

function startOf(moment: Temporal.ZonedDateTime, unit: UnitOfTime, calendar: ProjectCalendar): Temporal.ZonedDateTime {
  switch (unit) {
    case 'milliseconds':
      return moment.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    case 'seconds':
      return moment.round({ smallestUnit: 'second', roundingMode: 'floor' })
    case 'minutes':
      return moment.round({ smallestUnit: 'minute', roundingMode: 'floor' })
    case 'hours':
      return moment.round({ smallestUnit: 'hour', roundingMode: 'floor' })
    case 'days':
      return moment.startOfDay()
    case 'weeks':
      return moment.subtract({ days: (moment.dayOfWeek - 1 - calendar.startOfWeek + 7) % 7 }).startOfDay()
    case 'months':
      return moment.with({ day: 1 }).startOfDay()
    case 'quarters':
      return moment.with({ month: moment.month - ((moment.month - 1) % 3), day: 1 }).startOfDay()
    case 'years':
      return moment.with({ month: 1, day: 1 }).startOfDay()
    case 'fiscalQuarters':
    case 'fiscalYears':
      return floorDay(moment.toPlainDate(), unit === 'fiscalYears' ? 'FISCAL_YEAR' : 'FISCAL_QUARTER', calendar).toZonedDateTime(moment.timeZoneId)
  }
}

const wrong = (rule: FilterRule, wanted: string): QueryError =>
  new QueryError('invalid_query', `The filter on ${rule.target.fieldId} needs ${wanted}.`, { at: rule.target.fieldId })
