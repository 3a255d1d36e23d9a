import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { searchBy, searchWith } from './like.ts'
import { checkedText, numberLiteral, standardDate } from './literals.ts'
import { equalWithStandIn } from './null-safe.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'STRING', number: 'FLOAT64', date: 'DATE', timestamp: 'DATETIME', boolean: 'BOOL' } as const

const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '`': '\\`', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => text.replaceAll(/[\\'`\n\r]/g, (sign) => escapes[sign] ?? sign)
const stringLiteral = (value: string): string => `'${escaped(checkedText(value, 'A text value'))}'`

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

const part = (name: string) => (sql: string) => `EXTRACT(${name} FROM ${sql})`
const date = (sql: string, type: 'date' | 'timestamp'): string => (type === 'date' ? sql : `DATE(${sql})`)
const day = (unit: string) => (sql: string, type: 'date' | 'timestamp') => `DATE_TRUNC(${date(sql, type)}, ${unit})`
const time = (unit: string) => (sql: string) => `DATETIME_TRUNC(${sql}, ${unit})`

const truncations: Truncations = {
  MILLISECOND: time('MILLISECOND'),
  SECOND: time('SECOND'),
  MINUTE: time('MINUTE'),
  HOUR: time('HOUR'),
  DAY: date,
  WEEK: (sql, type, startOfWeek) => `DATE_TRUNC(${date(sql, type)}, WEEK(${weekdays[startOfWeek] ?? 'MONDAY'}))`,
  MONTH: day('MONTH'),
  QUARTER: day('QUARTER'),
  YEAR: day('YEAR'),
  YEAR_NUM: part('YEAR'),
  QUARTER_NUM: part('QUARTER'),
  MONTH_NUM: part('MONTH'),
  WEEK_NUM: part('ISOWEEK'),
  DAY_OF_MONTH_NUM: part('DAY'),
  DAY_OF_WEEK_INDEX: (sql) => `EXTRACT(DAYOFWEEK FROM ${sql}) - 1`,
  DAY_OF_YEAR_NUM: part('DAYOFYEAR'),
  HOUR_OF_DAY_NUM: part('HOUR'),
  MINUTE_OF_HOUR_NUM: part('MINUTE'),
  DAY_OF_WEEK_NAME: (sql, type) => `FORMAT_DATE('%A', ${date(sql, type)})`,
  MONTH_NAME: (sql, type) => `FORMAT_DATE('%B', ${date(sql, type)})`,
  QUARTER_NAME: (sql) => `CONCAT('Q', CAST(EXTRACT(QUARTER FROM ${sql}) AS STRING))`,
}

/** BigQuery's standard SQL. TIMESTAMP is a moment, DATETIME is wall time. */
export const bigquery: Dialect = {
  name: 'bigquery',
  lineComment: '#',
  // Its exact percentile is a window function; arrays, JSON and geography have no equality.
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: false,
    distinctOfAnyType: false,
    orderByExpression: true,
    dottedNames: false,
    estimatesDistinct: true,
  },
  quote: (identifier) => `\`${escaped(checkedText(identifier, 'An identifier'))}\``,
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: standardDate,
  timestampLiteral: (epochMs, kind, zone) => (kind === 'instant' ? `TIMESTAMP '${wallTime(epochMs, 'UTC')}+00:00'` : `DATETIME '${wallTime(epochMs, zone)}'`),
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? sql : `TIMESTAMP(${sql}, ${stringLiteral(sourceZone)})`
    return `DATETIME(${instant}, ${stringLiteral(zone)})`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `${moment} - (${wall} - ${bucket})`,
  shift: (sql, type, count, unit) => {
    const interval = `INTERVAL ${numberLiteral(count)} ${unit.toUpperCase()}`
    if (type === 'timestamp') return `DATETIME_ADD(${sql}, ${interval})`
    const within = unit === 'second' || unit === 'minute' || unit === 'hour'
    return within ? `DATE(DATETIME_ADD(DATETIME(${sql}), ${interval}))` : `DATE_ADD(${sql}, ${interval})`
  },
  medianOver: (sql, window) => `PERCENTILE_CONT(${sql}, 0.5) OVER (${window})`,
  addDays: (date, days) => `DATE_ADD(${date}, INTERVAL ${days} DAY)`,
  secondsBetween: (from, to) => `DATETIME_DIFF(${to}, ${from}, MICROSECOND) / 1e6`,
  aggregate: aggregateWith(standardAggregates),
  // LIKE has no ESCAPE here.
  like: searchWith(stringLiteral, 'LOWER', {
    contains: (text, wanted) => `STRPOS(${text}, ${wanted}) > 0`,
    starts: searchBy('STARTS_WITH'),
    ends: searchBy('ENDS_WITH'),
  }),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(FORMAT('%.6f', CAST(${sql} AS FLOAT64)), '[.]?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `CAST(${a} AS FLOAT64) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  // A full join takes nothing but equality. A moment may be of either type, and only as text stands beside ''.
  nullSafeEquals: equalWithStandIn({
    string: (sql) => `COALESCE(CAST(${sql} AS STRING), '')`,
    number: (sql) => `COALESCE(${sql}, 0)`,
    boolean: (sql) => `COALESCE(${sql}, false)`,
    date: (sql) => `COALESCE(${sql}, DATE '0001-01-01')`,
    timestamp: (sql) => `COALESCE(CAST(${sql} AS STRING), '')`,
  }),
  orderBy: orderWithWords({ ascending: 'first', descending: 'last' }),
  limit: limitWithWord,
  isInstant: (typeName) => typeName === 'timestamp' || namesInstant(typeName),
}
