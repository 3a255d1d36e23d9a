import { sql } from 'kysely'
import { backgroundCredential, type UserActor } from '../../access/actor.ts'
import { decideImpersonation } from '../../access/impersonation.ts'
import { projectLadder, spaceLadder } from '../../access/role-ladder.ts'
import { isScope } from '../../access/scopes.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/stored-values.ts'

/** A credential with the person behind it. */
export type FoundActor = {
  actor: UserActor
  isActive: boolean
  expiresAt: Date | null
  /** When it stops showing the product as another person. */
  impersonatesUntil?: Date
}

type Row = {
  credential_id: string
  user_id: string
  email: string
  email_verified: boolean
  first_name: string
  last_name: string
  is_active: boolean
  kind: 'person' | 'service'
  scopes: string[] | null
  organization_id: string | null
  role: OrganizationRole | null
  project_roles: Record<string, ProjectRole>
  project_group_roles: Record<string, ProjectRole>
  space_roles: Record<string, SpaceRole>
  space_group_roles: Record<string, SpaceRole>
  user_attributes: Record<string, string[]>
  expires_at: Date | null
  must_enrol?: boolean
  is_earlier_secret?: boolean
}

/**
 * What makes a person an actor, as if `except` were no group of theirs. The values of a user attribute are the own one and
 * those of the groups, else the default; one without any is there and empty.
 */
const columnsWithout = (except: string | null) => {
  const counts = except === null ? sql`true` : sql`gm.group_id <> ${except}`
  return sql`
  u.id as user_id, u.email, u.email_verified, u.first_name, u.last_name, u.is_active, u.kind, m.organization_id, m.role,
  (select coalesce(json_object_agg(p.project_id, p.role), '{}') from project_members p where p.user_id = u.id) as project_roles,
  (select coalesce(json_object_agg(g.project_id, g.role), '{}') from (
    select distinct on (pg.project_id) pg.project_id, pg.role from project_groups pg join group_members gm on gm.group_id = pg.group_id
     where gm.user_id = u.id and ${counts} order by pg.project_id, array_position(${[...projectLadder]}::text[], pg.role) desc) g) as project_group_roles,
  (select coalesce(json_object_agg(s.space_id, s.role), '{}') from space_members s where s.user_id = u.id) as space_roles,
  (select coalesce(json_object_agg(g.space_id, g.role), '{}') from (
    select distinct on (sg.space_id) sg.space_id, sg.role from space_groups sg join group_members gm on gm.group_id = sg.group_id
     where gm.user_id = u.id and ${counts} order by sg.space_id, array_position(${[...spaceLadder]}::text[], sg.role) desc) g) as space_group_roles,
  (select coalesce(json_object_agg(a.name, coalesce(v.own, case when a.default_value is null then '[]'::json else json_build_array(a.default_value) end)), '{}')
    from user_attributes a left join lateral (
      select json_agg(distinct e.value) as own from (
        select uv.value from user_attribute_values uv where uv.attribute_id = a.id and uv.user_id = u.id
        union all
        select gv.value from group_attribute_values gv join group_members gm on gm.group_id = gv.group_id where gv.attribute_id = a.id and gm.user_id = u.id and ${counts}
      ) e) v on true
    where a.organization_id = m.organization_id) as user_attributes`
}
const personColumns = columnsWithout(null)

/** Sessions that began at an identity provider are its matter, and tokens have no second step. */
const mustEnrol = sql`
  coalesce((select o.requires_second_factor from organizations o where o.id = m.organization_id), false) and c.via not like 'oidc%'
    and not exists (select 1 from totp_authenticators t where t.user_id = u.id) and not exists (select 1 from passkeys k where k.user_id = u.id)`

type Mode = { impersonation_id: string | null; as_id: string | null; ends_at: Date | null }

