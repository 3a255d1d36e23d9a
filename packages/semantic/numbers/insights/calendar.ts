import { Temporal } from 'temporal-polyfill'
import type { InsightInterval } from '../../src/index.ts'
import { zone } from './events.ts'

const zoned = (at: number): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** The period of a moment, as results name it, found by walking back: a minute at a time for hours, a day at a time for the rest. */
export function periodOf(at: number, interval: InsightInterval): string {
  if (interval === 'hour') {
    let moment = at - (at % 60_000)
    while (zoned(moment).minute !== 0) moment -= 60_000
    return new Date(moment).toISOString()
  }
  let day = zoned(at).toPlainDate()
  while (!begins(day, interval)) day = day.subtract({ days: 1 })
  return day.toString()
}

function begins(day: Temporal.PlainDate, interval: InsightInterval): boolean {
  switch (interval) {
    case 'week':
      return day.dayOfWeek === 1
    case 'month':
      return day.day === 1
    case 'quarter':
      return day.day === 1 && (day.month - 1) % 3 === 0
    case 'year':
      return day.dayOfYear === 1
    default:
      return true
  }
}

/** All periods that a stretch touches: of every quarter of an hour in it. */
export function periodsBetween(from: number, to: number, interval: InsightInterval): string[] {
  const found = new Set<string>()
  for (let at = from; at < to; at += 900_000) found.add(periodOf(at, interval))
  return [...found].toSorted()
}

/** When a day begins, in milliseconds. */
export const dayStart = (day: string): number => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
export const dayAfter = (day: string, count = 1): string => Temporal.PlainDate.from(day).add({ days: count }).toString()
