import type { NotebookCell, NotebookDocument } from '@atrium/documents'
import { perform, readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { documentOf } from '../document-of.ts'
import { cellHandle } from './cell-handle.ts'
import { findNotebookOfHandle } from './cell-handle-store.ts'

/** A cell of the draft of a notebook, as a thing of its own. */
export type DraftCell = { handle: string; notebookId: string; projectId: string; cell: NotebookCell }

/** The cells of a notebook as its editors have it, its draft or else its newest version, in the order of the page. */
export const listCells = readOperation<ContentCtx, ContentKey, ContentTarget<NotebookDocument>, DraftCell[]>({
  name: 'apps.list_cells',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource, projectId }) {
    const { cells } = await documentOf(ctx, resource, 'draft')
    return cells.map((cell) => ({ handle: cellHandle(resource.id, cell.id), notebookId: resource.id, projectId, cell }))
  },
})

/** One of them, by its handle. Throws `not_found`. */
export async function getCell(ctx: ContentCtx, handle: string): Promise<DraftCell> {
  const notebookId = await notebookOfCell(ctx, handle)
  const found = (await perform(listCells, ctx, { idOrSlug: notebookId })).find((cell) => cell.handle === handle.toLowerCase())
  if (found === undefined) throw noSuchCell()
  return found
}

/** In which notebook a cell of this handle would be. Says nothing of whether it is there, or who may know. Throws `not_found`. */
export async function notebookOfCell(ctx: ContentCtx, handle: string): Promise<string> {
  const id = isUuid(handle) ? await findNotebookOfHandle(storeOf(ctx), handle) : null
  if (id === null) throw noSuchCell()
  return id
}

/** In the words for one that somebody else sees, too. */
export const noSuchCell = (): AppError => new AppError('not_found', 'This cell does not exist, or you may not see it', { reason: 'not_seen' })
