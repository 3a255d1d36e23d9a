import type { Ctx, WriteCtx } from '../../access/operation.ts'
import { highestSpaceRole } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { Container } from '../../resources/resource.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from './content-target.ts'
import { inheritsAccess, type PlannedSpace } from './plan-space-change.ts'
import { listGroupsOfSpaces, listMembersOfSpace, saveSpaceGroup, saveSpaceMember } from './space-member-store.ts'
import { spacesAbove, spacesBelow } from './space-tree-store.ts'

/** Spaces in one another, counted from the top. */
export const deepest = 10

/** A space to put another one into, with the right to. Throws `not_found`, `forbidden`. */
export async function parentTarget(ctx: Ctx, projectId: string, parentId: string): Promise<ContentTarget<SpaceSpec>> {
  const parent = await contentTarget(ctx, spaceKind, { idOrSlug: parentId, projectId })
  requireAction(ctx, 'space.nest', parent)
  return parent
}

/**
 * Throws `forbidden` where a space would begin to have the access of one that the caller may not see: from then on they
 * would see its people.
 */
export function requireInheritable(ctx: Ctx, { space, parent, plan }: { space: Container; parent: ContentTarget<SpaceSpec> | null; plan: PlannedSpace }): void {
  if (parent !== null && plan.inherits && !inheritsAccess(space)) requireAction(ctx, 'space.view', parent)
}

/** Throws `invalid` (`space_cycle`, `space_depth`) where a space cannot be put; null is one that is still to be made. */
export async function checkPlace(ctx: Ctx & WriteCtx, spaceId: string | null, parentId: string): Promise<void> {
  const above = [...(await spacesAbove(ctx.tx, parentId)), parentId]
  if (spaceId !== null && above.includes(spaceId)) {
    throw new AppError('invalid', 'A space cannot be put into itself, nor into a space inside of it', { reason: 'space_cycle' })
  }
  const below = spaceId === null ? [] : await spacesBelow(ctx.tx, spaceId)
  if (above.length + 1 + Math.max(0, ...below.map(({ steps }) => steps)) > deepest) {
    throw new AppError('invalid', `Spaces can be ${deepest} deep at most. Choose a place further up.`, { reason: 'space_depth' })
  }
}

/** Makes what a space has from those above it its own: everybody and every group with the highest role of the chain. */
export async function copyInheritedAccess(ctx: Ctx & WriteCtx, { id, chain }: Container): Promise<void> {
  const roles = new Map<string, Parameters<typeof saveSpaceMember>[1]['role']>()
  for (const spaceId of chain) {
    for (const { userId, role } of await listMembersOfSpace(ctx.tx, spaceId)) roles.set(userId, highestSpaceRole([role, roles.get(userId)]) ?? role)
  }
  for (const [userId, role] of roles) await saveSpaceMember(ctx.tx, { spaceId: id, userId, role })
  const groups: typeof roles = new Map()
  for (const { groupId, role } of await listGroupsOfSpaces(ctx.tx, chain)) groups.set(groupId, highestSpaceRole([role, groups.get(groupId)]) ?? role)
  for (const [groupId, role] of groups) await saveSpaceGroup(ctx.tx, { spaceId: id, groupId, role })
}
