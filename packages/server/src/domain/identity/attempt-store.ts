import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** Counts one attempt and answers how many there are in the running window, this one included; atomic. */
export async function countAttempt(db: Db, key: string, now: Date, windowSeconds: number): Promise<{ attempts: number; windowStartedAt: Date }> {
  const oldest = new Date(now.getTime() - windowSeconds * 1000)
  const { rows } = await sql<{ failures: number; window_started_at: Date }>`
    insert into sign_in_attempts as a (key, failures, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when a.window_started_at <= ${oldest} then 1 else a.failures + 1 end,
      window_started_at = case when a.window_started_at <= ${oldest} then excluded.window_started_at else a.window_started_at end
    returning failures, window_started_at`.execute(db)
  return { attempts: rows[0]?.failures ?? 1, windowStartedAt: rows[0]?.window_started_at ?? now }
}

/** Takes one attempt back: it was a good one. */
export async function forgiveAttempt(db: Db, key: string): Promise<void> {
  await sql`update sign_in_attempts set failures = greatest(failures - 1, 0) where key = ${key}`.execute(db)
}

/** Starts the count anew. */
export async function clearAttempts(db: Db | Tx, key: string): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('key', '=', key).execute()
}

/** Starts all counts anew whose key begins so. */
export async function clearAttemptsUnder(db: Db | Tx, beginning: string): Promise<void> {
  await sql`delete from sign_in_attempts where starts_with(key, ${beginning})`.execute(db)
}
