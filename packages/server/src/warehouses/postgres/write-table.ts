import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { duckdb, postgres } from '@atrium/semantic'
import { AppError, type ErrorParams } from '../../platform/errors.ts'
import { noSuchColumn, notOurs } from '../refused-writes.ts'
import type { TablePlace, WarehouseColumn, WriteOptions } from '../warehouse.ts'

/** A column as the server has it, and the expression of the embedded engine that writes its values as the server reads them. */
export type WrittenColumn = { name: string; type: string; value: string }

type Write = Pick<WriteOptions, 'mode' | 'mark'> & {
  place: TablePlace
  columns: readonly WrittenColumn[]
  /** CSV, see `RowsToWrite`. */ file: string
  count: number
}

/** Types whose values both engines write alike, by the words of the embedded one. */
const alike: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'smallint',
  UTINYINT: 'smallint',
  SMALLINT: 'smallint',
  USMALLINT: 'integer',
  INTEGER: 'integer',
  UINTEGER: 'bigint',
  BIGINT: 'bigint',
  UBIGINT: 'numeric',
  HUGEINT: 'numeric',
  UHUGEINT: 'numeric',
  BIGNUM: 'numeric',
  FLOAT: 'real',
  DOUBLE: 'double precision',
  DATE: 'date',
  TIME: 'time without time zone',
  'TIME WITH TIME ZONE': 'time with time zone',
  TIMESTAMP: 'timestamp without time zone',
  TIMESTAMP_S: 'timestamp without time zone',
  TIMESTAMP_MS: 'timestamp without time zone',
  TIMESTAMP_NS: 'timestamp without time zone',
  'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
  INTERVAL: 'interval',
  UUID: 'uuid',
  JSON: 'jsonb',
}
/** The server cuts longer names off, and two could become one. */
const longestName = 63
/** Columns that a table of the server has at most. */
const mostColumns = 1600

/** How the server has the columns of rows. Throws `invalid` for names and numbers of columns that it does not take. */
export function columnsFor(columns: readonly WarehouseColumn[]): WrittenColumn[] {
  const long = columns.find(({ name }) => Buffer.byteLength(name) > longestName)
  if (long !== undefined) {
    throw new AppError('invalid', `PostgreSQL takes names of columns of ${longestName} bytes at most: give “${long.name}” a shorter one.`, {
      reason: 'write_columns',
      params: { longest: longestName, column: long.name },
    })
  }
  if (columns.length > mostColumns) {
    throw new AppError('invalid', `PostgreSQL takes ${mostColumns} columns at most; these are ${columns.length}.`, {
      reason: 'write_columns',
      params: { most: mostColumns, count: columns.length },
    })
  }
  return columns.map(({ name, engineType }) => {
    const column = duckdb.quote(name)
    const type = /^DECIMAL\(\d+,\d+\)$/.test(engineType) ? engineType.replace('DECIMAL', 'numeric') : alike[engineType]
    if (type !== undefined) return { name, type, value: column }
    if (engineType === 'BLOB') return { name, type: 'bytea', value: `'\\x' || hex(${column})` }
    // Lists, structs and maps.
    if (/\[\d*\]$|^(?:STRUCT|MAP)\(/.test(engineType)) return { name, type: 'jsonb', value: `to_json(${column})` }
    return { name, type: 'text', value: `CAST(${column} AS VARCHAR)` }
  })
}

/** Writes rows into a table, inside a transaction that somebody else ends. Throws as `Warehouse.writeTable` says. */
export async function writeTable(client: PoolClient, write: Write): Promise<void> {
  const { place, columns, mark, file, count } = write
  const table = quotedTable(place)
  const named = nameOf(place)
  try {
    // Whoever writes the same waits here, also where the table is not there yet.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`atrium ${table}`])
    const known = await findTable(client, place)
    if (known !== null && (known.kind !== 'r' || known.mark !== mark)) throw notOurs(named)
    if (known === null) await create(client, table, write)
    else if (write.mode === 'append') requireColumns(named, known.columns, columns)
    else if (isAlike(known.columns, columns)) await client.query(`TRUNCATE ${table}`)
    else {
      await client.query(`DROP TABLE ${table}`)
      await create(client, table, write)
    }
    const names = columns.map(({ name }) => postgres.quote(name)).join(', ')
    const stream = client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN (FORMAT csv, HEADER true, ENCODING 'UTF8')`))
    await pipeline(createReadStream(file), stream)
    if (stream.rowCount !== count) throw new Error(`${stream.rowCount} rows of ${count} were written`)
  } catch (error) {
    throw explained(error, place)
  }
}

async function create(client: PoolClient, table: string, { columns, mark }: Write): Promise<void> {
  await client.query(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `${postgres.quote(name)} ${type}`).join(', ')})`)
  await client.query(`COMMENT ON TABLE ${table} IS ${postgres.stringLiteral(mark)}`)
}

type Known = { kind: string; mark: string | null; columns: { name: string; type: string }[] }

async function findTable(client: PoolClient, { schema, name }: TablePlace): Promise<Known | null> {
  const { rows } = await client.query<{ oid: string; kind: string; mark: string | null }>(
    `SELECT c.oid, c.relkind::text AS kind, obj_description(c.oid, 'pg_class') AS mark
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`,
    [schema, name],
  )
  const [found] = rows
  if (found === undefined) return null
  const columns = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_catalog.pg_attribute
     WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [found.oid],
  )
  return { ...found, columns: columns.rows }
}

const isAlike = (known: Known['columns'], wanted: readonly WrittenColumn[]): boolean =>
  known.length === wanted.length && known.every(({ name, type }, place) => name === wanted[place]?.name && type === wanted[place].type)

function requireColumns(table: string, known: Known['columns'], wanted: readonly WrittenColumn[]): void {
  const names = new Set(known.map(({ name }) => name))
  const missing = wanted.find(({ name }) => !names.has(name))
  if (missing !== undefined)
    throw new AppError('invalid', noSuchColumn(table, missing.name), { reason: 'write_columns', params: { table, column: missing.name.slice(0, 100) } })
}

const quotedTable = ({ schema, name }: TablePlace): string => `${postgres.quote(schema ?? '')}.${postgres.quote(name)}`
const nameOf = ({ schema, name }: TablePlace): string => `${schema}.${name}`

/** What of the server's refusals somebody can do something about. */
function explained(error: unknown, place: TablePlace): unknown {
  const { code, message = '' } = error as { code?: string; message?: string }
  const because = (text: string, params: ErrorParams): AppError =>
    new AppError('query_failed', text, { reason: 'write_refused', params, warehouseMessage: message }, { cause: error })
  const { schema } = place
  const table = nameOf(place)
  switch (code) {
    case '42501':
      return because(`The account that signs in to PostgreSQL may not write ${table}: ${message}. Grant it CREATE on the schema ${schema}.`, {
        table,
        right: message,
        schema: schema ?? '',
      })
    case '3F000':
      return because(`PostgreSQL has no schema ${schema}. Create it, or have an admin choose another one in the settings of the project.`, {
        schema: schema ?? '',
      })
    case '2BP01':
      return because(`${table} has other columns now, and something else is made from it: ${message}. Nothing was changed.`, { table, dependent: message })
    default:
      return error
  }
}
