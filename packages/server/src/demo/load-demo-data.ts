import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { DemoScript } from './read-demo.ts'

export type LoadDemoData = {
  /** The database file to make; left alone when it is there. */
  databasePath: string
  scripts: readonly DemoScript[]
  /** Data folder of the npm package vega-datasets, for `{{vega}}`. */
  vegaFolder: string
}

/**
 * Makes the demo's database. The file appears whole or not at all: it is made under another name and renamed; what a
 * killed attempt left behind is taken away. Runs in a process of its own, so that the engine's memory goes back to the
 * machine afterwards. Throws naming the script and the statement.
 */
export async function loadDemoData({ databasePath, scripts, vegaFolder }: LoadDemoData): Promise<{ made: boolean }> {
  if (existsSync(databasePath)) return { made: false }
  await mkdir(path.dirname(databasePath), { recursive: true, mode: 0o700 })
  await removeAttempts(databasePath)
  const temporary = `${databasePath}.tmp-${process.pid}`
  try {
    await withDatabase(temporary, async (connection) => {
      for (const { name, sql } of scripts) await runScript(connection, name, sql.replaceAll('{{vega}}', vegaFolder.replaceAll("'", "''")))
      await connection.run('CHECKPOINT')
    })
    await rename(temporary, databasePath)
  } catch (error) {
    await removeAttempts(databasePath)
    throw error
  }
  return { made: true }
}

async function withDatabase(file: string, work: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(file, { autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  try {
    // Casts between instants and days take the session's zone: with the machine's, every machine had other data.
    await connection.run("SET TimeZone = 'UTC'")
    await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function runScript(connection: DuckDBConnection, name: string, script: string): Promise<void> {
  for (const statement of statementsOf(script)) {
    await connection.run(statement).catch((error: unknown) => {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}\nin: ${statement.trim().slice(0, 200)}`, { cause: error })
    })
  }
}

/** Statements of a script: each ends with a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  return script.split(/;\s*$/m).filter((statement) => statement.replaceAll(/--.*$/gm, '').trim() !== '')
}

/** Unfinished files of this process and of processes that are gone, with the engine's log beside them. */
async function removeAttempts(databasePath: string): Promise<void> {
  const folder = path.dirname(databasePath)
  const prefix = `${path.basename(databasePath)}.tmp-`
  for (const file of await readdir(folder)) {
    const owner = Number.parseInt(file.slice(prefix.length), 10)
    if (file.startsWith(prefix) && (owner === process.pid || !isRunning(owner))) await rm(path.join(folder, file), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
