import { isTimeZone } from '@atrium/semantic'
import { Temporal } from 'temporal-polyfill'

type RelativeDate = { count: number; unit: 'days' | 'months' | 'years'; isPast: boolean; zone: string | null }

const shape = /^(\d{1,5}) (day|month|year)s? (ago|from now)(?: (\S{1,60}))?$/

/** `3 months ago`, `1 day from now`, with the name of a zone behind it where today is another day; `undefined` for anything else. */
export function readRelativeDate(text: string): RelativeDate | undefined {
  const [, count, unit, way, zone = null] = shape.exec(text) ?? []
  if (count === undefined || unit === undefined || (zone !== null && !isTimeZone(zone))) return undefined
  return { count: Number(count), unit: `${unit}s` as RelativeDate['unit'], isPast: way === 'ago', zone }
}

/** The day, `YYYY-MM-DD`, that a relative date means at a moment; `zone` counts where it names none. */
export function dayOfRelativeDate(text: string, { now, zone }: { now: Date; zone: string }): string | undefined {
  const relative = readRelativeDate(text)
  if (relative === undefined) return undefined
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(relative.zone ?? zone)
    .toPlainDate()
  const stretch = { [relative.unit]: relative.count }
  const day = relative.isPast ? today.subtract(stretch) : today.add(stretch)
  // Days before our calendar, or behind the last one that SQL writes with four digits, are no days to ask for.
  return day.year < 1 || day.year > 9999 ? undefined : day.toString()
}
