import type { Target } from '../../access/actions.ts'
import { perform, writeOperation } from '../../access/operation.ts'
import { sessionHashOf } from './credential-hash.ts'
import { forgetAfterCommit, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { endImpersonation } from './impersonation/impersonations.ts'
import { deleteSession } from './session-store.ts'

/** Ends the session that the request came with; without one there is nothing to do. */
export const signOut = writeOperation<IdentityCtx, Record<string, never>, Target, void>({
  name: 'identity.signOut',
  action: 'self.view',
  whileImpersonating: true,
  allow: ['anonymous'],
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const { actor } = ctx
    if (actor.kind !== 'user' || actor.via !== 'session') return
    await perform(endImpersonation, ctx, {})
    await deleteSession(ctx.tx, sessionHashOf(actor))
    const userId = actor.impersonatedBy?.userId ?? actor.userId
    ctx.record({ targetKind: 'session', targetId: userId, before: {}, after: null })
    forgetAfterCommit(ctx, userId)
  },
})
