import type { PivotPlace, PivotTable } from '@atrium/documents'
import type { CellPlace, GridSize } from '../explore/grid-selection.ts'

/** The lines and columns of a pivot table as one grid, headings and totals included. */
export type PivotShape = GridSize & { headings: number; lines: number; index: number }

/** The grid of a pivot table with `values` columns beside its index, row totals included. */
export const pivotShape = ({ headerRows, rows, columnTotals, indexLabels }: PivotTable, values: number): PivotShape => ({
  headings: headerRows.length,
  lines: rows.length,
  index: indexLabels.length,
  rows: headerRows.length + rows.length + (columnTotals?.length ?? 0),
  columns: indexLabels.length + values,
})

/** What a cell of the grid is in the pivot table; null for the names of the index columns and of the totals. */
export function pivotPlace({ headings, lines, index }: PivotShape, { row, column }: CellPlace): PivotPlace | null {
  const isIndex = column < index
  const value = column - index
  if (row < headings) return isIndex ? null : { part: 'heading', line: row, column: value }
  const line = row - headings
  if (line < lines) return isIndex ? { part: 'index', line, column } : { part: 'value', line, column: value }
  return isIndex ? null : { part: 'total', line: line - lines, column: value }
}
