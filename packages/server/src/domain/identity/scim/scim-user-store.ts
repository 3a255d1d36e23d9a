import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import { conditionOf, orderOf, type Attributes } from './filter-store.ts'
import type { ScimQuery, ScimStatus, ScimUser } from './types.ts'

const fullName = sql`trim(u.first_name || ' ' || u.last_name)`
const userName = sql`coalesce(s.user_name, u.email)`
const inGroup: NonNullable<Attributes[string]['among']> = (condition) =>
  sql`exists (select 1 from group_members gm join groups g on g.id = gm.group_id where gm.user_id = u.id and ${condition})`

const attributes: Attributes = {
  id: { column: sql`u.id`, is: 'exact' },
  username: { column: userName, is: 'text' },
  externalid: { column: sql`s.external_id`, is: 'exact' },
  active: { column: sql`u.is_active`, is: 'boolean' },
  displayname: { column: fullName, is: 'text' },
  'name.formatted': { column: fullName, is: 'text' },
  'name.givenname': { column: sql`u.first_name`, is: 'text' },
  'name.familyname': { column: sql`u.last_name`, is: 'text' },
  emails: { column: sql`u.email`, is: 'text' },
  'emails.value': { column: sql`u.email`, is: 'text' },
  'emails.type': { column: sql`'work'`, is: 'text' },
  'emails.primary': { column: sql`true`, is: 'boolean' },
  roles: { column: sql`m.role`, is: 'text' },
  'roles.value': { column: sql`m.role`, is: 'text' },
  groups: { column: sql`g.id`, is: 'exact', among: inGroup },
  'groups.value': { column: sql`g.id`, is: 'exact', among: inGroup },
  'groups.display': { column: sql`g.name`, is: 'text', among: inGroup },
  'meta.created': { column: sql`coalesce(s.created_at, u.created_at)`, is: 'moment' },
  'meta.lastmodified': { column: sql`greatest(s.updated_at, u.updated_at)`, is: 'moment' },
}

const people = (organizationId: string) => sql`
  from organization_members m join users u on u.id = m.user_id left join scim_users s on s.user_id = u.id
 where m.organization_id = ${organizationId} and u.kind = 'person' and s.deleted_at is null`

const columns = sql`
  u.id, ${userName} as "userName", s.external_id as "externalId", u.email, u.first_name as "firstName", u.last_name as "lastName",
  u.is_active as active, m.role, coalesce(s.created_at, u.created_at) as "createdAt", greatest(s.updated_at, u.updated_at) as "updatedAt",
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by lower(g.name), g.id), '[]')
     from group_members gm join groups g on g.id = gm.group_id where gm.user_id = u.id) as groups`

/** People that a provider sees: those of the organization, without service accounts and those it has deleted. */
export async function listScimUsers(db: Db, organizationId: string, query: ScimQuery): Promise<{ users: ScimUser[]; total: number }> {
  const from = sql`${people(organizationId)} and ${conditionOf(query.filter, attributes)}`
  const order: RawBuilder<unknown> = query.sortBy === null ? sql`u.created_at` : orderOf(query.sortBy, attributes)
  const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db)
  const { rows } = await sql<ScimUser>`
    select ${columns} ${from} order by ${order} ${query.descending ? sql`desc` : sql`asc`}, u.id limit ${query.limit} offset ${query.offset}`.execute(db)
  return { users: rows, total: counted.rows[0]?.total ?? 0 }
}

/** One of them, or null. */
export async function findScimUser(db: Db | Tx, organizationId: string, id: string): Promise<ScimUser | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<ScimUser>`select ${columns} ${people(organizationId)} and u.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Holds a person until the transaction ends: changes of one follow each other. */
export async function lockUser(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', id).forUpdate().execute()
}

/** Whether another person of the organization goes by this name. Held until the transaction ends, so that two cannot take it at once. */
export async function isUserNameTaken(tx: Tx, organizationId: string, name: string, exceptId: string | null): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`scim ${organizationId} ${name.toLowerCase()}`}, 0))`.execute(tx)
  const { rows } = await sql<object>`
    select 1 ${people(organizationId)} and lower(${userName}) = ${name.toLowerCase()} and (${exceptId}::uuid is null or u.id <> ${exceptId}::uuid) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

type ReturningUser = { email: string; userName: string; externalId: string | null }

/**
 * Somebody of the organization whom the provider deleted and who has this address, or this name and key of the provider;
 * null when there is none. A name alone may have been given to somebody else.
 */
export async function findDeletedUser(tx: Tx, organizationId: string, { email, userName: name, externalId }: ReturningUser): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select u.id from scim_users s join users u on u.id = s.user_id
     where s.organization_id = ${organizationId} and s.deleted_at is not null and (u.email = ${email} or (lower(s.user_name) = ${name.toLowerCase()} and s.external_id = ${externalId}))
     order by (u.email = ${email}) desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export type ManagedUser = { userId: string; organizationId: string; userName: string; externalId: string | null; now: Date }

/** Notes that the provider looks after a person, and what it calls them. */
export async function upsertManagedUser(tx: Tx, user: ManagedUser): Promise<void> {
  const set = { user_name: user.userName, external_id: user.externalId, updated_at: user.now, deleted_at: null }
  await tx
    .insertInto('scim_users')
    .values({ user_id: user.userId, organization_id: user.organizationId, created_at: user.now, ...set })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(set))
    .execute()
}

/** Takes a person out of the provider's sight, and out of all groups. */
export async function markDeleted(tx: Tx, user: ManagedUser): Promise<void> {
  await upsertManagedUser(tx, user)
  await tx.updateTable('scim_users').set({ deleted_at: user.now }).where('user_id', '=', user.userId).execute()
  await tx.deleteFrom('group_members').where('user_id', '=', user.userId).execute()
}

/** The people of the organization among these ids that a provider sees, as they are stored. */
export async function visibleAmong(tx: Tx, organizationId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select u.id ${people(organizationId)} and u.id = any(${ids.filter(isUuid)}::uuid[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What the provider did last and how much it looks after. */
export async function findScimStatus(db: Db, organizationId: string): Promise<ScimStatus> {
  const tokens = sql`from personal_access_tokens t join organization_members m on m.user_id = t.user_id where m.organization_id = ${organizationId} and 'scim' = any(t.scopes)`
  const { rows } = await sql<ScimStatus>`
    select (select max(t.last_used_at) ${tokens}) as "lastCallAt",
           (select count(*)::int ${tokens}) as tokens,
           (select count(*)::int from scim_users s where s.organization_id = ${organizationId} and s.deleted_at is null) as users,
           (select count(*)::int from scim_groups s join groups g on g.id = s.group_id where g.organization_id = ${organizationId}) as groups,
           (select max(at) from (
             select max(s.updated_at) as at from scim_users s where s.organization_id = ${organizationId}
             union all
             select max(s.updated_at) from scim_groups s join groups g on g.id = s.group_id where g.organization_id = ${organizationId}) c) as "lastChangeAt"`.execute(
    db,
  )
  return rows[0] ?? { lastCallAt: null, lastChangeAt: null, users: 0, groups: 0, tokens: 0 }
}
