import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import { listGroupsOfPeople } from './groups/group-store.ts'
import { forgetAfterCommit, nowOf, organizationTarget, type IdentityCtx } from './identity-ctx.ts'
import { changeRole, requireOtherAdmin } from './member-changes.ts'
import { findMember, listMembersOf } from './member-store.ts'
import { requireProofInSession } from './require-proof.ts'
import type { Member } from './types.ts'
import { deleteUser } from './user-store.ts'

export type ListMembers = { search?: string; projectId?: string; page?: number; pageSize?: number; withGroups?: boolean }
export type MemberPage = { members: Member[]; total: number }

/** Members of the caller's organization by name: all of them, or a page (from 1). */
export const listMembers = readOperation<IdentityCtx, ListMembers, Target & { organizationId: string }, MemberPage>({
  name: 'identity.listMembers',
  action: 'member.view',
  target: organizationTarget,
  async run(ctx, { search, projectId, page, pageSize, withGroups }, target) {
    const { organizationId } = target
    const found = await listMembersOf(ctx.db, {
      organizationId,
      now: nowOf(ctx),
      ...(search === undefined ? {} : { search }),
      ...(projectId === undefined ? {} : { projectId }),
      ...(pageSize === undefined ? {} : { limit: pageSize, offset: ((page ?? 1) - 1) * pageSize }),
    })
    const maySeeGroups = ctx.actor.kind === 'user' && decide(ctx.actor, 'group.view', target).allowed
    if (withGroups !== true || !maySeeGroups) return found
    const groups = await listGroupsOfPeople(
      ctx.db,
      found.members.map(({ userId }) => userId),
    )
    return { total: found.total, members: found.members.map((member) => ({ ...member, groups: groups.get(member.userId) ?? [] })) }
  },
})

/** One member of the caller's organization; anybody else is `not_found`. */
export const getMember = readOperation<IdentityCtx, { userId: string }, Target & { member: Member }, Member>({
  name: 'identity.getMember',
  action: 'member.view',
  target: memberTarget,
  run: async (_ctx, _input, { member }) => member,
})

/**
 * Changes a member's role in the organization. Their sessions end. `forbidden`: `last_admin` for the last admin,
 * `proof_needed` for who makes somebody one.
 */
export const updateMemberRole = writeOperation<IdentityCtx, { userId: string; role: OrganizationRole }, Target & { member: Member }, Member>({
  name: 'identity.updateMemberRole',
  action: 'member.update',
  writes: true,
  async target(ctx, input) {
    const target = await memberTarget(ctx, input)
    if (input.role === 'admin' && target.member.role !== 'admin') await requireProofInSession(ctx)
    return target
  },
  async run(ctx, { role }, { member }) {
    if (role === member.role) return member
    await changeRole(ctx, member, role)
    ctx.record({ targetKind: 'member', targetId: member.userId, before: { role: member.role }, after: { role } })
    return { ...member, role }
  },
})

/** Removes a member and their account; what they made stays. `forbidden` (`last_admin`) for the last admin. */
export const removeMember = writeOperation<IdentityCtx, { userId: string }, Target & { member: Member }, void>({
  name: 'identity.removeMember',
  action: 'member.update',
  writes: true,
  target: memberTarget,
  async run(ctx, _input, { member }) {
    await requireOtherAdmin(ctx, member)
    await deleteUser(ctx.tx, member.userId)
    ctx.record({ targetKind: 'member', targetId: member.userId, before: { email: member.email, role: member.role }, after: null })
    forgetAfterCommit(ctx, member.userId)
  },
})

/** A member of the caller's organization as a target; anybody else is `not_found`. */
export async function memberTarget(ctx: IdentityCtx, input: { userId: string }): Promise<Target & { member: Member }> {
  const { organizationId } = await organizationTarget(ctx)
  const member = await findMember(ctx.db, organizationId, input.userId, nowOf(ctx))
  if (member === null) throw new AppError('not_found', 'There is no such member in your organization', { reason: 'member_missing' })
  return { organizationId, member }
}
