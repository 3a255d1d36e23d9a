import { sql } from 'kysely'
import type { UserActor } from '../../access/actor.ts'
import type { Db } from '../../platform/db/db.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/schema.ts'

/** A credential with the person behind it. */
export type FoundActor = { actor: UserActor; isActive: boolean; expiresAt: Date | null }

type Row = {
  credential_id: string
  user_id: string
  email: string
  email_verified: boolean
  first_name: string
  last_name: string
  is_active: boolean
  organization_id: string | null
  role: OrganizationRole | null
  project_roles: Record<string, ProjectRole>
  space_roles: Record<string, SpaceRole>
  expires_at: Date | null
}

const personColumns = sql`
  u.id as user_id, u.email, u.email_verified, u.first_name, u.last_name, u.is_active, m.organization_id, m.role,
  (select coalesce(json_object_agg(p.project_id, p.role), '{}') from project_members p where p.user_id = u.id) as project_roles,
  (select coalesce(json_object_agg(s.space_id, s.role), '{}') from space_members s where s.user_id = u.id) as space_roles`

/** The person of a session by the hash of its cookie; one read. */
export async function findActorOfSession(db: Db, hash: Buffer): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select encode(c.id_hash, 'hex') as credential_id, c.expires_at, ${personColumns}
    from sessions c join users u on u.id = c.user_id left join organization_members m on m.user_id = u.id
    where c.id_hash = ${hash}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'session')
}

/** The person of a token by its hash; one read. */
export async function findActorOfToken(db: Db, hash: Buffer): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select c.id as credential_id, c.expires_at, ${personColumns}
    from personal_access_tokens c join users u on u.id = c.user_id left join organization_members m on m.user_id = u.id
    where c.token_hash = ${hash}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'token')
}

/** A person as the actor of their own background work: rights are those of now, not of when it was ordered. */
export async function findActorOfUser(db: Db, userId: string): Promise<FoundActor | null> {
  const { rows } = await sql<Row>`
    select 'background' as credential_id, null::timestamptz as expires_at, ${personColumns}
    from users u left join organization_members m on m.user_id = u.id
    where u.id = ${userId}`.execute(db)
  return rows[0] === undefined ? null : toActor(rows[0], 'token')
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
      spaceRoles: row.space_roles,
      userAttributes: {},
      via,
      credentialId: row.credential_id,
    },
  }
}
