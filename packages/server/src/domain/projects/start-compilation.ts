import { writeOperation } from '../../access/operation.ts'
import type { Runs } from '../../jobs/run.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** Queues a compilation of the project's models; answers the run's id. */
export const startCompilation = writeOperation<ProjectCtx & { runs: Runs }, { projectId: string }, ProjectTarget, { runId: string }>({
  name: 'projects.start_compilation',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId }, { project }) {
    const run = await ctx.runs.enqueue(
      {
        kind: 'compile_project',
        payload: { projectId },
        organizationId: project.organizationId,
        projectId,
        createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
        dedupeKey: projectId,
      },
      ctx.tx,
    )
    ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind } })
    return { runId: run.id }
  },
})
