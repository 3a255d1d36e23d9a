import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { deleteOldMail } from './outgoing-mail-store.ts'

/** Removes mail that could not be sent before it was over; answers how many. It is a record of work, not of changes. */
export const discardOldMail = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'mail.discard_old',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteOldMail(ctx.db, new Date(ctx.clock.now())) }),
})
