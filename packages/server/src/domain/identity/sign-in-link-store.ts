import type { Db, Tx } from '../../platform/db/db.ts'

export type LinkPurpose = 'sign_in' | 'setup'

/** Adds a link and drops the earlier unused ones for the same: only the newest one printed works. */
export async function insertSignInLink(tx: Tx, link: { hash: Buffer; purpose: LinkPurpose; userId: string | null; expiresAt: Date }): Promise<void> {
  let earlier = tx.deleteFrom('sign_in_links').where('purpose', '=', link.purpose).where('used_at', 'is', null)
  earlier = link.userId === null ? earlier.where('user_id', 'is', null) : earlier.where('user_id', '=', link.userId)
  await earlier.execute()
  await tx.insertInto('sign_in_links').values({ token_hash: link.hash, purpose: link.purpose, user_id: link.userId, expires_at: link.expiresAt }).execute()
}

/** Marks a link as used, once: of two at the same time one gets it. Null when unknown, used or over. */
export async function spendSignInLink(tx: Tx, hash: Buffer, purpose: LinkPurpose, now: Date): Promise<{ userId: string | null } | null> {
  const row = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id }
}

/** Removes what has run out: sessions, links, counts of attempts. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000)
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('sign_in_links').where('expires_at', '<', dayAgo).execute()
  await db.deleteFrom('sign_in_attempts').where('window_started_at', '<', dayAgo).execute()
}
