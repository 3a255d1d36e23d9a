import type { NotebookCell, NotebookDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { ownSqlOf } from '../content/check-chart-sql.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { may, requireAction, targetOf } from '../content/content-target.ts'

type Place = Target & { projectId: string }

/**
 * Whoever may see an app may run it, so SQL, code and writing to tables get into a notebook only by people who may write SQL, and components
 * only by people who may see these. What is in it already stays when somebody else saves. Throws `forbidden`.
 */
export async function checkNotebookCode(ctx: ContentCtx, target: Place, document: NotebookDocument, before?: NotebookDocument): Promise<void> {
  const known = new Set(before === undefined ? [] : await codeOf(ctx, target, before))
  if ((await codeOf(ctx, target, document)).some((code) => !known.has(code))) requireAction(ctx, 'explore.run_custom_sql', target)
  const used = new Set(before === undefined ? [] : componentsOf(before))
  for (const id of new Set(componentsOf(document))) if (!used.has(id)) await requireComponent(ctx, target, id)
}

async function codeOf(ctx: ContentCtx, { projectId }: Place, { cells }: NotebookDocument): Promise<string[]> {
  const found = await Promise.all(
    cells.map(async (cell) => (cell.kind === 'explore' ? ownSqlOf(ctx, projectId, cell) : (JSON.stringify(codeOfCell(cell)) ?? []))),
  )
  return found.flat()
}

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

const componentsOf = ({ cells }: NotebookDocument): string[] => cells.flatMap((cell) => (cell.kind === 'component' ? [cell.componentId] : []))

/** One that is not there is said when it is run. */
async function requireComponent(ctx: ContentCtx, { projectId }: Place, id: string): Promise<void> {
  const component = await findResource(storeOf(ctx), notebookKind, { idOrSlug: id, projectId })
  if (component === null || may(ctx, 'app.view', targetOf(component))) return
  throw new AppError('forbidden', 'You may not see a component that this notebook uses. Ask whoever looks after its space, or take the cell away.', {
    reason: 'component_hidden',
  })
}
