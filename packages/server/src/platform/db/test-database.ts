import { inject } from 'vitest'
import { newId } from '../ids.ts'
import { silentLog } from '../log.ts'
import type { SocketConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { openDb, type OpenDb } from './open-db.ts'
import { runAlone, template } from './testing/databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run, started by the suite's global set-up. */
    postgres: SocketConnection
  }
}

export type TestDatabase = OpenDb & {
  connection: SocketConnection
  /** Closes the connections and removes the database. */
  drop(): Promise<void>
}

/** A fresh migrated database of its own for one test file, in some 50 ms. For tests of the `server` suite. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const database = `test_${newId().replaceAll('-', '')}`
  await runAlone(server, `create database ${database} template ${template}`)
  const connection = { ...server, database }
  const opened = openDb(connection, { log: silentLog(), maxConnections: 6 })
  return {
    ...opened,
    connection,
    async drop() {
      await opened.close()
      await runAlone(server, `drop database if exists ${database} with (force)`)
    },
  }
}

/** Makes the database that all test databases are copied from. */
export async function createTestTemplate(server: SocketConnection): Promise<void> {
  await runAlone(server, `create database ${template}`)
  const opened = openDb({ ...server, database: template }, { log: silentLog() })
  await migrate(opened.db)
  await opened.close()
}
