import { isDay, isTimeZone } from '@atrium/semantic'
import { Temporal } from 'temporal-polyfill'

const shape = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?: (\S{1,60}))?$/

/** A moment as people write it, `YYYY-MM-DD HH:MM:SS` in UTC or in the zone named behind it; `undefined` for anything else. */
export function readMoment(text: string): { wall: string; zone: string } | undefined {
  const [, day, hours, minutes, seconds, zone = 'UTC'] = shape.exec(text) ?? []
  if (day === undefined || !isDay(day) || !isTimeZone(zone)) return undefined
  return { wall: `${day}T${hours}:${minutes}:${seconds}`, zone }
}

/** The same moment in UTC, as `YYYY-MM-DD HH:MM:SS`. An hour that a clock leaves out is the one behind it, one that comes twice the first. */
export function momentInUtc(text: string): string | undefined {
  const moment = readMoment(text)
  if (moment === undefined) return undefined
  const instant = Temporal.PlainDateTime.from(moment.wall).toZonedDateTime(moment.zone, { disambiguation: 'compatible' }).toInstant()
  return instant.toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
}
