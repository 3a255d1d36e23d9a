import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** Adds a session. */
export async function insertSession(tx: Tx, session: { hash: Buffer; userId: string; now: Date; expiresAt: Date; userAgent: string | null }): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      id_hash: session.hash,
      user_id: session.userId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
    })
    .execute()
}

/** Ends one session; true when it was there. */
export async function deleteSession(tx: Db | Tx, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('id_hash', '=', hash).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all sessions of a person, except the given one. */
export async function deleteSessionsOf(tx: Tx, userId: string, except: Buffer | null): Promise<void> {
  let query = tx.deleteFrom('sessions').where('user_id', '=', userId)
  if (except !== null) query = query.where('id_hash', '!=', except)
  await query.execute()
}

export type SessionUse = { hash: Buffer; seenAt: Date; expiresAt: Date }

/** Writes down many uses at once. A session that ended meanwhile stays ended. */
export async function touchSessions(db: Db, uses: readonly SessionUse[]): Promise<void> {
  await sql`
    update sessions s set last_seen_at = greatest(s.last_seen_at, u.seen_at), expires_at = greatest(s.expires_at, u.expires_at)
    from unnest(${uses.map((use) => use.hash)}::bytea[], ${uses.map((use) => use.seenAt)}::timestamptz[], ${uses.map((use) => use.expiresAt)}::timestamptz[]) as u (hash, seen_at, expires_at)
    where s.id_hash = u.hash`.execute(db)
}
