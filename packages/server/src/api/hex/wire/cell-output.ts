import { z } from 'zod'
import type { CellOutput } from '../../../domain/apps/sessions/newest-session.ts'
import type { DraftCell } from '../../../domain/apps/cells/list-cells.ts'
import { AppError } from '../../../platform/errors.ts'
import { namedCell } from './cell.ts'

/** Rows of an output at most. */
export const rowLimit = 50

export const cellOutputWire = z.object({
  projectId: z.string(),
  /** Of the session in which the cell was run: drafts have no runs. */
  runId: z.string(),
  cell: z.object({ id: z.string(), staticId: z.string(), cellType: z.string() }),
  result: z.union([
    z.object({
      type: z.literal('table'),
      rowLimit: z.int(),
      rowsReturned: z.int(),
      totalRows: z.int().nullable(),
      totalRowsKind: z.enum(['EXACT', 'LOWER_BOUND', 'UNKNOWN']),
      truncated: z.boolean(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.array(z.record(z.string(), z.string().nullable())),
    }),
    z.object({ type: z.literal('cell_run_error'), message: z.string(), traceback: z.string().nullable() }),
  ]),
})

/** What came of a cell in words of the format, which knows tables and failures. Throws `invalid` for cells that give no table. */
export function toCellOutput({ handle, notebookId, cell }: DraftCell, output: CellOutput): z.infer<typeof cellOutputWire> {
  const common = { projectId: notebookId, runId: output.sessionId, cell: namedCell(handle, cell) }
  if ('failure' in output) return { ...common, result: { type: 'cell_run_error', message: output.failure.message, traceback: null } }
  const { view } = output
  if (view.kind !== 'table') throw new AppError('invalid', 'This cell gives no table. Ask for the output of one with SQL.', { reason: 'cell_kind' })
  const { columns, rows, totalRows, truncated } = view
  return {
    ...common,
    result: {
      type: 'table',
      rowLimit,
      rowsReturned: rows.length,
      totalRows,
      totalRowsKind: truncated ? 'LOWER_BOUND' : 'EXACT',
      truncated: truncated || rows.length < totalRows,
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, place) => [name, textOf(row[place])]))),
    },
  }
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)
