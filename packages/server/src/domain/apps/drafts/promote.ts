import type { NotebookDocument } from '@atrium/documents'
import type { WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { takeDraft } from '../../../resources/draft-store.ts'
import { authorOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import type { ContentTarget } from '../../content/content-target.ts'
import { draftToRevision } from '../../content/drafts/publish-draft.ts'
import { notebookHead, notebookNow } from '../as-seen.ts'
import { loggedNotebook } from '../logged-notebook.ts'
import { publish } from '../publication-store.ts'
import type { NotebookHead } from '../types.ts'
import { notebookDrafts } from './notebook-drafts.ts'

export type Promotion = {
  /** `Draft.version` that is published; null: there is no draft, and the newest version is. */
  version: string | null
  /** The newest revision as the author saw it. */
  comparedRevision: number
  /** Why, in words of the author: kept with the revision that the draft becomes. */
  message?: string
}

/**
 * Gives viewers what the notebook is now: the draft becomes its newest revision, and that the app. All of it or nothing: `conflict`
 * when somebody changed the draft or saved another version since it was looked at, and viewers keep what they have.
 */
export async function promote(
  ctx: ContentCtx & WriteCtx,
  target: ContentTarget<NotebookDocument>,
  promotion: Promotion,
): Promise<{ notebook: NotebookHead; revision: number }> {
  const { id: resourceId } = target.resource
  const before = await notebookHead(ctx, target.resource)
  const { version, comparedRevision, message } = promotion
  const given = { publishedRevision: comparedRevision, ...(message === undefined ? {} : { message }) }
  const revision =
    version === null ? await holdAsSeen(ctx, resourceId, promotion) : (await draftToRevision(ctx, notebookDrafts, target, { version, ...given })).now.revision
  await publish(ctx.tx, { resourceId, revision, ...authorOf(ctx) })
  ctx.afterCommit(() => ctx.onNotebookPublished?.(target.resource.projectId))
  const notebook = await notebookNow(ctx, resourceId)
  ctx.record({
    targetKind: notebookKind.kind,
    targetId: resourceId,
    before: { ...loggedNotebook(before), ...(version === null ? {} : { draft: true }) },
    after: loggedNotebook(notebook),
  })
  return { notebook, revision }
}

/** The newest revision of a notebook, under its lock. Throws `conflict` when the draft, or that revision, is not the one that the author saw. */
export async function holdAsSeen({ tx }: WriteCtx, resourceId: string, { version, comparedRevision }: Promotion): Promise<number> {
  const { publishedRevision } = await takeDraft(tx, notebookKind, { resourceId, version })
  if (publishedRevision === comparedRevision) return publishedRevision
  throw new AppError('conflict', 'Another version of this notebook was saved in the meantime. Look at it, then publish.', { reason: 'published_meanwhile' })
}
