import type { Dialect } from '../types/dialect.ts'
import { aggregateWith, standardAggregates } from './aggregates.ts'
import { namesInstant } from './column-types.ts'
import { truncateDuckdb } from './duckdb-intervals.ts'
import { likePattern } from './like.ts'
import { doubledQuotes, numberLiteral, standardDate, standardString } from './literals.ts'
import { limitWithWord, orderWithWords } from './order.ts'
import { wallTime } from './wall-time.ts'

const castTypes = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
} as const

function like(sql: string, value: string, where: 'contains' | 'starts' | 'ends', caseInsensitive: boolean): string {
  // Without ESCAPE DuckDB turns the pattern into a plain search; with it, backslash has to be escaped as well.
  const needsEscape = /[%_]/.test(value)
  const escaped = needsEscape ? value.replace(/[\\%_]/g, (letter) => `\\${letter}`) : value
  const literal = standardString(likePattern(escaped, where))
  const text = caseInsensitive ? `LOWER(${sql}) LIKE LOWER(${literal})` : `${sql} LIKE ${literal}`
  return needsEscape ? `${text} ESCAPE '\\'` : text
}

/** DuckDB 1.5. Its session time zone is never relied upon: every conversion names its zone. */
export const duckdb: Dialect = {
  name: 'duckdb',
  supports: {
    fullOuterJoin: true,
    groupByPosition: true,
    percentileAggregate: true,
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
  timestampLiteral: (epochMs, kind, zone) =>
    kind === 'instant' ? `TIMESTAMPTZ '${wallTime(epochMs, 'UTC')}+00:00'` : `TIMESTAMP '${wallTime(epochMs, zone)}'`,
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? sql : `TIMEZONE(${standardString(sourceZone)}, ${sql})`
    return `TIMEZONE(${standardString(zone)}, ${instant})`
  },
  truncate: truncateDuckdb,
  bucketStart: (moment, wall, bucket) => `${moment} - (${wall} - ${bucket})`,
  shift: (sql, type, count, unit) => {
    const moved = `(${sql}) + INTERVAL (${numberLiteral(count)}) ${unit.toUpperCase()}`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  medianOver: (sql, window) => `MEDIAN(${sql}) OVER (${window})`,
  addDays: (date, days) => `CAST(${date} + CAST(${days} AS INTEGER) AS DATE)`,
  secondsBetween: (from, to) => `DATE_DIFF('microsecond', ${from}, ${to}) / 1e6`,
  aggregate: aggregateWith({
    ...standardAggregates,
    // Of decimals, DuckDB cuts off what lies between two of them.
    median: (sql) => `MEDIAN(CAST(${sql} AS DOUBLE))`,
    percentile: (sql, fraction) => `QUANTILE_CONT(CAST(${sql} AS DOUBLE), ${fraction})`,
  }),
  like,
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(ROUND(CAST(${sql} AS DECIMAL(38, 9)), 6) AS VARCHAR), '\\.?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  divide: (a, b) => `${a} / ${b}`,
  round: (sql, digits) => `ROUND(${sql}, ${digits})`,
  letterCase: (sql, to) => `${to.toUpperCase()}(${sql})`,
  substring: (sql, from, count) => `SUBSTRING(${sql}, ${from}, ${count})`,
  length: (sql) => `LENGTH(${sql})`,
  least: (a, b) => `LEAST(${a}, ${b})`,
  nullSafeEquals: (a, b) => `${a} IS NOT DISTINCT FROM ${b}`,
  orderBy: orderWithWords({ ascending: 'last', descending: 'last' }),
  limit: limitWithWord,
  isInstant: namesInstant,
}
