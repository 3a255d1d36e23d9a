import { writeOperation } from '../../../access/operation.ts'
import type { Runs } from '../../../jobs/run.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { ExploreCtx } from '../explore-target.ts'
import { sqlRunKind, type SqlRun } from './sql-run.ts'

/** Queues a person's SQL; answers the run's id. What is wrong with the SQL is said by the run. */
export const startSqlRun = writeOperation<ExploreCtx & { runs: Runs }, SqlRun, ProjectTarget, { runId: string }>({
  name: 'sql_runner.start',
  action: 'sql_runner.run',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project, organizationId }) {
    const { actor } = ctx
    const run = await ctx.runs.enqueue(
      {
        kind: sqlRunKind,
        payload: { ...input, projectId: project.id } satisfies SqlRun,
        organizationId,
        projectId: project.id,
        createdBy: actor.kind === 'user' ? actor.userId : null,
        groupKey: `warehouse:${project.id}`,
        // In its turn, as all that people start: priority would let one person's questions go before the mail of everybody.
        // One that failed fails again, and they see why at once.
        maxAttempts: 1,
      },
      ctx.tx,
    )
    ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind } })
    return { runId: run.id }
  },
})
