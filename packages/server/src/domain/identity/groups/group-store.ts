import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { likePattern } from '../../../platform/db/like-pattern.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { Group, GroupGrants, GroupMember } from './types.ts'

export type GroupFilter = { organizationId: string; search?: string; limit?: number; offset?: number }

const groups = (db: Db | Tx) =>
  db
    .selectFrom('groups as g')
    .select(['g.id', 'g.organization_id', 'g.name', 'g.created_by', 'g.updated_by', 'g.created_at', 'g.updated_at'])
    .select(sql<number>`(select count(*)::int from group_members gm where gm.group_id = g.id)`.as('member_count'))
    .select(sql<boolean>`exists (select 1 from scim_groups s where s.group_id = g.id)`.as('is_scim_managed'))

/** Groups by name, with their number before `limit` and `offset`. */
export async function listGroupsOf(db: Db | Tx, { organizationId, search = '', limit, offset = 0 }: GroupFilter): Promise<{ groups: Group[]; total: number }> {
  let query = groups(db).where('g.organization_id', '=', organizationId)
  if (search.trim() !== '') query = query.where('g.name', 'ilike', likePattern(search.trim()))
  const counted = await query
    .clearSelect()
    .select((build) => build.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  let page = query.orderBy(sql`lower(g.name)`).orderBy('g.id')
  if (limit !== undefined) page = page.limit(limit).offset(offset)
  return { groups: (await page.execute()).map(toGroup), total: Number(counted.count) }
}

/** One group of an organization, or null. */
export async function findGroup(db: Db | Tx, organizationId: string, id: string): Promise<Group | null> {
  if (!isUuid(id)) return null
  const row = await groups(db).where('g.organization_id', '=', organizationId).where('g.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toGroup(row)
}

/** Throws `not_found` naming those of the ids that are no groups of the organization. */
export async function requireGroups(db: Db | Tx, organizationId: string, groupIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from groups where organization_id = ${organizationId} and id = any(${groupIds.filter(isUuid)}::uuid[])`.execute(db)
  const known = new Set(rows.map(({ id }) => id))
  const strangers = groupIds.filter((id) => !known.has(id.toLowerCase()))
  if (strangers.length === 0) return
  throw new AppError('not_found', `There is no such group in your organization: ${strangers.slice(0, 5).join(', ')}`, { reason: 'group_missing' })
}

export type NewGroup = { id: string; organizationId: string; name: string; createdBy: string | null; now: Date }

/** Stores a group; false when the organization has one of that name. */
export async function insertGroup(tx: Tx, group: NewGroup): Promise<boolean> {
  const row = await tx
    .insertInto('groups')
    .values({
      id: group.id,
      organization_id: group.organizationId,
      name: group.name,
      created_by: group.createdBy,
      updated_by: group.createdBy,
      created_at: group.now,
      updated_at: group.now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes a change of a group, its name if there is a new one. False when another group has that name. */
export async function touchGroup(tx: Tx, group: { id: string; organizationId: string; name: string; updatedBy: string | null; now: Date }): Promise<boolean> {
  const row = await tx
    .updateTable('groups')
    .set({ name: group.name, updated_by: group.updatedBy, updated_at: group.now })
    .where('id', '=', group.id)
    .where((build) =>
      build.not(
        build.exists(
          build
            .selectFrom('groups as other')
            .select('other.id')
            .where('other.organization_id', '=', group.organizationId)
            .where('other.name', '=', group.name)
            .where('other.id', '!=', group.id),
        ),
      ),
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteStoredGroup(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('groups').where('id', '=', id).execute()
}

/** Members of groups by name, at most `limit` of each from `offset` on, by group id. */
export async function listMembersOfGroups(
  db: Db | Tx,
  groupIds: readonly string[],
  { limit = null, offset = 0 }: { limit?: number | null; offset?: number } = {},
): Promise<Map<string, GroupMember[]>> {
  const byGroup = new Map<string, GroupMember[]>(groupIds.map((id) => [id, []]))
  if (groupIds.length === 0) return byGroup
  const { rows } = await sql<GroupMember & { groupId: string }>`
    select * from (
      select gm.group_id as "groupId", u.id as "userId", u.email, u.first_name as "firstName", u.last_name as "lastName",
             row_number() over (partition by gm.group_id order by lower(u.first_name), lower(u.last_name), u.id) as place
        from group_members gm join users u on u.id = gm.user_id
       where gm.group_id = any(${[...groupIds]}::uuid[])) m
     where m.place > ${offset} and (${limit}::int is null or m.place <= ${offset} + ${limit}::int)
     order by m.place`.execute(db)
  for (const { groupId, userId, email, firstName, lastName } of rows) byGroup.get(groupId)?.push({ userId, email, firstName, lastName })
  return byGroup
}

/** The groups of people by name, by user id. */
export async function listGroupsOfPeople(db: Db | Tx, userIds: readonly string[]): Promise<Map<string, { id: string; name: string }[]>> {
  const byPerson = new Map<string, { id: string; name: string }[]>(userIds.map((id) => [id, []]))
  const { rows } = await sql<{ userId: string; id: string; name: string }>`
    select gm.user_id as "userId", g.id, g.name from group_members gm join groups g on g.id = gm.group_id
     where gm.user_id = any(${[...userIds]}::uuid[]) order by lower(g.name), g.id`.execute(db)
  for (const { userId, id, name } of rows) byPerson.get(userId)?.push({ id, name })
  return byPerson
}

/** Puts a person into a group; false when they are in it already. */
export async function insertGroupMember(tx: Tx, groupId: string, userId: string): Promise<boolean> {
  const row = await tx
    .insertInto('group_members')
    .values({ group_id: groupId, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Takes a person out of a group; false when they are not in it. */
export async function deleteGroupMember(tx: Tx, groupId: string, userId: string): Promise<boolean> {
  if (!isUuid(userId)) return false
  const row = await tx.deleteFrom('group_members').where('group_id', '=', groupId).where('user_id', '=', userId).returning('user_id').executeTakeFirst()
  return row !== undefined
}

/** Makes these people the members of a group, and nobody else. */
export async function replaceGroupMembers(tx: Tx, groupId: string, userIds: readonly string[]): Promise<void> {
  await sql`delete from group_members where group_id = ${groupId} and user_id <> all(${[...userIds]}::uuid[])`.execute(tx)
  await sql`insert into group_members (group_id, user_id) select ${groupId}, unnest(${[...userIds]}::uuid[]) on conflict do nothing`.execute(tx)
}

/** Roles in projects and spaces and values of attributes that a group has, by name. Spaces in the trash do not count. */
export async function listGrantsOfGroup(db: Db | Tx, groupId: string): Promise<GroupGrants> {
  const projects = await db
    .selectFrom('project_groups as g')
    .innerJoin('projects as p', 'p.id', 'g.project_id')
    .select(['p.id as projectId', 'p.name', 'g.role'])
    .where('g.group_id', '=', groupId)
    .orderBy('p.name')
    .execute()
  const spaces = await db
    .selectFrom('space_groups as g')
    .innerJoin('resources as s', 's.id', 'g.space_id')
    .innerJoin('projects as p', 'p.id', 's.project_id')
    .select(['s.id as spaceId', 's.project_id as projectId', 's.name', 'p.name as projectName', 'g.role'])
    .where('g.group_id', '=', groupId)
    .where('s.deleted_at', 'is', null)
    .orderBy('p.name')
    .orderBy('s.name')
    .execute()
  const attributes = await db
    .selectFrom('group_attribute_values as v')
    .innerJoin('user_attributes as a', 'a.id', 'v.attribute_id')
    .select(['a.name', 'v.value'])
    .where('v.group_id', '=', groupId)
    .orderBy('a.name')
    .execute()
  return { projects, spaces, attributes }
}

type Row = {
  id: string
  organization_id: string
  name: string
  created_by: string | null
  updated_by: string | null
  created_at: Date
  updated_at: Date
  member_count: number
  is_scim_managed: boolean
}

const toGroup = (row: Row): Group => ({
  id: row.id,
  organizationId: row.organization_id,
  name: row.name,
  createdBy: row.created_by,
  updatedBy: row.updated_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  memberCount: row.member_count,
  isScimManaged: row.is_scim_managed,
})
