import type { Target } from '../../../access/actions.ts'
import { perform, readOperation } from '../../../access/operation.ts'
import { StopRun } from '../../../jobs/execute-run.ts'
import { errorForPeople } from '../../../jobs/retry.ts'
import { isAppError } from '../../../platform/errors.ts'
import { publishPreviewed } from '../drafts/publish-previewed.ts'
import type { ExecutionCtx } from '../execution/execution-ctx.ts'
import { beginStoredRun, findAppRun, isOpen, type RunEnd } from './app-run-store.ts'
import { endAppRun } from './end-app-run.ts'
import { runApp } from './run-app.ts'
import { appendLog } from './run-log-store.ts'
import { runnerOf } from './runner-of-run.ts'
import { lostRun, type AppRun, type AppRunCtx, type AppRunState, type InNameOfToken, type RunFailure } from './types.ts'

export type ExecuteCtx = ExecutionCtx &
  AppRunCtx &
  InNameOfToken & {
    /** Hears of trouble that no person can mend. */
    onError(message: string, error: unknown): void
  }

type Ended = Omit<RunEnd, 'at'>

/** A run may take this long. */
const longestMs = 60 * 60_000

/**
 * Does the work of a run that waits, as its owner, and ends it. One that was begun before, by a worker that was lost, ends without
 * being run again; one that has ended stays as it is. Answers the state that it has then.
 */
export const executeAppRun = readOperation<ExecuteCtx, { appRunId: string }, Target, { state: AppRunState | null }>({
  name: 'app_runs.execute',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx, { appRunId }) {
    const run = await findAppRun(ctx.db, appRunId)
    if (run === null || !isOpen(run.state)) return { state: run?.state ?? null }
    const at = new Date(ctx.clock.now())
    const isBegun = run.state === 'pending' && (await beginStoredRun(ctx.db, run.id, at))
    if (isBegun) {
      await appendLog(ctx.db, run.id, at, [{ level: 'info', event: 'started', cellId: null, message: null }])
      await work(ctx, run)
    } else await end(ctx, run, { state: 'errored', failure: lostRun })
    return { state: (await findAppRun(ctx.db, run.id))?.state ?? null }
  },
})

async function work(ctx: ExecuteCtx, run: AppRun): Promise<void> {
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(longestMs)])
  try {
    const asOwner = { ...ctx, actor: await runnerOf(ctx, run), signal }
    const { cells, document } = await perform(runApp, asOwner, { run })
    const ended = endOf(signal, cells.failed.length)
    if (ended?.state === 'completed' && run.trigger === 'preview') await perform(publishPreviewed, asOwner, { run, document })
    else if (ended !== null) await end(ctx, run, ended)
  } catch (error) {
    if (!signal.aborted && !isAppError(error)) ctx.onError(`run ${run.id} of an app failed`, error)
    const ended = signal.aborted ? endOf(signal, 0) : { state: 'errored' as const, failure: failureOf(error) }
    if (ended !== null) await end(ctx, run, ended)
  }
}

const end = (ctx: ExecuteCtx, run: AppRun, ended: Ended): Promise<boolean> => ctx.db.transaction().execute((tx) => endAppRun({ ...ctx, tx }, run, ended))

/** How a run ends that was stopped, or has come to its end; null: another worker has it. */
function endOf({ aborted, reason }: AbortSignal, failedCells: number): Ended | null {
  if (!aborted) return failedCells === 0 ? { state: 'completed', failure: null } : { state: 'errored', failure: cellsFailed(failedCells) }
  if (!(reason instanceof StopRun)) return { state: 'errored', failure: tooLong }
  if (reason.why === 'lease lost') return null
  return reason.why === 'cancelled' ? { state: 'killed', failure: null } : { state: 'errored', failure: lostRun }
}

const tooLong: RunFailure = {
  code: 'limit_exceeded',
  message: 'This ran for an hour, and was stopped. Make it read less, or split it.',
  reason: 'run_too_long',
}

const cellsFailed = (count: number): RunFailure => ({
  code: 'query_failed',
  message: count === 1 ? 'A cell failed. What it said stands with the cell.' : `${count} cells failed. What they said stands with them.`,
  reason: 'cells_failed',
})

const failureOf = (error: unknown): RunFailure =>
  isAppError(error)
    ? { code: error.code, message: error.message, reason: error.details.reason ?? null }
    : { code: 'internal', message: errorForPeople(error), reason: null }
