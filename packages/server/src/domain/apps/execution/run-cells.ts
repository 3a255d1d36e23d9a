import { openExecution } from './open-execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { planOf } from './plan.ts'
import { followPlan } from './follow-plan.ts'
import type { CellsRun, RunCells } from './run-cells-port.ts'

/** Between two looks at whether a run may go on: a hundred quick cells are not a hundred questions. */
const askedAgainMs = 200

/**
 * Runs cells of a notebook in the order of what they read, several at once, as whoever asks may. What becomes of each is told at once. A
 * cell that fails takes with it what reads it, nothing else; `ctx.signal` ends everything. Throws what nobody foresaw, when all else is
 * done, and what `mayGoOn` throws.
 */
export async function runCells(ctx: ExecutionCtx, run: RunCells): Promise<CellsRun> {
  const stop = new AbortController()
  const execution = await openExecution({ ...ctx, signal: AbortSignal.any([ctx.signal, stop.signal]) }, run, run)
  let askedAt = ctx.clock.monotonic()
  const beforeCells = async (): Promise<void> => {
    const now = ctx.clock.monotonic()
    if (run.mayGoOn === undefined || stop.signal.aborted || now - askedAt < askedAgainMs) return
    askedAt = now
    await run.mayGoOn().catch((error: unknown) => stop.abort(error))
  }
  execution.runInside = (inner, plan) => followPlan(inner, { wanted: { how: 'stale' }, onOutcome: () => undefined, beforeCells }, plan)
  const cells = await followPlan(execution, { ...run, beforeCells }, await planOf(execution, run.wanted))
  stop.signal.throwIfAborted()
  return cells
}
