import { months, weekdays } from '../names/calendar-names.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { likeWith } from './like.ts'
import { checkedDate, checkedText, numberLiteral } from './literals.ts'
import { limitWithTop, orderByNullness } from './order.ts'
import { shortIdentifier } from './short-identifier.ts'
import { nameOf, type Truncations, truncateWith } from './truncations.ts'
import { wallTime } from './wall-time.ts'
import { windowsZone } from './windows-zones.ts'

const castTypes = { string: 'NVARCHAR(4000)', number: 'FLOAT', date: 'DATE', timestamp: 'DATETIME2(6)', boolean: 'BIT' } as const

/** A backslash before a line break would join the two lines: the literal is broken there. */
const stringLiteral = (value: string): string => {
  const parts = checkedText(value, 'A text value').split(/(?<=\\)(?=\r?\n)/)
  const literals = parts.map((part) => `N'${part.replaceAll("'", "''")}'`)
  return literals.length === 1 ? literals.join('') : `(${literals.join(' + ')})`
}

const dateLiteral = (isoDate: string): string => `CAST('${checkedDate(isoDate)}' AS DATE)`

const zoneLiteral = (zone: string): string => {
  const name = windowsZone(zone)
  if (name === undefined) throw new QueryError('invalid_query', `SQL Server has no time zone ${zone}: choose another one.`, { at: 'timezone' })
  return `'${name}'`
}

const call = (name: string) => (sql: string) => `${name}(${sql})`
const part = (name: string) => (sql: string) => `DATEPART(${name}, ${sql})`
const date = (sql: string): string => `CAST(${sql} AS DATE)`
const midnight = (sql: string): string => `CAST(${date(sql)} AS DATETIME2(6))`
// Units passed since midnight: whole ones, because they are counted by their beginnings.
const time = (unit: string) => (sql: string) => `DATEADD(${unit}, DATEDIFF(${unit}, ${midnight(sql)}, ${sql}), ${midnight(sql)})`

/** Days since a Monday or Sunday long ago, into 0 to 6 also before it: DATEPART of a weekday follows the session's DATEFIRST. */
const weekdayFrom = (sql: string, isoDate: string, startOfWeek: number): string =>
  `(DATEDIFF(DAY, ${dateLiteral(isoDate)}, ${sql}) % 7 + ${14 - startOfWeek}) % 7`

const truncations: Truncations = {
  MILLISECOND: time('MILLISECOND'),
  SECOND: time('SECOND'),
  MINUTE: time('MINUTE'),
  HOUR: time('HOUR'),
  DAY: date,
  WEEK: (sql, _, startOfWeek) => `DATEADD(DAY, -(${weekdayFrom(sql, '1900-01-01', startOfWeek)}), ${date(sql)})`,
  MONTH: (sql) => `DATEFROMPARTS(YEAR(${sql}), MONTH(${sql}), 1)`,
  QUARTER: (sql) => `DATEFROMPARTS(YEAR(${sql}), DATEPART(QUARTER, ${sql}) * 3 - 2, 1)`,
  YEAR: (sql) => `DATEFROMPARTS(YEAR(${sql}), 1, 1)`,
  YEAR_NUM: call('YEAR'),
  QUARTER_NUM: part('QUARTER'),
  MONTH_NUM: call('MONTH'),
  WEEK_NUM: part('ISO_WEEK'),
  DAY_OF_MONTH_NUM: call('DAY'),
  DAY_OF_WEEK_INDEX: (sql) => weekdayFrom(sql, '1900-01-07', 0),
  DAY_OF_YEAR_NUM: part('DAYOFYEAR'),
  HOUR_OF_DAY_NUM: part('HOUR'),
  MINUTE_OF_HOUR_NUM: part('MINUTE'),
  DAY_OF_WEEK_NAME: (sql) => nameOf(weekdayFrom(sql, '1900-01-01', 0), 0, weekdays),
  MONTH_NAME: (sql) => nameOf(`MONTH(${sql})`, 1, months),
  QUARTER_NAME: (sql) => `'Q' + CAST(DATEPART(QUARTER, ${sql}) AS NVARCHAR(1))`,
}

