import { sql } from 'kysely'
import { projectLadder } from '../../../access/role-ladder.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { ProjectRole } from '../../../platform/db/stored-values.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { ProjectGroup, ProjectMember } from './types.ts'

const people = (db: Db | Tx) =>
  db
    .selectFrom('project_members as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .select(['p.project_id as projectId', 'p.role', 'u.id as userId', 'u.email', 'u.first_name as firstName', 'u.last_name as lastName'])

/** People with a role of their own in a project, by name. */
export function listProjectMembers(db: Db | Tx, projectId: string): Promise<ProjectMember[]> {
  return people(db).where('p.project_id', '=', projectId).orderBy('u.first_name').orderBy('u.last_name').orderBy('u.id').execute()
}

/** A person's own role in a project, or null. */
export async function findProjectMember(db: Db | Tx, projectId: string, userId: string): Promise<ProjectMember | null> {
  if (!isUuid(userId)) return null
  return (await people(db).where('p.project_id', '=', projectId).where('p.user_id', '=', userId).executeTakeFirst()) ?? null
}

type StoredRole = { projectId: string; userId: string; role: ProjectRole }

/** Gives a person a role in a project; false, and nothing done, when they have one: also of two at the same time. */
export async function insertProjectMember(tx: Tx, { projectId, userId, role }: StoredRole): Promise<boolean> {
  const row = await tx
    .insertInto('project_members')
    .values({ project_id: projectId, user_id: userId, role })
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Changes a person's role in a project; false when they have none any more, which stays so. */
export async function updateProjectMember(tx: Tx, { projectId, userId, role }: StoredRole): Promise<boolean> {
  const row = await tx
    .updateTable('project_members')
    .set({ role })
    .where('project_id', '=', projectId)
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteProjectMember(tx: Tx, projectId: string, userId: string): Promise<void> {
  await tx.deleteFrom('project_members').where('project_id', '=', projectId).where('user_id', '=', userId).execute()
}

type Holder = { table: 'project_members'; column: 'user_id'; id: string } | { table: 'project_groups'; column: 'group_id'; id: string }

/** What a role in a project becomes; null: taken away. */
type LessenedRole = { projectId: string; role: ProjectRole | null }

/** Gives a person no more in the previews of a project than in the project itself; answers the previews where that was less than they had. */
export const lessenPersonInPreviews = (tx: Tx, userId: string, to: LessenedRole): Promise<string[]> =>
  lessenInPreviews(tx, { table: 'project_members', column: 'user_id', id: userId }, to)

/** The same for a group. */
export const lessenGroupInPreviews = (tx: Tx, groupId: string, to: LessenedRole): Promise<string[]> =>
  lessenInPreviews(tx, { table: 'project_groups', column: 'group_id', id: groupId }, to)

async function lessenInPreviews(tx: Tx, { table, column, id }: Holder, { projectId, role }: LessenedRole): Promise<string[]> {
  const previews = sql`
    with recursive previews as (
      select id from projects where upstream_project_id = ${projectId} and type = 'PREVIEW'
      union
      select p.id from projects p join previews on p.upstream_project_id = previews.id where p.type = 'PREVIEW'
    ) select id from previews`
  const held = sql`${sql.ref(column)} = ${id} and project_id in (${previews})`
  const { rows } =
    role === null
      ? await sql<{ project_id: string }>`delete from ${sql.table(table)} where ${held} returning project_id`.execute(tx)
      : await sql<{ project_id: string }>`
          update ${sql.table(table)} set role = ${role} where ${held} and role = any(${projectLadder.slice(projectLadder.indexOf(role) + 1)}) returning project_id`.execute(
          tx,
        )
  return rows.map((row) => row.project_id)
}

/** Groups with a role in a project, by name. */
export function listProjectGroups(db: Db | Tx, projectId: string): Promise<ProjectGroup[]> {
  return db
    .selectFrom('project_groups as p')
    .innerJoin('groups as g', 'g.id', 'p.group_id')
    .select(['p.project_id as projectId', 'p.role', 'g.id as groupId', 'g.name'])
    .where('p.project_id', '=', projectId)
    .orderBy('g.name')
    .execute()
}

/** A group's role in a project, or null; nobody else changes or takes it until this transaction ends. */
export async function lockProjectGroupRole(tx: Tx, projectId: string, groupId: string): Promise<ProjectRole | null> {
  const row = await tx
    .selectFrom('project_groups')
    .select('role')
    .where('project_id', '=', projectId)
    .where('group_id', '=', groupId)
    .forUpdate()
    .executeTakeFirst()
  return row?.role ?? null
}

/** Gives a group a role in a project, whatever it was before. */
export async function saveProjectGroup(tx: Tx, { projectId, groupId, role }: { projectId: string; groupId: string; role: ProjectRole }): Promise<void> {
  await tx
    .insertInto('project_groups')
    .values({ project_id: projectId, group_id: groupId, role })
    .onConflict((conflict) => conflict.columns(['project_id', 'group_id']).doUpdateSet({ role }))
    .execute()
}

export async function deleteProjectGroup(tx: Tx, projectId: string, groupId: string): Promise<void> {
  await tx.deleteFrom('project_groups').where('project_id', '=', projectId).where('group_id', '=', groupId).execute()
}

/** Roles that people have in a project by their groups, by user id; the groups of each by name. */
export async function listGroupRolesOfPeople(db: Db | Tx, projectId: string): Promise<Map<string, { groupId: string; name: string; role: ProjectRole }[]>> {
  const rows = await db
    .selectFrom('project_groups as p')
    .innerJoin('groups as g', 'g.id', 'p.group_id')
    .innerJoin('group_members as m', 'm.group_id', 'g.id')
    .select(['m.user_id as userId', 'g.id as groupId', 'g.name', 'p.role'])
    .where('p.project_id', '=', projectId)
    .orderBy('g.name')
    .execute()
  const byPerson = new Map<string, { groupId: string; name: string; role: ProjectRole }[]>()
  for (const { userId, ...role } of rows) byPerson.set(userId, [...(byPerson.get(userId) ?? []), role])
  return byPerson
}
