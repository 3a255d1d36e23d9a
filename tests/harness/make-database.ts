import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** Makes the database of the project that `ATRIUM_MODELS_DIR` describes, in a data folder that no server holds yet. */
export async function makeDatabase(dataDir: string, ...statements: string[]): Promise<void> {
  await mkdir(path.join(dataDir, 'warehouses'), { recursive: true })
  const instance = await DuckDBInstance.create(path.join(dataDir, 'warehouses', 'main.duckdb'))
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}
