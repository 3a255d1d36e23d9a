import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { deleteEndpointRunsBefore } from './run-log-store.ts'

/** Days for which calls of endpoints are kept. */
const keptDays = 90

/** Deletes calls of endpoints that are older than that; answers how many. They are records of work, not of changes. */
export const removeOldEndpointRuns = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'endpoints.remove_old_runs',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteEndpointRunsBefore(ctx.db, new Date(ctx.clock.now() - keptDays * 86_400_000)) }),
})
