import { Temporal } from 'temporal-polyfill'

/**
 * Where calendars go wrong: the zones of the time tests. Lord Howe changes by half an hour, Apia skipped 30 December 2011,
 * days of Beirut and São Paulo have begun at 01:00, Kolkata and Kathmandu are off the hour.
 */
export const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Beirut',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
] as const

const minute = 60_000
const around = [-1500, -1440, -721, -90, -61, -60, -59, -31, -30, -29, -1, 0, 1, 15, 29, 30, 31, 45, 59, 60, 61, 90, 720, 1439, 1441].map((by) => by * minute)

/** Days on which something happens in every zone: leap days, ends of years, of which one has a week 53. */
const days = ['2011-12-30', '2011-12-31', '2012-02-29', '2016-01-01', '2021-01-01', '2023-03-01', '2024-02-29', '2024-03-01', '2025-01-01', '2024-07-01']
const years = [2011, 2018, 2021, 2023, 2024]

/** Moments around every change of the clock of a zone in some years, and around the midnights of remarkable days. */
export function momentsOf(zone: string): number[] {
  const centres = days.map((day) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
  for (const year of years) {
    let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from(`${year}-01-01`).toZonedDateTime(zone)
    while ((at = at.getTimeZoneTransition('next')) !== null && at.year === year) centres.push(at.epochMilliseconds)
  }
  const odd = centres.flatMap((centre) => around.map((by) => centre + by))
  return [...new Set([...odd, ...centres.map((centre) => centre - 1), ...centres.map((centre) => centre + 12_345)])].toSorted((a, b) => a - b)
}

/** True when a wall time names one moment of the zone: it is neither skipped nor passed twice. */
export function isPlain(wall: Temporal.PlainDateTime, zone: string): boolean {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds)
  return earlier === later
}
