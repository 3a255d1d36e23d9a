import type { CellOf } from '@atrium/documents'
import { AppError } from '../../../../platform/errors.ts'
import { writeTable } from '../../writeback/write-table.ts'
import { sourceOf, tableOf, type RunCell } from '../execution.ts'
import { missingSource } from '../missing-source.ts'

/** Writes the rows of a result into a table, each time that it runs. */
export const runWritebackCell: RunCell<CellOf<'writeback'>> = async (execution, cell) => {
  const { ctx, scope, attributes } = execution
  if (ctx.actor.kind !== 'user' || attributes !== null) {
    throw new AppError('forbidden', 'Apps in pages of elsewhere write no tables. Open the app in Atrium.', { reason: 'writeback_embedded' })
  }
  const source = sourceOf(execution, cell.id, cell.of)
  if (source === null) throw missingSource(cell.of)
  const rows = await tableOf(execution, source)
  const { table, mode } = cell
  return { written: await writeTable(ctx, { notebookId: scope.notebookId, isDraft: scope.occasion === 'logic', table, mode, rows }) }
}
