import type { Target } from '../../../access/actions.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { decide } from '../../../access/rules.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { forgetAllAfterCommit, nowOf, organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { requireMembers } from '../member-store.ts'
import { requireName } from '../require-name.ts'
import {
  deleteGroupMember,
  deleteStoredGroup,
  findGroup,
  insertGroup,
  insertGroupMember,
  listGroupsOf,
  listMembersOfGroups,
  replaceGroupMembers,
  touchGroup,
} from './group-store.ts'
import type { GroupMember, GroupWithMembers } from './types.ts'

export type GroupTarget = Target & { group: GroupWithMembers }
export type GroupKey = { groupId: string }

export type ListGroups = { search?: string; page?: number; pageSize?: number; includeMembers?: number }
export type GroupPage = { groups: GroupWithMembers[]; total: number }

/** Groups of the organization by name, with so many of their members; an empty list for those who may not see them. */
export const listGroups = readOperation<IdentityCtx, ListGroups, Target & { organizationId: string }, GroupPage>({
  name: 'groups.list',
  action: 'organization.view',
  target: organizationTarget,
  async run(ctx, { search, page, pageSize, includeMembers = 0 }, target) {
    const { organizationId } = target
    if (ctx.actor.kind === 'user' && !decide(ctx.actor, 'group.view', target).allowed) return { groups: [], total: 0 }
    const found = await listGroupsOf(ctx.db, {
      organizationId,
      ...(search === undefined ? {} : { search }),
      ...(pageSize === undefined ? {} : { limit: pageSize, offset: ((page ?? 1) - 1) * pageSize }),
    })
    const ids = includeMembers > 0 ? found.groups.map(({ id }) => id) : []
    const members = await listMembersOfGroups(ctx.db, ids, { limit: includeMembers })
    return { total: found.total, groups: found.groups.map((group) => ({ ...group, members: members.get(group.id) ?? [] })) }
  },
})

/** A group with so many of its members, from `offset` on. */
export const getGroup = readOperation<IdentityCtx, GroupKey & { includeMembers?: number; offset?: number }, GroupTarget, GroupWithMembers>({
  name: 'groups.get',
  action: 'group.view',
  target: groupTarget,
  async run(ctx, { includeMembers = 0, offset = 0 }, { group }) {
    const members = includeMembers > 0 ? await listMembersOfGroups(ctx.db, [group.id], { limit: includeMembers, offset }) : new Map<string, GroupMember[]>()
    return { ...group, members: members.get(group.id) ?? [] }
  },
})

/** Everybody in a group, by name. */
export const getGroupMembers = readOperation<IdentityCtx, GroupKey, GroupTarget, GroupMember[]>({
  name: 'groups.members',
  action: 'group.view',
  target: groupTarget,
  run: async (ctx, _input, { group }) => (await listMembersOfGroups(ctx.db, [group.id])).get(group.id) ?? [],
})

/** Makes a group. `conflict` when the name is taken, `not_found` when one of the people is no member: then nothing is made. */
export const createGroup = writeOperation<IdentityCtx, { name: string; userIds?: readonly string[] }, Target & { organizationId: string }, GroupWithMembers>({
  name: 'groups.create',
  action: 'group.update',
  writes: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const name = requireName(input.name, 'A group')
    const userIds = await requireMembers(ctx.tx, organizationId, input.userIds ?? [])
    const id = newId()
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    if (!(await insertGroup(ctx.tx, { id, organizationId, name, createdBy, now: nowOf(ctx) }))) throw nameTaken()
    if (userIds.length > 0) await replaceGroupMembers(ctx.tx, id, userIds)
    ctx.record({ targetKind: 'group', targetId: id, before: null, after: { name, members: userIds } })
    forgetAllAfterCommit(ctx)
    return groupNow(ctx, organizationId, id)
  },
})

/** Renames a group; `userIds` become its members, and nobody else is one. */
export const updateGroup = writeOperation<IdentityCtx, GroupKey & { name?: string; userIds?: readonly string[] }, GroupTarget, GroupWithMembers>({
  name: 'groups.update',
  action: 'group.update',
  writes: true,
  target: groupTarget,
  async run(ctx, input, { group }) {
    const { id, organizationId } = group
    const name = input.name === undefined ? group.name : requireName(input.name, 'A group')
    const userIds = input.userIds === undefined ? undefined : await requireMembers(ctx.tx, organizationId, input.userIds)
    const before = (await listMembersOfGroups(ctx.tx, [id])).get(id) ?? []
    const updatedBy = ctx.actor.kind === 'user' ? ctx.actor.userId : null
    if (!(await touchGroup(ctx.tx, { id, organizationId, name, updatedBy, now: nowOf(ctx) }))) throw nameTaken()
    if (userIds !== undefined) await replaceGroupMembers(ctx.tx, id, userIds)
    const members = before.map(({ userId }) => userId)
    ctx.record({ targetKind: 'group', targetId: id, before: { name: group.name, members }, after: { name, members: userIds ?? members } })
    forgetAllAfterCommit(ctx)
    return groupNow(ctx, organizationId, id)
  },
})

