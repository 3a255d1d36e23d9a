import { duckdb } from '../dialects/duckdb.ts'
import { aggregated, aggregatedName, type SqlAggregate } from '../plan/aggregate-user-sql.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { RowsSort } from './page-of-rows.ts'
import { columnOf, freeName, whole, type Rows } from './rows.ts'

export type RowsPivot = {
  /** Columns whose values stand down the side, and across the top. */
  rows: readonly string[]
  columns: readonly string[]
  values: SqlAggregate['values']
  /** By a field, or by a value as `aggregatedName` calls it. */
  sorts: readonly RowsSort[]
  hasTotals: boolean
}

/** What a line of the answer is of: one combination of all fields; of those down the side, across the top, or of none. */
export const pivotParts = ['cell', 'row_total', 'column_total', 'total'] as const
export type PivotPart = (typeof pivotParts)[number]

/**
 * One line for each combination of fields, with what the values come to. Totals are computed from all rows, never added up from lines.
 * Columns of the answer: the fields in the order of `rows` and `columns`, the values, and the place in `pivotParts`; totals come first, so
 * that a limit cuts cells. Throws `invalid_query` for columns that are not there or are there twice.
 */
export function pivotRows(table: Rows, { rows, columns, values, sorts, hasTotals }: RowsPivot, limit: number): string {
  const fields = [...rows, ...columns].map((name) => columnOf(table, name).name)
  const names = [...fields, ...values.map(aggregatedName)]
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) throw new QueryError('invalid_query', `“${twice}” stands twice in the pivot. Take it away once.`, { at: twice })
  const sums = values.map((value) => {
    columnOf(table, value.reference)
    return `${aggregated(value, duckdb)} AS ${duckdb.quote(aggregatedName(value))}`
  })
  for (const { column } of sorts) {
    if (!names.includes(column)) throw new QueryError('invalid_query', `The pivot cannot be sorted by “${column}”: it has ${names.join(', ')}.`, { at: column })
  }
  const listed = (list: readonly string[]): string => `(${list.map((name) => duckdb.quote(name)).join(', ')})`
  const isSplit = rows.length > 0 && columns.length > 0
  const sets = [fields, ...(hasTotals ? [...(isSplit ? [rows, columns] : []), []] : [])].map(listed)
  const order = [...sorts, ...fields.map((column) => ({ column, descending: false }))].map(({ column, descending = false }) =>
    duckdb.orderBy(duckdb.quote(column), { descending }),
  )
  // GROUP BY and ORDER BY would mean the column of the table.
  const part = duckdb.quote(freeName([...names, ...table.columns.map(({ name }) => name)], 'pivot_part'))
  const select = [...fields.map((name) => duckdb.quote(name)), ...sums, `${partOf(rows, columns)} AS ${part}`].join(', ')
  const grouped = fields.length === 0 ? '' : ` GROUP BY GROUPING SETS (${sets.join(', ')})`
  return `SELECT ${select} FROM ${duckdb.quote(table.name)}${grouped} ORDER BY ${[`${part} DESC`, ...order].join(', ')} LIMIT ${whole(limit)}`
}

/** The place in `pivotParts`, by which fields a line leaves out. */
function partOf([row]: readonly string[], [column]: readonly string[]): string {
  const isLeftOut = (name: string): string => `CAST(GROUPING(${duckdb.quote(name)}) AS INTEGER)`
  if (row !== undefined && column !== undefined) return `2 * ${isLeftOut(row)} + ${isLeftOut(column)}`
  const only = row ?? column
  return only === undefined ? '0' : `3 * ${isLeftOut(only)}`
}
