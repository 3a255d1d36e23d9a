import { months, weekdays } from '../names/calendar-names.ts'
import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { likeWith } from './like.ts'
import { checkedDate, checkedText, doubledQuotes, numberLiteral } from './literals.ts'
import { equalWithStandIn } from './null-safe.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { nameOf, type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'VARCHAR', number: 'DOUBLE', date: 'DATE', timestamp: 'TIMESTAMP_NTZ', boolean: 'BOOLEAN' } as const

const stringLiteral = (value: string): string => `'${checkedText(value, 'A text value').replaceAll(/[\\']/g, (sign) => sign + sign)}'`

// How a date is read otherwise is a setting of the session.
const dateLiteral = (isoDate: string): string => `TO_DATE('${checkedDate(isoDate)}', 'YYYY-MM-DD')`

const call = (name: string) => (sql: string) => `${name}(${sql})`
const day = (unit: string) => (sql: string) => `CAST(DATE_TRUNC('${unit}', ${sql}) AS DATE)`
const time = (unit: string) => (sql: string) => `DATE_TRUNC('${unit}', ${sql})`

/** Weeks by their ISO functions: the others follow WEEK_START of the session. Its own names are short ones. */
const truncations: Truncations = {
  MILLISECOND: time('millisecond'),
  SECOND: time('second'),
  MINUTE: time('minute'),
  HOUR: time('hour'),
  DAY: (sql) => `CAST(${sql} AS DATE)`,
  WEEK: (sql, _, startOfWeek) => `DATEADD(day, -MOD(DAYOFWEEKISO(${sql}) + ${6 - startOfWeek}, 7), CAST(${sql} AS DATE))`,
  MONTH: day('month'),
  QUARTER: day('quarter'),
  YEAR: day('year'),
  YEAR_NUM: call('YEAR'),
  QUARTER_NUM: call('QUARTER'),
  MONTH_NUM: call('MONTH'),
  WEEK_NUM: call('WEEKISO'),
  DAY_OF_MONTH_NUM: call('DAYOFMONTH'),
  DAY_OF_WEEK_INDEX: (sql) => `MOD(DAYOFWEEKISO(${sql}), 7)`,
  DAY_OF_YEAR_NUM: call('DAYOFYEAR'),
  HOUR_OF_DAY_NUM: call('HOUR'),
  MINUTE_OF_HOUR_NUM: call('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => nameOf(`DAYOFWEEKISO(${sql})`, 1, weekdays),
  MONTH_NAME: (sql) => nameOf(`MONTH(${sql})`, 1, months),
  QUARTER_NAME: (sql) => `'Q' || QUARTER(${sql})`,
}

const withMillis = (wall: string): string => (wall.includes('.') ? wall : `${wall}.000`)

/** Snowflake. Neither the session's zone, its formats nor its first day of the week are relied upon. */
export const snowflake: Dialect = {
  name: 'snowflake',
  lineComment: '//',
  // Geography has no equality.
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: true,
    distinctOfAnyType: false,
    orderByExpression: true,
    dottedNames: true,
    estimatesDistinct: true,
  },
  quote: (identifier) => doubledQuotes(identifier, '"'),
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral,
  timestampLiteral: (epochMs, kind, zone) =>
    kind === 'instant'
      ? `TO_TIMESTAMP_TZ('${withMillis(wallTime(epochMs, 'UTC'))} +00:00', 'YYYY-MM-DD HH24:MI:SS.FF3 TZH:TZM')`
      : `TO_TIMESTAMP_NTZ('${withMillis(wallTime(epochMs, zone))}', 'YYYY-MM-DD HH24:MI:SS.FF3')`,
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'instant') return `CAST(CONVERT_TIMEZONE(${stringLiteral(zone)}, ${sql}) AS TIMESTAMP_NTZ)`
    return sourceZone === zone ? sql : `CONVERT_TIMEZONE(${stringLiteral(sourceZone)}, ${stringLiteral(zone)}, ${sql})`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `DATEADD(nanosecond, DATEDIFF(nanosecond, ${wall}, ${bucket}), ${moment})`,
  shift: (sql, type, count, unit) => {
    const moved = `DATEADD(${unit}, ${numberLiteral(count)}, ${sql})`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  medianOver: (sql, window) => `MEDIAN(${sql}) OVER (${window})`,
  addDays: (date, days) => `CAST(DATEADD(day, ${days}, ${date}) AS DATE)`,
  secondsBetween: (from, to) => `DATEDIFF(microsecond, ${from}, ${to}) / 1e6`,
  aggregate: aggregateWith({
    ...standardAggregates,
    // Between two decimals there are only so many digits.
    median: (sql) => standardAggregates.median(`CAST(${sql} AS DOUBLE)`, '0.5'),
    percentile: (sql, fraction) => standardAggregates.percentile(`CAST(${sql} AS DOUBLE)`, fraction),
  }),
  like: likeWith(stringLiteral),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(CAST(${sql} AS DECIMAL(38, 6)) AS VARCHAR), '[.]?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `CAST(${a} AS DOUBLE) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  nullSafeEquals: equalWithStandIn({
    string: (sql) => `COALESCE(CAST(${sql} AS VARCHAR), '')`,
    number: (sql) => `COALESCE(${sql}, 0)`,
    boolean: (sql) => `COALESCE(${sql}, false)`,
    date: (sql) => `COALESCE(${sql}, ${dateLiteral('0001-01-01')})`,
    timestamp: (sql) => `COALESCE(${sql}, TO_TIMESTAMP_NTZ(0))`,
  }),
  orderBy: orderWithWords({ ascending: 'last', descending: 'first' }),
  limit: limitWithWord,
  isInstant: namesInstant,
}
