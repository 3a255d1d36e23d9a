import type { Clock } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Runs } from '../../../jobs/run.ts'
import { publishResults } from '../publication-store.ts'
import { endSession } from '../sessions/session-store.ts'
import { endStoredRun, type RunEnd } from './app-run-store.ts'
import { appendLog, type NewLogLine } from './run-log-store.ts'
import type { AppRun, RunNotice } from './types.ts'

/** Kind of the work in the queue that tells people of a run that ended. */
export const appNoticeKind = 'app_notice'

type EndCtx = { tx: Tx; clock: Clock; runs: Runs }

/** Ends a run, gives viewers its results where it is for that, and has people told. False: it had ended, and stays as it was. */
export async function endAppRun(ctx: EndCtx, run: AppRun, end: Omit<RunEnd, 'at'>): Promise<boolean> {
  const at = new Date(ctx.clock.now())
  if (!(await endStoredRun(ctx.tx, run.id, { ...end, at }))) return false
  await endSession(ctx.tx, run.sessionId, at)
  const { state, failure } = end
  const lines: NewLogLine[] = [{ level: state === 'completed' ? 'info' : 'error', event: state, cellId: null, message: failure?.message ?? null }]
  if (state === 'completed' && run.updatesPublished && run.revision !== null) {
    const isShown = await publishResults(ctx.tx, {
      resourceId: run.appId,
      revision: run.revision,
      runId: run.id,
      at,
      isPinned: false,
      byItself: run.trigger === 'app_refresh',
    })
    lines.push({ level: 'info', event: isShown ? 'results_published' : 'results_kept', cellId: null, message: null })
  }
  await appendLog(ctx.tx, run.id, at, lines)
  await enqueueNotices(ctx, { ...run, state })
  return true
}

/**
 * Whether a notice is for a run that ended so. A run that was cancelled is no failure to whoever began it; those who count on a
 * schedule hear that it gave nothing.
 */
export const isWanted = ({ type }: Pick<RunNotice, 'type'>, { state, trigger }: Pick<AppRun, 'state' | 'trigger'>): boolean => {
  if (type === 'all') return true
  if (type === 'success') return state === 'completed'
  return state === 'errored' || state === 'unable_to_allocate_kernel' || (state === 'killed' && trigger === 'schedule')
}

/** Has people told of a run that ended: each recipient by work of its own, so that one who cannot be reached keeps nobody else waiting. */
export async function enqueueNotices({ tx, runs }: Pick<EndCtx, 'tx' | 'runs'>, run: AppRun): Promise<void> {
  for (const [notice, wanted] of run.notices.entries()) {
    if (!isWanted(wanted, run)) continue
    const payload = { appRunId: run.id, notice }
    await runs.enqueue({ kind: appNoticeKind, payload, organizationId: null, projectId: run.projectId, createdBy: null, dedupeKey: `${run.id}:${notice}` }, tx)
  }
}
