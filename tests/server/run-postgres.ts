import { createHash } from 'node:crypto'
import type { SocketConnection } from '../../packages/server/src/platform/db/connection.ts'
import { runAlone, template } from '../../packages/server/src/platform/db/testing/databases.ts'

/** Tells all processes of a run where its PostgreSQL is. */
const variable = 'ATRIUM_TEST_POSTGRES'

/** Lets the processes that are started from here, and their products, keep their stores in this server. */
export function shareForRun(server: SocketConnection): void {
  process.env[variable] ??= JSON.stringify(server)
}

/** A database that a product may have for its store. */
export type RunDatabase = {
  url: string
  exists(): Promise<boolean>
  /** Makes it as a copy of another one; an empty store unless that is named. */
  make(from?: string): Promise<void>
  drop(): Promise<void>
}

/**
 * A database in the PostgreSQL of the run: a copy takes milliseconds, where a store in the data folder means a thousand
 * files to be copied and a server to be started. The same name is the same database. Null where nobody shared a server.
 */
export function runDatabase(name: string): RunDatabase | null {
  const shared = process.env[variable]
  if (shared === undefined) return null
  const server = JSON.parse(shared) as SocketConnection
  return {
    url: `postgresql://${server.user}@localhost/${name}?host=${encodeURIComponent(server.socketFolder)}&port=${server.port}`,
    exists: async () => (await runAlone(server, `select from pg_database where datname = '${name}'`)) > 0,
    make: async (from = template) => void (await runAlone(server, `create database ${name} template ${from}`)),
    drop: async () => void (await runAlone(server, `drop database if exists ${name} with (force)`)),
  }
}

/** What the database of a data folder is called. */
export const databaseName = (dataDir: string): string => `product_${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`
