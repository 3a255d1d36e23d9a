import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { findOpenPreviews, setRunRevision } from '../runs/app-run-store.ts'
import type { NotebookHead } from '../types.ts'
import { promote, type Promotion } from './promote.ts'

export type ForcePublish = ContentKey & Promotion

/**
 * Publishes without running before, as `promote` says. A preview of just that, be it under way or waiting, goes on, and its results are
 * those of the app when it completes.
 */
export const forcePublish = writeOperation<ContentCtx, ForcePublish, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.force_publish',
  action: 'app.publish',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, promotion, target) {
    const { notebook, revision } = await promote(ctx, target, promotion)
    // The draft is gone: those that did not begin run what it has become.
    if (promotion.version !== null) {
      for (const id of await findOpenPreviews(ctx.tx, target.resource.id, promotion.version)) await setRunRevision(ctx.tx, id, revision)
    }
    return notebook
  },
})
