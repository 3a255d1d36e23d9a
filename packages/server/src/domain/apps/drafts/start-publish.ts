import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { beginAppRun } from '../runs/begin-app-run.ts'
import { loggedRun } from '../runs/logged-run.ts'
import { tokenOf } from '../runs/runner-of-run.ts'
import type { AppRun, AppRunCtx } from '../runs/types.ts'
import { holdAsSeen, type Promotion } from './promote.ts'

/**
 * Runs what a notebook is now in a fresh session, without writing anything outside, and publishes it when all cells are through.
 * When one fails, nothing changes for viewers. Throws `conflict` as `promote` does, `unavailable` (`no_session`).
 */
export const startPublish = writeOperation<AppRunCtx, ContentKey & Promotion, ContentTarget<NotebookDocument>, AppRun>({
  name: 'apps.preview_publish',
  action: 'app.publish',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, promotion, { resource: app }) {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'An app is published by a person')
    const newest = await holdAsSeen(ctx, app.id, promotion)
    const { version, comparedRevision, message = null } = promotion
    const run = await beginAppRun(ctx, {
      app,
      revision: version === null ? newest : null,
      trigger: 'preview',
      ownerId: ctx.actor.userId,
      tokenId: tokenOf(ctx.actor),
      inputs: {},
      usesCachedSql: true,
      updatesPublished: true,
      notices: [],
      publishing: { version, comparedRevision, message },
    })
    ctx.record({ targetKind: 'app_run', targetId: run.id, before: null, after: loggedRun(run) })
    return run
  },
})
