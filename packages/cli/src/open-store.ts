import { requireDatabase, startEmbeddedPostgres, type Config, type DataFolder, type DbConnection, type Log } from '@atrium/server'
import { say } from './say.ts'
import type { Shutdown } from './shutdown.ts'

/** Time in which a slow database beside us may still come up. */
const databasePatienceMs = 30_000

/** The store: the database of `DATABASE_URL` once it answers, or the embedded one, started and stopped with us. */
export async function openStore(config: Config, dataFolder: DataFolder, log: Log, shutdown: Shutdown): Promise<DbConnection> {
  if (config.databaseUrl !== null) {
    const connection = { url: config.databaseUrl }
    await requireDatabase(connection, {
      patienceMs: databasePatienceMs,
      waiting: () => say('Waiting for the database of DATABASE_URL …'),
      givenUp: () => shutdown.isStopping(),
    })
    return connection
  }
  const postgres = await startEmbeddedPostgres({ dataFolder: dataFolder.postgres, log })
  shutdown.onStop('the embedded PostgreSQL', () => postgres.stop())
  return postgres.connection
}
