import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { deleteIdentity, listIdentitiesOf, type LinkedIdentity } from './linked-identity-store.ts'
import { requireWayInWithoutIdentity } from './require-way-in.ts'

/** The caller's accounts at identity providers. */
export const listLinkedIdentities = readOperation<IdentityCtx, Record<string, never>, Target, LinkedIdentity[]>({
  name: 'identity.listLinkedIdentities',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  run: (ctx) => listIdentitiesOf(ctx.db, personOf(ctx).userId),
})

/** Unlinks one; one that is not linked stays so. `invalid` (`last_way_in`) for the only way in. */
export const unlinkIdentity = writeOperation<IdentityCtx, { issuer: string; email: string }, Target, void>({
  name: 'identity.unlinkIdentity',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, identity) {
    const { userId } = personOf(ctx)
    const removed = await deleteIdentity(ctx.tx, userId, identity)
    if (removed === 0) return
    await requireWayInWithoutIdentity(ctx.tx, userId)
    ctx.record({ targetKind: 'linked_identity', targetId: userId, before: identity, after: null })
  },
})
