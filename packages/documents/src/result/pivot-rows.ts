import { shownCell, type CellValue, type ChartResult, type ResultRow } from './chart-result.ts'

/** One combination of values of the pivoted fields. */
export type PivotValue = { key: string; values: { field: string; cell: CellValue }[] }

export type Pivot = {
  /** Rows of the pivot: one per combination of the index fields, in the order in which they came. */
  index: { key: string; cells: CellValue[] }[]
  /** Columns: one per combination of the pivoted fields, in the order in which they came. */
  columns: PivotValue[]
  /** The row of the answer at an index row and a pivoted column. */
  at(indexKey: string, columnKey: string): ResultRow | undefined
}

/** Turns some fields into columns. Nothing is aggregated: the answer has one row for each combination already. */
export function pivotRows(result: ChartResult, indexFields: readonly string[], pivotFields: readonly string[]): Pivot {
  const index = new Map<string, CellValue[]>()
  const columns = new Map<string, PivotValue>()
  const cells = new Map<string, ResultRow>()
  for (const row of result.rows) {
    const indexCells = indexFields.map((field) => shownCell(result, row, field))
    const pivotCells = pivotFields.map((field) => ({ field, cell: shownCell(result, row, field) }))
    const indexKey = keyOfValues(indexCells)
    const columnKey = keyOfValues(pivotCells.map(({ cell }) => cell))
    if (!index.has(indexKey)) index.set(indexKey, indexCells)
    if (!columns.has(columnKey)) columns.set(columnKey, { key: columnKey, values: pivotCells })
    cells.set(`${indexKey}\u0000${columnKey}`, row)
  }
  return {
    index: [...index].map(([key, found]) => ({ key, cells: found })),
    columns: [...columns.values()],
    at: (indexKey, columnKey) => cells.get(`${indexKey}\u0000${columnKey}`),
  }
}

/** Cells as a key: equal for equal values, different for 1, "1", true and null. */
export const keyOfValues = (cells: readonly CellValue[]): string => JSON.stringify(cells.map(({ raw }) => raw))
