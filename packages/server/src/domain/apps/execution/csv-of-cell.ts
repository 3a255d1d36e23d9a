import { AppError } from '../../../platform/errors.ts'
import { csvCell, csvLine, csvText } from '../../../rendering/csv.ts'
import { resultOfCell } from './cell-view.ts'
import { askerOf } from './execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { openExecution } from './open-execution.ts'
import type { CellsScope } from './run-cells-port.ts'
import { sourceOf, tableOf } from './execution.ts'

/** Rows that are read at once. */
const pageRows = 10_000

/** A table of a cell as a CSV file, line by line: that which it gives under a name, or which it shows. Throws `limit_exceeded` for more cells than a file may have. */
export async function csvOfCell(
  ctx: ExecutionCtx,
  scope: CellsScope,
  { cellId, name }: { cellId: string; name?: string },
): Promise<{ name: string; lines: AsyncIterable<string> }> {
  const execution = await openExecution(ctx, scope)
  const cell = execution.graph.cells.get(cellId)
  if (cell === undefined) throw new AppError('not_found', 'There is no such cell in this notebook.', { reason: 'cell_missing' })
  const source = 'of' in cell ? sourceOf(execution, cell.id, cell.of) : null
  const table =
    source === null || cell.kind === 'filter' ? await resultOfCell(execution, cell, name) : { name: source.name, result: await tableOf(execution, source) }
  const { result } = table
  if (result.rows * result.columns.length > ctx.limits.csvCells) {
    throw new AppError('limit_exceeded', `The file would have more than ${ctx.limits.csvCells.toLocaleString('en')} cells. Filter the rows first.`, {
      reason: 'csv_cells',
    })
  }
  return { name: table.name, lines: linesOf() }

  async function* linesOf(): AsyncGenerator<string> {
    yield csvLine(result.columns.map((column) => csvText(column.name)))
    for (let offset = 0; offset < result.rows; offset += pageRows) {
      const { data, rowCount } = await ctx.results.rows(result, { ...askerOf(execution), offset, limit: pageRows })
      const columns = JSON.parse(data.toString('utf8')) as unknown[][]
      for (let row = 0; row < rowCount; row += 1) yield csvLine(columns.map((column) => csvCell(column[row])))
    }
  }
}
