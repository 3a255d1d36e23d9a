import { months, weekdays } from '../names/calendar-names.ts'
import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { likeWith } from './like.ts'
import { checkedText, doubledQuotes, numberLiteral, standardDate } from './literals.ts'
import { limitWithWord, orderByNullness } from './order.ts'
import { nameOf, type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'CHAR', number: 'DOUBLE', date: 'DATE', timestamp: 'DATETIME(6)', boolean: 'SIGNED' } as const

/** Both signs are doubled, so that no text ends the literal whether or not the session takes backslashes for escapes. */
const stringLiteral = (value: string): string => `'${checkedText(value, 'A text value').replaceAll(/[\\']/g, (sign) => sign + sign)}'`

const call = (name: string) => (sql: string) => `${name}(${sql})`

const truncations: Truncations = {
  MILLISECOND: (sql) => `(${sql}) - INTERVAL (MICROSECOND(${sql}) % 1000) MICROSECOND`,
  SECOND: (sql) => `(${sql}) - INTERVAL MICROSECOND(${sql}) MICROSECOND`,
  MINUTE: (sql) => `TIMESTAMP(DATE(${sql}), MAKETIME(HOUR(${sql}), MINUTE(${sql}), 0))`,
  HOUR: (sql) => `TIMESTAMP(DATE(${sql}), MAKETIME(HOUR(${sql}), 0, 0))`,
  DAY: call('DATE'),
  WEEK: (sql, _, startOfWeek) => `DATE(${sql}) - INTERVAL ((WEEKDAY(${sql}) + ${7 - startOfWeek}) % 7) DAY`,
  MONTH: (sql) => `DATE(${sql}) - INTERVAL (DAYOFMONTH(${sql}) - 1) DAY`,
  QUARTER: (sql) => `MAKEDATE(YEAR(${sql}), 1) + INTERVAL (QUARTER(${sql}) - 1) QUARTER`,
  YEAR: (sql) => `MAKEDATE(YEAR(${sql}), 1)`,
  YEAR_NUM: call('YEAR'),
  QUARTER_NUM: call('QUARTER'),
  MONTH_NUM: call('MONTH'),
  WEEK_NUM: call('WEEKOFYEAR'),
  DAY_OF_MONTH_NUM: call('DAYOFMONTH'),
  DAY_OF_WEEK_INDEX: (sql) => `DAYOFWEEK(${sql}) - 1`,
  DAY_OF_YEAR_NUM: call('DAYOFYEAR'),
  HOUR_OF_DAY_NUM: call('HOUR'),
  MINUTE_OF_HOUR_NUM: call('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => nameOf(`WEEKDAY(${sql})`, 0, weekdays),
  MONTH_NAME: (sql) => nameOf(`MONTH(${sql})`, 1, months),
  QUARTER_NAME: (sql) => `CONCAT('Q', QUARTER(${sql}))`,
}

/**
 * MySQL from 8.0.17 on, and MariaDB from 10.5 on. The session's zone has to be '+00:00': TIMESTAMP columns are then
 * wall time of UTC like any DATETIME. Named zones need the server's zone tables (mysql_tzinfo_to_sql).
 */
export const mysql: Dialect = {
  name: 'mysql',
  lineComment: '#',
  // In an expression, ORDER BY means the columns of FROM before those of the result.
  supports: {
    fullOuterJoin: false,
    groupByPosition: true,
    percentileAggregate: false,
    distinctOfAnyType: true,
    orderByExpression: false,
    dottedNames: true,
    estimatesDistinct: false,
  },
  quote: (identifier) => doubledQuotes(identifier, '`'),
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: standardDate,
  timestampLiteral: (epochMs, kind, zone) => `TIMESTAMP '${wallTime(epochMs, kind === 'instant' ? 'UTC' : zone)}'`,
  toZone: (sql, kind, sourceZone, zone) => {
    const source = kind === 'instant' ? 'UTC' : sourceZone
    return source === zone ? sql : `CONVERT_TZ(${sql}, ${stringLiteral(source)}, ${stringLiteral(zone)})`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `(${moment}) - INTERVAL TIMESTAMPDIFF(MICROSECOND, ${bucket}, ${wall}) MICROSECOND`,
  shift: (sql, type, count, unit) => {
    const moved = `(${sql}) + INTERVAL ${numberLiteral(count)} ${unit.toUpperCase()}`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  // Beside a window in parts, MariaDB sorts for an empty one once and takes the parts from that.
  windowOfAll: (sql) => `PARTITION BY (${sql}) IS NULL AND (${sql}) IS NOT NULL`,
  addDays: (date, days) => `CAST(DATE_ADD(${date}, INTERVAL ${days} DAY) AS DATE)`,
  secondsBetween: (from, to) => `TIMESTAMPDIFF(MICROSECOND, ${from}, ${to}) / 1e6`,
  aggregate: aggregateWith({
    ...standardAggregates,
    count_distinct_approx: standardAggregates.count_distinct,
    // The average of a decimal would be rounded to four more digits.
    average: (sql) => `AVG(CAST(${sql} AS DOUBLE))`,
    average_distinct: (sql) => `AVG(DISTINCT CAST(${sql} AS DOUBLE))`,
  }),
  like: likeWith(stringLiteral),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(ROUND(CAST(${sql} AS DECIMAL(38, 9)), 6) AS CHAR), '[.]?0+$', '')`,
  concat: (parts) => `CONCAT(${parts.join(', ')})`,
  divide: (a, b) => `CAST(${a} AS DOUBLE) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `CHAR_LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  nullSafeEquals: (a, b) => `${a} <=> ${b}`,
  orderBy: orderByNullness,
  limit: limitWithWord,
  isInstant: namesInstant,
}
