import { rawForWire } from '@atrium/semantic'
import type { QueryResult } from '../../query/query-service.ts'

/** The columns of a result as arrays of JSON values, in the order of `result.columns`. */
export const columnsOf = (result: QueryResult): unknown[][] => JSON.parse(result.data.toString('utf8')) as unknown[][]

/** The visible values of the first row by field id; empty for a result without rows. */
export function firstRow(result: QueryResult): Record<string, unknown> {
  if (result.rowCount === 0) return {}
  const data = columnsOf(result)
  return Object.fromEntries(result.columns.flatMap((column, index) => (column.hidden ? [] : [[column.fieldId, data[index]?.[0] ?? null]])))
}

/** The visible values of all rows by field id, as they go over the wire. */
export function wireRows(result: QueryResult): Record<string, unknown>[] {
  const data = columnsOf(result)
  return Array.from({ length: result.rowCount }, (_, row) =>
    Object.fromEntries(
      result.columns.flatMap((column, index) =>
        column.hidden ? [] : [[column.fieldId, rawForWire(result.fields[column.fieldId], column, data[index]?.[row] ?? null)]],
      ),
    ),
  )
}
