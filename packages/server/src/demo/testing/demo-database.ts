import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { WarehouseCatalog } from '@atrium/semantic'
import { loadDemoData } from '../load-demo-data.ts'
import { readDemoScripts } from '../read-demo.ts'
import { demoFolder } from './demo-project.ts'

/** The demo's database, made anew in a folder of its own and opened read-only. */
export type DemoDatabase = {
  folder: string
  databasePath: string
  /** Rows as objects; decimals and large integers as text. An error carries the SQL. */
  rows(sql: string): Promise<Record<string, unknown>[]>
  /** First value of the first row. */
  value(sql: string): Promise<unknown>
  catalog(): Promise<WarehouseCatalog>
  /** Closes it and takes the folder away. */
  close(): Promise<void>
}

/** Runs the scripts of the demo of these names, all when none is given. */
export async function demoDatabase(...names: string[]): Promise<DemoDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-demo-'))
  const databasePath = path.join(folder, 'demo.duckdb')
  const scripts = (await readDemoScripts(demoFolder)).filter(({ name }) => names.length === 0 || names.includes(name))
  await loadDemoData({ databasePath, scripts, vegaFolder })
  const instance = await DuckDBInstance.create(databasePath, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => {
    try {
      return (await connection.runAndReadAll(sql)).getRowObjectsJson()
    } catch (cause) {
      throw new Error(`${String(cause)}\n${sql}`, { cause })
    }
  }
  return {
    folder,
    databasePath,
    rows,
    value: async (sql) => Object.values((await rows(sql))[0] ?? {})[0],
    catalog: async () => {
      const catalog: WarehouseCatalog = {}
      for (const row of await rows('SELECT table_name, column_name, data_type FROM information_schema.columns')) {
        const [table = '', column = '', type = ''] = [row['table_name'], row['column_name'], row['data_type']].map(String)
        catalog[table] = { ...catalog[table], [column]: type }
      }
      return catalog
    },
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Data folder of the package vega-datasets. */
export const vegaFolder = path.join(path.dirname(createRequire(import.meta.url).resolve('vega-datasets')), '..', 'data')
