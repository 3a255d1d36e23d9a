import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import { findAppRun, findLostRuns } from './app-run-store.ts'
import { endAppRun } from './end-app-run.ts'
import { lostRun, type AppRunCtx } from './types.ts'

/** Runs that are ended at once; those that are left are ended with the next look. */
const atOnce = 200

/** Ends runs whose work is not in the queue any more, so that nobody waits for them. Answers how many. */
export const endLostRuns = readOperation<AppRunCtx, Record<string, never>, Target, { ended: number }>({
  name: 'app_runs.end_lost',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const lost = await findLostRuns(ctx.db, atOnce)
    for (const id of lost) {
      const run = await findAppRun(ctx.db, id)
      if (run !== null) await ctx.db.transaction().execute((tx) => endAppRun({ ...ctx, tx }, run, { state: 'errored', failure: lostRun }))
    }
    return { ended: lost.length }
  },
})
