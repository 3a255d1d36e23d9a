import { quoted, quotedName } from './quoted.ts'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { columnsOf } from './columns-of.ts'
import { encoderOf } from './encode-columns.ts'
import {
  attachedPrefix,
  type ArrowHeader,
  type CatalogHeader,
  type EngineSettings,
  type ExecuteHeader,
  type ExportHeader,
  type ExportedHeader,
  type Guard,
  type ResultHeader,
  type StoredHeader,
  type StoreHeader,
} from './protocol.ts'
import { refusal, tablesIn, type GateRules } from './sql-gate.ts'
import { storeRows } from './stored/store-rows.ts'
import { writeArrow } from './stored/write-arrow.ts'

/** Thrown for SQL that the gate does not let through. */
export class RefusedSql extends Error {
  readonly line: number | undefined
  constructor(message: string, line: number | undefined) {
    super(message)
    this.line = line
  }
}

/** A running piece of work that can be interrupted. */
export type Interruptible = { interrupt(): void }

export type Engine = {
  execute(request: ExecuteHeader, started: (work: Interruptible) => void): Promise<{ header: ResultHeader; data: Buffer }>
  check(sql: string, mayReadTables: boolean): Promise<void>
  export(request: ExportHeader, started: (work: Interruptible) => void): Promise<ExportedHeader>
  catalog(): Promise<CatalogHeader>
  /** Writes rows into a file that is read as a table. `data` is what the source says. */
  store(request: StoreHeader, data: Buffer, started: (work: Interruptible) => void): Promise<StoredHeader>
  arrow(request: ArrowHeader, started: (work: Interruptible) => void): Promise<Buffer>
}

/**
 * Opens a database read-only and shuts every way out of it: no files but the export folder, no network, no extensions,
 * settings locked. What is still open after that is closed by the gate and by the process itself.
 */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const instance = await DuckDBInstance.create(settings.database, {
    access_mode: 'READ_ONLY',
    threads: String(settings.threads),
    memory_limit: `${settings.memoryMegabytes}MB`,
  })
  const admin = await instance.connect()
  const searchPath = await attachTables(admin, settings.tablesFolder)
  /** Every connection finds the tables of all attached files by their bare names. */
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect()
    if (searchPath !== null) await connection.run(searchPath)
    return connection
  }
  for (const statement of [
    `SET GLOBAL allowed_directories = [${quoted(settings.exportFolder + path.sep)}]`,
    `SET GLOBAL temp_directory = ${quoted(settings.tempFolder)}`,
    `SET GLOBAL max_temp_directory_size = '${settings.tempMegabytes}MB'`,
    "SET GLOBAL TimeZone = 'UTC'",
    // It takes two reads of the same joins for one when they want different columns: wrong numbers, without an error
    // (duckdb/duckdb#25819, since 1.5.1). Its test tells when it can stay on again.
    "SET GLOBAL disabled_optimizers = 'common_subplan'",
    'SET GLOBAL allow_community_extensions = false',
    'SET GLOBAL autoinstall_known_extensions = false',
    'SET GLOBAL autoload_known_extensions = false',
    'SET GLOBAL allow_unsigned_extensions = false',
    'SET GLOBAL enable_external_access = false',
    'SET GLOBAL lock_configuration = true',
  ]) {
    await admin.run(statement)
  }
  const catalog = await readCatalog(admin)
  const [names] = (await (await admin.run('SELECT lower(current_catalog()), lower(current_schema())')).getRowsJson()) as [string, string][]
  const rules = { tables: new Set(Object.keys(catalog)), qualifiers: new Set(['main', ...(names ?? [])]) }
  const noTables = { tables: new Set<string>(), qualifiers: new Set<string>() }
  const parser = await admin.prepare('SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true)')
  // One statement object is shared by all checks: they take their turn.
  let checking: Promise<unknown> = Promise.resolve()

  const checked = async (sql: string, allowed: GateRules): Promise<unknown> => {
    const turn = checking.then(async () => {
      parser.bindVarchar(1, sql)
      const [row] = (await (await parser.run()).getRowsJson()) as [string][]
      return JSON.parse(row?.[0] ?? '{}') as unknown
    })
    checking = turn.catch(() => undefined)
    const tree = await turn
    const refused = refusal(tree, allowed)
    if (refused !== null) throw new RefusedSql(refused.message, refused.position === undefined ? undefined : lineAt(sql, refused.position))
    return tree
  }
  /** Makes views of the tables that a guarded statement reads, and answers their names. They go with the connection. */
  const guard = async (connection: DuckDBConnection, guarded: Guard | undefined): Promise<string[]> => {
    if (guarded === undefined) return []
    const names = Object.keys(guarded.tables)
    const tree = await checked(guarded.sql, { tables: new Set(names.map((name) => name.toLowerCase())), qualifiers: new Set() })
    const mentioned = tablesIn(tree)
    const read = names.filter((name) => mentioned.has(name.toLowerCase()))
    for (const name of read) await connection.run(`CREATE TEMP VIEW ${quotedName(name)} AS ${guarded.tables[name]}`)
    return read
  }

  const idle: DuckDBConnection[] = []
  /** Runs on a connection of its own; those that ran people's SQL are closed after it. */
  const withConnection = async <T>(fresh: boolean, started: (work: Interruptible) => void, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = (fresh ? undefined : idle.pop()) ?? (await connect())
    let reusable = !fresh
    started({ interrupt: () => connection.interrupt() })
    try {
      return await work(connection)
    } catch (error) {
      reusable = false
      throw error
    } finally {
      if (reusable) idle.push(connection)
      else connection.closeSync()
    }
  }

  return {
    check: async (sql, mayReadTables) => void (await checked(sql, mayReadTables ? rules : noTables)),
    execute: (request, started) =>
      withConnection(request.fresh, started, async (connection) => {
        const read = await guard(connection, request.guard)
        const { header, data } = await execute(connection, request)
        return { header: { ...header, ...(request.guard === undefined ? {} : { read }) }, data }
      }),
    store: (request, data, started) =>
      withConnection(true, started, async (connection) => {
        const read = await guard(connection, request.source.from === 'select' ? request.source.guard : undefined)
        return { ...(await storeRows(connection, request, data)), read }
      }),
    arrow: (request, started) => withConnection(false, started, (connection) => writeArrow(connection, request)),
    export: (request, started) =>
      withConnection(request.fresh, started, async (connection) => {
        const result = await connection.run(
          `COPY (\n${request.sql}\n) TO ${quoted(request.path)} (FORMAT csv, HEADER true${request.quoted === true ? ', FORCE_QUOTE *' : ''})`,
        )
        return { rowCount: result.rowsChanged }
      }),
    catalog: async () => catalog,
  }
}

