import { cellName, freeName, type CellKind, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { z } from 'zod'
import type { DraftCell } from '../../../domain/apps/cells/list-cells.ts'
import { AppError } from '../../../platform/errors.ts'

/** Kinds of cells in words of the format. */
const typeOf: Readonly<Record<CellKind, string>> = {
  sql: 'SQL',
  explore: 'EXPLORE',
  code: 'CODE',
  input: 'INPUT',
  chart: 'CHART',
  table: 'DISPLAY_TABLE',
  pivot: 'PIVOT',
  single_value: 'METRIC',
  text: 'MARKDOWN',
  filter: 'FILTER',
  section: 'COLLAPSIBLE',
  component: 'COMPONENT_IMPORT',
  writeback: 'WRITEBACK',
}

const source = z.string().max(100_000)
const sourceOnly = z.object({ source })

export const cellWire = z.object({
  id: z.string(),
  /** Ids of cells never change here, so both are the same. */
  staticId: z.string(),
  cellType: z.string(),
  label: z.string().nullable(),
  dataConnectionId: z.string().nullable(),
  contents: z.object({
    codeCell: sourceOnly.nullable(),
    sqlCell: z.object({ source: z.string(), outputDataframe: z.string() }).nullable(),
    markdownCell: sourceOnly.nullable(),
  }),
  projectId: z.string(),
})

/** A cell in words of the format. The connection is the project that the notebook is in, for cells that ask its warehouse. */
export function toCell({ handle, notebookId, projectId, cell }: DraftCell): z.infer<typeof cellWire> {
  const asksWarehouse = cell.kind === 'explore' || (cell.kind === 'sql' && cell.on === 'warehouse')
  return {
    ...namedCell(handle, cell),
    label: cell.title ?? null,
    dataConnectionId: asksWarehouse ? projectId : null,
    contents: {
      codeCell: cell.kind === 'code' ? { source: cell.code } : null,
      sqlCell: cell.kind === 'sql' ? { source: cell.sql, outputDataframe: cell.name } : null,
      markdownCell: cell.kind === 'text' ? { source: cell.markdown } : null,
    },
    projectId: notebookId,
  }
}

export const namedCell = (handle: string, { kind }: NotebookCell) => ({ id: handle, staticId: handle, cellType: typeOf[kind] })

const newSql = z.object({
  source,
  dataConnectionId: z.string().optional(),
  isDataframeSql: z.boolean().default(false),
  outputDataframe: cellName.optional(),
})

export const newCell = z.object({
  projectId: z.string(),
  cellType: z.enum(['CODE', 'SQL', 'MARKDOWN']),
  label: z.string().max(300).optional(),
  contents: z.object({ codeCell: sourceOnly.optional(), sqlCell: newSql.optional(), markdownCell: sourceOnly.optional() }),
  location: z
    .object({ insertAfterCellId: z.string().optional(), parentCellId: z.string().optional(), childPosition: z.enum(['FIRST', 'LAST']).default('LAST') })
    .optional(),
})

/** The cell that a program asks for. Throws `invalid` where what it says and what it gives are not of one kind. */
export function toNewCell(
  { cellType, label, contents }: z.infer<typeof newCell>,
  { id, document, projectId }: { id: string; document: NotebookDocument; projectId: string },
): NotebookCell {
  const given = Object.entries(contents).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  const { codeCell, sqlCell, markdownCell } = contents
  const titled = { id, ...(label === undefined ? {} : { title: label }) }
  if (given.length === 1) {
    if (cellType === 'CODE' && codeCell !== undefined) return { kind: 'code', ...titled, language: 'python', code: codeCell.source }
    if (cellType === 'MARKDOWN' && markdownCell !== undefined) return { kind: 'text', ...titled, markdown: markdownCell.source }
    if (cellType === 'SQL' && sqlCell !== undefined) {
      const { source: sql, outputDataframe: name = freeName('result', document), isDataframeSql, dataConnectionId } = sqlCell
      if (dataConnectionId !== undefined && isDataframeSql) {
        throw new AppError('invalid', 'SQL asks a connection or results: send `dataConnectionId` or `isDataframeSql`, not both', { reason: 'connection_other' })
      }
      requireOwnConnection(dataConnectionId, projectId)
      return { kind: 'sql', ...titled, name, sql, on: isDataframeSql ? 'results' : 'warehouse' }
    }
  }
  throw new AppError('invalid', `A cell of the type ${cellType} has exactly one key in \`contents\`: ${keyOf[cellType]}`, { reason: 'validation' })
}

const keyOf = { CODE: 'codeCell', SQL: 'sqlCell', MARKDOWN: 'markdownCell' }

export const cellChange = z.object({
  /** Null: no connection any more, the SQL asks results. */
  dataConnectionId: z.string().nullable().optional(),
  contents: z
    .object({
      codeCell: sourceOnly.optional(),
      sqlCell: z.object({ source, outputDataframe: cellName.optional() }).optional(),
      markdownCell: sourceOnly.optional(),
    })
    .optional(),
})

/** The cell as the program wants it. Throws `invalid` for what a cell of its kind does not have. */
export function toChangedCell(cell: NotebookCell, { dataConnectionId, contents = {} }: z.infer<typeof cellChange>, projectId: string): NotebookCell {
  const { codeCell, sqlCell, markdownCell } = contents
  requireOwnConnection(dataConnectionId ?? undefined, projectId)
  const isSaid = (...said: readonly unknown[]): boolean => said.some((one) => one !== undefined)
  if (cell.kind === 'sql' && !isSaid(codeCell, markdownCell)) {
    return {
      ...cell,
      ...(sqlCell === undefined ? {} : { sql: sqlCell.source, name: sqlCell.outputDataframe ?? cell.name }),
      ...(dataConnectionId === undefined ? {} : { on: dataConnectionId === null ? 'results' : 'warehouse' }),
    }
  }
  // Of cells without one it may be said that they have none.
  if (!isSaid(sqlCell, dataConnectionId ?? undefined)) {
    if (cell.kind === 'code' && !isSaid(markdownCell)) return codeCell === undefined ? cell : { ...cell, code: codeCell.source }
    if (cell.kind === 'text' && !isSaid(codeCell)) return markdownCell === undefined ? cell : { ...cell, markdown: markdownCell.source }
  }
  throw new AppError('invalid', `This cell is of the type ${typeOf[cell.kind]}: it does not have what you send. Change it on the page of its notebook.`, {
    reason: 'cell_kind',
  })
}

/** A notebook asks the warehouse of the project that it is in, and no other. */
function requireOwnConnection(dataConnectionId: string | undefined, projectId: string): void {
  if (dataConnectionId === undefined || dataConnectionId.toLowerCase() === projectId) return
  throw new AppError('invalid', `This notebook asks the data connection ${projectId}, and no other. Name that one, or none.`, { reason: 'connection_other' })
}
