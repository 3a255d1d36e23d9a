import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api'
import bindings from '@duckdb/node-bindings'
import { tableFromIPC, type Table } from '@uwdata/flechette'
import { DamagedRows } from './damaged-rows.ts'
import { vectorFiller } from './fill-vector.ts'

/** Rows that a vector of the engine holds. */
const rowsOfChunk = 2048

/** A SELECT of the rows of an Arrow stream, with the names of their columns. The stream may be anybody's: nothing of it is believed. */
export async function loadArrow(connection: DuckDBConnection, data: Buffer): Promise<{ sql: string; names: string[] }> {
  const table = read(data)
  const fields = table.schema.fields
  if (fields.length === 0) throw new DamagedRows('The table has no columns.')
  const fillers = fields.map(({ name, type }) => vectorFiller(type, name))
  await connection.run(`CREATE TEMP TABLE loaded (${fillers.map(({ sql }, index) => `c${index} ${sql}`).join(', ')})`)
  const appender = await connection.createAppender('loaded', 'main', 'temp')
  const types: DuckDBType[] = fillers.map((_, index) => appender.columnType(index))
  const batches = table.children[0]?.data.length ?? 0
  for (let batch = 0; batch < batches; batch++) {
    const parts = table.children.map((column) => column.data[batch])
    const rows = parts[0]?.length ?? 0
    if (parts.some((part) => part?.length !== rows)) throw new DamagedRows('The columns of the table have different lengths.')
    for (let from = 0; from < rows; from += rowsOfChunk) {
      const count = Math.min(rowsOfChunk, rows - from)
      const chunk = DuckDBDataChunk.create(types, count)
      for (const [index, filler] of fillers.entries()) {
        const part = parts[index]
        if (part !== undefined) filler.fill(bindings.data_chunk_get_vector(chunk.chunk, index), part, from, count)
      }
      appender.appendDataChunk(chunk)
    }
    // Queries of others have their turn.
    await new Promise(setImmediate)
  }
  appender.closeSync()
  const values = fillers.map(({ type }, index) => `CAST(c${index} AS ${type})`)
  return { sql: `SELECT ${values.join(', ')} FROM loaded`, names: fields.map(({ name }) => name) }
}

function read(data: Buffer): Table {
  try {
    // A copy of its own, so that numbers lie where typed arrays want them.
    return tableFromIPC(new Uint8Array(data), { useBigInt: true })
  } catch (error) {
    throw new DamagedRows(`The table could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
