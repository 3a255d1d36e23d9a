import { credentialHash } from '../../packages/server/src/domain/identity/credential-hash.ts'
import type { Db } from '../../packages/server/src/platform/db/db.ts'
import type { OrganizationRole } from '../../packages/server/src/platform/db/stored-values.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, withToken, type ApiClient } from '../harness/api-client.ts'

/** What the store has of people, for those whom no request can make: with a secret that the test knows. */

const sessionMs = 3_600_000

/** Somebody in an organization, who has no way in yet; answers who. */
export async function insertMember(
  db: Db,
  member: { organizationId: string; role: OrganizationRole; email: string; id?: string; firstName?: string; kind?: 'person' | 'service' },
): Promise<string> {
  const { organizationId, role, email, id = newId(), firstName = 'Some', kind = 'person' } = member
  await db
    .insertInto('users')
    .values({ id, email, first_name: firstName, last_name: 'Test', email_verified: kind === 'person', kind })
    .execute()
  if (kind === 'service') await db.insertInto('service_accounts').values({ user_id: id }).execute()
  await db.insertInto('organization_members').values({ user_id: id, organization_id: organizationId, role }).execute()
  return id
}

/** Signs somebody in at the product that is at `url`. */
export async function insertSession(db: Db, url: string, userId: string, secret: string): Promise<ApiClient> {
  const expires_at = new Date(Date.now() + sessionMs)
  await db
    .insertInto('sessions')
    .values({ id_hash: credentialHash(secret), user_id: userId, expires_at, user_agent: null })
    .execute()
  return apiClient(url, { cookie: `connect.sid=${secret}` })
}

/** Gives somebody a token for the product that is at `url`; without `scopes` it may all that they may. */
export async function insertToken(db: Db, url: string, token: { userId: string; secret: string; id?: string; scopes?: string[] }): Promise<ApiClient> {
  const { userId, secret, id = newId(), scopes = null } = token
  const values = { id, user_id: userId, description: 'test', token_prefix: secret.slice(0, 8), token_hash: credentialHash(secret), scopes }
  await db.insertInto('personal_access_tokens').values(values).execute()
  return withToken(url, secret)
}
