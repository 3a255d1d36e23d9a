import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

/** Keeps a sign-in whose second step is missing. */
export async function insertPendingSignIn(db: Db, pending: { hash: Buffer; userId: string; expiresAt: Date }): Promise<void> {
  await db.insertInto('pending_sign_ins').values({ id_hash: pending.hash, user_id: pending.userId, expires_at: pending.expiresAt }).execute()
}

/** Whose sign-in waits under this hash; null when it was finished, has run out or never was. */
export async function findPendingSignIn(db: Db, hash: Buffer, now: Date): Promise<{ userId: string } | null> {
  const row = await db.selectFrom('pending_sign_ins').select('user_id as userId').where('id_hash', '=', hash).where('expires_at', '>', now).executeTakeFirst()
  return row ?? null
}

/** Uses up one try and answers whose sign-in it is; null also when there is no try left. Atomic. */
export async function countPendingAttempt(db: Db, hash: Buffer, most: number, now: Date): Promise<{ userId: string } | null> {
  const row = await db
    .updateTable('pending_sign_ins')
    .set({ attempts: sql<number>`attempts + 1` })
    .where('id_hash', '=', hash)
    .where('attempts', '<', most)
    .where('expires_at', '>', now)
    .returning('user_id as userId')
    .executeTakeFirst()
  return row ?? null
}

/** Finishes a sign-in; false when another request has done so. */
export async function spendPendingSignIn(tx: Tx, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('pending_sign_ins').where('id_hash', '=', hash).executeTakeFirst()
  return numDeletedRows === 1n
}

/** Ends the sign-ins of a person that wait. */
export async function deletePendingSignInsOf(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('pending_sign_ins').where('user_id', '=', userId).execute()
}
