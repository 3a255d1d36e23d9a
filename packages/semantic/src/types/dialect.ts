import type { CalendarInterval, DimensionType, MetricType } from './field.ts'
import type { CalendarUnit } from './metric-query.ts'

/** What an engine can do at all; where it cannot, the planner takes another way to the same rows. */
export type DialectSupport = {
  /** FULL OUTER JOIN. Without it, parts are joined to the union of their groups. */
  fullOuterJoin: boolean
  /** GROUP BY 1, 2. Without it, the expressions are repeated. */
  groupByPosition: boolean
  /** An exact percentile as an aggregate. Without it, rows are ranked first and the two neighbours are weighed. */
  percentileAggregate: boolean
  /** SELECT DISTINCT over columns of any type. Without it (JSON, arrays), rows are numbered per key and the first is taken. */
  distinctOfAnyType: boolean
  /** Expressions over output columns in ORDER BY. Without it, what is sorted so is a query around the query. */
  orderByExpression: boolean
  /** A dot in a quoted name is a letter like any other. Without it, names made up within a statement have none. */
  dottedNames: boolean
  /** A distinct count that is estimated. Without it, count_distinct_approx is exact. */
  estimatesDistinct: boolean
}

/** One record of small functions per engine. Nothing else in the compiler knows an engine's words. */
export type Dialect = {
  name: string
  supports: DialectSupport
  /** What begins a comment up to the end of the line, besides two dashes. */
  lineComment?: '#' | '//'
  /** Quotes one identifier. */
  quote(identifier: string): string
  /** The one literal writer for text: every user value goes through it. Refuses NUL. */
  stringLiteral(value: string): string
  /** Writes a finite number; refuses anything else. */
  numberLiteral(value: number): string
  /** Something that a boolean column can be compared with. */
  booleanLiteral(value: boolean): string
  /** `YYYY-MM-DD`. */
  dateLiteral(isoDate: string): string
  /** An instant, written in UTC as the engine's zone-aware or naive timestamp. Milliseconds since the epoch. */
  timestampLiteral(epochMs: number, kind: 'instant' | 'naive', zone: string): string
  /** Wall time in `zone` of an instant or of a naive timestamp stored in `sourceZone`. */
  toZone(sql: string, kind: 'instant' | 'naive', sourceZone: string, zone: string): string
  /** Cuts wall time or a date to an interval (RAW returns it unchanged). `startOfWeek` 0 = Monday. */
  truncate(sql: string, interval: CalendarInterval, type: 'date' | 'timestamp', startOfWeek: number): string
  /** The moment at which a bucket begins: `moment`, less what has passed of the bucket on the wall clock. */
  bucketStart(moment: string, wall: string, bucket: string): string
  /** A date, or wall time, moved by calendar units; what the month does not have becomes its last day. Keeps the type. */
  shift(sql: string, type: 'date' | 'timestamp', count: number, unit: CalendarUnit): string
  /** A date and a whole number of days after it, both SQL. */
  addDays(date: string, days: string): string
  /** Seconds from one moment to another, with their fraction; both are wall time of UTC. */
  secondsBetween(from: string, to: string): string
  /**
   * An aggregate of a metric type; the SQL itself for types that aggregate by themselves. Where `supports` has no
   * percentile aggregate, percentile and median are written in the standard's words, for people to read only.
   */
  aggregate(type: MetricType, sql: string, options: { percentile?: number }): string
  /** Text contains / starts / ends, with `%` and `_` of the value taken literally. */
  like(sql: string, value: string, where: 'contains' | 'starts' | 'ends', caseInsensitive: boolean): string
  cast(sql: string, to: 'string' | 'number' | 'date' | 'timestamp' | 'boolean'): string
  /** Text of a number as people write it: no trailing `.0`, no exponent for whole numbers. */
  numberToText(sql: string): string
  concat(parts: string[]): string
  /** A quotient with its fraction, whole numbers or not. */
  divide(a: string, b: string): string
  /** A number rounded to a number of decimals. */
  round(sql: string, digits: number): string
  /** A text in capital or small letters, those of all languages. */
  letterCase(sql: string, to: 'upper' | 'lower'): string
  /** Letters of a text from a place on, counted from 1; not bytes. */
  substring(sql: string, from: number, count: number): string
  /** The letters of a text, counted; not its bytes. */
  length(sql: string): string
  /** The lesser of two numbers that are not null. */
  least(a: string, b: string): string
  /** `a IS NOT DISTINCT FROM b`, in a form that this engine can hash and that it takes in every kind of join. */
  nullSafeEquals(a: string, b: string, type: DimensionType): string
  /** One term of ORDER BY. Nulls come last whichever way it goes, unless said otherwise. */
  orderBy(sql: string, options: { descending: boolean; nullsFirst?: boolean }): string
  /**
   * The end of every statement: the main SELECT (without its WITH) in an order, or in none when `terms` is empty, cut
   * to a number of rows; with the settings under which the engine keeps to the standard, when it needs any.
   */
  limit(select: string, terms: readonly string[], rows: number): string
  /** Names of functions that are called otherwise than in most engines. */
  functionNames?: Partial<Record<'LN' | 'CEIL' | 'STDDEV_SAMP' | 'STDDEV_POP' | 'VAR_SAMP' | 'VAR_POP', string>>
  /** The median of `sql` as a window function over `window`. Absent: the engine has none. */
  medianOver?(sql: string, window: string): string
  /** Set where a comparison is no value and a value no comparison: how one is made of the other. */
  truth?: { asValue(condition: string): string; asCondition(value: string): string }
  /** A window over all rows, of a function of `sql`. Absent: nothing between the parentheses. */
  windowOfAll?(sql: string): string
  /** Set where a function that looks at a row which is not there gives a default, unless its argument may be null. */
  nullable?(sql: string): string
  /** True for column types, as the engine names them, whose values are moments and not wall time. */
  isInstant(typeName: string): boolean
}
