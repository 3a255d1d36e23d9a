import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
import { isAppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { listProjects } from '../projects/list-projects.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, scopeOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { createSpace, type CreateSpace } from './create-space.ts'
import { addSpaceAccess, addSpaceGroup, revokeSpaceAccess, revokeSpaceGroup } from './space-access.ts'
import { listGroupsOfSpaces, listMembersOfSpaces } from './space-member-store.ts'
import { updateSpace } from './update-space.ts'

/** A space with the people and groups that have a role of their own in it. */
export type SharedSpace = { space: Resource; people: { userId: string; role: SpaceRole }[]; groups: { groupId: string; role: SpaceRole }[] }

/** Roles to give and, where null, to take away. */
export type SpaceShares = { people: readonly { userId: string; role: SpaceRole | null }[]; groups: readonly { groupId: string; role: SpaceRole | null }[] }

/** Spaces of all projects that the caller may view, as far as they may see them. In no order. */
export async function listSharedSpaces(ctx: ContentCtx): Promise<SharedSpace[]> {
  const spaces: SharedSpace[] = []
  for (const { id: projectId } of await perform(listProjects, ctx, {})) {
    try {
      spaces.push(...(await perform(listSharedSpacesOf, ctx, { projectId })))
    } catch (error) {
      // One may be told of a project without being let see what is in it; what a token lacks, it lacks everywhere.
      if (!isAppError(error) || error.code !== 'forbidden' || error.details.reason === 'scope') throw error
    }
  }
  return spaces
}

const listSharedSpacesOf = readOperation<ContentCtx, { projectId: string }, ProjectTarget, SharedSpace[]>({
  name: 'spaces.list_shared',
  action: 'space.list',
  target: projectTarget,
  run: async (ctx, { projectId }) => withShares(ctx, await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: scopeOf(ctx, projectId), projectId })),
})

/** One space with its own people and groups. */
export const getSharedSpace = readOperation<ContentCtx, ContentKey, ContentTarget<SpaceSpec>, SharedSpace>({
  name: 'spaces.get_shared',
  action: 'space.view',
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  run: (ctx, _key, { resource }) => sharedNow(ctx, resource),
})

/** Makes a space and gives people and groups roles in it, all of it or nothing. */
export const createSharedSpace = writeOperation<ContentCtx & IdentityCtx, CreateSpace & SpaceShares, ProjectTarget, SharedSpace>({
  name: 'spaces.create_shared',
  action: 'space.create',
  writes: true,
  target: projectTarget,
  async run(ctx, { people, groups, ...wish }) {
    const access = people.flatMap(({ userId, role }) => (role === null ? [] : [{ userId, role }]))
    const space = await perform(createSpace, ctx, { ...wish, access })
    for (const { groupId, role } of groups) if (role !== null) await perform(addSpaceGroup, ctx, { idOrSlug: space.id, groupId, role })
    return sharedNow(ctx, space)
  },
})

type EditSpace = ContentKey & SpaceShares & { name?: string; description?: string; isPrivate?: boolean }

/** Changes name and openness of a space, and who has a role of their own in it, all of it or nothing. Who has none, and is to have none, stays so. */
export const editSharedSpace = writeOperation<ContentCtx & IdentityCtx, EditSpace, ContentTarget<SpaceSpec>, SharedSpace>({
  name: 'spaces.edit_shared',
  action: 'space.manage',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  async run(ctx, { people, groups, idOrSlug: _idOrSlug, projectId: _projectId, ...change }, { resource }) {
    const key = { idOrSlug: resource.id }
    if (Object.keys(change).length > 0) await perform(updateSpace, ctx, { ...key, ...change })
    const { people: now, groups: groupsNow } = await sharedNow(ctx, resource)
    for (const { userId, role } of people) {
      if (role !== null) await perform(addSpaceAccess, ctx, { ...key, userId, role })
      else if (now.some((one) => one.userId === userId)) await perform(revokeSpaceAccess, ctx, { ...key, userId })
    }
    for (const { groupId, role } of groups) {
      if (role !== null) await perform(addSpaceGroup, ctx, { ...key, groupId, role })
      else if (groupsNow.some((one) => one.groupId === groupId)) await perform(revokeSpaceGroup, ctx, { ...key, groupId })
    }
    const [space = resource] = await listResources(ctx.tx, { kinds: [spaceKind.kind], scope: { all: true }, ids: [resource.id] })
    return sharedNow(ctx, space)
  },
})

async function sharedNow(ctx: ContentCtx, space: Resource): Promise<SharedSpace> {
  const [shared] = await withShares(ctx, [space])
  if (shared === undefined) throw new Error('a space vanished while it was shown')
  return shared
}

async function withShares(ctx: ContentCtx, spaces: readonly Resource[]): Promise<SharedSpace[]> {
  if (spaces.length === 0) return []
  const ids = spaces.map(({ id }) => id)
  const [people, groups] = await Promise.all([listMembersOfSpaces(storeOf(ctx), ids), listGroupsOfSpaces(storeOf(ctx), ids)])
  return spaces.map((space) => ({
    space,
    people: people.flatMap(({ spaceId, userId, role }) => (spaceId === space.id ? [{ userId, role }] : [])),
    groups: groups.flatMap(({ spaceId, groupId, role }) => (spaceId === space.id ? [{ groupId, role }] : [])),
  }))
}
