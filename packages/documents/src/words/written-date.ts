import { dateGrainOf, parseMoment, type Item } from '@atrium/semantic'
import { wordsOf } from './words-of.ts'

type Options = {
  /** BCP 47. */
  locale: string
  /** IANA name of the zone that moments are written in; dates have none and never shift. UTC when absent. */
  zone?: string | undefined
}

/**
 * A date or moment as people write it, by its grain: "Oct 2026", "Q4 2026", "Week of Oct 5, 2026", "Oct 5, 2026, 2 PM UTC".
 * Null for values that are no dates, and for fiscal years, whose text the answer has.
 */
export function writtenDate(item: Item, raw: unknown, { locale, zone = 'UTC' }: Options): string | null {
  const grain = dateGrainOf(item)
  const epochMs = parseMoment(raw)
  if (grain === null || epochMs === undefined) return null
  const isMoment = grain.kind === 'moment'
  const write = (format: Intl.DateTimeFormatOptions): string => formatter(locale, isMoment ? zone : 'UTC', format).format(epochMs)
  switch (grain.interval) {
    case 'FISCAL_YEAR':
    case 'FISCAL_QUARTER':
      return null
    case 'YEAR':
      return write({ year: 'numeric' })
    case 'QUARTER':
      return wordsOf(locale).quarter(Math.ceil(Number(write({ month: 'numeric', ...latin })) / 3), write({ year: 'numeric' }))
    case 'MONTH':
      return write({ year: 'numeric', month: 'short' })
    case 'WEEK':
      return wordsOf(locale).week(write(day))
    case 'DAY':
      return write(day)
    case 'HOUR':
      return write({ ...day, hour: 'numeric', timeZoneName: 'short' })
    case 'MINUTE':
      return write({ ...day, ...minute, timeZoneName: 'short' })
    case 'SECOND':
      return write({ ...day, ...minute, second: '2-digit', timeZoneName: 'short' })
    default:
      return write(isMoment ? { ...day, ...minute, second: '2-digit', ...fractionOf(epochMs), timeZoneName: 'short' } : day)
  }
}

const day = { year: 'numeric', month: 'short', day: 'numeric' } as const
const minute = { hour: 'numeric', minute: '2-digit' } as const
/** Digits that `Number` reads, whatever those of the locale. */
const latin = { numberingSystem: 'latn' } as const

const fractionOf = (epochMs: number): Intl.DateTimeFormatOptions => (epochMs % 1000 === 0 ? {} : { fractionalSecondDigits: 3 })

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than a thousand uses. */
function formatter(locale: string, timeZone: string, format: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, format])
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { ...format, timeZone })
  formatters.set(key, made)
  return made
}
