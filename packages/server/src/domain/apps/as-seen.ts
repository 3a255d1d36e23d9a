import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { abilities } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { isOn } from '../content/as-seen.ts'
import { storeOf } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { targetOf } from '../content/content-target.ts'
import { withDraftMarks } from '../content/drafts/with-draft-marks.ts'
import { listPublications } from './publication-store.ts'
import type { NotebookHead, NotebookStatus } from './types.ts'

/** Notebooks as the caller sees them: who may not change one knows of its app alone. */
export async function notebookHeads(ctx: Ctx, notebooks: readonly Resource[]): Promise<NotebookHead[]> {
  const publications = await listPublications(
    storeOf(ctx),
    notebooks.map(({ id }) => id),
  )
  return (await withDraftMarks(ctx, notebooks)).map(({ spec: _, ...head }) => {
    const publication = publications.get(head.id) ?? null
    // Editors alone have the mark, be it null.
    const goesOn = head.draft !== undefined && (head.draft !== null || head.revision !== publication?.revision)
    const status: NotebookStatus = publication === null ? 'never' : goesOn ? 'changed' : 'published'
    const { actor } = ctx
    const own =
      actor.kind === 'user' ? abilities(actor, targetOf({ ...head, spec: {} })).filter((action) => isOn(action, 'app.') || isOn(action, 'comment.')) : []
    return { ...head, publication, status, abilities: own }
  })
}

/** One notebook as the caller sees it. */
export async function notebookHead(ctx: Ctx, notebook: Resource): Promise<NotebookHead> {
  const [head] = await notebookHeads(ctx, [notebook])
  if (head === undefined) throw new Error('a notebook vanished while it was shown')
  return head
}

/** A notebook as it is now, after a change. */
export async function notebookNow(ctx: Ctx, id: string): Promise<NotebookHead> {
  const notebook = await findResource<NotebookDocument>(storeOf(ctx), notebookKind, { idOrSlug: id })
  if (notebook === null) throw new Error('a notebook vanished inside its own transaction')
  return notebookHead(ctx, notebook)
}

/** Viewers have apps, editors have notebooks, and those in the trash too. */
export const isShown = ({ publication, deletedAt, abilities: own }: NotebookHead): boolean =>
  own.includes('app.update') || (publication !== null && deletedAt === null)

/** Throws `forbidden` (`app_unpublished`) for viewers of a notebook that has no app. */
export function requireShown(notebook: NotebookHead): void {
  if (!isShown(notebook)) throw appUnpublished()
}

/** There is nothing that viewers may see yet. */
export const appUnpublished = (): AppError =>
  new AppError('forbidden', 'This app is not published. Ask whoever edits it to publish it, or for the right to edit it.', { reason: 'app_unpublished' })
