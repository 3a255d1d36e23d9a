import { Temporal } from 'temporal-polyfill'

/**
 * `YYYY-MM-DD HH:mm:ss[.SSS]` that a clock in `zone` (IANA) shows at an instant, milliseconds since the epoch.
 * Throws a RangeError outside the years 0 to 9999.
 */
export function wallTime(epochMs: number, zone: string): string {
  const iso =
    zone === 'UTC'
      ? new Date(epochMs).toISOString().slice(0, -1)
      : Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDateTime().toString({ fractionalSecondDigits: 3 })
  if (!/^\d{4}-/.test(iso)) throw new RangeError(`Out of range: ${iso}`)
  return iso.replace('T', ' ').replace(/\.000$/, '')
}