/** SQL Server from 2017 on, and Azure SQL. Zones are Windows' own, found by their IANA names. */
export const sqlserver: Dialect = {
  name: 'sqlserver',
  supports: {
    fullOuterJoin: true,
    groupByPosition: false,
    percentileAggregate: false,
    distinctOfAnyType: false,
    orderByExpression: false,
    dottedNames: true,
    estimatesDistinct: true,
  },
  // Brackets need no setting, as double quotes do.
  quote: (identifier) => `[${shortIdentifier(identifier, 128).replaceAll(']', ']]')}]`,
  stringLiteral,
  numberLiteral,
  booleanLiteral: (value) => (value ? '1' : '0'),
  dateLiteral,
  timestampLiteral: (epochMs, kind, zone) => {
    const iso = (wallZone: string): string => wallTime(epochMs, wallZone).replace(' ', 'T')
    return kind === 'instant' ? `CAST('${iso('UTC')}+00:00' AS DATETIMEOFFSET(6))` : `CAST('${iso(zone)}' AS DATETIME2(6))`
  },
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? sql : `${sql} AT TIME ZONE ${zoneLiteral(sourceZone)}`
    return `CAST(${instant} AT TIME ZONE ${zoneLiteral(zone)} AS DATETIME2(6))`
  },
  truncate: truncateWith(truncations),
  // By seconds and the rest: an hour has more microseconds than DATEADD takes.
  bucketStart: (moment, wall, bucket) =>
    `DATEADD(NANOSECOND, -DATEPART(NANOSECOND, ${wall}), DATEADD(SECOND, DATEDIFF(SECOND, ${wall}, ${bucket}), ${moment}))`,
  shift: (sql, type, count, unit) => {
    const within = unit === 'second' || unit === 'minute' || unit === 'hour'
    const of = type === 'date' && within ? `CAST(${sql} AS DATETIME2(6))` : sql
    const moved = `DATEADD(${unit.toUpperCase()}, ${numberLiteral(count)}, ${of})`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  medianOver: (sql, window) => `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ${sql}) OVER (${window})`,
  functionNames: { LN: 'LOG', CEIL: 'CEILING', STDDEV_SAMP: 'STDEV', STDDEV_POP: 'STDEVP', VAR_SAMP: 'VAR', VAR_POP: 'VARP' },
  truth: {
    asValue: (condition) => `CAST(CASE WHEN ${condition} THEN 1 WHEN NOT (${condition}) THEN 0 END AS BIT)`,
    asCondition: (value) => `(${value}) = 1`,
  },
  addDays: (date, days) => `CAST(DATEADD(DAY, ${days}, ${date}) AS DATE)`,
  secondsBetween: (from, to) => `DATEDIFF_BIG(MICROSECOND, ${from}, ${to}) / CAST(1000000 AS FLOAT)`,
  aggregate: aggregateWith({
    ...standardAggregates,
    // The average of whole numbers would be a whole number, and a count ends at two billion.
    average: (sql) => `AVG(CAST(${sql} AS FLOAT))`,
    average_distinct: (sql) => `AVG(DISTINCT CAST(${sql} AS FLOAT))`,
    count: (sql) => `COUNT_BIG(${sql})`,
    count_distinct: (sql) => `COUNT_BIG(DISTINCT ${sql})`,
  }),
  like: likeWith(stringLiteral, '%_['),
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `FORMAT(CAST(${sql} AS DECIMAL(38, 9)), '0.######', 'en-US')`,
  concat: (parts) => parts.join(' + '),
  divide: (a, b) => `CAST(${a} AS FLOAT) / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  // LEN leaves out the blanks at the end.
  length: (sql) => `(LEN(${sql} + N'.') - 1)`,
  least: (a, b) => `CASE WHEN ${a} < ${b} THEN ${a} ELSE ${b} END`,
  // The idiom that its optimizer knows; IS NOT DISTINCT FROM came in 2022.
  nullSafeEquals: (a, b) => `EXISTS (SELECT ${a} INTERSECT SELECT ${b})`,
  orderBy: orderByNullness,
  limit: limitWithTop,
  isInstant: (typeName) => typeName.startsWith('datetimeoffset') || namesInstant(typeName),
}
