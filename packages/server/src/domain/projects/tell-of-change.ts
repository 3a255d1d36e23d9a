import type { WriteCtx } from '../../access/operation.ts'
import { queueValidation } from './validation-run.ts'
import { announceProjectChange } from './project-changes-store.ts'
import type { ProjectCtx } from './project-target.ts'

/** The explores of a project are others once this transaction ends, on all nodes. Answers are kept by what they were asked of. */
export async function tellOfChange(ctx: ProjectCtx & WriteCtx, projectId: string): Promise<void> {
  await queueValidation(ctx.tx, ctx.actor, await ctx.projects.project(projectId))
  await announceProjectChange(ctx.tx, projectId)
  ctx.afterCommit(() => ctx.projects.forget(projectId))
}
