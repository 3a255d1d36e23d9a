import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { duckdb, keptNames } from '@atrium/semantic'
import { newId } from '../platform/ids.ts'
import { keptFree, requireDisk } from '../platform/require-disk.ts'
import { createEmptyDatabase } from './create-empty-database.ts'
import { createDuckdbWarehouse } from './duckdb/duckdb-warehouse.ts'
import type { EngineClientOptions } from './duckdb/engine-client.ts'
import type { Warehouse, WarehouseResult } from './warehouse.ts'

/** What a new table is made of. */
export type KeptSource = {
  /** Rows in their order, as a warehouse gave them. */
  result: Pick<WarehouseResult, 'data' | 'rowCount'>
  /** Columns of the rows that are outputs, by their places. */
  outputs: readonly number[]
  /** Those that rows are found by, with their types as the embedded engine calls them. */
  keys: readonly TypedColumn[]
  /** The one that new rows are found by; absent: all rows are read every time. */
  mark?: TypedColumn
  /** Rows of an older table that stay: those whose mark is before the first of the new rows' reading. */
  earlier?: { file: string; before: string; isDescending: boolean }
}

type TypedColumn = { column: number; type: string }

export type WrittenTable = {
  file: string
  rows: number
  bytes: number
  /** The highest mark, as text; null: none, or some rows have none. */ mark: string | null
}

/** Tables of answers, each a file of its own, and the engine that reads them: no warehouse is asked for that. */
export type KeptTables = {
  /** The tree of a statement, as the engine's parser gives it; it is not run. */
  parse(sql: string): Promise<unknown>
  /** Writes a table. Its file is whole before it has its name. Throws `limit_exceeded` when it is larger than tables may be. */
  write(source: KeptSource, signal: AbortSignal): Promise<WrittenTable>
  /** Where a table lies, to be named in SQL; null when it is not on this machine. */
  placeOf(file: string): string | null
  execute: Warehouse['execute']
  /** Files with the moment at which they were written, milliseconds since the epoch. */
  list(): Promise<{ file: string; at: number }[]>
  remove(file: string): Promise<void>
  close(): Promise<void>
}

export type KeptTablesOptions = Omit<EngineClientOptions, 'settings'> & {
  folder: string
  tempFolder: string
  memoryMegabytes: number
  threads: number
  slots: number
  maxWaiting: number
  /** Milliseconds that writing a table may take. */
  writeMs: number
}

const nameOfFile = /^[0-9a-f-]{36}\.parquet$/
/** Rows that are read together: a key's rows are found without the others. */
const rowsOfGroup = 10_000

