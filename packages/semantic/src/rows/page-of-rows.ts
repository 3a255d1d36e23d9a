import { duckdb } from '../dialects/duckdb.ts'
import { columnOf, freeName, whole, type Rows } from './rows.ts'

export type RowsSort = { column: string; descending?: boolean | undefined }

/** Rows as they are. */
export const allRows = ({ name }: Rows): string => `SELECT * FROM ${duckdb.quote(name)}`

/** Some rows of many. Sorted ones come in the same order each time: rows that are equal as they lay before. Throws `invalid_query` for sorts by no column. */
export function pageOfRows(rows: Rows, { sorts, offset, limit }: { sorts: readonly RowsSort[]; offset: number; limit: number }): string {
  const part = `LIMIT ${whole(limit)} OFFSET ${whole(offset)}`
  const table = duckdb.quote(rows.name)
  if (sorts.length === 0) return `${allRows(rows)} ${part}`
  const place = freeName(
    rows.columns.map(({ name }) => name),
    'place',
  )
  const terms = sorts.map(({ column, descending = false }) => duckdb.orderBy(duckdb.quote(columnOf(rows, column).name), { descending }))
  const numbered = `SELECT *, row_number() OVER () AS ${duckdb.quote(place)} FROM ${table}`
  return `SELECT * EXCLUDE (${duckdb.quote(place)}) FROM (${numbered}) ORDER BY ${[...terms, duckdb.quote(place)].join(', ')} ${part}`
}

/** Values of one column, each once, in the order in which they come first, with what they are called. */
export function offeredRows(rows: Rows, { value, label }: { value: string; label: string }, limit: number): string {
  const [valueSql, labelSql] = [value, label].map((name) => duckdb.quote(columnOf(rows, name).name))
  const numbered = `SELECT ${valueSql} AS value, ${duckdb.cast(labelSql ?? '', 'string')} AS label, row_number() OVER () AS place FROM ${duckdb.quote(rows.name)}`
  return `SELECT value, arg_min(label, place) AS label FROM (${numbered}) WHERE value IS NOT NULL GROUP BY value ORDER BY min(place) LIMIT ${whole(limit)}`
}

/** One value. `place` counts rows from 0. */
export const valueOfRows = (rows: Rows, { column, place }: { column: string; place: number }): string =>
  `SELECT ${duckdb.quote(columnOf(rows, column).name)} FROM ${duckdb.quote(rows.name)} LIMIT 1 OFFSET ${whole(place)}`
