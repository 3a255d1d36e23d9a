import { writeOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/schema.ts'
import { AppError } from '../../platform/errors.ts'
import { forgetAfterCommit, type IdentityCtx } from '../identity/identity-ctx.ts'
import type { ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { removeSpaceMember, saveSpaceMember, strangersAmong } from './space-member-store.ts'

/** Gives a person of the organization a role in a space, whatever it was before. `not_found` for anybody else. */
export const addSpaceAccess = writeOperation<ContentCtx & IdentityCtx, ContentKey & { userId: string; role: SpaceRole }, ContentTarget<SpaceSpec>, void>({
  name: 'spaces.add_access',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { userId, role }, { resource }) {
    const strangers = await strangersAmong(ctx.tx, resource.organizationId, [userId])
    if (strangers.length > 0) throw new AppError('not_found', 'There is no such person in your organization', { reason: 'person_missing' })
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
