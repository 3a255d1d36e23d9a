import { sql } from 'kysely'
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
           o.role as "organizationRole", p.role as "projectRole", s.role as "spaceRole"
      from organization_members o
      join users u on u.id = o.user_id
      left join project_members p on p.user_id = u.id and p.project_id = ${space.projectId}
      left join space_members s on s.user_id = u.id and s.space_id = ${space.id}
     where o.organization_id = ${space.organizationId} and u.is_active
     order by lower(u.first_name), lower(u.last_name), u.id`.execute(db)
  return rows
}

/** Of the given ids those that are not people of the organization. */
export async function strangersAmong(db: Db | Tx, organizationId: string, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select user_id as id from organization_members
     where organization_id = ${organizationId} and user_id = any(${userIds.filter(isUuid)}::uuid[])`.execute(db)
  const known = new Set(rows.map((row) => row.id))
  return userIds.filter((id) => !known.has(id.toLowerCase()))
}

export type SpaceFigures = { directUserIds: string[]; chartCount: number; dashboardCount: number }

/** What a list of spaces shows of each, by space id. */
export async function countInSpaces(db: Db | Tx, spaceIds: readonly string[]): Promise<Map<string, SpaceFigures>> {
  const { rows } = await sql<SpaceFigures & { id: string }>`
    select s.id,
           array(select m.user_id::text from space_members m where m.space_id = s.id order by 1) as "directUserIds",
           (select count(*)::int from resources r
             where r.space_id = s.id and r.kind = 'chart' and r.dashboard_id is null and r.deleted_at is null) as "chartCount",
           (select count(*)::int from resources r where r.space_id = s.id and r.kind = 'dashboard' and r.deleted_at is null) as "dashboardCount"
      from resources s where s.id = any(${[...spaceIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
