import type { Action, Target } from '../access/actions.ts'
import type { Ctx } from '../access/operation.ts'
import { decide } from '../access/rules.ts'
import { AppError } from '../platform/errors.ts'
import type { Run, Runs } from './run.ts'

/** What operations on runs need. */
export type RunCtx = Ctx & { runs: Runs }

export type RunTarget = Target & { run: Run }

/** The run as a target. Whoever may not touch it learns no more than of one that does not exist: `not_found`. */
export async function runTarget(ctx: RunCtx, runId: string, action: Action): Promise<RunTarget> {
  const run = await ctx.runs.get(runId)
  if (run !== null) {
    const target: RunTarget = {
      organizationId: run.organizationId,
      ...(run.projectId === null ? {} : { projectId: run.projectId }),
      ...(run.createdBy === null ? {} : { ownerId: run.createdBy }),
      run,
    }
    if (ctx.actor.kind !== 'user' || decide(ctx.actor, action, target).allowed) return target
  }
  throw new AppError('not_found', 'This job does not exist', { reason: 'run_missing' })
}
