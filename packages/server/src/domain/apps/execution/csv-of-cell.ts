import type { CellView } from '@atrium/documents'
import { AppError } from '../../../platform/errors.ts'
import { csvCell, csvLine, csvText } from '../../../rendering/csv.ts'
import { openView } from './cell-view.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import type { CellsScope } from './run-cells-port.ts'

/** Rows that are read at once. */
const pageRows = 10_000

type Page = { header: string[]; rows: unknown[][]; totalRows: number }

/**
 * The rows that a cell shows as a CSV file, line by line, and nothing that it does not show: of a table its columns in their order under
 * their labels, of a chart what is drawn, of a pivot its cells without totals. `name` chooses among the tables that a cell gives. Throws
 * `invalid` for cells that show no rows, `limit_exceeded` for more cells than a file may have.
 */
export async function csvOfCell(
  ctx: ExecutionCtx,
  scope: CellsScope,
  { cellId, name }: { cellId: string; name?: string },
): Promise<{ name: string; lines: AsyncIterable<string> }> {
  const { cell, look } = await openView(ctx, scope, cellId)
  const page = async (offset: number): Promise<Page> => pageOf(await look({ ...(name === undefined ? {} : { name }), offset, limit: pageRows }))
  const first = await page(0)
  if (first.totalRows * first.header.length > ctx.limits.csvCells) {
    throw new AppError('limit_exceeded', `The file would have more than ${ctx.limits.csvCells.toLocaleString('en')} cells. Filter the rows first.`, {
      reason: 'csv_cells',
      params: { most: ctx.limits.csvCells },
    })
  }
  const called = 'name' in cell ? cell.name : null
  return { name: name ?? called ?? ('of' in cell ? cell.of : cellId), lines: linesOf() }

  async function* linesOf(): AsyncGenerator<string> {
    yield csvLine(first.header.map(csvText))
    for (let offset = 0; offset < first.totalRows; offset += pageRows) {
      const { rows } = offset === 0 ? first : await page(offset)
      for (const row of rows) yield csvLine(row.map(csvCell))
    }
  }
}

function pageOf(view: CellView): Page {
  switch (view.kind) {
    case 'table':
      return { header: view.columns.map(({ name, label }) => label ?? name), rows: view.rows, totalRows: view.totalRows }
    case 'chart':
      return atOnce(view.columns, view.rows)
    case 'pivot':
      return atOnce(
        view.columns,
        view.lines.filter(({ part }) => part === 'cell').map(({ values }) => values),
      )
    default:
      throw new AppError('invalid', 'This cell shows no rows that a file could hold.', { reason: 'no_rows' })
  }
}

/** What is shown at once is no more than one page. */
const atOnce = (columns: readonly { name: string }[], rows: unknown[][]): Page => ({ header: columns.map(({ name }) => name), rows, totalRows: rows.length })
