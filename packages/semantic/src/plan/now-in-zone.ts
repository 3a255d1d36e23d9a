import { Temporal } from 'temporal-polyfill'
import type { PlanContext } from './plan-context.ts'

let last: { now: number; zone: string; moment: Temporal.ZonedDateTime } | undefined

/** The query's "now" in its zone. The last answer is kept: many queries are compiled in the same minute. */
export function nowInZone({ now, zone }: Pick<PlanContext, 'now' | 'zone'>): Temporal.ZonedDateTime {
  if (last?.now === now && last.zone === zone) return last.moment
  const moment = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  last = { now, zone, moment }
  return moment
}
