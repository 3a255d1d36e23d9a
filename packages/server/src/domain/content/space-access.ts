import { writeOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { requireGroups } from '../identity/groups/group-store.ts'
import { forgetAfterCommit, forgetAllAfterCommit, type IdentityCtx } from '../identity/identity-ctx.ts'
import { requireMembers } from '../identity/member-store.ts'
import type { ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { removeSpaceGroup, removeSpaceMember, saveSpaceGroup, saveSpaceMember } from './space-member-store.ts'

/** Gives a person of the organization a role in a space, whatever it was before. `not_found` for anybody else. */
export const addSpaceAccess = writeOperation<ContentCtx & IdentityCtx, ContentKey & { userId: string; role: SpaceRole }, ContentTarget<SpaceSpec>, void>({
  name: 'spaces.add_access',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { userId, role }, { resource }) {
    await requireMembers(ctx.tx, resource.organizationId, [userId])
    const before = await removeSpaceMember(ctx.tx, resource.id, userId)
    await saveSpaceMember(ctx.tx, { spaceId: resource.id, userId, role })
    forgetAfterCommit(ctx, userId)
    ctx.record({ targetKind: 'space', targetId: resource.id, before: { access: { [userId]: before } }, after: { access: { [userId]: role } } })
  },
})

/** Takes a person's own role in a space away; what they have by project or organization stays. */
export const revokeSpaceAccess = writeOperation<ContentCtx & IdentityCtx, ContentKey & { userId: string }, ContentTarget<SpaceSpec>, void>({
  name: 'spaces.revoke_access',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { userId }, { resource }) {
    const before = await removeSpaceMember(ctx.tx, resource.id, userId)
    if (before === null) throw new AppError('not_found', 'This person has no role of their own in the space', { reason: 'person_missing' })
    forgetAfterCommit(ctx, userId)
    ctx.record({ targetKind: 'space', targetId: resource.id, before: { access: { [userId]: before } }, after: { access: { [userId]: null } } })
  },
})

/** Gives a group of the organization a role in a space, whatever it was before. `not_found` for any other. */
export const addSpaceGroup = writeOperation<ContentCtx & IdentityCtx, ContentKey & { groupId: string; role: SpaceRole }, ContentTarget<SpaceSpec>, void>({
  name: 'spaces.add_group',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { groupId, role }, { resource }) {
    await requireGroups(ctx.tx, resource.organizationId, [groupId])
    const before = await removeSpaceGroup(ctx.tx, resource.id, groupId)
    await saveSpaceGroup(ctx.tx, { spaceId: resource.id, groupId, role })
    forgetAllAfterCommit(ctx)
    ctx.record({ targetKind: 'space', targetId: resource.id, before: { groups: { [groupId]: before } }, after: { groups: { [groupId]: role } } })
  },
})

/** Takes a group's role in a space away. */
export const revokeSpaceGroup = writeOperation<ContentCtx & IdentityCtx, ContentKey & { groupId: string }, ContentTarget<SpaceSpec>, void>({
  name: 'spaces.revoke_group',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { groupId }, { resource }) {
    const before = await removeSpaceGroup(ctx.tx, resource.id, groupId)
    if (before === null) throw new AppError('not_found', 'This group has no role in the space', { reason: 'group_missing' })
    forgetAllAfterCommit(ctx)
    ctx.record({ targetKind: 'space', targetId: resource.id, before: { groups: { [groupId]: before } }, after: { groups: { [groupId]: null } } })
  },
})
