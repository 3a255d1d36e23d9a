import { i18next } from '../i18n/i18n.ts'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const relatives = new Map<string, Intl.RelativeTimeFormat>()
const exacts = new Map<string, Intl.DateTimeFormat>()

/** Intl formatters are dear to make. */
function kept<F>(known: Map<string, F>, locale: string, make: () => F): F {
  const found = known.get(locale) ?? make()
  known.set(locale, found)
  return found
}

/** How long `moment` is away from `now`, in the largest unit that fits: "yesterday", "in 3 hours", "now". */
export function relativeTime(moment: Date, now: Date, locale: string = i18next.language): string {
  const relative = kept(relatives, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  return step === undefined ? relative.format(0, 'second') : relative.format(Math.trunc(seconds / step[1]), step[0])
}

/** The moment with date and time in the browser's zone. */
export const exactTime = (moment: Date, locale: string = i18next.language): string =>
  kept(exacts, locale, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })).format(moment)
