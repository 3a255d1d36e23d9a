import type { Dialect } from '../types/dialect.ts'
import type { CalendarUnit } from '../types/metric-query.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { likeWith } from './like.ts'
import { checkedText, doubledQuotes, numberLiteral, standardDate, standardString } from './literals.ts'
import { equalWithStandIn } from './null-safe.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { shortIdentifier } from './short-identifier.ts'
import { type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'TEXT', number: 'DOUBLE PRECISION', date: 'DATE', timestamp: 'TIMESTAMP', boolean: 'BOOLEAN' } as const

/** Says itself that backslashes escape: what a server takes them for otherwise is a setting. */
const stringLiteral = (value: string): string => {
  if (!value.includes('\\')) return standardString(value)
  return `E'${checkedText(value, 'A text value').replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

const searchText = likeWith(stringLiteral)

const part = (name: string) => (sql: string) => `CAST(EXTRACT(${name} FROM ${sql}) AS INTEGER)`
// A date would be taken for a moment of the session's zone.
const wall = (sql: string, type: 'date' | 'timestamp'): string => (type === 'date' ? `CAST(${sql} AS TIMESTAMP)` : sql)
const day = (name: string) => (sql: string, type: 'date' | 'timestamp') => `CAST(DATE_TRUNC('${name}', ${wall(sql, type)}) AS DATE)`
const time = (name: string) => (sql: string) => `DATE_TRUNC('${name}', ${sql})`

/** Intervals of PostgreSQL and of what descends from it. */
export const postgresTruncations: Truncations = {
  MILLISECOND: time('milliseconds'),
  SECOND: time('second'),
  MINUTE: time('minute'),
  HOUR: time('hour'),
  DAY: (sql) => `CAST(${sql} AS DATE)`,
  WEEK: (sql, type, startOfWeek) =>
    startOfWeek === 0 ? day('week')(sql, type) : `(CAST(DATE_TRUNC('week', ${wall(sql, type)} - INTERVAL '${startOfWeek} DAY') AS DATE) + ${startOfWeek})`,
  MONTH: day('month'),
  QUARTER: day('quarter'),
  YEAR: day('year'),
  YEAR_NUM: part('YEAR'),
  QUARTER_NUM: part('QUARTER'),
  MONTH_NUM: part('MONTH'),
  WEEK_NUM: part('WEEK'),
  DAY_OF_MONTH_NUM: part('DAY'),
  DAY_OF_WEEK_INDEX: part('DOW'),
  DAY_OF_YEAR_NUM: part('DOY'),
  HOUR_OF_DAY_NUM: part('HOUR'),
  MINUTE_OF_HOUR_NUM: part('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => `TO_CHAR(${sql}, 'FMDay')`,
  MONTH_NAME: (sql) => `TO_CHAR(${sql}, 'FMMonth')`,
  QUARTER_NAME: (sql) => `TO_CHAR(${sql}, '"Q"Q')`,
}

// Intervals have no quarters.
const intervalOf = (count: number, unit: CalendarUnit): string =>
  unit === 'quarter' ? `INTERVAL '${3 * count} MONTH'` : `INTERVAL '${numberLiteral(count)} ${unit.toUpperCase()}'`

/** PostgreSQL from 13 on. Neither the session's time zone nor its string settings are relied upon. */
export const postgres: Dialect = {
  name: 'postgres',
  // JSON has no equality.
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: true,
    distinctOfAnyType: false,
    orderByExpression: false,
    dottedNames: true,
    estimatesDistinct: false,
  },
  quote: (identifier) => doubledQuotes(shortIdentifier(identifier, 63), '"'),
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: standardDate,
  timestampLiteral: (epochMs, kind, zone) =>
    kind === 'instant' ? `TIMESTAMPTZ '${wallTime(epochMs, 'UTC')}+00:00'` : `TIMESTAMP '${wallTime(epochMs, zone)}'`,
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? sql : `TIMEZONE(${standardString(sourceZone)}, ${sql})`
    return `TIMEZONE(${standardString(zone)}, ${instant})`
  },
  truncate: truncateWith(postgresTruncations),
  bucketStart: (moment, wallTimeSql, bucket) => `${moment} - (${wallTimeSql} - ${bucket})`,
  shift: (sql, type, count, unit) => {
    const moved = `(${sql}) + ${intervalOf(count, unit)}`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  addDays: (date, days) => `(${date} + CAST(${days} AS INTEGER))`,
  secondsBetween: (from, to) => `EXTRACT(EPOCH FROM (${to} - ${from}))`,
  aggregate: aggregateWith({ ...standardAggregates, count_distinct_approx: standardAggregates.count_distinct }),
  // Enums and UUIDs are text to people, and to nothing else here.
  like: (sql, ...search) => searchText(`CAST(${sql} AS TEXT)`, ...search),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `CAST(TRIM_SCALE(ROUND(CAST(${sql} AS NUMERIC), 6)) AS TEXT)`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `CAST(${a} AS DOUBLE PRECISION) / ${b}`,
  // Of doubles there is no such function.
  round: (sql, digits) => `ROUND(CAST(${sql} AS NUMERIC), ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  // Enums and UUIDs are text to people; only as text can they stand beside ''.
  nullSafeEquals: equalWithStandIn({
    string: (sql) => `COALESCE(CAST(${sql} AS TEXT), '')`,
    number: (sql) => `COALESCE(${sql}, 0)`,
    boolean: (sql) => `COALESCE(${sql}, false)`,
    date: (sql) => `COALESCE(${sql}, DATE '0001-01-01')`,
    timestamp: (sql) => `COALESCE(${sql}, TIMESTAMP '0001-01-01 00:00:00')`,
  }),
  orderBy: orderWithWords({ ascending: 'last', descending: 'first' }),
  limit: limitWithWord,
  isInstant: namesInstant,
}
