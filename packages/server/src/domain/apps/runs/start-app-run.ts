import type { NotebookDocument } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../../content/content-target.ts'
import { publishedApp } from '../published-app.ts'
import { requireView } from '../views/find-view.ts'
import { acceptInputs } from './accept-inputs.ts'
import { beginAppRun } from './begin-app-run.ts'
import { briefName } from './brief.ts'
import { loggedRun } from './logged-run.ts'
import { tokenOf } from './runner-of-run.ts'
import { requireMayTell } from './require-may-tell.ts'
import { resolveNotices } from './resolve-notices.ts'
import { appendLog } from './run-log-store.ts'
import type { AppRunCtx, StartAppRun, StartedAppRun } from './types.ts'

/**
 * Has an app run, as the caller and with what is published; a worker does the work. Names that no input of the app has change nothing, and
 * are in its log. Throws `invalid` (`app_unpublished`, `app_inputs`,
 * `inputs_and_view`, `inputs_and_results`), `not_found` (`view_missing`, `recipient_missing`), `unavailable` (`no_session`).
 */
export const startAppRun = writeOperation<AppRunCtx, StartAppRun, ContentTarget<NotebookDocument>, StartedAppRun>({
  name: 'app_runs.start',
  action: 'app.run',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, start, target) {
    const { resource: app } = target
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'An app is run by a person')
    const given = start.inputs ?? {}
    requireOneKind(start)
    if (start.updatesPublished) requireAction(ctx, 'app.update', target)
    requireMayTell(ctx, target, start.notifications)
    const { publication, document } = await publishedApp(ctx, app)
    const { inputs, unknown } = acceptInputs(document, start.viewId === undefined ? given : await valuesOfView(ctx, app.id, start.viewId))
    const notices = await resolveNotices(ctx.tx, app.organizationId, start.notifications)
    if (start.isDryRun === true) return { run: null, revision: publication.revision, notices, unknown }
    const run = await beginAppRun(ctx, {
      app,
      revision: publication.revision,
      trigger: start.trigger,
      ownerId: ctx.actor.userId,
      tokenId: tokenOf(ctx.actor),
      inputs,
      usesCachedSql: start.usesCachedSql,
      updatesPublished: start.updatesPublished,
      notices,
      viewId: start.viewId ?? null,
    })
    if (unknown.length > 0) {
      await appendLog(ctx.tx, run.id, run.createdAt, [{ level: 'warning', event: 'inputs_ignored', cellId: null, message: namesOf(unknown) }])
    }
    ctx.record({ targetKind: 'app_run', targetId: run.id, before: null, after: loggedRun(run) })
    return { run, revision: publication.revision, notices, unknown }
  },
})

function requireOneKind({ inputs = {}, viewId, updatesPublished }: StartAppRun): void {
  const hasInputs = Object.keys(inputs).length > 0
  if (hasInputs && viewId !== undefined) {
    throw new AppError('invalid', 'Give values of inputs or a saved view, not both.', { reason: 'inputs_and_view' })
  }
  if (updatesPublished && (hasInputs || viewId !== undefined)) {
    throw new AppError(
      'invalid',
      'What all viewers see first is a run with the default inputs: leave the inputs out, or do not update the published results.',
      {
        reason: 'inputs_and_results',
      },
    )
  }
}

const mostNames = 20

/** Names that nothing was done with, with those that may have been meant; of many the first. */
function namesOf(unknown: StartedAppRun['unknown']): string {
  const names = unknown.slice(0, mostNames).map(({ name, near }) => `${briefName(name)}${near.length === 0 ? '' : ` (${near.join(', ')}?)`}`)
  return [...names, ...(unknown.length > mostNames ? [`… +${unknown.length - mostNames}`] : [])].join(', ')
}

const valuesOfView = async (ctx: AppRunCtx & WriteCtx, appId: string, viewId: string) => ({ ...(await requireView(ctx, { appId, viewId })).inputs })
