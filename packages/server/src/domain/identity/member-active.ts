import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { nowOf, personOf, type IdentityCtx } from './identity-ctx.ts'
import { findFootprint, type Footprint } from './footprint-store.ts'
import { deactivate, reactivate } from './member-changes.ts'
import { memberTarget } from './members.ts'
import { requireProofInSession } from './require-proof.ts'
import type { Member } from './types.ts'

/**
 * Locks a member out, with what they made and may do kept for their return, or lets them back in. Their sessions end,
 * their tokens sleep. `forbidden` (`last_admin`; `proof_needed` for letting an administrator back in, as for making one),
 * `invalid` (`self`, `pending`).
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
    if (isActive && member.role === 'admin') await requireProofInSession(ctx)
    await (isActive ? reactivate(ctx, member) : deactivate(ctx, member))
    ctx.record({ targetKind: 'member', targetId: userId, before: { isActive: member.isActive }, after: { isActive } })
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
