import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { takeDraft } from '../../../resources/draft-store.ts'
import { authorOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { draftToRevision } from '../../content/drafts/publish-draft.ts'
import { notebookHead, notebookNow } from '../as-seen.ts'
import { loggedNotebook } from '../logged-notebook.ts'
import { publish } from '../publication-store.ts'
import type { NotebookHead } from '../types.ts'
import { notebookDrafts } from './notebook-drafts.ts'

export type ForcePublish = ContentKey & {
  /** `Draft.version` that is published; null: there is no draft, and the newest version is. */
  version: string | null
  /** The newest revision as the author saw it. */
  comparedRevision: number
  /** Why, in words of the author: kept with the revision that the draft becomes. */
  message?: string
}

/**
 * Gives viewers what the notebook is now, without running it before: the draft becomes its newest revision, and that the app. All of it
 * or nothing: `conflict` when somebody changed the draft or saved another version since it was looked at, and viewers keep what they have.
 */
export const forcePublish = writeOperation<ContentCtx, ForcePublish, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.force_publish',
  action: 'app.publish',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { version, comparedRevision, message }, target) {
    const { id: resourceId } = target.resource
    const before = await notebookHead(ctx, target.resource)
    const revision =
      version === null
        ? await newestRevision(ctx, resourceId, comparedRevision)
        : (
            await draftToRevision(ctx, notebookDrafts, target, {
              version,
              publishedRevision: comparedRevision,
              ...(message === undefined ? {} : { message }),
            })
          ).now.revision
    await publish(ctx.tx, { resourceId, revision, ...authorOf(ctx) })
    const notebook = await notebookNow(ctx, resourceId)
    ctx.record({
      targetKind: notebookKind.kind,
      targetId: resourceId,
      before: { ...loggedNotebook(before), ...(version === null ? {} : { draft: true }) },
      after: loggedNotebook(notebook),
    })
    return notebook
  },
})

/** The newest revision of a notebook without a draft, under the lock. */
async function newestRevision(ctx: Parameters<typeof draftToRevision>[0], resourceId: string, compared: number): Promise<number> {
  const { publishedRevision } = await takeDraft(ctx.tx, notebookKind, { resourceId, version: null })
  if (publishedRevision === compared) return publishedRevision
  throw new AppError('conflict', 'Another version of this notebook was saved in the meantime. Look at it, then publish.', { reason: 'published_meanwhile' })
}
