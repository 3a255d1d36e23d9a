import { sql } from 'kysely'
import type { Tx } from './db/db.ts'

/** Keeps others that name the same waiting until the transaction ends: for what is counted before it is added to. */
export async function holdTurn(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`atrium ${name}`}, 0))`.execute(tx)
}
