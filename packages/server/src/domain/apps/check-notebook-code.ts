import type { NotebookCell, NotebookDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { requireAction } from '../content/content-target.ts'

/**
 * Whoever may see an app may run it, so SQL, code and writing to tables get into a notebook only by people who may write SQL. What is in it
 * already stays when somebody else saves. Throws `forbidden`.
 */
export function checkNotebookCode(ctx: Ctx, target: Target, document: NotebookDocument, before?: NotebookDocument): void {
  const known = new Set(before === undefined ? [] : codeOf(before))
  if (codeOf(document).some((code) => !known.has(code))) requireAction(ctx, 'explore.run_custom_sql', target)
}

const codeOf = ({ cells }: NotebookDocument): string[] => cells.flatMap((cell) => JSON.stringify(codeOfCell(cell)) ?? [])

/** What of a cell is run as it is written; nothing for others. */
function codeOfCell(cell: NotebookCell): unknown[] | undefined {
  switch (cell.kind) {
    case 'sql':
      return [cell.kind, cell.on, cell.sql]
    case 'code':
      return [cell.kind, cell.language, cell.code]
    case 'writeback':
      return [cell.kind, cell.of, cell.table, cell.mode]
    default:
      return undefined
  }
}
