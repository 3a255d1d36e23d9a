import type { Dialect } from '../types/dialect.ts'
import type { MetricType } from '../types/field.ts'
import { truncateDuckdb } from './duckdb-intervals.ts'
import { wallTime } from './wall-time.ts'

const castTypes = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
} as const

const quote = (identifier: string): string => {
  if (identifier.includes('\0')) throw new RangeError('An identifier cannot hold a NUL character.')
  return identifier.includes('"') ? `"${identifier.replaceAll('"', '""')}"` : `"${identifier}"`
}

/** DuckDB reads nothing but a doubled quote inside '…': backslashes, braces and line breaks stand for themselves. */
const stringLiteral = (value: string): string => {
  if (value.includes('\0')) throw new RangeError('A text value cannot hold a NUL character.')
  return `'${value.replaceAll("'", "''")}'`
}

const numberLiteral = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError('A number in SQL must be finite.')
  if (Object.is(value, -0)) return '0'
  return String(value)
}

const dateLiteral = (isoDate: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) throw new RangeError(`Not a date: ${isoDate}`)
  return `DATE '${isoDate}'`
}

function aggregate(type: MetricType, sql: string, options: { percentile?: number }): string {
  switch (type) {
    case 'average':
      return `AVG(${sql})`
    case 'count':
      return `COUNT(${sql})`
    case 'count_distinct':
      return `COUNT(DISTINCT ${sql})`
    case 'max':
      return `MAX(${sql})`
    case 'min':
      return `MIN(${sql})`
    case 'sum':
      return `SUM(${sql})`
    case 'median':
      return `MEDIAN(${sql})`
    case 'percentile':
      return `QUANTILE_CONT(${sql}, ${numberLiteral((options.percentile ?? 50) / 100)})`
    case 'sum_distinct':
      return `SUM(DISTINCT ${sql})`
    case 'average_distinct':
      return `AVG(DISTINCT ${sql})`
    case 'number':
    case 'string':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return sql
  }
}

function like(sql: string, value: string, where: 'contains' | 'starts' | 'ends', caseInsensitive: boolean): string {
  // Without ESCAPE DuckDB turns the pattern into a plain search; with it, backslash has to be escaped as well.
  const needsEscape = /[%_]/.test(value)
  const escaped = needsEscape ? value.replace(/[\\%_]/g, (letter) => `\\${letter}`) : value
  const pattern = `${where === 'starts' ? '' : '%'}${escaped}${where === 'ends' ? '' : '%'}`
  const literal = stringLiteral(pattern)
  const text = caseInsensitive ? `LOWER(${sql}) LIKE LOWER(${literal})` : `${sql} LIKE ${literal}`
  return needsEscape ? `${text} ESCAPE '\\'` : text
}

/** DuckDB 1.5. Its session time zone is never relied upon: every conversion names its zone. */
export const duckdb: Dialect = {
  name: 'duckdb',
  quote,
  stringLiteral,
  numberLiteral,
  dateLiteral,
  timestampLiteral: (epochMs, kind, zone) =>
    kind === 'instant' ? `TIMESTAMPTZ '${wallTime(epochMs, 'UTC')}+00:00'` : `TIMESTAMP '${wallTime(epochMs, zone)}'`,
  toZone: (sql, kind, sourceZone, zone) => {
    if (kind === 'naive' && sourceZone === zone) return sql
    const instant = kind === 'instant' ? sql : `TIMEZONE(${stringLiteral(sourceZone)}, ${sql})`
    return `TIMEZONE(${stringLiteral(zone)}, ${instant})`
  },
  truncate: truncateDuckdb,
  shift: (sql, type, count, unit) => {
    const moved = `(${sql}) + INTERVAL (${numberLiteral(count)}) ${unit.toUpperCase()}`
    return type === 'date' ? `CAST(${moved} AS DATE)` : moved
  },
  aggregate,
  like,
  cast: (sql, to) => `CAST(${sql} AS ${castTypes[to]})`,
  numberToText: (sql) => `REGEXP_REPLACE(CAST(ROUND(CAST(${sql} AS DECIMAL(38, 9)), 6) AS VARCHAR), '\\.?0+$', '')`,
  concat: (parts) => parts.join(' || '),
  nullSafeEquals: (a, b) => `${a} IS NOT DISTINCT FROM ${b}`,
  orderBy: (sql, { descending, nullsFirst }) =>
    `${sql}${descending ? ' DESC' : ''}${nullsFirst === undefined ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST'}`,
}