/** The person of a session by the hash of its cookie, or the one they view as; one read, for the latter two. */
export async function findActorOfSession(db: Db, hash: Buffer, now: Date): Promise<FoundActor | null> {
  const { rows } = await sql<Row & Mode>`
    select encode(c.id_hash, 'hex') as credential_id, c.expires_at, null::text[] as scopes, ${mustEnrol} as must_enrol, i.id as impersonation_id, i.user_id as as_id, i.ends_at, ${personColumns}
    from sessions c join users u on u.id = c.user_id left join organization_members m on m.user_id = u.id
    left join impersonations i on i.session_hash = c.id_hash and i.actor_id = u.id and i.ended_at is null and i.ends_at > ${now}
    where c.id_hash = ${hash}`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const own = toActor(row, 'session')
  // Who has to set up a second factor first does nothing else first.
  if (own.actor.mustEnrol === true || row.impersonation_id === null || row.as_id === null || row.ends_at === null) return own
  const seen = await findActorOfUser(db, row.as_id)
  // Asked each time: either of them may have lost since what it was started with.
  if (seen === null || !seen.isActive || !decideImpersonation(own.actor, seen.actor).allowed) return own
  const { userId, email, firstName, lastName, credentialId } = own.actor
  const impersonatedBy = { impersonationId: row.impersonation_id, userId, email, firstName, lastName, endsAt: row.ends_at }
  return { ...own, actor: { ...seen.actor, via: 'session', credentialId, impersonatedBy }, impersonatesUntil: row.ends_at }
}

/** Whoever has the token with this hash, or had it until it was rotated; one read. An earlier secret has an end of its own. */
export async function findActorOfToken(db: Db, hash: Buffer): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select c.id as credential_id, case when c.token_hash = ${hash} then c.expires_at else least(c.previous_ends_at, c.expires_at) end as expires_at,
           c.token_hash <> ${hash} as is_earlier_secret, c.scopes, ${personColumns}
    from personal_access_tokens c join users u on u.id = c.user_id left join organization_members m on m.user_id = u.id
    where c.token_hash = ${hash} or c.previous_hash = ${hash}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'token')
}

/** Whoever a token is of, by its id: for work that goes on after the request that brought the secret. */
export async function findActorOfTokenId(db: Db, id: string): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select c.id as credential_id, c.expires_at, c.scopes, ${personColumns}
    from personal_access_tokens c join users u on u.id = c.user_id left join organization_members m on m.user_id = u.id
    where c.id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'token')
}

/** A person as the actor of their own background work: rights are those of now, not of when it was ordered. */
export async function findActorOfUser(db: Db | Tx, userId: string): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select ${backgroundCredential}::text as credential_id, null::timestamptz as expires_at, null::text[] as scopes, ${personColumns}
    from users u left join organization_members m on m.user_id = u.id
    where u.id = ${userId}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'token')
}

/** Which people of an organization: all of them, those of a group, or one. */
export type ActorFilter = { organizationId: string; inGroup?: string; userId?: string }

/**
 * People as actors by name, with the rights that they have now; with `exceptGroup` those that they would have if that
 * group were gone. For telling who may what, never for acting.
 */
export async function listActors(db: Db, { organizationId, inGroup, userId }: ActorFilter, exceptGroup: string | null = null): Promise<FoundActor[]> {
  const where = [sql`m.organization_id = ${organizationId}`]
  if (inGroup !== undefined) where.push(sql`exists (select 1 from group_members i where i.user_id = u.id and i.group_id = ${inGroup})`)
  if (userId !== undefined) where.push(isUuid(userId) ? sql`u.id = ${userId}` : sql`false`)
  const { rows } = await sql<Row>`
    select 'none' as credential_id, null::timestamptz as expires_at, null::text[] as scopes, ${columnsWithout(exceptGroup)}
    from users u join organization_members m on m.user_id = u.id
    where ${sql.join(where, sql` and `)}
    order by lower(u.first_name), lower(u.last_name), u.id`.execute(db)
  return rows.map((row) => toActor(row, 'session'))
}

function toActor(row: Row, via: UserActor['via']): FoundActor {
  return {
    isActive: row.is_active,
    expiresAt: row.expires_at,
    actor: {
      kind: 'user',
      userId: row.user_id,
      email: row.email,
      emailVerified: row.email_verified,
      firstName: row.first_name,
      lastName: row.last_name,
      organizationId: row.organization_id,
      organizationRole: row.role,
      projectRoles: row.project_roles,
      projectGroupRoles: row.project_group_roles,
      spaceRoles: row.space_roles,
      spaceGroupRoles: row.space_group_roles,
      userAttributes: row.user_attributes,
      isServiceAccount: row.kind === 'service',
      // A scope of a newer program that this one does not know gives nothing here.
      scopes: row.scopes?.filter(isScope) ?? null,
      via,
      credentialId: row.credential_id,
      ...(row.must_enrol === true ? { mustEnrol: true } : {}),
      ...(row.is_earlier_secret === true ? { isEarlierSecret: true } : {}),
    },
  }
}
