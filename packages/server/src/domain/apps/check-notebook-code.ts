import { notebookGraph, sources, type CellOf, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { ownSqlOf } from '../content/check-chart-sql.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { may, requireAction, targetOf } from '../content/content-target.ts'

type Place = Target & { projectId: string }

/**
 * Whoever may see an app may run it, so SQL, code and writing to tables get into a notebook only by people who may write SQL, and components
 * only by people to whom these give what is taken from them. What is in it already stays when somebody else saves. Throws `forbidden`.
 */
export async function checkNotebookCode(ctx: ContentCtx, target: Place, document: NotebookDocument, before?: NotebookDocument): Promise<void> {
  const known = new Set(before === undefined ? [] : await codeOf(ctx, target, before))
  if ((await codeOf(ctx, target, document)).some((code) => !known.has(code))) requireAction(ctx, 'explore.run_custom_sql', target)
  const used = new Set(before === undefined ? [] : componentsOf(before).map(takenOf))
  for (const cell of componentsOf(document)) if (!used.has(takenOf(cell))) await requireComponent(ctx, target, cell)
}

async function codeOf(ctx: ContentCtx, { projectId }: Place, { cells }: NotebookDocument): Promise<string[]> {
  const found = await Promise.all(
    cells.map(async (cell) => (cell.kind === 'explore' ? ownSqlOf(ctx, projectId, cell) : (JSON.stringify(codeOfCell(cell)) ?? []))),
  )
  return [...found.flat(), ...writingOf(cells)]
}

/** Every writing to a table, with all cells that its rows come from: others would be other rows in the table. */
function writingOf(cells: NotebookCell[]): string[] {
  if (!cells.some(({ kind }) => kind === 'writeback')) return []
  const graph = notebookGraph({ cells })
  return cells.flatMap((cell) => {
    if (cell.kind !== 'writeback') return []
    const before = sources(graph, [cell.id])
    return JSON.stringify([cell.kind, cell.of, cell.table, cell.mode, cells.filter(({ id }) => before.has(id)).map(meaningOf)], inOneOrder)
  })
}

/** A cell without where and how it stands on the page. */
const meaningOf = (cell: NotebookCell): object => ({ ...cell, id: undefined, title: undefined, sectionId: undefined, isCollapsed: undefined })
/** The store keeps no order of keys. */
const inOneOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** What of a cell is run as it is written; nothing for others. */
function codeOfCell(cell: NotebookCell): unknown[] | undefined {
  switch (cell.kind) {
    case 'sql':
      return [cell.kind, cell.on, cell.sql]
    case 'code':
      return [cell.kind, cell.language, cell.code]
    default:
      return undefined
  }
}

type Component = CellOf<'component'>

const componentsOf = ({ cells }: NotebookDocument): Component[] => cells.filter((cell) => cell.kind === 'component')
/** What of a component comes into a notebook: another version or another result is another thing. */
const takenOf = ({ componentId, version, results }: Component): string => JSON.stringify([componentId, version, results])

/**
 * The newest version of what is made to be a component is for everybody who sees it; of other notebooks, and of older versions, those who
 * may change them decide. One that is not there is said when it is run.
 */
async function requireComponent(ctx: ContentCtx, { projectId }: Place, { componentId, version }: Component): Promise<void> {
  // By its id: a slug may be given to something else tomorrow.
  if (!isUuid(componentId)) {
    throw new AppError('invalid', 'A component is named by its id. Choose it again, or take the cell away.', { reason: 'component_missing' })
  }
  const component = await findResource(storeOf(ctx), notebookKind, { idOrSlug: componentId, projectId })
  if (component === null) return
  const isOpen = version === null && component.spec.type === 'component'
  if (may(ctx, isOpen ? 'app.view' : 'app.update', targetOf(component))) return
  throw new AppError('forbidden', 'You may not take this from a component that the notebook uses. Ask whoever looks after its space, or take the cell away.', {
    reason: 'component_hidden',
  })
}
