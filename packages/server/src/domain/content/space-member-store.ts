import { sql } from 'kysely'
import { roleLadder } from '../../access/role-ladder.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { SpaceRole } from '../../platform/db/stored-values.ts'
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

/** People of the organization with all their roles that count in any of some spaces of a project, by name. Some of them may see nothing of it. */
export async function listPeopleOfSpaces(
  db: Db | Tx,
  place: { spaceIds: readonly string[]; projectId: string; organizationId: string },
): Promise<PersonWithRoles[]> {
  const ids = sql`${[...place.spaceIds]}::uuid[]`
  const { rows } = await sql<PersonWithRoles>`
    select u.id as "userId", u.first_name as "firstName", u.last_name as "lastName", u.email,
           o.role as "organizationRole", p.role as "projectRole",
           (select pg.role from project_groups pg join group_members gm on gm.group_id = pg.group_id
             where pg.project_id = ${place.projectId} and gm.user_id = u.id
             order by array_position(${[...roleLadder]}::text[], pg.role) desc limit 1) as "projectGroupRole",
           (select coalesce(json_object_agg(s.space_id, s.role), '{}') from space_members s where s.user_id = u.id and s.space_id = any(${ids})) as "spaceRoles",
           (select coalesce(json_object_agg(g.space_id, g.role), '{}') from (
             select distinct on (sg.space_id) sg.space_id, sg.role from space_groups sg join group_members gm on gm.group_id = sg.group_id
              where sg.space_id = any(${ids}) and gm.user_id = u.id
              order by sg.space_id, array_position(${[...roleLadder]}::text[], sg.role) desc) g) as "spaceGroupRoles"
      from organization_members o
      join users u on u.id = o.user_id
      left join project_members p on p.user_id = u.id and p.project_id = ${place.projectId}
     where o.organization_id = ${place.organizationId} and u.is_active
     order by lower(u.first_name), lower(u.last_name), u.id`.execute(db)
  return rows
}

/** People with a role of their own in a space. */
export const listMembersOfSpace = (db: Db | Tx, spaceId: string): Promise<{ userId: string; role: SpaceRole }[]> =>
  db.selectFrom('space_members').select(['user_id as userId', 'role']).where('space_id', '=', spaceId).execute()

/** People who are here and have a role of their own in any of some spaces, by address. */
export function listMembersOfSpaces(db: Db | Tx, spaceIds: readonly string[]): Promise<{ spaceId: string; userId: string; email: string; role: SpaceRole }[]> {
  return db
    .selectFrom('space_members as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['s.space_id as spaceId', 'u.id as userId', 'u.email', 's.role'])
    .where('s.space_id', 'in', [...spaceIds])
    .where('u.is_active', '=', true)
    .orderBy('u.email')
    .execute()
}

export type SpaceGroup = { spaceId: string; groupId: string; name: string; role: SpaceRole }

/** Groups with a role in any of some spaces, by name. */
export function listGroupsOfSpaces(db: Db | Tx, spaceIds: readonly string[]): Promise<SpaceGroup[]> {
  return db
    .selectFrom('space_groups as s')
    .innerJoin('groups as g', 'g.id', 's.group_id')
    .select(['s.space_id as spaceId', 'g.id as groupId', 'g.name', 's.role'])
    .where('s.space_id', 'in', [...spaceIds])
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
             where r.space_id = s.id and r.kind in ('chart', 'sql_chart') and r.dashboard_id is null and r.deleted_at is null) as "chartCount",
           (select count(*)::int from resources r where r.space_id = s.id and r.kind = 'dashboard' and r.deleted_at is null) as "dashboardCount"
      from resources s where s.id = any(${[...spaceIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
