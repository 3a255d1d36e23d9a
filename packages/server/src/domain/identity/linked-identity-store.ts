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
