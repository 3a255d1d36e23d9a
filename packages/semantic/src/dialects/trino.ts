import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { likeWith } from './like.ts'
import { doubledQuotes, numberLiteral, standardDate, standardString } from './literals.ts'
import { equalWithStandIn } from './null-safe.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'VARCHAR', number: 'DOUBLE', date: 'DATE', timestamp: 'TIMESTAMP(6)', boolean: 'BOOLEAN' } as const

const part = (name: string) => (sql: string) => `EXTRACT(${name} FROM ${sql})`
const day = (unit: string) => (sql: string) => `CAST(DATE_TRUNC('${unit}', ${sql}) AS DATE)`
const time = (unit: string) => (sql: string) => `DATE_TRUNC('${unit}', ${sql})`

const truncations: Truncations = {
  MILLISECOND: time('millisecond'),
  SECOND: time('second'),
  MINUTE: time('minute'),
  HOUR: time('hour'),
  DAY: (sql) => `CAST(${sql} AS DATE)`,
  WEEK: (sql, _, startOfWeek) =>
    startOfWeek === 0 ? day('week')(sql) : `DATE_ADD('day', ${startOfWeek}, CAST(DATE_TRUNC('week', DATE_ADD('day', -${startOfWeek}, ${sql})) AS DATE))`,
  MONTH: day('month'),
  QUARTER: day('quarter'),
  YEAR: day('year'),
  YEAR_NUM: part('YEAR'),
  QUARTER_NUM: part('QUARTER'),
  MONTH_NUM: part('MONTH'),
  WEEK_NUM: part('WEEK'),
  DAY_OF_MONTH_NUM: part('DAY'),
  DAY_OF_WEEK_INDEX: (sql) => `EXTRACT(DAY_OF_WEEK FROM ${sql}) % 7`,
  DAY_OF_YEAR_NUM: part('DAY_OF_YEAR'),
  HOUR_OF_DAY_NUM: part('HOUR'),
  MINUTE_OF_HOUR_NUM: part('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => `DATE_FORMAT(${sql}, '%W')`,
  MONTH_NAME: (sql) => `DATE_FORMAT(${sql}, '%M')`,
  QUARTER_NAME: (sql) => `'Q' || CAST(EXTRACT(QUARTER FROM ${sql}) AS VARCHAR)`,
}

/** Trino from 400 on, and Athena, which is one. */
export const trino: Dialect = {
  name: 'trino',
  // Its only percentile is approximate.
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: false,
    distinctOfAnyType: true,
    orderByExpression: true,
    dottedNames: true,
    estimatesDistinct: true,
  },
  quote: (identifier) => doubledQuotes(identifier, '"'),
  stringLiteral: standardString,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: standardDate,
  timestampLiteral: (epochMs, kind, zone) => (kind === 'instant' ? `TIMESTAMP '${wallTime(epochMs, 'UTC')} UTC'` : `TIMESTAMP '${wallTime(epochMs, zone)}'`),
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? `(${sql})` : `WITH_TIMEZONE(${sql}, ${standardString(sourceZone)})`
    return `CAST(${instant} AT TIME ZONE ${standardString(zone)} AS TIMESTAMP(6))`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `${moment} - (${wall} - ${bucket})`,
  shift: (sql, type, count, unit) => {
    const within = unit === 'second' || unit === 'minute' || unit === 'hour'
    if (type === 'date' && within) return `CAST(DATE_ADD('${unit}', ${numberLiteral(count)}, CAST(${sql} AS TIMESTAMP(6))) AS DATE)`
    return `DATE_ADD('${unit}', ${numberLiteral(count)}, ${sql})`
  },
  addDays: (date, days) => `DATE_ADD('day', ${days}, ${date})`,
  secondsBetween: (from, to) => `DATE_DIFF('millisecond', ${from}, ${to}) / 1e3`,
  aggregate: aggregateWith({
    ...standardAggregates,
    count_distinct_approx: (sql) => `APPROX_DISTINCT(${sql})`,
    // The average of a decimal would be rounded to the decimal's own digits.
    average: (sql) => `AVG(CAST(${sql} AS DOUBLE))`,
    average_distinct: (sql) => `AVG(DISTINCT CAST(${sql} AS DOUBLE))`,
  }),
  like: likeWith(standardString),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(ROUND(CAST(${sql} AS DECIMAL(38, 9)), 6) AS VARCHAR), '[.]?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `CAST(${a} AS DOUBLE) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  // A full join takes nothing but equality.
  nullSafeEquals: equalWithStandIn({
    string: (sql) => `COALESCE(CAST(${sql} AS VARCHAR), '')`,
    number: (sql) => `COALESCE(${sql}, 0)`,
    boolean: (sql) => `COALESCE(${sql}, false)`,
    date: (sql) => `COALESCE(${sql}, DATE '0001-01-01')`,
    timestamp: (sql) => `COALESCE(${sql}, TIMESTAMP '0001-01-01 00:00:00')`,
  }),
  orderBy: orderWithWords({ ascending: 'last', descending: 'last' }),
  limit: limitWithWord,
  isInstant: namesInstant,
}
