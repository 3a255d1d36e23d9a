import { DuckDBInstance } from '@duckdb/node-api'

/** A DuckDB of its own in memory, for tests. Values come back as JSON: decimals and big integers as text. */
export type DuckdbSession = {
  run(sql: string): Promise<void>
  /** Rows as objects. An error of the engine carries the SQL. */
  rows(sql: string): Promise<Record<string, unknown>[]>
  close(): void
}

/**
 * Opens a session and runs `setup` in it. The session's own zone is set far from UTC: nothing may depend on it. As in the
 * product, the optimizer that gives wrong numbers in DuckDB 1.5 is off.
 */
export async function duckdbSession(setup = ''): Promise<DuckdbSession> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run(`set disabled_optimizers = 'common_subplan'; set TimeZone = 'Pacific/Auckland'; ${setup}`)
  return {
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => {
      try {
        return (await connection.runAndReadAll(sql)).getRowObjectsJson()
      } catch (cause) {
        throw new Error(`${String(cause)}\n${sql}`, { cause })
      }
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
