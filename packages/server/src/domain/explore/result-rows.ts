import { rawForWire } from '@atrium/semantic'
import type { QueryResult } from '../../query/query-service.ts'

/**
 * The columns of a result, hidden ones too, as arrays of cells in the order of `result.columns`. The engine says what a cell is in JSON, once
 * for inline answers and kept tables: a number where a double holds every digit, else its digits as text; days and moments as ISO 8601; lists
 * and structs as they are; bytes as text; null for NaN and the infinities too.
 */
export const columnsOf = (result: QueryResult): unknown[][] => JSON.parse(result.data.toString('utf8')) as unknown[][]

/** A part of an answer; all of it when nothing is said. */
export type Page = { offset?: number | undefined; limit?: number | undefined }

/** A column that is shown, with its cells. */
export type ShownColumn = { column: QueryResult['columns'][number]; engineType: string; cells: readonly unknown[] }

/** The columns that are shown, with the cells of a page. */
export function shownColumns(result: QueryResult, { offset = 0, limit = Infinity }: Page = {}): ShownColumn[] {
  const data = columnsOf(result)
  const end = Math.min(result.rowCount, offset + limit)
  return result.columns.flatMap((column, index): ShownColumn[] => {
    const cells = data[index] ?? []
    const isWhole = offset === 0 && end >= cells.length
    return column.hidden ? [] : [{ column, engineType: result.engineTypes[index] ?? 'unknown', cells: isWhole ? cells : cells.slice(offset, end) }]
  })
}

/** The same by rows: cells in the order of the columns. */
export function shownRows(result: QueryResult, page: Page = {}): unknown[][] {
  const columns = shownColumns(result, page)
  const count = Math.max(0, Math.min(result.rowCount - (page.offset ?? 0), page.limit ?? Infinity))
  return Array.from({ length: count }, (_, row) => columns.map(({ cells }) => cells[row] ?? null))
}

/** The visible cells of the first row by field id; empty for a result without rows. */
export function firstRow(result: QueryResult): Record<string, unknown> {
  if (result.rowCount === 0) return {}
  return Object.fromEntries(shownColumns(result, { limit: 1 }).map(({ column, cells }) => [column.fieldId, cells[0] ?? null]))
}

/** The shown columns with days and moments in UTC, as the format of Lightdash writes them; digits stay. */
export const wireColumns = (result: QueryResult, page: Page = {}): ShownColumn[] =>
  shownColumns(result, page).map(({ column, engineType, cells }) => {
    const item = result.fields[column.fieldId]
    return { column, engineType, cells: cells.map((cell) => rawForWire(item, column, cell)) }
  })

/** The same by rows: cells by field id. */
export function wireRows(result: QueryResult): Record<string, unknown>[] {
  const columns = wireColumns(result)
  return Array.from({ length: result.rowCount }, (_, row) => Object.fromEntries(columns.map(({ column, cells }) => [column.fieldId, cells[row] ?? null])))
}
