import type { NotebookCell, NotebookDocument, NotebookEdit } from '@atrium/documents'
import { AppError } from '../../../platform/errors.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { editNotebookDraft } from '../drafts/edit-notebook-draft.ts'
import { cellHandle } from './cell-handle.ts'
import { getCell, noSuchCell, type DraftCell } from './list-cells.ts'

/** Where a cell is put, by handles: behind another one, or first or last in a section; at the end when nothing is said. */
export type CellPlace = { after?: string | undefined; section?: string | undefined; isFirst?: boolean }

/** Puts a cell into the draft of a notebook; `make` is given what is in it. Throws `invalid` for a place that is not there. */
export async function addCell(
  ctx: ContentCtx,
  { notebook, place, make }: { notebook: { id: string; projectId: string }; place: CellPlace; make(document: NotebookDocument): NotebookCell },
): Promise<DraftCell> {
  let added: string | undefined
  const { cells } = await editNotebookDraft(ctx, { idOrSlug: notebook.id }, (document) => {
    const { after, sectionId } = placeIn(notebook.id, document, place)
    const made = make(document)
    added = made.id
    return { type: 'add-cells', cells: [made.kind === 'section' || sectionId === undefined ? made : { ...made, sectionId }], after }
  })
  const cell = cells.find(({ id }) => id === added)
  if (cell === undefined) throw new Error('a cell vanished while it was added')
  return { handle: cellHandle(notebook.id, cell.id), notebookId: notebook.id, projectId: notebook.projectId, cell }
}

/** Changes a cell of a draft; another name of what it gives is changed in all that reads it. Throws `not_found`. */
export async function changeCell(ctx: ContentCtx, handle: string, change: (cell: NotebookCell) => NotebookCell): Promise<DraftCell> {
  const found = await getCell(ctx, handle)
  const { cells } = await editNotebookDraft(ctx, { idOrSlug: found.notebookId }, ({ cells: now }) => {
    const before = now.find(({ id }) => id === found.cell.id)
    if (before === undefined) throw noSuchCell()
    const after = change(before)
    const renamed: NotebookEdit[] =
      'name' in before && 'name' in after && after.name !== before.name ? [{ type: 'rename', cellId: before.id, name: after.name }] : []
    return { type: 'all', edits: [...renamed, { type: 'set-cell', cell: after }] }
  })
  return { ...found, cell: cells.find(({ id }) => id === found.cell.id) ?? found.cell }
}

/** Takes a cell out of a draft, and out of what the app shows. Throws `not_found`. */
export async function removeCell(ctx: ContentCtx, handle: string): Promise<void> {
  const { notebookId, cell } = await getCell(ctx, handle)
  await editNotebookDraft(ctx, { idOrSlug: notebookId }, () => ({ type: 'remove-cells', ids: [cell.id] }))
}

function placeIn(
  notebookId: string,
  { cells }: NotebookDocument,
  { after, section, isFirst = false }: CellPlace,
): { after: string | null; sectionId?: string } {
  const named = (handle: string): NotebookCell => {
    const found = cells.find(({ id }) => cellHandle(notebookId, id) === handle.toLowerCase())
    if (found === undefined) throw new AppError('invalid', `This notebook has no cell ${handle} to put another one at`, { reason: 'cell_place' })
    return found
  }
  const inside = section === undefined ? undefined : named(section)
  if (inside !== undefined && inside.kind !== 'section') {
    throw new AppError('invalid', `The cell ${section} is no section: nothing lies in it`, { reason: 'cell_place' })
  }
  if (after !== undefined) {
    const before = named(after)
    const sectionId = inside?.id ?? (before.kind === 'section' ? undefined : before.sectionId)
    return { after: before.id, ...(sectionId === undefined ? {} : { sectionId }) }
  }
  if (inside === undefined) return { after: cells.at(-1)?.id ?? null }
  const last = isFirst ? undefined : cells.findLast((cell) => cell.kind !== 'section' && cell.sectionId === inside.id)
  return { after: last?.id ?? inside.id, sectionId: inside.id }
}
