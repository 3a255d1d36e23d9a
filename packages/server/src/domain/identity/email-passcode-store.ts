import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

export type StoredPasscode = { email: string; codeHash: Buffer; attempts: number; createdAt: Date; expiresAt: Date }

/** The code of a person in place of any earlier one, with all attempts left. */
export async function replacePasscode(tx: Tx, userId: string, code: Omit<StoredPasscode, 'attempts'>): Promise<void> {
  const values = { email: code.email, code_hash: code.codeHash, attempts: 0, created_at: code.createdAt, expires_at: code.expiresAt }
  await tx
    .insertInto('email_passcodes')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

export async function findPasscode(db: Db | Tx, userId: string): Promise<StoredPasscode | null> {
  const row = await db.selectFrom('email_passcodes').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row === undefined ? null : toPasscode(row)
}

/** Uses up one attempt and answers the code it is for; null when there is none left, none alive or none at all. Atomic. */
export async function countPasscodeAttempt(tx: Tx, userId: string, most: number, now: Date): Promise<StoredPasscode | null> {
  const row = await tx
    .updateTable('email_passcodes')
    .set({ attempts: sql<number>`attempts + 1` })
    .where('user_id', '=', userId)
    .where('attempts', '<', most)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : toPasscode(row)
}

export async function deletePasscode(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('email_passcodes').where('user_id', '=', userId).execute()
}

const toPasscode = (row: { email: string; code_hash: Buffer; attempts: number; created_at: Date; expires_at: Date }): StoredPasscode => ({
  email: row.email,
  codeHash: row.code_hash,
  attempts: row.attempts,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})
