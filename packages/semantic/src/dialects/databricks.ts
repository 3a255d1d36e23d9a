import type { Dialect } from '../types/dialect.ts'
import type { CalendarUnit } from '../types/metric-query.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { searchBy, searchWith } from './like.ts'
import { checkedText, doubledQuotes, numberLiteral, standardDate } from './literals.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'STRING', number: 'DOUBLE', date: 'DATE', timestamp: 'TIMESTAMP_NTZ', boolean: 'BOOLEAN' } as const

/** `${…}` would be replaced by a variable of the session before the text is read, in literals too. */
const stringLiteral = (value: string): string =>
  `'${checkedText(value, 'A text value')
    .replaceAll(/[\\']/g, (sign) => `\\${sign}`)
    .replaceAll('${', '\\u0024{')}'`

const call = (name: string) => (sql: string) => `${name}(${sql})`
const day = (unit: string) => (sql: string) => `TRUNC(${sql}, '${unit}')`
const time = (unit: string) => (sql: string) => `CAST(DATE_TRUNC('${unit}', ${sql}) AS TIMESTAMP_NTZ)`

const truncations: Truncations = {
  MILLISECOND: time('MILLISECOND'),
  SECOND: time('SECOND'),
  MINUTE: time('MINUTE'),
  HOUR: time('HOUR'),
  DAY: (sql) => `CAST(${sql} AS DATE)`,
  WEEK: (sql, _, startOfWeek) =>
    startOfWeek === 0 ? day('WEEK')(sql) : `DATE_ADD(TRUNC(DATE_ADD(CAST(${sql} AS DATE), -${startOfWeek}), 'WEEK'), ${startOfWeek})`,
  MONTH: day('MONTH'),
  QUARTER: day('QUARTER'),
  YEAR: day('YEAR'),
  YEAR_NUM: call('YEAR'),
  QUARTER_NUM: call('QUARTER'),
  MONTH_NUM: call('MONTH'),
  WEEK_NUM: call('WEEKOFYEAR'),
  DAY_OF_MONTH_NUM: call('DAYOFMONTH'),
  DAY_OF_WEEK_INDEX: (sql) => `DAYOFWEEK(${sql}) - 1`,
  DAY_OF_YEAR_NUM: call('DAYOFYEAR'),
  HOUR_OF_DAY_NUM: call('HOUR'),
  MINUTE_OF_HOUR_NUM: call('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => `DATE_FORMAT(${sql}, 'EEEE')`,
  MONTH_NAME: (sql) => `DATE_FORMAT(${sql}, 'MMMM')`,
  QUARTER_NAME: (sql) => `CONCAT('Q', QUARTER(${sql}))`,
}

// Intervals of a date that are whole days or months give dates; there are no weeks and quarters among them.
const intervalOf = (count: number, unit: CalendarUnit): string => {
  if (unit === 'quarter') return `INTERVAL '${numberLiteral(3 * count)}' MONTH`
  if (unit === 'week') return `INTERVAL '${numberLiteral(7 * count)}' DAY`
  return `INTERVAL '${numberLiteral(count)}' ${unit.toUpperCase()}`
}

/** Databricks SQL. TIMESTAMP is a moment, TIMESTAMP_NTZ is wall time. The session's zone has to be UTC: truncation goes through it. */
export const databricks: Dialect = {
  name: 'databricks',
  // Maps have no equality.
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: true,
    distinctOfAnyType: false,
    orderByExpression: true,
    dottedNames: true,
    estimatesDistinct: true,
  },
  quote: (identifier) => doubledQuotes(identifier, '`'),
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: standardDate,
  timestampLiteral: (epochMs, kind, zone) =>
    kind === 'instant' ? `TIMESTAMP '${wallTime(epochMs, 'UTC')}+00:00'` : `TIMESTAMP_NTZ '${wallTime(epochMs, zone)}'`,
  toZone: (sql, kind, sourceZone, zone) => {
    // Two arguments: from the zone of the session, in which the cast gives wall time.
    if (kind === 'instant') return `CONVERT_TIMEZONE(${stringLiteral(zone)}, CAST(${sql} AS TIMESTAMP_NTZ))`
    return sourceZone === zone ? sql : `CONVERT_TIMEZONE(${stringLiteral(sourceZone)}, ${stringLiteral(zone)}, ${sql})`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `${moment} - (${wall} - ${bucket})`,
  shift: (sql, type, count, unit) => {
    const moved = `(${sql}) + ${intervalOf(count, unit)}`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  medianOver: (sql, window) => `MEDIAN(${sql}) OVER (${window})`,
  addDays: (date, days) => `DATE_ADD(${date}, CAST(${days} AS INT))`,
  secondsBetween: (from, to) => `TIMESTAMPDIFF(MICROSECOND, ${from}, ${to}) / 1e6D`,
  aggregate: aggregateWith({
    ...standardAggregates,
    average: (sql) => `AVG(CAST(${sql} AS DOUBLE))`,
    average_distinct: (sql) => `AVG(DISTINCT CAST(${sql} AS DOUBLE))`,
    median: (sql) => `MEDIAN(${sql})`,
    percentile: (sql, fraction) => `PERCENTILE(${sql}, ${fraction})`,
  }),
  // LIKE takes letters beyond the first 65,536 for two.
  like: searchWith(stringLiteral, 'LOWER', { contains: searchBy('CONTAINS'), starts: searchBy('STARTSWITH'), ends: searchBy('ENDSWITH') }),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(CAST(${sql} AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `CAST(${a} AS DOUBLE) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  nullSafeEquals: (a, b) => `${a} <=> ${b}`,
  orderBy: orderWithWords({ ascending: 'first', descending: 'last' }),
  limit: limitWithWord,
  isInstant: (typeName) => typeName === 'timestamp' || namesInstant(typeName),
}
