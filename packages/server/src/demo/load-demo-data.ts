import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DemoScript } from './read-demo.ts'

export type LoadDemoData = {
  /** The database file to make; left alone when it is there. */
  databasePath: string
  scripts: readonly DemoScript[]
  /** Data folder of the npm package vega-datasets, for `{{vega}}`. */
  vegaFolder: string
}

/**
 * Makes the demo's database. The file appears whole or not at all: it is made under another name and renamed. Runs in
 * a process of its own, so that the engine's memory goes back to the machine afterwards.
 */
export async function loadDemoData({ databasePath, scripts, vegaFolder }: LoadDemoData): Promise<{ made: boolean }> {
  if (existsSync(databasePath)) return { made: false }
  await mkdir(path.dirname(databasePath), { recursive: true, mode: 0o700 })
  const temporary = `${databasePath}.tmp-${process.pid}`
  await rm(temporary, { force: true })
  const instance = await DuckDBInstance.create(temporary)
  try {
    const connection = await instance.connect()
    for (const { name, sql } of scripts) {
      for (const statement of statementsOf(sql.replaceAll('{{vega}}', vegaFolder.replaceAll("'", "''")))) {
        await connection.run(statement).catch((error: unknown) => {
          throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}\nin: ${statement.slice(0, 200)}`, { cause: error })
        })
      }
    }
    await connection.run('CHECKPOINT')
    connection.closeSync()
  } catch (error) {
    instance.closeSync()
    await rm(temporary, { force: true })
    throw error
  }
  instance.closeSync()
  await rename(temporary, databasePath)
  return { made: true }
}

/** Statements of a script: each ends with a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  return script.split(/;\s*$/m).filter((statement) => statement.replaceAll(/--.*$/gm, '').trim() !== '')
}
