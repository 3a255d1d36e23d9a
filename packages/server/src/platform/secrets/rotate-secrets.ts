import { sql } from 'kysely'
import type { DbConnection } from '../db/connection.ts'
import { openDb } from '../db/open-db.ts'
import type { Log } from '../log.ts'
import type { KeyRing } from './key-ring.ts'
import { rewrapSecrets } from './secret-store.ts'

const secretsAtOnce = 100

/**
 * Wraps every stored secret under the current key; answers how many there were to do. Done in steps that each hold: what
 * was interrupted goes on where it was. Throws `SecretError` when a key is missing.
 */
export async function rotateSecrets(connection: DbConnection, keys: KeyRing, log: Log): Promise<number> {
  const { db, close } = openDb(connection, { log, maxConnections: 1 })
  try {
    const { rows } = await sql<{ found: boolean }>`select to_regclass('secrets') is not null as found`.execute(db)
    // A store of an older version has none.
    if (rows[0]?.found !== true) return 0
    let done = 0
    for (;;) {
      const wrapped = await db.transaction().execute((tx) => rewrapSecrets(tx, keys, secretsAtOnce))
      done += wrapped
      if (wrapped === 0) return done
    }
  } finally {
    await close()
  }
}
