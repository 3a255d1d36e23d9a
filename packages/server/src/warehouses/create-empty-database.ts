import { DuckDBInstance } from '@duckdb/node-api'

/** Makes an empty database file for the embedded engine. */
export async function createEmptyDatabase(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file)
  instance.closeSync()
}
