import { readOperation } from '../../access/operation.ts'
import { runTarget, type RunCtx, type RunTarget } from '../../jobs/run-target.ts'
import type { Run } from '../../jobs/run.ts'
import { AppError } from '../../platform/errors.ts'

/** State of a compilation, for whoever may view the project; for all others, and of other kinds of runs, it is not there. */
export const getCompilation = readOperation<RunCtx, { runId: string }, RunTarget, Run>({
  name: 'projects.get_compilation',
  action: 'project.view',
  async target(ctx, { runId }) {
    const target = await runTarget(ctx, runId, 'project.view')
    if (target.run.kind !== 'compile_project') throw new AppError('not_found', 'This job does not exist', { reason: 'run_missing' })
    return target
  },
  run: async (_ctx, _input, { run }) => run,
})
