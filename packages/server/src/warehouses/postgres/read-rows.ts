import Cursor from 'pg-cursor'
import type { FieldDef, PoolClient } from 'pg'
import { AppError } from '../../platform/errors.ts'
import type { WarehouseColumn, WarehouseResult } from '../warehouse.ts'
import { lineOf } from './sessions.ts'
import { namedType, valueTypeOf, type ValueType } from './value-types.ts'

/** Rows asked for at a time. */
const batchRows = 500
/** Bytes that a batch may have on the wire: more would not fit into this process. */
const maxBatchBytes = 64 * 1024 * 1024

type Text = string | null
type Batch = { rows: Text[][]; fields: FieldDef[] }

/** Every value as the text that the server sent. */
const asSent = { getTypeParser: () => (value: unknown) => value }

export type RowLimits = { maxRows: number; maxBytes: number }

/** Runs one statement and reads its rows until there are no more, or as many as there may be. */
export async function readRows(client: PoolClient, sql: string, limits: RowLimits): Promise<Omit<WarehouseResult, 'engineMs'>> {
  const { fields, columns, rowCount, truncated } = await fetchColumns(client, sql, limits)
  const types = await typesOf(client, fields)
  const texts = columns.map((column, index) => column.text(types[index] ?? namedType('')))
  return { columns: described(fields, types), data: Buffer.from(`[${texts.join(',')}]`), rowCount, truncated }
}

async function fetchColumns(
  client: PoolClient,
  sql: string,
  { maxRows, maxBytes }: RowLimits,
): Promise<{ fields: FieldDef[]; columns: ColumnWriter[]; rowCount: number; truncated: boolean }> {
  const cursor = client.query(new Cursor<Text[]>(sql, [], { rowMode: 'array', types: asSent }))
  const guard = guardBytes(client)
  let rowCount = 0
  try {
    // One row more than wanted: whether there are more is known, not guessed.
    const next = (): Promise<Batch> => readBatch(cursor, Math.min(batchRows, maxRows - rowCount + 1))
    let { rows, fields } = await next()
    const columns = fields.map((field) => columnWriter(valueTypeOf(field)))
    let bytes = 0
    let truncated = false
    while (rows.length > 0) {
      const kept = rows.slice(0, maxRows - rowCount)
      for (const [index, column] of columns.entries()) bytes += column.add(kept.map((row) => row[index] ?? null))
      rowCount += kept.length
      truncated = kept.length < rows.length
      if (truncated) break
      guard.restart()
      ;({ rows } = await next())
      // Too much already, but nothing is missing when that was all.
      truncated = bytes > maxBytes && rows.length > 0
      if (truncated) break
    }
    await cursor.close()
    return { fields, columns, rowCount, truncated }
  } catch (error) {
    throw guard.tripped() ? tooLarge() : error
  } finally {
    guard.stop()
  }
}

const readBatch = (cursor: Cursor<Text[]>, rows: number): Promise<Batch> =>
  new Promise((resolve, reject) => {
    // Once all rows are read there is nothing that could be described.
    cursor.read(rows, (error: Error | null | undefined, read: Text[][], result?: { fields: FieldDef[] }) => {
      if (error == null) resolve({ rows: read, fields: result?.fields ?? [] })
      else reject(error)
    })
  })

type ColumnWriter = {
  /** Takes the next values; answers how many bytes they are, more or less. */
  add(values: readonly Text[]): number
  /** All values as a JSON array. `type` is that of a column whose type was not known from the start. */
  text(type: ValueType): string
}

function columnWriter(known: ValueType | null): ColumnWriter {
  const encoded = (values: readonly Text[], { encode }: ValueType): string => values.map((value) => (value === null ? 'null' : encode(value))).join(',')
  if (known === null) {
    const all: Text[] = []
    return {
      add(values) {
        for (const value of values) all.push(value)
        return values.reduce((sum, value) => sum + (value?.length ?? 4) + 1, 0)
      },
      text: (type) => `[${encoded(all, type)}]`,
    }
  }
  const parts: string[] = []
  return {
    add(values) {
      if (values.length === 0) return 0
      const part = encoded(values, known)
      parts.push(part)
      return part.length
    },
    text: () => `[${parts.join(',')}]`,
  }
}

/** The types of columns; the server is asked for the names of its own. */
async function typesOf(client: PoolClient, fields: readonly FieldDef[]): Promise<ValueType[]> {
  const found = fields.map(valueTypeOf)
  const unknown = fields.flatMap(({ dataTypeID }, index) => (found[index] === null ? [dataTypeID] : []))
  const names = new Map<number, string>()
  if (unknown.length > 0) {
    const { rows } = await client.query<[number, string]>({
      text: 'select t.oid::int8::float8, pg_catalog.format_type(t.oid, null) from pg_catalog.unnest($1::oid[]) as t (oid)',
      values: [unknown],
      rowMode: 'array',
    })
    for (const [oid, name] of rows) names.set(oid, name)
  }
  return fields.map(({ dataTypeID }, index) => found[index] ?? namedType(names.get(dataTypeID) ?? 'text'))
}

/** Columns of the same name are told apart by a number. */
function described(fields: readonly FieldDef[], types: readonly ValueType[]): WarehouseColumn[] {
  const times = new Map<string, number>()
  return fields.map(({ name }, index) => {
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    const { type, name: engineType } = types[index] ?? namedType('text')
    return { name: before === 0 ? name : `${name}:${before}`, type, engineType }
  })
}

/** Closes the line when more comes over it at once than this process can hold: a single value may be a gigabyte. */
function guardBytes(client: PoolClient): { restart(): void; tripped(): boolean; stop(): void } {
  const line = lineOf(client)
  let seen = 0
  const count = (piece: Buffer): void => {
    seen += piece.length
    if (seen > maxBatchBytes) line.destroy()
  }
  line.on('data', count)
  return {
    restart() {
      seen = 0
    },
    tripped: () => seen > maxBatchBytes,
    stop: () => void line.removeListener('data', count),
  }
}

const tooLarge = (): AppError =>
  new AppError('limit_exceeded', 'The rows of this query are too large to be read. Leave out columns with very long values.', { reason: 'query_memory' })
