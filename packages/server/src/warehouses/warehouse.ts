import type { DimensionType, ForeignKey, WarehouseCatalog } from '@atrium/semantic'
import type { WarehouseSettings } from '../platform/db/stored-values.ts'

/** One column of a result. `engineType` is the engine's own word (`DECIMAL(18,2)`, `TIMESTAMP WITH TIME ZONE`). */
export type WarehouseColumn = { name: string; type: DimensionType; engineType: string }

/**
 * A finished result, by column. Values are JSON values: numbers (integers beyond 2^53 and decimals that would lose
 * digits as text), booleans, text, null; dates `YYYY-MM-DD`, naive timestamps `YYYY-MM-DDTHH:mm:ss.SSS`,
 * instants the same with `Z`, both cut to milliseconds; everything else as JSON or text.
 */
export type WarehouseResult = {
  columns: WarehouseColumn[]
  /** UTF-8 JSON text of an array of column arrays: `[[…col 0…],[…col 1…]]`. Bytes, so that caching costs nothing. */
  data: Buffer
  rowCount: number
  /** True when `maxRows` or `maxBytes` cut the result. */
  truncated: boolean
  /** Milliseconds the engine worked. */
  engineMs: number
}

export type ExecuteOptions = {
  /** Rows to return at most; one more is never read. */
  maxRows: number
  /** Bytes of `data` at most. */
  maxBytes: number
  /** Wall limit, milliseconds: then interrupt, a second of grace, then the engine process is replaced. */
  timeoutMs: number
  signal: AbortSignal
  /** Whose turn it takes when there is a queue: callers of different keys are served in turn. */
  fairKey: string
  /** SQL that a person wrote runs on a connection of its own, closed after it. */
  isUserSql?: boolean
}

/** What a table says of its rows; names as in the catalog. */
export type TableKeys = { primaryKey: readonly string[]; foreignKeys: readonly ForeignKey[] }

export type ExportOptions = {
  /** File the engine writes, inside the export folder. */
  path: string
  timeoutMs: number
  signal: AbortSignal
  fairKey: string
  /** See `ExecuteOptions`. */
  isUserSql?: boolean
}

/** A table that is written; names in small letters. `schema` null: the warehouse has none. */
export type TablePlace = { schema: string | null; name: string }

/** Rows that go into a table, and how to have them. What is made of them lies beside them, and is gone when they were written. */
export type RowsToWrite = {
  /** With the types of the embedded engine. */
  columns: readonly WarehouseColumn[]
  count: number
  /** A SELECT of all rows for the embedded engine, and the file that it reads. */
  select: string
  file: string
  /** Writes these expressions over the columns as CSV (header, UTF-8; what is not NULL in quotes), and answers where. */
  csv(expressions: readonly string[]): Promise<string>
  /** A place in the same folder for another file. */
  newFile(): string
}

export type WriteOptions = Pick<ExecuteOptions, 'timeoutMs' | 'signal' | 'fairKey'> & {
  mode: 'append' | 'replace'
  /** What tables that may be written again are known by; it lies with the table. */
  mark: string
}

/** Whether a table that was written is there as it was, gone, or one that only has its name. */
export type TableState = 'here' | 'gone' | 'other'

/** The port to one warehouse. Errors are `AppError`: query_failed, cancelled, limit_exceeded, unavailable. */
export type Warehouse = {
  /** Runs SQL that Atrium compiled. */
  execute(sql: string, options: ExecuteOptions): Promise<WarehouseResult>
  /** Checks SQL that a person wrote: one SELECT, only this warehouse's tables and harmless functions. Throws `invalid`. */
  checkUserSql(sql: string): Promise<void>
  /** The same for an expression inside a compiled query: it may read no table at all, or it would pass by the row rules. */
  checkUserExpression(probe: string): Promise<void>
  /** Writes all rows as CSV (RFC 4180, header, UTF-8) with the engine's own writer. */
  exportCsv(sql: string, options: ExportOptions): Promise<{ rowCount: number }>
  /** Column types of every table. */
  catalog(): Promise<WarehouseCatalog>
  /** Declared keys, by table; those that declare none are left out. */
  keys(): Promise<Readonly<Record<string, TableKeys>>>
  /**
   * Takes a database file with one table of the same name into this warehouse, where it is read beside the database
   * itself. The file is moved. Throws `conflict` when there is a table of that name.
   */
  addTable(name: string, file: string): Promise<void>
  /** Names of the tables that `addTable` brought, sorted. */
  addedTables(): Promise<string[]>
  /** Takes away a table that `addTable` brought. */
  removeTable(name: string): Promise<void>
  /**
   * Writes rows into a table, all or none, one after the other when two write the same: into a new one, behind the rows of one with this
   * mark, or in their place. Throws `conflict` for a table without the mark, which nothing is ever written into; `invalid` when rows
   * that are to be appended do not fit.
   */
  writeTable(place: TablePlace, rows: RowsToWrite, options: WriteOptions): Promise<void>
  /** Of each of these tables, in their order, whether it is there with this mark: one question for all. */
  tableStates(places: readonly TablePlace[], options: Pick<ExecuteOptions, 'timeoutMs' | 'signal'> & Pick<WriteOptions, 'mark'>): Promise<TableState[]>
  /** Queries that the engine has executed so far: what single flight and caching save shows here. */
  executed(): number
  close(): Promise<void>
}

/** A project as far as its warehouse is concerned. */
export type WarehouseOwner = { id: string; warehouse: WarehouseSettings }

/** An account of a person's own, with which queries sign in instead of the project's. */
export type WarehouseAccount = {
  /** Id of the stored credentials. */
  id: string
  /** Null: the user of the connection, with another password. */
  user: string | null
  /** Another one whenever the account or its password is. */
  version: string
}

/** Gives the warehouse of a project; opens it when first used, closes it when idle or when the house stops. */
export type Warehouses = {
  /** `account` null: that of the connection. The embedded engine has no accounts. */
  of(project: WarehouseOwner, account?: WarehouseAccount | null): Warehouse
  /** Makes an empty database file for a new project. */
  create(database: string): Promise<void>
  /** Gives a project the tables that uploads brought to another one. They are shared without being copied: what one deletes stays with the other. */
  shareTables(from: string, to: string): Promise<void>
  /** The connection of a project or its password may be another: what runs goes on, what comes signs in anew. */
  renew(projectId: string): void
  /** An account was changed or is gone: what runs with it ends, its connections are closed. */
  closeAccount(accountId: string): void
  /** Closes the warehouse of a project that is no more, and deletes the database that was made for it alone. Never throws. */
  remove(project: WarehouseOwner): void
  closeAll(): Promise<void>
}
