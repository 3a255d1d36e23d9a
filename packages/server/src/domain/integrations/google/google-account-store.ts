import type { Db, Tx } from '../../../platform/db/db.ts'

/** A person's Google account, linked to write sheets. */
export type GoogleAccount = { userId: string; integrationId: string; email: string; linkedAt: Date }

/** A person's linked account; null without one. */
export async function findGoogleAccount(db: Db | Tx, userId: string): Promise<GoogleAccount | null> {
  const row = await db.selectFrom('google_accounts').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id, integrationId: row.integration_id, email: row.email, linkedAt: row.linked_at }
}

/** Links an account in the place of the one before. */
export async function putGoogleAccount(tx: Tx, { userId, integrationId, email, linkedAt }: GoogleAccount): Promise<void> {
  const values = { integration_id: integrationId, email, linked_at: linkedAt }
  await tx
    .insertInto('google_accounts')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

export async function deleteGoogleAccount(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('google_accounts').where('user_id', '=', userId).execute()
}

/** Takes away what everybody had let an integration do for them, secrets included: it is gone, or another client. */
export async function deleteGoogleAccountsOf(tx: Tx, integrationId: string, purpose: string): Promise<void> {
  await tx
    .deleteFrom('secrets')
    .where('purpose', '=', purpose)
    .where('user_id', 'in', (select) => select.selectFrom('google_accounts').select('user_id').where('integration_id', '=', integrationId))
    .execute()
  await tx.deleteFrom('google_accounts').where('integration_id', '=', integrationId).execute()
}
