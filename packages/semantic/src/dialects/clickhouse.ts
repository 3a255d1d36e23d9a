import type { Dialect } from '../types/dialect.ts'
import type { CalendarUnit } from '../types/metric-query.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { searchBy, searchWith } from './like.ts'
import { checkedDate, checkedText, numberLiteral } from './literals.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'

const castTypes = { string: 'String', number: 'Float64', date: 'Date32', timestamp: "DateTime64(6, 'UTC')", boolean: 'Bool' } as const
const cast = (sql: string, to: keyof typeof castTypes): string => `CAST(${sql} AS Nullable(${castTypes[to]}))`

const escaped = (text: string): string => text.replaceAll(/[\\'"`]/g, (sign) => `\\${sign}`)
const stringLiteral = (value: string): string => `'${escaped(checkedText(value, 'A text value'))}'`

// Wall time is a moment of UTC that shows the same; a column without a zone of its own would be read in the server's.
const utc = (sql: string, type: 'date' | 'timestamp'): string => (type === 'date' ? sql : `toTimeZone(${sql}, 'UTC')`)
const call = (name: string) => (sql: string, type: 'date' | 'timestamp') => `${name}(${utc(sql, type)})`
const time = (unit: string) => (sql: string) => `dateTrunc('${unit}', ${sql}, 'UTC')`
const day = (sql: string, type: 'date' | 'timestamp'): string => `toDate32(${utc(sql, type)})`

const truncations: Truncations = {
  MILLISECOND: time('millisecond'),
  SECOND: time('second'),
  MINUTE: time('minute'),
  HOUR: time('hour'),
  DAY: day,
  WEEK: (sql, type, startOfWeek) => `addDays(${day(sql, type)}, -((toDayOfWeek(${utc(sql, type)}) + ${6 - startOfWeek}) % 7))`,
  // The usual toStartOfMonth ends with the range of Date, 1970 to 2149.
  MONTH: (sql, type) => `makeDate32(toYear(${utc(sql, type)}), toMonth(${utc(sql, type)}), 1)`,
  QUARTER: (sql, type) => `makeDate32(toYear(${utc(sql, type)}), toQuarter(${utc(sql, type)}) * 3 - 2, 1)`,
  YEAR: (sql, type) => `makeDate32(toYear(${utc(sql, type)}), 1, 1)`,
  YEAR_NUM: call('toYear'),
  QUARTER_NUM: call('toQuarter'),
  MONTH_NUM: call('toMonth'),
  WEEK_NUM: call('toISOWeek'),
  DAY_OF_MONTH_NUM: call('toDayOfMonth'),
  DAY_OF_WEEK_INDEX: (sql, type) => `toDayOfWeek(${utc(sql, type)}) % 7`,
  DAY_OF_YEAR_NUM: call('toDayOfYear'),
  HOUR_OF_DAY_NUM: call('toHour'),
  MINUTE_OF_HOUR_NUM: call('toMinute'),
  DAY_OF_WEEK_NAME: (sql, type) => `dateName('weekday', ${utc(sql, type)})`,
  MONTH_NAME: (sql, type) => `dateName('month', ${utc(sql, type)})`,
  QUARTER_NAME: (sql, type) => `'Q' || toString(toQuarter(${utc(sql, type)}))`,
}

// fromUTCTimestamp and toUTCTimestamp refuse columns that have a zone of their own.
const offsetAt = (moment: string, zone: string): string => `toIntervalSecond(timeZoneOffset(toTimeZone(${moment}, ${stringLiteral(zone)})))`

/** The moment of UTC at which a clock in `zone` shows `wall`: the offset there is that of the moment itself, found in two steps. */
const momentAt = (wall: string, zone: string): string => `(${wall} - ${offsetAt(`${wall} - ${offsetAt(wall, zone)}`, zone)})`

const shifts: Record<CalendarUnit, string> = {
  second: 'addSeconds',
  minute: 'addMinutes',
  hour: 'addHours',
  day: 'addDays',
  week: 'addWeeks',
  month: 'addMonths',
  quarter: 'addQuarters',
  year: 'addYears',
}

/** Without these, a row that a join does not find is zeros and empty text, and so is an aggregate of no rows. */
const settings = 'SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1'

const quantile = (sql: string, fraction: string): string => `quantileExactInclusive(${fraction})(${cast(sql, 'number')})`

/** ClickHouse from 24 on. All of its timestamps are moments; wall time of other zones is kept as the moment of UTC that shows the same. */
export const clickhouse: Dialect = {
  name: 'clickhouse',
  lineComment: '#',
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: true,
    distinctOfAnyType: true,
    orderByExpression: true,
    dottedNames: true,
    estimatesDistinct: true,
  },
  quote: (identifier) => `"${escaped(checkedText(identifier, 'An identifier'))}"`,
  stringLiteral,
  numberLiteral,
  booleanLiteral: String,
  dateLiteral: (isoDate) => `toDate32('${checkedDate(isoDate)}')`,
  timestampLiteral: (epochMs, kind, zone) => `toDateTime64('${wallTime(epochMs, kind === 'instant' ? 'UTC' : zone)}', 3, 'UTC')`,
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const shown = `toTimeZone(${sql}, 'UTC')`
    const moment = kind === 'instant' || sourceZone === 'UTC' ? shown : momentAt(shown, sourceZone)
    return zone === 'UTC' ? moment : `(${moment} + ${offsetAt(moment, zone)})`
  },
  truncate: truncateWith(truncations),
  bucketStart: (moment, wall, bucket) => `subtractMicroseconds(${moment}, dateDiff('microsecond', ${bucket}, ${wall}))`,
  shift: (sql, type, count, unit) => {
    const shifted = `${shifts[unit]}(${sql}, ${numberLiteral(count)})`
    return type === 'date' ? `toDate32(${shifted})` : shifted
  },
  medianOver: (sql, window) => `${quantile(sql, '0.5')} OVER (${window})`,
  nullable: (sql) => `toNullable(${sql})`,
  addDays: (date, days) => `toDate32(addDays(${date}, ${days}))`,
  secondsBetween: (from, to) => `dateDiff('microsecond', ${from}, ${to}) / 1e6`,
  aggregate: aggregateWith({
    ...standardAggregates,
    count_distinct_approx: (sql) => `uniq(${sql})`,
    median: (sql) => quantile(sql, '0.5'),
    percentile: quantile,
  }),
  // LIKE has no ESCAPE here, and these search faster.
  like: searchWith(stringLiteral, 'lowerUTF8', {
    contains: (text, wanted) => `position(${text}, ${wanted}) > 0`,
    starts: searchBy('startsWith'),
    ends: searchBy('endsWith'),
  }),
  cast,
  // Adding 0 makes -0 what it is.
  numberToText: (sql) => `toString(round(${cast(sql, 'number')}, 6) + 0)`,
  concat: (parts) => parts.join(' || '),
  // A quotient of decimals would keep the dividend's digits only.
  divide: (a, b) => `${cast(a, 'number')} / ${b}`,
  // Its own way takes halves of floating numbers to the even digit.
  round: (sql, digits) => `SIGN(${sql}) * FLOOR(ABS(${sql}) * ${10 ** digits} + 0.5) / ${10 ** digits}`,
  letterCase: (sql, to) => `${to}UTF8(${sql})`,
  substring: (sql, from, count) => `substringUTF8(${sql}, ${from}, ${count})`,
  length: (sql) => `lengthUTF8(${sql})`,
  least: (a, b) => `least(${a}, ${b})`,
  nullSafeEquals: (a, b) => `${a} IS NOT DISTINCT FROM ${b}`,
  orderBy: orderWithWords({ ascending: 'last', descending: 'last' }),
  limit: (select, terms, rows) => `${limitWithWord(select, terms, rows)}\n${settings}`,
  isInstant: (typeName) => namesInstant(typeName) || typeName.startsWith('datetime'),
}
