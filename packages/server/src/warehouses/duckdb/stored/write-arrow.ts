import type { DuckDBConnection } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { Column, tableFromColumns, tableToIPC, type Batch } from '@uwdata/flechette'
import type { ArrowHeader } from '../protocol.ts'
import { arrowColumn } from './arrow-column.ts'
import { distinctNames } from './distinct-names.ts'
import { TooLarge } from './store-rows.ts'
import { storedType } from './stored-types.ts'

/** Rows that go together: large enough that batches cost nothing, small enough to be read piece by piece. */
const rowsOfBatch = 65_536

/**
 * The rows of a SELECT as an Arrow stream, copied out of the engine's vectors. What Arrow has no type for goes as text; whole
 * numbers beyond 64 bits go as the smallest type that holds all of them.
 */
export async function writeArrow(connection: DuckDBConnection, { sql, maxBytes }: ArrowHeader): Promise<Buffer> {
  const prepared = await connection.prepare(sql)
  const types = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnType(index))
  const names = distinctNames(types.map((_, index) => prepared.columnName(index)))
  prepared.destroySync()
  const places = names.map((_, index) => `c${index}`)
  const rows = `(${sql}\n) AS stored(${places.join(', ')})`
  const wide = await wideIntegers(
    connection,
    rows,
    places.filter((_, index) => /^U?HUGEINT$/.test(String(types[index]))),
  )
  const casts = types.map((type, index) => `CAST(c${index} AS ${wide.get(`c${index}`) ?? storedType(type).stored})`)
  const result = await connection.run(`SELECT ${casts.join(', ')} FROM ${rows}`)
  const columns = result.columnTypes().map((type) => arrowColumn(type))
  const batches: Batch<unknown>[][] = columns.map(() => [])
  let pending = 0
  let bytes = 0
  const flush = (): void => {
    for (const [index, column] of columns.entries()) batches[index]?.push(column.take())
    pending = 0
  }
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    for (const [index, column] of columns.entries()) bytes += column.append(bindings.data_chunk_get_vector(chunk.chunk, index), 0, chunk.rowCount)
    if (bytes > maxBytes) throw new TooLarge(`The table is larger than ${Math.round(maxBytes / 1024 / 1024)} MB. Select fewer rows or columns of it.`)
    pending += chunk.rowCount
    if (pending >= rowsOfBatch) flush()
  }
  if (pending > 0 || batches[0]?.length === 0) flush()
  const written = tableToIPC(tableFromColumns(columns.map((column, index) => [names[index] ?? '', new Column(batches[index] ?? [], column.type)])), {
    format: 'stream',
  })
  if (written === null) throw new Error('no bytes were written')
  return Buffer.from(written.buffer, written.byteOffset, written.byteLength)
}

/** The type of each of these columns that holds all of its values: sums are 128 bits wide and seldom need them. */
async function wideIntegers(connection: DuckDBConnection, rows: string, columns: readonly string[]): Promise<Map<string, string>> {
  if (columns.length === 0) return new Map()
  const fits = (column: string, type: string): string => `coalesce(bool_and(${column} IS NULL OR TRY_CAST(${column} AS ${type}) IS NOT NULL), true)`
  const [found = []] = (await (
    await connection.run(`SELECT ${columns.map((column) => `${fits(column, 'BIGINT')}, ${fits(column, 'DECIMAL(38,0)')}`).join(', ')} FROM ${rows}`)
  ).getRowsJson()) as boolean[][]
  return new Map(columns.map((column, index) => [column, found[2 * index] === true ? 'BIGINT' : found[2 * index + 1] === true ? 'DECIMAL(38,0)' : 'VARCHAR']))
}