/**
 * Attaches every file of the folder read-only and answers the statement that makes their tables known by bare names; null
 * where there are none. The main database comes first: its tables win over others of the same name. A file that cannot be
 * opened is left out, so that one damaged file does not take the whole project out of service.
 */
async function attachTables(connection: DuckDBConnection, folder: string | undefined): Promise<string | null> {
  const files = folder === undefined || !existsSync(folder) ? [] : readdirSync(folder).filter((file) => file.endsWith('.duckdb'))
  const [own] = (await (await connection.run('SELECT current_catalog(), current_schema()')).getRowsJson()) as [string, string][]
  const inPath = [own ?? ['memory', 'main']]
  for (const file of files.toSorted()) {
    const catalog = `${attachedPrefix}${file.slice(0, -'.duckdb'.length)}`
    try {
      await connection.run(`ATTACH ${quoted(path.join(folder ?? '', file))} AS ${quotedName(catalog)} (READ_ONLY)`)
      inPath.push([catalog, 'main'])
    } catch (error) {
      process.stderr.write(`${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  return inPath.length === 1 ? null : `SET search_path = ${quoted(inPath.map((parts) => parts.map(quotedName).join('.')).join(','))}`
}

async function execute(connection: DuckDBConnection, request: ExecuteHeader): Promise<{ header: ResultHeader; data: Buffer }> {
  const started = performance.now()
  // Never streamed: a stream that fails midway ends like one that is complete.
  const result = await connection.run(request.sql)
  const engineMs = performance.now() - started
  const types = result.columnTypes()
  const encoders = types.map(encoderOf)
  const columns: string[][] = types.map(() => [])
  let rowCount = 0
  let bytes = 0
  let truncated = false
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    const rows = Math.min(chunk.rowCount, request.maxRows - rowCount)
    if (rows <= 0) {
      truncated = true
      break
    }
    for (const [index, encode] of encoders.entries()) {
      const part = encode(chunk, index, chunk.rowCount)
      const kept = rows < chunk.rowCount ? part.slice(0, rows) : part
      columns[index]?.push(kept.join(','))
      bytes += columns[index]?.at(-1)?.length ?? 0
    }
    rowCount += rows
    if (rows < chunk.rowCount) {
      truncated = true
      break
    }
    if (bytes > request.maxBytes) {
      // Too much already, but nothing is missing when this was all.
      truncated = ((await result.fetchChunk())?.rowCount ?? 0) > 0
      break
    }
  }
  const header: ResultHeader = { columns: columnsOf(result.deduplicatedColumnNames(), types), rowCount, truncated, engineMs }
  return { header, data: Buffer.from(`[${columns.map((parts) => `[${parts.join(',')}]`).join(',')}]`) }
}

/** Only the statement of a table tells that a column has a collation, and of a view's columns nothing does. */
const isCollated = ['column_name', String.raw`'"' || replace(column_name, '"', '""') || '"'`]
  .flatMap((name) => ['(', ', '].map((before) => `contains(t.sql, '${before}' || ${name} || ' VARCHAR COLLATE ')`))
  .join(' OR ')

async function readCatalog(connection: DuckDBConnection): Promise<CatalogHeader> {
  const rows = (await (
    await connection.run(
      `SELECT lower(c.table_name), column_name, data_type || CASE WHEN ${isCollated} THEN ' COLLATE' ELSE '' END
       FROM duckdb_columns() AS c LEFT JOIN duckdb_tables() AS t ON t.database_oid = c.database_oid AND t.table_oid = c.table_oid
       WHERE NOT c.internal AND (c.database_name = current_database() OR starts_with(c.database_name, '${attachedPrefix}') AND NOT EXISTS (
         FROM duckdb_columns() AS own WHERE own.database_name = current_database() AND lower(own.table_name) = lower(c.table_name)))
       ORDER BY lower(c.table_name), column_index`,
    )
  ).getRowsJson()) as [string, string, string][]
  const catalog: CatalogHeader = Object.create(null) as CatalogHeader
  for (const [table, column, type] of rows) (catalog[table] ??= Object.create(null) as Record<string, string>)[column] = type
  return catalog
}

const lineAt = (sql: string, position: number): number => sql.slice(0, position).split('\n').length
