import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { OrganizationRole, ProjectRole } from '../../../platform/db/stored-values.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { ServiceAccount } from './types.ts'

type Row = Omit<ServiceAccount, 'createdBy'> & { creatorId: string | null; creatorName: string | null }

const accounts = (organizationId: string, only: string | null) => sql<Row>`
  select u.id, m.organization_id as "organizationId", u.first_name as name, s.description, m.role, u.is_active as "isActive", u.created_at as "createdAt",
         c.id as "creatorId", trim(c.first_name || ' ' || c.last_name) as "creatorName",
         (select coalesce(json_agg(json_build_object('projectId', p.id, 'name', p.name, 'role', pm.role) order by lower(p.name), p.id), '[]')
            from project_members pm join projects p on p.id = pm.project_id where pm.user_id = u.id) as projects,
         (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by lower(g.name), g.id), '[]')
            from group_members gm join groups g on g.id = gm.group_id where gm.user_id = u.id) as groups,
         (select count(*)::int from personal_access_tokens t where t.user_id = u.id) as tokens,
         (select max(t.last_used_at) from personal_access_tokens t where t.user_id = u.id) as "lastUsedAt"
    from service_accounts s join users u on u.id = s.user_id join organization_members m on m.user_id = u.id left join users c on c.id = s.created_by
   where m.organization_id = ${organizationId} and (${only}::uuid is null or u.id = ${only}::uuid)
   order by lower(u.first_name), u.id`

/** The service accounts of an organization by name. */
export async function listServiceAccountsOf(db: Db | Tx, organizationId: string): Promise<ServiceAccount[]> {
  return (await accounts(organizationId, null).execute(db)).rows.map(toAccount)
}

/** One of an organization, or null. */
export async function findServiceAccount(db: Db | Tx, organizationId: string, id: string): Promise<ServiceAccount | null> {
  if (!isUuid(id)) return null
  const [row] = (await accounts(organizationId, id).execute(db)).rows
  return row === undefined ? null : toAccount(row)
}

/** What makes a user a service account, beside the row in `users`. */
export async function insertServiceAccount(tx: Tx, account: { id: string; description: string | null; createdBy: string | null }): Promise<void> {
  await tx.insertInto('service_accounts').values({ user_id: account.id, description: account.description, created_by: account.createdBy }).execute()
}

export async function updateServiceDescription(tx: Tx, id: string, description: string | null): Promise<void> {
  await tx.updateTable('service_accounts').set({ description }).where('user_id', '=', id).execute()
}

/** Makes these the own project roles of an account, and no others. */
export async function replaceProjectRoles(tx: Tx, userId: string, projects: readonly { projectId: string; role: ProjectRole }[]): Promise<void> {
  const ids = projects.map(({ projectId }) => projectId)
  await sql`delete from project_members where user_id = ${userId} and project_id <> all(${ids}::uuid[])`.execute(tx)
  if (projects.length === 0) return
  await tx
    .insertInto('project_members')
    .values(projects.map(({ projectId, role }) => ({ project_id: projectId, user_id: userId, role })))
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doUpdateSet((row) => ({ role: row.ref('excluded.role') })))
    .execute()
}

/** Makes these the groups of an account, and no others. */
export async function replaceGroupsOf(tx: Tx, userId: string, groupIds: readonly string[]): Promise<void> {
  await sql`delete from group_members where user_id = ${userId} and group_id <> all(${[...groupIds]}::uuid[])`.execute(tx)
  await sql`insert into group_members (group_id, user_id) select unnest(${[...groupIds]}::uuid[]), ${userId} on conflict do nothing`.execute(tx)
}

const toAccount = ({ creatorId, creatorName, ...row }: Row): ServiceAccount => ({
  ...row,
  role: row.role satisfies OrganizationRole,
  createdBy: creatorId === null ? null : { id: creatorId, name: creatorName ?? '' },
})
