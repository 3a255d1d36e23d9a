import type { CalendarInterval } from '../types/field.ts'

type Kind = 'date' | 'timestamp'

/** How an engine cuts wall time or a date to each interval. `week` begins it on any day, 0 = Monday. */
export type Truncations = Record<Exclude<CalendarInterval, 'RAW' | 'WEEK'>, (sql: string, type: Kind) => string> & {
  WEEK: (sql: string, type: Kind, startOfWeek: number) => string
}

/**
 * A dialect's `truncate`: day and coarser give a date, hour and finer wall time, parts whole numbers (weekdays from
 * Sunday = 0, weeks of ISO), names English words. RAW is left as it is, and so is a date cut to the day.
 */
export function truncateWith(truncations: Truncations): (sql: string, interval: CalendarInterval, type: Kind, startOfWeek: number) => string {
  return (sql, interval, type, startOfWeek) => {
    if (interval === 'RAW' || (interval === 'DAY' && type === 'date')) return sql
    return truncations[interval](sql, type, startOfWeek)
  }
}

/** A name by its number, for engines whose own names follow the session's language. */
export function nameOf(number: string, first: number, names: readonly string[]): string {
  return `CASE ${number} ${names.map((name, place) => `WHEN ${place + first} THEN '${name}'`).join(' ')} END`
}
