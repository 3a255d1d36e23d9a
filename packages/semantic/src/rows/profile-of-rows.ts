import { duckdb } from '../dialects/duckdb.ts'
import { columnOf, whole, type Rows } from './rows.ts'

/** The columns that `profileOfRows` answers, in this order. */
export const profileColumns = ['value', 'times', 'total', 'filled', 'kinds', 'least', 'most', 'mean'] as const

/**
 * What is in a column of all rows: a line for each of its most frequent values, the most frequent first, and beside it what holds of the
 * whole; one line without a value where there is none. Throws `invalid_query` for a column that is not there.
 */
export function profileOfRows(rows: Rows, column: string, frequent: number): string {
  const { name, type } = columnOf(rows, column)
  const value = duckdb.quote(name)
  const table = duckdb.quote(rows.name)
  // Sums of large whole numbers overflow, and one value that is no number would be the mean of all.
  const mean = type === 'number' ? `avg(CAST(${value} AS DOUBLE)) FILTER (isfinite(CAST(${value} AS DOUBLE)))` : 'NULL'
  const facts = `SELECT count(*) AS total, count(${value}) AS filled, count(DISTINCT ${value}) AS kinds, min(${value}) AS least, max(${value}) AS most, ${mean} AS mean FROM ${table}`
  const counted = `SELECT ${value} AS value, count(*) AS times FROM ${table} WHERE ${value} IS NOT NULL GROUP BY 1 ORDER BY times DESC, value LIMIT ${whole(frequent)}`
  return `SELECT ${profileColumns.join(', ')} FROM (${facts}) AS facts LEFT JOIN (${counted}) AS counted ON TRUE ORDER BY times DESC, value`
}
