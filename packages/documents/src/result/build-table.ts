import type { FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { shownCell, type CellValue, type ChartResult } from './chart-result.ts'
import { cellStyles, type CellStyle } from './conditional-format.ts'
import { shownColumns, tableSettingsOf, type TableColumn } from './table-columns.ts'
import { totalCells, type TotalCell } from './total-cells.ts'

/** One cell: its value, and its colours where a rule of the chart gives some. */
export type TableCell = CellValue & { style?: CellStyle }

export type TableModel = {
  columns: TableColumn[]
  rowCount: number
  showRowNumbers: boolean
  /** The cell at a row and a column of `columns`, both counted from 0. Made when asked for: tables are long. */
  cellAt(row: number, column: number): TableCell
  /** A value below each column, null where there is none; null when no totals were given. */
  totals: (TotalCell | null)[] | null
}

/**
 * A table of an answer. `totals` are raw values by field id as the warehouse computed them; they are never added up
 * here, because an average or a distinct count cannot be.
 */
export function buildTable(document: ChartDocument, result: ChartResult, { totals }: { totals?: Readonly<Record<FieldId, unknown>> | null } = {}): TableModel {
  const settings = tableSettingsOf(document)
  const columns = shownColumns(document, result)
  const styleOf = cellStyles(settings, result)
  const totalIn = totalCells(document, result)
  return {
    columns,
    rowCount: result.rows.length,
    showRowNumbers: settings.hideRowNumbers !== true,
    cellAt(rowIndex, columnIndex) {
      const row = result.rows[rowIndex]
      const fieldId = columns[columnIndex]?.fieldId ?? ''
      const cell = shownCell(result, row, fieldId)
      const style = row === undefined ? undefined : styleOf(fieldId, row)
      return style === undefined ? cell : { ...cell, style }
    },
    totals: totals === undefined || totals === null ? null : columns.map(({ fieldId }) => totalIn(totals, fieldId)),
  }
}
