import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { deleteIdentity, listIdentitiesOf, type LinkedIdentity } from './linked-identity-store.ts'
import { listPasskeysOf } from './second-factor/passkey-store.ts'
import { findUser } from './user-store.ts'

/** The caller's accounts at identity providers. */
export const listLinkedIdentities = readOperation<IdentityCtx, Record<string, never>, Target, LinkedIdentity[]>({
  name: 'identity.listLinkedIdentities',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  run: (ctx) => listIdentitiesOf(ctx.db, personOf(ctx).userId),
})

/** Unlinks one; one that is not linked stays so. `invalid` (`last_way_in`) for the only way in of somebody without a password or passkey. */
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
    const user = await findUser(ctx.tx, userId)
    const waysLeft = (await listIdentitiesOf(ctx.tx, userId)).length + (await listPasskeysOf(ctx.tx, userId)).length
    if (user?.hasPassword !== true && waysLeft === 0) {
      throw new AppError('invalid', 'This is your only way to sign in. Set a password first.', { reason: 'last_way_in' })
    }
    ctx.record({ targetKind: 'linked_identity', targetId: userId, before: identity, after: null })
  },
})
