import { Temporal } from 'temporal-polyfill'
import type { PlanContext } from '../plan/plan-context.ts'
import { parseMoment } from '../format/date-format.ts'
import type { InsightInterval } from '../types/insight.ts'
import { bucketKey, bucketsOf, type Span } from './insight-range.ts'
import type { InsightFrame } from './types.ts'

/** What a reader has to know of the stretches that were asked for. */
export function frameOf(ctx: PlanContext, spans: readonly Span[], interval: InsightInterval): InsightFrame {
  return {
    spans: spans.map(({ from, to }) => ({
      from: from === null ? null : new Date(from.epochMilliseconds).toISOString(),
      to: new Date(to.epochMilliseconds).toISOString(),
      buckets: from === null ? null : bucketsOf(ctx, from, to, interval).map((bucket) => bucketKey(bucket, interval)),
    })),
  }
}

/** A period as results of any engine carry it, as `bucketKey` names it. */
export function bucketOf(value: unknown, interval: InsightInterval): string {
  if (interval !== 'hour') return String(value).slice(0, 10)
  const moment = parseMoment(value)
  if (moment === undefined) throw new Error('an hour of a result cannot be read')
  return new Date(moment).toISOString()
}

/** Nothing is drawn of more. */
const mostFilled = 10_000

/** The periods of all there is: from the first that has events to the last one, with those between. Keys in any order. */
export function filledBuckets(keys: Iterable<string>, interval: InsightInterval): string[] {
  const sorted = [...new Set(keys)].toSorted()
  const [first] = sorted
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return []
  const buckets = [first]
  for (let key = keyAfter(first, interval); key <= last && buckets.length < mostFilled; key = keyAfter(key, interval)) buckets.push(key)
  return buckets
}

/** The key of the period after one. */
export function keyAfter(key: string, interval: InsightInterval): string {
  const date = new Date(key)
  if (interval === 'hour') return new Date(date.getTime() + 3_600_000).toISOString()
  if (interval === 'day' || interval === 'week') date.setUTCDate(date.getUTCDate() + (interval === 'day' ? 1 : 7))
  else date.setUTCMonth(date.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[interval])
  return date.toISOString().slice(0, 10)
}

/** A number of a result: engines give decimals and big integers as text. */
export const numberOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))

/** When a day begins on the clock of a zone, as ISO text with the zone's offset. */
export const dayStart = (day: string, zone: string): string => Temporal.PlainDate.from(day).toZonedDateTime(zone).toString({ timeZoneName: 'never' })

/** What a clock in a zone shows at a moment: `YYYY-MM-DD HH:mm:ss`. */
export const wallClock = (moment: string, zone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')
