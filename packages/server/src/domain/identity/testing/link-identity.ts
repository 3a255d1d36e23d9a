import type { Db } from '../../../platform/db/db.ts'

/** An account at an identity provider, as a sign-in through it would leave it. */
export async function linkIdentityForTest(db: Db, userId: string, identity: { issuer: string; email: string }): Promise<void> {
  await db
    .insertInto('linked_identities')
    .values({ ...identity, subject: identity.email, issuer_type: 'oidc', user_id: userId, created_at: new Date(0) })
    .execute()
}
