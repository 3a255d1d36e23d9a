import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** Another way in: an account at an identity provider. */
export type LinkedIdentity = { issuer: string; issuerType: string; email: string; createdAt: Date }

export async function listIdentitiesOf(db: Db | Tx, userId: string): Promise<LinkedIdentity[]> {
  return db
    .selectFrom('linked_identities')
    .select(['issuer', 'issuer_type as issuerType', 'email', 'created_at as createdAt'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute()
}

/** Unlinks; answers how many there were. */
export async function deleteIdentity(tx: Tx, userId: string, identity: { issuer: string; email: string }): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('linked_identities')
    .where('user_id', '=', userId)
    .where('issuer', '=', identity.issuer)
    .where('email', '=', identity.email)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Unlinks all that a person has. */
export async function deleteIdentitiesOf(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('linked_identities').where('user_id', '=', userId).execute()
}

/** Sign-ins of one account at a provider wait for each other: two tabs of a newcomer make one person. */
export async function lockIdentity(tx: Tx, issuer: string, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(4717204, hashtext(${`${issuer} ${subject}`}))`.execute(tx)
}

/** The person behind an account at a provider, or null. */
export async function findLinkedUserId(db: Db | Tx, issuer: string, subject: string): Promise<string | null> {
  const row = await db.selectFrom('linked_identities').select('user_id').where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
  return row?.user_id ?? null
}

export type NewIdentity = { issuer: string; subject: string; issuerType: string; userId: string; email: string; now: Date }

/** Links an account at a provider; false when it leads to somebody already. */
export async function insertIdentity(tx: Tx, { issuer, subject, issuerType, userId, email, now }: NewIdentity): Promise<boolean> {
  const row = await tx
    .insertInto('linked_identities')
    .values({ issuer, subject, issuer_type: issuerType, user_id: userId, email, created_at: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes under which address a provider knows somebody now. */
export async function updateIdentityEmail(tx: Tx, { issuer, subject, email }: { issuer: string; subject: string; email: string }): Promise<void> {
  await tx.updateTable('linked_identities').set({ email }).where('issuer', '=', issuer).where('subject', '=', subject).execute()
}
