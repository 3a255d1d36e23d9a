import type { MetricType, TimeInterval } from './field.ts'
import type { CalendarUnit } from './metric-query.ts'

/** One record of small functions per engine. Nothing else in the compiler knows an engine's words. */
export type Dialect = {
  name: string
  /** Quotes one identifier. */
  quote(identifier: string): string
  /** The one literal writer for text: every user value goes through it. Refuses NUL. */
  stringLiteral(value: string): string
  /** Writes a finite number; refuses anything else. */
  numberLiteral(value: number): string
  /** `YYYY-MM-DD`. */
  dateLiteral(isoDate: string): string
  /** An instant, written in UTC as the engine's zone-aware or naive timestamp. Milliseconds since the epoch. */
  timestampLiteral(epochMs: number, kind: 'instant' | 'naive', zone: string): string
  /** Wall time in `zone` of an instant or of a naive timestamp stored in `sourceZone`. */
  toZone(sql: string, kind: 'instant' | 'naive', sourceZone: string, zone: string): string
  /** Cuts wall time or a date to an interval (RAW returns it unchanged). `startOfWeek` 0 = Monday. */
  truncate(sql: string, interval: TimeInterval, type: 'date' | 'timestamp', startOfWeek: number): string
  /** A date, or wall time, moved by calendar units; what the month does not have becomes its last day. Keeps the type. */
  shift(sql: string, type: 'date' | 'timestamp', count: number, unit: CalendarUnit): string
  aggregate(type: MetricType, sql: string, options: { percentile?: number }): string
  /** Text contains / starts / ends, with `%` and `_` of the value taken literally. */
  like(sql: string, value: string, where: 'contains' | 'starts' | 'ends', caseInsensitive: boolean): string
  cast(sql: string, to: 'string' | 'number' | 'date' | 'timestamp' | 'boolean'): string
  /** Text of a number as people write it: no trailing `.0`, no exponent for whole numbers. */
  numberToText(sql: string): string
  concat(parts: string[]): string
  /** `a IS NOT DISTINCT FROM b`. */
  nullSafeEquals(a: string, b: string): string
  orderBy(sql: string, options: { descending: boolean; nullsFirst?: boolean }): string
}
