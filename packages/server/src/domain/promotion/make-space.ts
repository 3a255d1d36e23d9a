import type { WriteCtx } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { insertResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { spaceKind, type SpaceSpec } from '../content/content-kinds.ts'
import { loggedState } from '../content/logged-state.ts'
import { inheritsAccess } from '../content/plan-space-change.ts'
import { listGroupsOfSpaces, listMembersOfSpace, saveSpaceGroup, saveSpaceMember } from '../content/space-member-store.ts'
import { checkPlace } from '../content/space-place.ts'
import { setInherits, settleChains } from '../content/space-tree-store.ts'
import { forgetAllAfterCommit, type IdentityCtx } from '../identity/identity-ctx.ts'

/**
 * A space like another one in a project, with its slug and with the people and groups that it names. Under `lockSpaceTree`. Throws `invalid` (`space_depth`), `conflict` (`slug_taken`).
 */
export async function makeSpace(
  ctx: ContentCtx & IdentityCtx & WriteCtx,
  source: Resource<SpaceSpec>,
  place: { projectId: string; /** Null: at the top. */ parentId: string | null; /** Whether whoever makes it is admin of it. */ isOwn: boolean },
): Promise<string> {
  const { projectId, parentId, isOwn } = place
  if (parentId !== null) await checkPlace(ctx, null, parentId)
  const author = authorOf(ctx)
  const { organizationId, name, description, slug, spec } = source
  const id = await insertResource(ctx.tx, spaceKind, {
    organizationId,
    projectId,
    spaceId: parentId,
    dashboardId: null,
    name,
    description,
    slug,
    spec,
    ...author,
  })
  const inherits = parentId !== null && inheritsAccess(source.space)
  if (inherits) {
    await setInherits(ctx.tx, id, true)
    await settleChains(ctx.tx, id)
  }
  const members = new Map<string, SpaceRole>((await listMembersOfSpace(ctx.tx, source.id)).map(({ userId, role }) => [userId, role]))
  if (isOwn && author.authorId !== null) members.set(author.authorId, 'admin')
  for (const [userId, role] of members) await saveSpaceMember(ctx.tx, { spaceId: id, userId, role })
  const groups = await listGroupsOfSpaces(ctx.tx, [source.id])
  for (const { groupId, role } of groups) await saveSpaceGroup(ctx.tx, { spaceId: id, groupId, role })
  forgetAllAfterCommit(ctx)
  const made = await findResource(ctx.tx, spaceKind, { idOrSlug: id })
  if (made === null || made.slug !== slug) {
    throw new AppError('conflict', `Somebody just made another space with the slug "${slug}" there. Look at the changes again.`, { reason: 'slug_taken' })
  }
  ctx.record({
    targetKind: 'space',
    targetId: id,
    projectId,
    before: null,
    after: {
      ...loggedState(made),
      parentId,
      inherits,
      isPrivate: made.space.isPrivate,
      access: Object.fromEntries(members),
      groups: Object.fromEntries(groups.map(({ groupId, role }) => [groupId, role])),
      copyOf: source.id,
    },
  })
  return id
}
