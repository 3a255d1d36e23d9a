import type { Target } from '../../../access/actions.ts'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { deleteSessionsBefore } from './session-lease-store.ts'

/** Days that a session which has ended is kept, with what came of its cells. Those of runs stay as long as their runs. */
const keptDays = 30

/** Deletes sessions that ended long ago; answers how many. They are records of work, not of changes. */
export const removeOldSessions = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'app_sessions.remove_old',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  async run(ctx) {
    const before = new Date(ctx.clock.now() - keptDays * 86_400_000)
    return { removed: await deleteSessionsBefore(ctx.db, { kinds: ['notebook', 'app', 'embed', 'live'], before }) }
  },
})
