import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import { conditionOf, orderOf, type Attributes } from './filter-store.ts'
import type { ScimGroup, ScimQuery } from './types.ts'

const visible = sql`u.kind = 'person' and not exists (select 1 from scim_users d where d.user_id = u.id and d.deleted_at is not null)`
const withMember: NonNullable<Attributes[string]['among']> = (condition) =>
  sql`exists (select 1 from group_members gm join users u on u.id = gm.user_id where gm.group_id = g.id and ${visible} and ${condition})`

const attributes: Attributes = {
  id: { column: sql`g.id`, is: 'exact' },
  displayname: { column: sql`g.name`, is: 'text' },
  externalid: { column: sql`s.external_id`, is: 'exact' },
  members: { column: sql`u.id`, is: 'exact', among: withMember },
  'members.value': { column: sql`u.id`, is: 'exact', among: withMember },
  'members.display': { column: sql`trim(u.first_name || ' ' || u.last_name)`, is: 'text', among: withMember },
  'meta.created': { column: sql`g.created_at`, is: 'moment' },
  'meta.lastmodified': { column: sql`greatest(s.updated_at, g.updated_at)`, is: 'moment' },
}

const groups = (organizationId: string) => sql`from groups g left join scim_groups s on s.group_id = g.id where g.organization_id = ${organizationId}`

const columns = sql`
  g.id, g.name, s.external_id as "externalId", g.created_at as "createdAt", greatest(s.updated_at, g.updated_at) as "updatedAt",
  (select coalesce(json_agg(json_build_object('userId', u.id, 'name', trim(u.first_name || ' ' || u.last_name)) order by u.id), '[]')
     from group_members gm join users u on u.id = gm.user_id where gm.group_id = g.id and ${visible}) as members`

/** Groups of the organization with the people in them. */
export async function listScimGroups(db: Db, organizationId: string, query: ScimQuery): Promise<{ groups: ScimGroup[]; total: number }> {
  const from = sql`${groups(organizationId)} and ${conditionOf(query.filter, attributes)}`
  const order = query.sortBy === null ? sql`g.created_at` : orderOf(query.sortBy, attributes)
  const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db)
  const { rows } = await sql<ScimGroup>`
    select ${columns} ${from} order by ${order} ${query.descending ? sql`desc` : sql`asc`}, g.id limit ${query.limit} offset ${query.offset}`.execute(db)
  return { groups: rows, total: counted.rows[0]?.total ?? 0 }
}

/** One of them, or null. */
export async function findScimGroup(db: Db | Tx, organizationId: string, id: string): Promise<ScimGroup | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<ScimGroup>`select ${columns} ${groups(organizationId)} and g.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Holds a group until the transaction ends: providers add members with many requests at once. */
export async function lockGroup(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('groups').select('id').where('id', '=', id).forUpdate().execute()
}

/** Makes these the people of a group; service accounts in it are none of the provider's business and stay. */
export async function replacePeopleOf(tx: Tx, groupId: string, userIds: readonly string[]): Promise<void> {
  await sql`
    delete from group_members gm using users u
     where u.id = gm.user_id and gm.group_id = ${groupId} and u.kind = 'person' and gm.user_id <> all(${[...userIds]}::uuid[])`.execute(tx)
  await sql`insert into group_members (group_id, user_id) select ${groupId}, unnest(${[...userIds]}::uuid[]) on conflict do nothing`.execute(tx)
}

/** Notes that the provider looks after a group, and what it calls it. */
export async function upsertManagedGroup(tx: Tx, group: { groupId: string; externalId: string | null; now: Date }): Promise<void> {
  const set = { external_id: group.externalId, updated_at: group.now }
  await tx
    .insertInto('scim_groups')
    .values({ group_id: group.groupId, created_at: group.now, ...set })
    .onConflict((conflict) => conflict.column('group_id').doUpdateSet(set))
    .execute()
}
