import type { Target } from '../access/actions.ts'
import { readOperation, type Ctx } from '../access/operation.ts'
import { deleteFinishedRuns } from './run-store.ts'

/** Days that a finished run and its log are kept. */
const keptDays = 30

/** Deletes runs that ended long ago, with their logs; answers how many. They are records of work, not of changes. */
export const removeOldRuns = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'runs.remove_old',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteFinishedRuns(ctx.db, keptDays) }),
})
