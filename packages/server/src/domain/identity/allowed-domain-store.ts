import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { AllowedDomains } from './types.ts'

/** Who may join an organization by themselves; null when nobody ever said. */
export async function findAllowedDomains(db: Db | Tx, organizationId: string): Promise<AllowedDomains | null> {
  const row = await db.selectFrom('allowed_email_domains').selectAll().where('organization_id', '=', organizationId).executeTakeFirst()
  if (row === undefined) return null
  const projects = await db
    .selectFrom('allowed_email_domain_projects')
    .select(['project_id as projectId', 'role'])
    .where('organization_id', '=', organizationId)
    .orderBy('project_id')
    .execute()
  return { domains: row.domains, role: row.role, projects }
}

export async function replaceAllowedDomains(tx: Tx, organizationId: string, allowed: AllowedDomains): Promise<void> {
  const values = { domains: JSON.stringify(allowed.domains), role: allowed.role }
  await tx
    .insertInto('allowed_email_domains')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute()
  await tx.deleteFrom('allowed_email_domain_projects').where('organization_id', '=', organizationId).execute()
  if (allowed.projects.length === 0) return
  await tx
    .insertInto('allowed_email_domain_projects')
    .values(allowed.projects.map(({ projectId, role }) => ({ organization_id: organizationId, project_id: projectId, role })))
    .execute()
}

/** Organizations that let addresses of a domain in, with the number of people in each. Where members sign in by an identity provider only, that is their way in. */
export async function organizationsAllowing(db: Db | Tx, domain: string): Promise<{ id: string; name: string; members: number }[]> {
  const rows = await db
    .selectFrom('allowed_email_domains as a')
    .innerJoin('organizations as o', 'o.id', 'a.organization_id')
    .select(['o.id', 'o.name'])
    .select((build) =>
      build
        .selectFrom('organization_members as m')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('m.organization_id', '=', 'o.id')
        .as('members'),
    )
    .where(sql<boolean>`a.domains ? ${domain}`)
    .where('o.password_sign_in', '=', true)
    .orderBy('o.name')
    .execute()
  return rows.map(({ id, name, members }) => ({ id, name, members: Number(members) }))
}

/** Gives a person roles in projects; those they have already stay. */
export async function addProjectRoles(tx: Tx, userId: string, projects: AllowedDomains['projects'], now: Date): Promise<void> {
  if (projects.length === 0) return
  await tx
    .insertInto('project_members')
    .values(projects.map(({ projectId, role }) => ({ project_id: projectId, user_id: userId, role, created_at: now })))
    .onConflict((conflict) => conflict.columns(['project_id', 'user_id']).doNothing())
    .execute()
}
