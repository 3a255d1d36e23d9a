import { quoted, quotedName } from '../quoted.ts'
import { stat } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { columnsOf } from '../columns-of.ts'
import type { EngineColumn, StoredHeader, StoreHeader } from '../protocol.ts'
import { loadAnswer } from './answer-table.ts'
import { loadArrow } from './arrow-table.ts'
import { distinctNames } from './distinct-names.ts'
import { storedType } from './stored-types.ts'

/** The file would be larger than it may be. */
export class TooLarge extends Error {}

/** Rows of one group: a result of 100,000 rows, as most are at most, is written and read by more than one thread. */
const groupRows = 24_576

/** How often the growing file is looked at, milliseconds. */
const watchMs = 200

/**
 * Writes rows into a Parquet file of plain types, and answers the types that they have to be cast to. Columns get names that are
 * all different. One row more than `maxRows` is written where there are more.
 */
export async function storeRows(connection: DuckDBConnection, request: StoreHeader, data: Buffer): Promise<Omit<StoredHeader, 'read'>> {
  const rows = await rowsOf(connection, request, data)
  const prepared = await connection.prepare(rows.sql)
  const types = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnType(index))
  const kept = types.map(storedType)
  const names = distinctNames(rows.names ?? types.map((_, index) => prepared.columnName(index)))
  prepared.destroySync()
  const places = names.map((_, index) => `c${index}`)
  const select = kept.map(({ stored }, index) => `CAST(${places[index]} AS ${stored}) AS ${quotedName(names[index] ?? '')}`)
  const copy = `COPY (SELECT ${select.join(', ')} FROM (${rows.sql}\n) AS stored(${places.join(', ')})) TO ${quoted(request.path)} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE ${groupRows})`
  const rowCount = await watched(connection, request, async () => (await connection.run(copy)).rowsChanged)
  const { size } = await stat(request.path)
  const described = columnsOf(names, types).map((column, index): EngineColumn => ({ ...column, engineType: kept[index]?.type ?? column.engineType }))
  return { columns: described, rowCount, bytes: size }
}

async function rowsOf(connection: DuckDBConnection, { source, maxRows }: StoreHeader, data: Buffer): Promise<{ sql: string; names?: readonly string[] }> {
  switch (source.from) {
    case 'select':
      return { sql: source.sql }
    case 'answer':
      return { sql: `${await loadAnswer(connection, source.columns, data)} LIMIT ${maxRows + 1}`, names: source.columns.map(({ name }) => name) }
    case 'arrow': {
      const { sql, names } = await loadArrow(connection, data)
      return { sql: `${sql} LIMIT ${maxRows + 1}`, names }
    }
  }
}

/** Stops writing when the file has become too large. */
async function watched<T>(connection: DuckDBConnection, { path, maxBytes }: StoreHeader, write: () => Promise<T>): Promise<T> {
  let isTooLarge = false
  const look = async (): Promise<void> => {
    const { size } = await stat(path).catch(() => ({ size: 0 }))
    if (size <= maxBytes || isTooLarge) return
    isTooLarge = true
    connection.interrupt()
  }
  const timer = setInterval(() => void look(), watchMs)
  try {
    const written = await write()
    await look()
    if (!isTooLarge) return written
  } catch (error) {
    if (!isTooLarge) throw error
  } finally {
    clearInterval(timer)
  }
  throw new TooLarge(`The result is larger than ${Math.round(maxBytes / 1024 / 1024)} MB. Narrow it by a filter, or select fewer columns.`)
}
