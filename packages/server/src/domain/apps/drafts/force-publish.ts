import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import type { NotebookHead } from '../types.ts'
import { promote, type Promotion } from './promote.ts'

export type ForcePublish = ContentKey & Promotion

/** Publishes without running before, as `promote` says. A preview that is under way goes on, and its results are those of the app when it completes. */
export const forcePublish = writeOperation<ContentCtx, ForcePublish, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.force_publish',
  action: 'app.publish',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  run: async (ctx, promotion, target) => (await promote(ctx, target, promotion)).notebook,
})
