import type { TimeInterval } from '../types/field.ts'

/** Intervals that are numbers, with DuckDB's part name; weekdays count from Sunday = 0, weeks are ISO weeks. */
const parts: Partial<Record<TimeInterval, string>> = {
  YEAR_NUM: 'year',
  QUARTER_NUM: 'quarter',
  MONTH_NUM: 'month',
  WEEK_NUM: 'week',
  DAY_OF_MONTH_NUM: 'day',
  DAY_OF_WEEK_INDEX: 'dow',
  DAY_OF_YEAR_NUM: 'doy',
  HOUR_OF_DAY_NUM: 'hour',
  MINUTE_OF_HOUR_NUM: 'minute',
}

const truncateWeek = (sql: string, startOfWeek: number): string => {
  if (startOfWeek === 0) return `CAST(DATE_TRUNC('week', ${sql}) AS DATE)`
  return `(CAST(DATE_TRUNC('week', ${sql} - INTERVAL ${startOfWeek} DAY) AS DATE) + ${startOfWeek})`
}

/**
 * Cuts wall time or a date to one of the 22 intervals. Day and coarser give DATE, hour and finer TIMESTAMP, parts
 * BIGINT, names VARCHAR. `startOfWeek` 0 is Monday.
 */
export function truncateDuckdb(sql: string, interval: TimeInterval, type: 'date' | 'timestamp', startOfWeek: number): string {
  const part = parts[interval]
  if (part !== undefined) return `DATE_PART('${part}', ${sql})`
  switch (interval) {
    case 'RAW':
      return sql
    case 'DAY':
      return type === 'date' ? sql : `CAST(${sql} AS DATE)`
    case 'WEEK':
      return truncateWeek(sql, startOfWeek)
    case 'DAY_OF_WEEK_NAME':
      return `DAYNAME(${sql})`
    case 'MONTH_NAME':
      return `MONTHNAME(${sql})`
    case 'QUARTER_NAME':
      return `'Q' || DATE_PART('quarter', ${sql})`
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR':
      return `CAST(DATE_TRUNC('${interval.toLowerCase()}', ${sql}) AS DATE)`
    default:
      return `DATE_TRUNC('${interval.toLowerCase()}', ${sql})`
  }
}
