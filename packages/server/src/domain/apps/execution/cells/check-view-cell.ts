import type { CellOf } from '@atrium/documents'
import { columnOf, type Rows } from '@atrium/semantic'
import { sourceOf, tableOf, type Answered, type CellExecution } from '../execution.ts'
import { missingSource } from '../missing-source.ts'
import { chartSelect, pivotSelect, valueSelect } from '../view-select.ts'

export type ViewCell = CellOf<'chart'> | CellOf<'table'> | CellOf<'pivot'> | CellOf<'single_value'>

/**
 * Whether what a cell shows is there. The rows that it draws are asked when somebody looks: with other inputs, at another page. An empty
 * drawing that ends well would be found by its readers.
 */
export async function checkViewCell(execution: CellExecution, cell: ViewCell): Promise<Answered> {
  const rowsOf = async (name: string): Promise<Rows & { count: number }> => {
    const source = sourceOf(execution, cell.id, name)
    if (source === null) throw missingSource(name)
    const { columns, rows } = await tableOf(execution, source)
    return { name: source.name, columns, count: rows }
  }
  const rows = await rowsOf(cell.of)
  switch (cell.kind) {
    case 'chart':
      chartSelect(rows, cell.config)
      break
    case 'pivot':
      pivotSelect(rows, cell)
      break
    case 'table':
      for (const { column } of cell.sorts ?? []) columnOf(rows, column)
      break
    case 'single_value': {
      valueSelect(rows, cell, rows.count)
      const { comparison } = cell
      if (comparison === undefined) break
      const other = comparison.of === undefined ? rows : await rowsOf(comparison.of)
      valueSelect(other, comparison, other.count)
    }
  }
  return {}
}
