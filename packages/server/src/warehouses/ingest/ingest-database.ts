import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { IngestLimits } from './ingest.ts'

type Options = {
  /** Database file to open or make. */
  database: string
  limits: IngestLimits
  /** Other databases to read, by name. */
  attached?: Record<string, string>
  /** Folder whose files the SQL may read. */
  readable?: string
}

/** Runs work on a database of its own; nothing but the named folder can be reached from it, and it is closed after. */
export async function withDatabase<T>({ database, limits, attached = {}, readable }: Options, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(database, {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMegabytes}MB`,
    temp_directory: path.join(path.dirname(database), 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    // Casts between instants and days take the session's zone: with the machine's, every machine had other data.
    await connection.run("SET TimeZone = 'UTC'")
    for (const [name, file] of Object.entries(attached)) await connection.run(`ATTACH ${quoted(file)} AS ${quotedName(name)} (READ_ONLY)`)
    if (readable !== undefined) await connection.run(`SET GLOBAL allowed_directories = [${quoted(readable + path.sep)}]`)
    await connection.run('SET GLOBAL enable_external_access = false')
    await connection.run('SET GLOBAL lock_configuration = true')
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** All rows of a small answer. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.run(sql)).getRowsJson()
}
