import { openExecution } from './open-execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { planOf } from './plan.ts'
import { followPlan } from './follow-plan.ts'
import type { CellsRun, RunCells } from './run-cells-port.ts'

/**
 * Runs cells of a notebook in the order of what they read, several at once, as whoever asks may. What becomes of each is told at once. A
 * cell that fails takes with it what reads it, nothing else; `ctx.signal` ends everything. Throws what nobody foresaw, when all else is done.
 */
export async function runCells(ctx: ExecutionCtx, run: RunCells): Promise<CellsRun> {
  const execution = await openExecution(ctx, run, run)
  execution.runInside = (inner, plan) => followPlan(inner, { wanted: { how: 'stale' }, onOutcome: () => undefined }, plan)
  return followPlan(execution, run, await planOf(execution, run.wanted))
}
