import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { deleteStoredGroup, insertGroup, touchGroup } from '../groups/group-store.ts'
import { forgetAllAfterCommit, nowOf, organizationTarget, personOf, type IdentityCtx } from '../identity-ctx.ts'
import { requireName } from '../require-name.ts'
import { findScimGroup, listScimGroups, lockGroup, replacePeopleOf, upsertManagedGroup } from './scim-group-store.ts'
import { visibleAmong } from './scim-user-store.ts'
import type { ScimGroup, ScimGroupWish, ScimQuery } from './types.ts'

type Organization = Target & { organizationId: string }
type Found = Organization & { group: ScimGroup }
type Ctx = IdentityCtx & WriteCtx
type Key = { groupId: string }

/** Groups of the organization with the people in them. */
export const listProviderGroups = readOperation<IdentityCtx, ScimQuery, Organization, { groups: ScimGroup[]; total: number }>({
  name: 'scim.list_groups',
  action: 'scim.provision',
  target: organizationTarget,
  run: (ctx, query, { organizationId }) => listScimGroups(ctx.db, organizationId, query),
})

/** A group of the organization as the provider sees it. */
export const getScimGroup = readOperation<IdentityCtx, Key, Found, ScimGroup>({
  name: 'scim.get_group',
  action: 'scim.provision',
  target: groupTarget,
  run: async (_ctx, _input, { group }) => group,
})

/** Makes a group. `conflict` (`name_taken`), `invalid` (`invalidValue`) when one of the members is nobody here: then nothing is made. */
export const createScimGroup = writeOperation<IdentityCtx, ScimGroupWish, Organization, ScimGroup>({
  name: 'scim.create_group',
  action: 'scim.provision',
  writes: true,
  target: organizationTarget,
  async run(ctx, wish, { organizationId }) {
    const id = newId()
    const name = requireName(wish.name, 'A group')
    const now = nowOf(ctx)
    if (!(await insertGroup(ctx.tx, { id, organizationId, name, createdBy: personOf(ctx).userId, now }))) throw nameTaken(name)
    await replacePeopleOf(ctx.tx, id, await requirePeople(ctx, organizationId, wish.memberIds))
    await upsertManagedGroup(ctx.tx, { groupId: id, externalId: wish.externalId, now })
    const group = await groupNow(ctx, organizationId, id)
    ctx.record({ targetKind: 'group', targetId: id, before: null, after: loggable(group) })
    forgetAllAfterCommit(ctx)
    return group
  },
})

/** Makes a group what `change` says of it as it is now, one change after the other. */
export const changeScimGroup = writeOperation<IdentityCtx, Key & { change: (group: ScimGroup) => ScimGroupWish }, Found, ScimGroup>({
  name: 'scim.change_group',
  action: 'scim.provision',
  writes: true,
  target: groupTarget,
  async run(ctx, { change }, { organizationId, group: { id } }) {
    await lockGroup(ctx.tx, id)
    const before = await groupNow(ctx, organizationId, id)
    const wish = change(before)
    const name = requireName(wish.name, 'A group')
    const now = nowOf(ctx)
    if (!(await touchGroup(ctx.tx, { id, organizationId, name, updatedBy: personOf(ctx).userId, now }))) throw nameTaken(name)
    await replacePeopleOf(ctx.tx, id, await requirePeople(ctx, organizationId, wish.memberIds))
    await upsertManagedGroup(ctx.tx, { groupId: id, externalId: wish.externalId, now })
    const after = await groupNow(ctx, organizationId, id)
    ctx.record({ targetKind: 'group', targetId: id, before: loggable(before), after: loggable(after) })
    forgetAllAfterCommit(ctx)
    return after
  },
})

/** Deletes a group; its members lose what they had by it. */
export const deleteScimGroup = writeOperation<IdentityCtx, Key, Found, void>({
  name: 'scim.delete_group',
  action: 'scim.provision',
  writes: true,
  target: groupTarget,
  async run(ctx, _input, { group }) {
    await deleteStoredGroup(ctx.tx, group.id)
    ctx.record({ targetKind: 'group', targetId: group.id, before: loggable(group), after: null })
    forgetAllAfterCommit(ctx)
  },
})

async function groupTarget(ctx: IdentityCtx, { groupId }: Key): Promise<Found> {
  const { organizationId } = await organizationTarget(ctx)
  const group = await findScimGroup(ctx.db, organizationId, groupId)
  if (group === null) throw missing(groupId)
  return { organizationId, group }
}

async function groupNow(ctx: Ctx, organizationId: string, id: string): Promise<ScimGroup> {
  const group = await findScimGroup(ctx.tx, organizationId, id)
  if (group === null) throw missing(id)
  return group
}

async function requirePeople(ctx: Ctx, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))]
  const known = await visibleAmong(ctx.tx, organizationId, wanted)
  const strangers = wanted.filter((id) => !known.has(id))
  if (strangers.length === 0) return wanted
  throw new AppError('invalid', `There is no such user to be a member: ${strangers.slice(0, 5).join(', ')}`, { reason: 'invalidValue' })
}

const loggable = ({ name, externalId, members }: ScimGroup): object => ({ name, externalId, members: members.map(({ userId }) => userId) })
const missing = (id: string): AppError => new AppError('not_found', `There is no group ${id}`, { reason: 'group_missing' })
const nameTaken = (name: string): AppError => new AppError('conflict', `There is a group "${name}" already`, { reason: 'name_taken' })
