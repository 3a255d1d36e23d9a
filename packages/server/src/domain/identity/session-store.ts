import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import { deletePendingSignInsOf } from './second-factor/pending-sign-in-store.ts'

/** How the person of a session came in (`password`, `link`, `oidc:<provider>`…), and when they last proved who they are. */
export type SessionProof = { via: string; provenAt: Date }

/** The proof behind a session; null when it has ended. */
export async function findSessionProof(db: Db | Tx, hash: Buffer): Promise<SessionProof | null> {
  const row = await db.selectFrom('sessions').select(['via', 'proven_at as provenAt']).where('id_hash', '=', hash).executeTakeFirst()
  return row ?? null
}

/** Adds a session. */
export async function insertSession(
  tx: Tx,
  session: SessionProof & { hash: Buffer; userId: string; now: Date; expiresAt: Date; userAgent: string | null },
): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      id_hash: session.hash,
      user_id: session.userId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
      via: session.via,
      proven_at: session.provenAt,
    })
    .execute()
}

/** Ends one session; true when it was there. */
export async function deleteSession(tx: Db | Tx, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('id_hash', '=', hash).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all sessions of a person, except the given one, and the sign-ins that wait for their second step. */
export async function deleteSessionsOf(tx: Tx, userId: string, except: Buffer | null): Promise<void> {
  let query = tx.deleteFrom('sessions').where('user_id', '=', userId)
  if (except !== null) query = query.where('id_hash', '!=', except)
  await query.execute()
  // Half a sign-in is as old as a session: its first step was right for what held before.
  await deletePendingSignInsOf(tx, userId)
}

export type SessionUse = { hash: Buffer; seenAt: Date; expiresAt: Date }

/** Writes down many uses at once. A session that ended meanwhile stays ended. */
export async function touchSessions(db: Db, uses: readonly SessionUse[]): Promise<void> {
  await sql`
    update sessions s set last_seen_at = greatest(s.last_seen_at, u.seen_at), expires_at = greatest(s.expires_at, u.expires_at)
    from unnest(${uses.map((use) => use.hash)}::bytea[], ${uses.map((use) => use.seenAt)}::timestamptz[], ${uses.map((use) => use.expiresAt)}::timestamptz[]) as u (hash, seen_at, expires_at)
    where s.id_hash = u.hash`.execute(db)
}

/** A session as its owner sees it. `id` names it; the hash of its cookie stays inside. */
export type Session = { id: string; hash: Buffer; createdAt: Date; lastSeenAt: Date; expiresAt: Date; userAgent: string | null }

/** The sessions of a person that are alive, the one used last first. */
export async function listSessionsOf(db: Db | Tx, userId: string, now: Date): Promise<Session[]> {
  return db
    .selectFrom('sessions')
    .select(['id', 'id_hash as hash', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'expires_at as expiresAt', 'user_agent as userAgent'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute()
}

/** Ends one session of a person; false when they have no such. */
export async function deleteSessionOf(tx: Tx, userId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows > 0n
}
