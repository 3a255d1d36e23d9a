import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { forgetAfterCommit, nowOf, personOf, type IdentityCtx } from './identity-ctx.ts'
import { endImpersonationsOf } from './impersonation/impersonation-store.ts'
import { findFootprint, type Footprint } from './footprint-store.ts'
import { lastAdmin, memberTarget } from './members.ts'
import { countOtherAdmins } from './organization-store.ts'
import { deleteSessionsOf } from './session-store.ts'
import { deleteSignInLinksOf } from './sign-in-link-store.ts'
import type { Member } from './types.ts'
import { updateUser } from './user-store.ts'

/**
 * Locks a member out, with what they made and may do kept for their return, or lets them back in. Their sessions end,
 * their tokens sleep. `forbidden` (`last_admin`), `invalid` (`self`, `pending`).
 */
export const setMemberActive = writeOperation<IdentityCtx, { userId: string; isActive: boolean }, Target & { member: Member }, Member>({
  name: 'identity.setMemberActive',
  action: 'member.update',
  writes: true,
  target: memberTarget,
  async run(ctx, { isActive }, { member }) {
    const { userId } = member
    if (isActive === member.isActive) return member
    if (userId === personOf(ctx).userId) throw new AppError('invalid', 'Ask another administrator to deactivate you', { reason: 'self' })
    if (member.isPending) throw new AppError('invalid', 'A pending member cannot be deactivated. Remove them instead.', { reason: 'pending' })
    if (!isActive && (await countOtherAdmins(ctx.tx, member.organizationId, userId)) === 0) throw lastAdmin()
    await updateUser(ctx.tx, userId, { isActive }, nowOf(ctx))
    await deleteSessionsOf(ctx.tx, userId, null)
    await deleteSignInLinksOf(ctx.tx, userId, 'password_reset')
    for (const actorId of await endImpersonationsOf(ctx.tx, userId, nowOf(ctx))) forgetAfterCommit(ctx, actorId)
    ctx.record({ targetKind: 'member', targetId: userId, before: { isActive: member.isActive }, after: { isActive } })
    forgetAfterCommit(ctx, userId)
    return { ...member, isActive }
  },
})

/** What hangs on a member: for whoever is about to remove or deactivate them. */
export const getMemberFootprint = readOperation<IdentityCtx, { userId: string }, Target & { member: Member }, Footprint>({
  name: 'identity.getMemberFootprint',
  action: 'member.update',
  target: memberTarget,
  run: (ctx, _input, { member }) => findFootprint(ctx.db, member.userId, nowOf(ctx)),
})
