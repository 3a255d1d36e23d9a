import { createSlots } from '../slots.ts'
import type { Ingest } from '../ingest/ingest-client.ts'
import type { Warehouse } from '../warehouse.ts'
import { createAttachedTables } from './attached-tables.ts'
import { createEngineClient, type EngineClientOptions } from './engine-client.ts'
import type { CatalogHeader, CheckHeader, ExecuteHeader, ExportedHeader, ExportHeader, ResultHeader } from './protocol.ts'
import { readKeys } from './read-keys.ts'
import { readMarks } from './read-marks.ts'

export type DuckdbWarehouseOptions = EngineClientOptions & {
  slots: number
  maxWaiting: number
  /** Makes files of tables; absent: none are written. */ makeTable?: Ingest['table']
}

/** Milliseconds for what is no query: opening, checking, listing. */
const housekeepingMs = 20_000

/** The embedded engine: one database file, served by a process of its own. */
export function createDuckdbWarehouse(options: DuckdbWarehouseOptions): Warehouse & { pid(): number | undefined } {
  const client = createEngineClient(options)
  const slots = createSlots(options)
  const never = new AbortController().signal
  let executed = 0

  const check = async (sql: string, mayReadTables: boolean): Promise<void> => {
    await client.request('check', { sql, mayReadTables } satisfies CheckHeader, { timeoutMs: housekeepingMs, signal: never })
  }

  const catalog = async (): Promise<CatalogHeader> =>
    (await client.request('catalog', null, { timeoutMs: housekeepingMs, signal: never })).header as CatalogHeader
  const tables = createAttachedTables({
    folder: options.settings.tablesFolder,
    catalog,
    marksOf: (names, limits = { timeoutMs: housekeepingMs, signal: never }) => readMarks(client, names, limits),
    makeTable: options.makeTable ?? (() => Promise.reject(new Error('this warehouse writes no tables'))),
    changed: () => client.replace(),
  })

  return {
    ...tables,
    catalog,
    keys: () => readKeys(client),
    execute: (sql, limits) =>
      slots.run(limits.fairKey, limits.signal, async () => {
        executed++
        const request: ExecuteHeader = { sql, maxRows: limits.maxRows, maxBytes: limits.maxBytes, fresh: limits.isUserSql === true }
        const { header, data } = await client.request('execute', request, limits)
        return { ...(header as ResultHeader), data }
      }),
    checkUserSql: (sql) => check(sql, true),
    checkUserExpression: (probe) => check(probe, false),
    exportCsv: (sql, limits) =>
      slots.run(limits.fairKey, limits.signal, async () => {
        executed++
        const { header } = await client.request('export', { sql, path: limits.path, fresh: limits.isUserSql === true } satisfies ExportHeader, limits)
        return header as ExportedHeader
      }),
    executed: () => executed,
    close: () => client.close(),
    pid: () => client.pid(),
  }
}
