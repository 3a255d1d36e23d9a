import type { PoolClient } from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { createSlots } from '../slots.ts'
import type { Warehouse } from '../warehouse.ts'
import { exportCsv } from './export-csv.ts'
import { readCatalog, readKeys } from './read-catalog.ts'
import { readRows } from './read-rows.ts'
import { createSessions, type SessionsOptions } from './sessions.ts'
import { refuseExpression, refuseStatement } from './sql-gate.ts'
import { tableStates } from './table-states.ts'
import { columnsFor, writeTable } from './write-table.ts'

export type PostgresWarehouseOptions = Omit<SessionsOptions, 'maxConnections'> & {
  clock: Clock
  /** Queries at once, and queries that may wait. */
  slots: number
  maxWaiting: number
}

export type PostgresWarehouse = Warehouse & {
  /** Takes no more queries and closes once those that run have ended. */
  retire(): Promise<void>
}

/** Milliseconds for what is no query: listing tables and keys. */
const housekeepingMs = 20_000
/** Connections beside those of queries, for what is no query. */
const housekeepingConnections = 2

/** A PostgreSQL server, used through one account. */
export function createPostgresWarehouse(options: PostgresWarehouseOptions): PostgresWarehouse {
  const { schema } = options.settings
  const sessions = createSessions({ ...options, maxConnections: options.slots + housekeepingConnections })
  const slots = createSlots(options)
  let executed = 0

  const look = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    sessions.run({ timeoutMs: housekeepingMs, signal: new AbortController().signal }, work)

  return {
    execute: (sql, limits) =>
      slots.run(limits.fairKey, limits.signal, () => {
        executed++
        return sessions.run(limits, async (client) => {
          const started = options.clock.monotonic()
          const result = await readRows(client, sql, limits)
          return { ...result, engineMs: options.clock.monotonic() - started }
        })
      }),
    checkUserSql: (sql) => refuseStatement(sql, schema),
    checkUserExpression: (probe) => refuseExpression(probe),
    exportCsv: (sql, limits) =>
      slots.run(limits.fairKey, limits.signal, () => {
        executed++
        return sessions.run(limits, (client) => exportCsv(client, sql, limits.path))
      }),
    catalog: () => look((client) => readCatalog(client, schema)),
    keys: () => look((client) => readKeys(client, schema)),
    addTable: () => Promise.reject(noFiles()),
    addedTables: () => Promise.resolve([]),
    removeTable: () => Promise.reject(noFiles()),
    writeTable: (place, rows, writing) =>
      slots.run(writing.fairKey, writing.signal, async () => {
        const columns = columnsFor(rows.columns)
        const file = await rows.csv(columns.map(({ value }) => value))
        await sessions.write(writing, (client) => writeTable(client, { ...writing, place, columns, file, count: rows.count }))
      }),
    tableStates: (places, { mark, ...limits }) => sessions.run(limits, (client) => tableStates(client, places, mark)),
    executed: () => executed,
    close: () => sessions.close('now'),
    retire: () => sessions.close('idle'),
  }
}

const noFiles = (): AppError =>
  new AppError(
    'invalid',
    'The tables of this project lie in its PostgreSQL, where Atrium only reads. Load the file there, or drop it into a project on the embedded engine.',
    { reason: 'no_uploads' },
  )
