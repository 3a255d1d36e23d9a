import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import type { Runs } from '../../../jobs/run.ts'
import { withDue } from './materialization-store.ts'
import { enqueueRefresh } from './enqueue-refresh.ts'

/** Versions that are begun at once; those that are left are begun a minute later. */
const atOnce = 100

/** Begins to read what is due. Any number of nodes may do so: each version is begun once. */
export const startDueRefreshes = readOperation<Ctx & { runs: Runs }, Record<string, never>, Target, { started: number }>({
  name: 'endpoints.materialize_due',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: (ctx) =>
    withDue(ctx.db, { now: new Date(ctx.clock.now()), limit: atOnce }, async (tx, due) => {
      for (const one of due) await enqueueRefresh({ ...ctx, tx }, one)
      return { started: due.length }
    }),
})
