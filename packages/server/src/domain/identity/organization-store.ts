import { sql, type ExpressionBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Organization } from './types.ts'

/** One organization is founded at a time: "is there one already?" must stay true until the transaction ends. */
export async function lockFounding(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(4717202)`.execute(tx)
}

/** The oldest organization of this installation, or null. */
export async function firstOrganizationId(db: Db | Tx): Promise<string | null> {
  const row = await db.selectFrom('organizations').select('id').orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}

export async function findOrganization(db: Db | Tx, id: string): Promise<Organization | null> {
  const row = await db
    .selectFrom('organizations as o')
    .select(['o.id', 'o.name', 'o.chart_colors', 'o.default_project_id', 'o.created_at'])
    .select((build) =>
      build
        .exists(build.selectFrom('projects as p').select('p.id').whereRef('p.organization_id', '=', 'o.id').where('p.type', '=', 'DEFAULT'))
        .as('has_project'),
    )
    .where('o.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    name: row.name,
    chartColors: row.chart_colors,
    defaultProjectId: row.default_project_id,
    needsProject: row.has_project !== true,
    createdAt: row.created_at,
  }
}

export async function insertOrganization(tx: Tx, organization: { id: string; name: string; now: Date }): Promise<void> {
  await tx.insertInto('organizations').values({ id: organization.id, name: organization.name, created_at: organization.now }).execute()
}

export type OrganizationChange = { name?: string; chartColors?: readonly string[] | null; defaultProjectId?: string | null }

export async function updateOrganization(tx: Tx, id: string, change: OrganizationChange): Promise<void> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.chartColors === undefined ? {} : { chart_colors: change.chartColors === null ? null : JSON.stringify(change.chartColors) }),
    ...(change.defaultProjectId === undefined ? {} : { default_project_id: change.defaultProjectId }),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('organizations').set(set).where('id', '=', id).execute()
}

/** Whether a project is there and of this organization. */
export async function hasProject(db: Db | Tx, organizationId: string, projectId: string): Promise<boolean> {
  if (!isUuid(projectId)) return false
  const row = await db.selectFrom('projects').select('id').where('id', '=', projectId).where('organization_id', '=', organizationId).executeTakeFirst()
  return row !== undefined
}

/** Makes a person a member, or changes the role of one. */
export async function setMemberRole(tx: Tx, member: { userId: string; organizationId: string; role: OrganizationRole; now: Date }): Promise<void> {
  await tx
    .insertInto('organization_members')
    .values({ user_id: member.userId, organization_id: member.organizationId, role: member.role, created_at: member.now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ role: member.role }))
    .execute()
}

/** Changes of who can sign in wait for each other, so that what was counted stays true until the transaction ends. */
export async function lockOrganization(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('organizations').select('id').where('id', '=', id).forUpdate().execute()
}

/**
 * Number of admins who can sign in, beside one person; null: of all. Where members use no passwords, an admin's own
 * password counts alone: it is the way in for the day the provider fails.
 */
export async function countAdminsWithWayIn(tx: Tx, organizationId: string, beside: string | null): Promise<number> {
  await lockOrganization(tx, organizationId)
  let found = admins(tx, organizationId)
    .select((build) => build.fn.countAll<string>().as('count'))
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .where((build) =>
      build.or([
        build('u.password_hash', 'is not', null),
        build.and([build('o.password_sign_in', '=', true), build.or([build.exists(passkeysOf(build)), build.exists(providersFor(build))])]),
      ]),
    )
  if (beside !== null) found = found.where('m.user_id', '!=', beside)
  return Number((await found.executeTakeFirstOrThrow()).count)
}

type OfUser = ExpressionBuilder<Schema & { u: Schema['users'] }, 'u'>

const passkeysOf = (build: OfUser) => build.selectFrom('passkeys as k').select('k.id').whereRef('k.user_id', '=', 'u.id')

/** Providers by which a person comes in: one that knows them already, or would be believed that their address is theirs. */
const providersFor = (build: OfUser) =>
  build
    .selectFrom('identity_providers as p')
    .innerJoin('organization_members as pm', 'pm.organization_id', 'p.organization_id')
    .select('p.id')
    .whereRef('pm.user_id', '=', 'u.id')
    .where('p.is_enabled', '=', true)
    .where((inner) =>
      inner.or([
        inner.exists(inner.selectFrom('linked_identities as l').select('l.subject').whereRef('l.user_id', '=', 'u.id').whereRef('l.issuer', '=', 'p.issuer')),
        inner.and([
          inner('p.joins_by_email', '=', true),
          inner('u.email_verified', '=', true),
          sql<boolean>`(p.domains = '[]' or p.domains @> to_jsonb(split_part(u.email, '@', 2)))`,
        ]),
      ]),
    )

/** Admins who have a password, by name. */
export async function adminsWithPassword(db: Db | Tx, organizationId: string): Promise<{ userId: string; name: string; email: string }[]> {
  const rows = await admins(db, organizationId)
    .select(['u.id', 'u.first_name', 'u.last_name', 'u.email'])
    .where('u.password_hash', 'is not', null)
    .orderBy('u.first_name')
    .orderBy('u.last_name')
    .orderBy('u.id')
    .execute()
  return rows.map(({ id, first_name: first, last_name: last, email }) => ({ userId: id, name: `${first} ${last}`.trim(), email }))
}

/** Admins who are here and may come in. */
const admins = (db: Db | Tx, organizationId: string) =>
  db
    .selectFrom('organization_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .where('m.organization_id', '=', organizationId)
    .where('m.role', '=', 'admin')
    .where('u.kind', '=', 'person')
    .where('u.is_active', '=', true)
    .where('u.is_pending', '=', false)

/** Whether members of an organization sign in with passwords. */
export async function findPasswordSignIn(db: Db | Tx, organizationId: string): Promise<boolean> {
  const row = await db.selectFrom('organizations').select('password_sign_in').where('id', '=', organizationId).executeTakeFirst()
  return row?.password_sign_in ?? true
}

export async function updatePasswordSignIn(tx: Tx, organizationId: string, isOn: boolean): Promise<void> {
  await tx.updateTable('organizations').set({ password_sign_in: isOn }).where('id', '=', organizationId).execute()
}

/** Removes an organization with everything in it, and the accounts of its people. */
export async function deleteOrganization(tx: Tx, id: string): Promise<void> {
  await tx
    .deleteFrom('users')
    .where('id', 'in', (build) => build.selectFrom('organization_members').select('user_id').where('organization_id', '=', id))
    .execute()
  await tx.deleteFrom('organizations').where('id', '=', id).execute()
}
