import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { deleteOldAppRuns } from './app-run-store.ts'

/** Days that runs of apps, what came of their cells and their logs are kept. */
const keptDays = 90

/** Deletes runs that ended long ago, never those whose results viewers see; answers how many. */
export const removeOldAppRuns = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'app_runs.remove_old',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteOldAppRuns(ctx.db, new Date(ctx.clock.now() - keptDays * 86_400_000)) }),
})
