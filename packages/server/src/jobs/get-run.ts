import { readOperation } from '../access/operation.ts'
import { runTarget, type RunCtx, type RunTarget } from './run-target.ts'
import type { Run } from './run.ts'

/** State, progress and result of a run, for who started it and for admins; `not_found` for all others. */
export const getRun = readOperation<RunCtx, { runId: string }, RunTarget, Run>({
  name: 'runs.get',
  action: 'run.view',
  allow: ['system'],
  target: (ctx, { runId }) => runTarget(ctx, runId, 'run.view'),
  run: async (_ctx, _input, { run }) => run,
})
