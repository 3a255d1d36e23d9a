import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { contentTarget, may, type ContentTarget } from '../../content/content-target.ts'
import { findAppRun } from './app-run-store.ts'
import type { AppRun } from './types.ts'

export type AppRunKey = { idOrSlug: string; runId: string }
export type AppRunTarget = ContentTarget<NotebookDocument> & { run: AppRun }

/** A run of an app. `not_found` for one of another app, and for previews where the caller may not edit. */
export async function appRunTarget(ctx: Ctx, { idOrSlug, runId }: AppRunKey): Promise<AppRunTarget> {
  const target = await contentTarget(ctx, notebookKind, { idOrSlug })
  const run = await findAppRun(storeOf(ctx), runId)
  if (run === null || run.appId !== target.resource.id || (run.trigger === 'preview' && !may(ctx, 'app.update', target))) {
    throw new AppError('not_found', 'This app has no such run, or it was tidied away', { reason: 'app_run_missing' })
  }
  return { ...target, run }
}
