import type { NotebookDocument } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentTarget } from '../../content/content-target.ts'
import { listPublications } from '../publication-store.ts'
import { findPublishing, setRunRevision } from '../runs/app-run-store.ts'
import { endAppRun } from '../runs/end-app-run.ts'
import { appendLog } from '../runs/run-log-store.ts'
import type { AppRun, AppRunCtx } from '../runs/types.ts'
import { notebookDrafts } from './notebook-drafts.ts'
import { promote } from './promote.ts'

/**
 * Gives viewers what a preview has just run, with its results, and ends the preview: all of it or nothing. Where somebody published
 * just that without waiting, its results are all that is new. Throws `conflict` when the notebook went on while the preview ran.
 */
export const publishPreviewed = writeOperation<AppRunCtx, { run: AppRun; document: NotebookDocument }, ContentTarget<NotebookDocument>, void>({
  name: 'apps.publish',
  action: 'app.publish',
  writes: true,
  target: (ctx, { run }) => contentTarget(ctx, notebookKind, { idOrSlug: run.appId }),
  async run(ctx, { run, document }, target) {
    const revision = (await publishedAs(ctx, run.appId, document)) ?? (await promotePreview(ctx, run, target))
    await setRunRevision(ctx.tx, run.id, revision)
    const isEnded = await endAppRun(ctx, { ...run, revision }, { state: 'completed', failure: null })
    if (!isEnded) throw new AppError('cancelled', 'This was cancelled. Nothing was published.')
  },
})

async function promotePreview(ctx: AppRunCtx & WriteCtx, run: AppRun, target: ContentTarget<NotebookDocument>): Promise<number> {
  const publishing = await findPublishing(ctx.tx, run.id)
  if (publishing === null) throw new Error('a preview without what it publishes')
  const { version, comparedRevision, message } = publishing
  const { revision } = await promote(ctx, target, { version, comparedRevision, ...(message === null ? {} : { message }) })
  await appendLog(ctx.tx, run.id, new Date(ctx.clock.now()), [{ level: 'info', event: 'published', cellId: null, message: String(revision) }])
  return revision
}

/** The published revision when it says just this; null when viewers have something else. */
async function publishedAs(ctx: AppRunCtx & WriteCtx, appId: string, document: NotebookDocument): Promise<number | null> {
  const publication = (await listPublications(ctx.tx, [appId])).get(appId)
  const published = publication === undefined ? null : await findRevision(ctx.tx, appId, { number: publication.revision })
  return published !== null && notebookDrafts.isSame(published.spec as NotebookDocument, document) ? published.number : null
}
