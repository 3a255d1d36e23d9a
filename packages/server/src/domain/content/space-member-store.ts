import { sql } from 'kysely'
import { roleLadder } from '../../access/role-ladder.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { SpaceRole } from '../../platform/db/schema.ts'
import { isUuid } from '../../platform/ids.ts'
import type { PersonWithRoles } from './space-person.ts'

/** Gives a person a role in a space, whatever it was before. */
export async function saveSpaceMember(tx: Tx, member: { spaceId: string; userId: string; role: SpaceRole }): Promise<void> {
  await tx
    .insertInto('space_members')
    .values({ space_id: member.spaceId, user_id: member.userId, role: member.role })
    .onConflict((conflict) => conflict.columns(['space_id', 'user_id']).doUpdateSet({ role: member.role }))
    .execute()
}

/** Takes it away; answers the role that was taken, or null. */
export async function removeSpaceMember(tx: Tx, spaceId: string, userId: string): Promise<SpaceRole | null> {
  if (!isUuid(userId)) return null
  const row = await tx.deleteFrom('space_members').where('space_id', '=', spaceId).where('user_id', '=', userId).returning('role').executeTakeFirst()
  return row?.role ?? null
}

/** People of the organization with all their roles that count in a space, by name. Some of them may see nothing of it. */
export async function listPeopleOfSpace(db: Db | Tx, space: { id: string; projectId: string; organizationId: string }): Promise<PersonWithRoles[]> {
  const { rows } = await sql<PersonWithRoles>`
    select u.id as "userId", u.first_name as "firstName", u.last_name as "lastName", u.email,
           o.role as "organizationRole", p.role as "projectRole", s.role as "spaceRole",
           (select pg.role from project_groups pg join group_members gm on gm.group_id = pg.group_id
             where pg.project_id = ${space.projectId} and gm.user_id = u.id
             order by array_position(${[...roleLadder]}::text[], pg.role) desc limit 1) as "projectGroupRole",
           (select sg.role from space_groups sg join group_members gm on gm.group_id = sg.group_id
             where sg.space_id = ${space.id} and gm.user_id = u.id
             order by array_position(${[...roleLadder]}::text[], sg.role) desc limit 1) as "spaceGroupRole"
      from organization_members o
      join users u on u.id = o.user_id
      left join project_members p on p.user_id = u.id and p.project_id = ${space.projectId}
      left join space_members s on s.user_id = u.id and s.space_id = ${space.id}
     where o.organization_id = ${space.organizationId} and u.is_active
     order by lower(u.first_name), lower(u.last_name), u.id`.execute(db)
  return rows
}

export type SpaceGroup = { groupId: string; name: string; role: SpaceRole }

/** Groups with a role in a space, by name. */
export function listGroupsOfSpace(db: Db | Tx, spaceId: string): Promise<SpaceGroup[]> {
  return db
    .selectFrom('space_groups as s')
    .innerJoin('groups as g', 'g.id', 's.group_id')
    .select(['g.id as groupId', 'g.name', 's.role'])
    .where('s.space_id', '=', spaceId)
    .orderBy('g.name')
    .execute()
}

/** Gives a group a role in a space, whatever it was before. */
export async function saveSpaceGroup(tx: Tx, group: { spaceId: string; groupId: string; role: SpaceRole }): Promise<void> {
  await tx
    .insertInto('space_groups')
    .values({ space_id: group.spaceId, group_id: group.groupId, role: group.role })
    .onConflict((conflict) => conflict.columns(['space_id', 'group_id']).doUpdateSet({ role: group.role }))
    .execute()
}

/** Takes it away; answers the role that was taken, or null. */
export async function removeSpaceGroup(tx: Tx, spaceId: string, groupId: string): Promise<SpaceRole | null> {
  if (!isUuid(groupId)) return null
  const row = await tx.deleteFrom('space_groups').where('space_id', '=', spaceId).where('group_id', '=', groupId).returning('role').executeTakeFirst()
  return row?.role ?? null
}

export type SpaceFigures = { directUserIds: string[]; chartCount: number; dashboardCount: number }

/** What a list of spaces shows of each, by space id. */
export async function countInSpaces(db: Db | Tx, spaceIds: readonly string[]): Promise<Map<string, SpaceFigures>> {
  const { rows } = await sql<SpaceFigures & { id: string }>`
    select s.id,
           array(select m.user_id::text from space_members m where m.space_id = s.id
                 union select gm.user_id::text from space_groups g join group_members gm on gm.group_id = g.group_id where g.space_id = s.id order by 1) as "directUserIds",
           (select count(*)::int from resources r
             where r.space_id = s.id and r.kind = 'chart' and r.dashboard_id is null and r.deleted_at is null) as "chartCount",
           (select count(*)::int from resources r where r.space_id = s.id and r.kind = 'dashboard' and r.deleted_at is null) as "dashboardCount"
      from resources s where s.id = any(${[...spaceIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
