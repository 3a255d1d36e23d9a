import { Temporal } from 'temporal-polyfill'

/** `YYYY-MM-DD HH:mm:ss[.SSS]` that a clock in `zone` (IANA) shows at an instant, milliseconds since the epoch. */
export function wallTime(epochMs: number, zone: string): string {
  const iso =
    zone === 'UTC'
      ? new Date(epochMs).toISOString().slice(0, -1)
      : Temporal.Instant.fromEpochMilliseconds(epochMs)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ fractionalSecondDigits: 3 })
  return iso.replace('T', ' ').replace(/\.000$/, '')
}
