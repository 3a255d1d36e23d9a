import { writeOperation } from '../access/operation.ts'
import { requestCancel } from './run-store.ts'
import { runTarget, type RunCtx, type RunTarget } from './run-target.ts'

/** Stops a run: queued ones at once, running ones within a second. One that finished stays as it is. */
export const cancelRun = writeOperation<RunCtx, { runId: string }, RunTarget, void>({
  name: 'runs.cancel',
  action: 'run.cancel',
  allow: ['system'],
  writes: true,
  target: (ctx, { runId }) => runTarget(ctx, runId, 'run.cancel'),
  async run(ctx, _input, { run }) {
    await requestCancel(ctx.tx, run.id)
    ctx.record({ targetKind: 'run', targetId: run.id, before: { state: run.state }, after: { cancelRequested: true } })
  },
})
