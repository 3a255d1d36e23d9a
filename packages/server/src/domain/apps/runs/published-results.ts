import type { NotebookDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentTarget } from '../../content/content-target.ts'
import { publishedApp } from '../published-app.ts'
import { publishResults } from '../publication-store.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'
import { holdRunCount, listAppRunsOf } from './app-run-store.ts'
import { beginAppRun } from './begin-app-run.ts'
import { loggedRun } from './logged-run.ts'
import type { AppRun, AppRunCtx } from './types.ts'

/**
 * Gives viewers the results of a run of before. They stay as they are until a run gives others on purpose, however old they become.
 * Throws `invalid` (`results_do_not_fit`) for runs that did not complete, of another version, or with inputs of their own.
 */
export const restoreResults = writeOperation<AppRunCtx, AppRunKey, AppRunTarget, void>({
  name: 'app_runs.restore',
  action: 'app.publish',
  writes: true,
  target: appRunTarget,
  async run(ctx, _key, { resource, run }) {
    const { publication } = await publishedApp(ctx, resource)
    const isPlain = run.viewId === null && Object.keys(run.inputs).length === 0
    const fits = run.state === 'completed' && run.revision === publication.revision && isPlain
    const at = new Date(ctx.clock.now())
    const results = { resourceId: resource.id, revision: publication.revision, runId: run.id, at, isPinned: true, byItself: false }
    // Not given either when another version was published meanwhile.
    if (!fits || !(await publishResults(ctx.tx, results))) {
      const message = `Only a run that completed, of version ${publication.revision}, which viewers have, and with the default inputs can be what all see first.`
      throw new AppError('invalid', message, { reason: 'results_do_not_fit', params: { version: publication.revision } })
    }
    ctx.record({
      targetKind: notebookKind.kind,
      targetId: resource.id,
      before: { resultsOf: publication.results?.runId ?? null },
      after: { resultsOf: run.id },
    })
  },
})

/**
 * Has what viewers see first computed anew when it is older than the app wants, in the name of whoever published it: once at a time,
 * and not again right after it failed. Answers the run; null when there is nothing to do.
 */
export const refreshOldResults = writeOperation<AppRunCtx, { idOrSlug: string }, ContentTarget<NotebookDocument>, AppRun | null>({
  name: 'app_runs.refresh',
  action: 'app.run',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, _key, { resource: app }) {
    const { publication, document } = await publishedApp(ctx, app)
    const { refreshAfterSeconds = null } = document.settings
    const { results, by } = publication
    const now = ctx.clock.now()
    const isOld = (at: Date): boolean => refreshAfterSeconds !== null && now - at.getTime() > refreshAfterSeconds * 1000
    if (by === null || !isOld(results?.at ?? publication.at) || results?.isPinned === true) return null
    // Many who open an app at once ask for one run.
    await holdRunCount(ctx.tx)
    const [last] = await listAppRunsOf(ctx.tx, { appId: app.id, triggers: ['app_refresh'], limit: 1, offset: 0 })
    if (last !== undefined && (last.endedAt === null || !isOld(last.endedAt))) return null
    const run = await beginAppRun(ctx, {
      app,
      revision: publication.revision,
      trigger: 'app_refresh',
      ownerId: by.id,
      inputs: {},
      usesCachedSql: false,
      updatesPublished: true,
      notices: [],
    })
    ctx.record({ targetKind: 'app_run', targetId: run.id, before: null, after: loggedRun(run) })
    return run
  },
})