/** Renames a group, puts people into it and takes others out, all of it or nothing. Who is in it already, or not in it, stays so. */
export const editGroup = writeOperation<
  IdentityCtx,
  GroupKey & { name?: string; add: readonly string[]; remove: readonly string[] },
  GroupTarget,
  GroupWithMembers
>({
  name: 'groups.edit',
  action: 'group.update',
  writes: true,
  target: groupTarget,
  async run(ctx, { groupId, name, add, remove }, { group }) {
    if (name !== undefined && name !== group.name) await perform(updateGroup, ctx, { groupId, name })
    for (const userId of add) await perform(addGroupMember, ctx, { groupId, userId })
    for (const userId of remove) await perform(removeGroupMember, ctx, { groupId, userId })
    return groupNow(ctx, group.organizationId, group.id)
  },
})

/** Deletes a group; its members lose what they had by it. */
export const deleteGroup = writeOperation<IdentityCtx, GroupKey, GroupTarget, void>({
  name: 'groups.delete',
  action: 'group.update',
  writes: true,
  target: groupTarget,
  async run(ctx, _input, { group }) {
    const members = (await listMembersOfGroups(ctx.tx, [group.id])).get(group.id) ?? []
    await deleteStoredGroup(ctx.tx, group.id)
    ctx.record({ targetKind: 'group', targetId: group.id, before: { name: group.name, members: members.map(({ userId }) => userId) }, after: null })
    forgetAllAfterCommit(ctx)
  },
})

/** Puts a member of the organization into a group; `added` is false when they are in it already. */
export const addGroupMember = writeOperation<IdentityCtx, GroupKey & { userId: string }, GroupTarget, { added: boolean }>({
  name: 'groups.add_member',
  action: 'group.update',
  writes: true,
  target: groupTarget,
  async run(ctx, input, { group }) {
    const [userId = input.userId] = await requireMembers(ctx.tx, group.organizationId, [input.userId])
    const added = await insertGroupMember(ctx.tx, group.id, userId)
    if (!added) return { added }
    ctx.record({ targetKind: 'group', targetId: group.id, before: { member: null }, after: { member: userId } })
    forgetAllAfterCommit(ctx)
    return { added }
  },
})

/** Takes a person out of a group; `removed` is false when they are not in it. */
export const removeGroupMember = writeOperation<IdentityCtx, GroupKey & { userId: string }, GroupTarget, { removed: boolean }>({
  name: 'groups.remove_member',
  action: 'group.update',
  writes: true,
  target: groupTarget,
  async run(ctx, { userId }, { group }) {
    const removed = await deleteGroupMember(ctx.tx, group.id, userId)
    if (!removed) return { removed }
    ctx.record({ targetKind: 'group', targetId: group.id, before: { member: userId }, after: { member: null } })
    forgetAllAfterCommit(ctx)
    return { removed }
  },
})

/** A group of the caller's organization as a target; of any other it is `not_found`, as if it were not there. */
export async function groupTarget(ctx: IdentityCtx, { groupId }: GroupKey): Promise<GroupTarget> {
  const { organizationId } = await organizationTarget(ctx)
  const group = await findGroup(ctx.db, organizationId, groupId)
  if (group === null) throw new AppError('not_found', 'There is no such group in your organization', { reason: 'group_missing' })
  return { organizationId, group: { ...group, members: [] } }
}

async function groupNow(ctx: IdentityCtx & { tx: Parameters<typeof findGroup>[0] }, organizationId: string, id: string): Promise<GroupWithMembers> {
  const group = await findGroup(ctx.tx, organizationId, id)
  if (group === null) throw new Error('a group vanished inside its own transaction')
  return { ...group, members: (await listMembersOfGroups(ctx.tx, [id])).get(id) ?? [] }
}

const nameTaken = (): AppError => new AppError('conflict', 'Group name already exists', { reason: 'name_taken' })
