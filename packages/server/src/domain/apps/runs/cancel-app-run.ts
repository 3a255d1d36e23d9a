import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { requestCancel } from '../../../jobs/run-store.ts'
import { requireAction } from '../../content/content-target.ts'
import { appRunTarget, type AppRunKey, type AppRunTarget } from './app-run-target.ts'
import { findAppRun, findJobOf } from './app-run-store.ts'
import { endAppRun } from './end-app-run.ts'
import { loggedRun } from './logged-run.ts'
import type { AppRun, AppRunCtx } from './types.ts'

/** Ends a run at once: one's own, or any by editors. Throws `conflict` (`app_run_ended`) for one that has ended. */
export const cancelAppRun = writeOperation<AppRunCtx, AppRunKey, AppRunTarget, AppRun>({
  name: 'app_runs.cancel',
  action: 'app.run',
  writes: true,
  target: appRunTarget,
  async run(ctx, _key, target) {
    const { run } = target
    if (ctx.actor.kind !== 'user' || run.owner?.id !== ctx.actor.userId) requireAction(ctx, 'app.update', target)
    if (!(await endAppRun(ctx, run, { state: 'killed', failure: null }))) {
      throw new AppError('conflict', 'This run has ended. What has ended cannot be cancelled.', { reason: 'app_run_ended' })
    }
    const jobId = await findJobOf(ctx.tx, run.id)
    if (jobId !== null) await requestCancel(ctx.tx, jobId)
    const now = (await findAppRun(ctx.tx, run.id)) ?? run
    ctx.record({ targetKind: 'app_run', targetId: run.id, before: loggedRun(run), after: loggedRun(now) })
    return now
  },
})