/** Opens its engine when it is first asked. */
export function createKeptTables(options: KeptTablesOptions): KeptTables {
  const { folder, tempFolder } = options
  const inFolder = (file: string): string => path.join(folder, file)
  let opening: Promise<Warehouse> | null = null
  const openEngine = async (): Promise<Warehouse> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await mkdir(tempFolder, { recursive: true, mode: 0o700 })
    const database = inFolder('engine.duckdb')
    if (!existsSync(database)) await createEmptyDatabase(database)
    const { memoryMegabytes, threads } = options
    return createDuckdbWarehouse({
      ...options,
      settings: { database, exportFolder: folder, tempFolder, memoryMegabytes, tempMegabytes: 4 * memoryMegabytes, threads },
    })
  }
  const engine = (): Promise<Warehouse> => {
    opening ??= openEngine().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  const ask = async (sql: string, timeoutMs: number, signal: AbortSignal): Promise<unknown[][]> => {
    const { data } = await (await engine()).execute(sql, { maxRows: 10, maxBytes: 16 * 1024 * 1024, timeoutMs, signal, fairKey: 'kept' })
    return JSON.parse(data.toString('utf8')) as unknown[][]
  }

  return {
    async parse(sql) {
      const [[tree] = []] = await ask(
        `SELECT json_serialize_sql(${duckdb.stringLiteral(sql)}, skip_null := true, skip_empty := true, skip_default := true)`,
        20_000,
        new AbortController().signal,
      )
      return JSON.parse(String(tree)) as unknown
    },
    async write(source, signal) {
      await engine()
      await requireDisk(folder, keptFree + 3 * source.result.data.length)
      const name = newId()
      const rows = inFolder(`${name}.json`)
      const unfinished = inFolder(`${name}.part`)
      try {
        await writeFile(rows, source.result.data, { mode: 0o600 })
        const earlier = source.earlier === undefined ? undefined : { ...source.earlier, file: inFolder(source.earlier.file) }
        await ask(writeSql(rows, unfinished, { ...source, ...(earlier === undefined ? {} : { earlier }) }), options.writeMs, signal)
        await syncPath(unfinished)
        const [[count], [mark], [unmarked]] = (await ask(aboutSql(unfinished, source.mark !== undefined), options.writeMs, signal)) as [
          number[],
          (string | null)[],
          number[],
        ]
        const { size } = await stat(unfinished)
        await rename(unfinished, inFolder(`${name}.parquet`))
        await syncPath(folder)
        return { file: `${name}.parquet`, rows: count ?? 0, bytes: size, mark: unmarked === 0 ? (mark ?? null) : null }
      } finally {
        for (const left of [rows, unfinished]) await rm(left, { force: true })
      }
    },
    placeOf: (file) => (nameOfFile.test(file) && existsSync(inFolder(file)) ? inFolder(file) : null),
    execute: async (sql, limits) => (await engine()).execute(sql, limits),
    async list() {
      const files = await readdir(folder).catch(() => [])
      const found = files.filter((file) => /\.(parquet|part|json)$/.test(file))
      return Promise.all(found.map(async (file) => ({ file, at: (await stat(inFolder(file)).catch(() => null))?.mtimeMs ?? Infinity })))
    },
    remove: (file) => rm(inFolder(path.basename(file)), { force: true }),
    async close() {
      await (await opening?.catch(() => null))?.close()
    },
  }
}

/** One column of the rows as they came: a list of JSON values in an array of arrays. */
const column = (index: number): string => `unnest(columns[${index + 1}])`
const valueSql = (of: TypedColumn): string => `CAST(${column(of.column)} ->> '$' AS ${of.type})`

/** Outputs stay the JSON that they came as, so that answers are the same letter by letter; keys become values. */
function writeSql(rows: string, file: string, { outputs, keys, mark, earlier, result }: KeptSource): string {
  const { place, output, key } = keptNames
  const kept = [
    ...outputs.map((of, index) => `${column(of)} AS ${output(index)}`),
    ...keys.map((of, index) => `${valueSql(of)} AS ${key(index)}`),
    ...(mark === undefined ? [] : [`${valueSql(mark)} AS ${keptNames.mark}`]),
  ]
  const fresh = `SELECT unnest(range(${result.rowCount})) AS ${place}, ${kept.join(', ')}
    FROM (SELECT from_json(content, '[["JSON"]]') AS columns FROM read_text(${duckdb.stringLiteral(rows)}))`
  const together = earlier === undefined ? fresh : withEarlier(fresh, earlier)
  const sorted = [...keys.map((_, index) => key(index)), place].join(', ')
  return `COPY (SELECT * FROM (${together}) ORDER BY ${sorted}) TO ${duckdb.stringLiteral(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowsOfGroup})`
}

/** New rows after the earlier ones that stay, or before them where the highest mark comes first. */
function withEarlier(fresh: string, { file, before, isDescending }: NonNullable<KeptSource['earlier']>): string {
  const { place, mark } = keptNames
  const old = `SELECT * FROM read_parquet(${duckdb.stringLiteral(file)}) WHERE ${mark} < ${before}`
  const [first, second] = isDescending ? [fresh, old] : [old, fresh]
  return `SELECT row_number() OVER (ORDER BY part, ${place}) AS ${place}, * EXCLUDE (${place}, part)
    FROM (SELECT 1 AS part, * FROM (${first}) UNION ALL BY NAME SELECT 2 AS part, * FROM (${second}))`
}

const aboutSql = (file: string, hasMark: boolean): string =>
  `SELECT count(*), ${hasMark ? `CAST(max(${keptNames.mark}) AS VARCHAR), count(*) - count(${keptNames.mark})` : 'NULL, 0'} FROM read_parquet(${duckdb.stringLiteral(file)})`

/** On disk, not only in the memory of the system. */
async function syncPath(place: string): Promise<void> {
  const handle = await open(place)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
