import type {
  CsvSelectColumn,
  Explore,
  Insight,
  InsightFrame,
  ItemsMap,
  MetricQuery,
  ParameterValues,
  Proof,
  ResultColumn,
  SqlAggregate,
} from '@atrium/semantic'
import type { Actor } from '../access/actor.ts'
import type { WarehouseSettings } from '../platform/db/stored-values.ts'
import type { WarehouseResult } from '../warehouses/warehouse.ts'

/** The project as far as a query needs to know it. */
export type QueryProject = {
  id: string
  organizationId: string
  timezone: string
  startOfWeek: number | null
  fiscalYearStart: number
  warehouse: WarehouseSettings
  /** Revision of the compiled model; part of the query hash. */
  modelRevision: string
  /** Another one whenever tables of the warehouse were written from here; part of the query hash. */
  dataVersion: string
}

export type QuerySource = 'explore' | 'chart' | 'dashboard' | 'sql' | 'csv' | 'total' | 'underlying' | 'filter_values' | 'endpoint' | 'app'

/** A question to a table of answers that is kept for it, in place of the warehouse. */
export type KeptQuestion = {
  kind: 'kept'
  /** A SELECT of the engine that reads kept tables. */
  sql: string
  limit: number
  /** What the warehouse would have said of the answer. */
  columns: ResultColumn[]
  engineTypes: string[]
  fields: ItemsMap
  proof: Proof
  /** By column: whether its values lie there as JSON. */
  isJson: readonly boolean[]
  /** The answer when no row is found; null: no row. */
  empty: { data: string; rowCount: number } | null
  /** When the table was read from the warehouse, milliseconds since the epoch. */
  readAt: number
}

/** Rows of a question, all at once, for a table that keeps them. */
export type ReadRows = Pick<WarehouseResult, 'data' | 'rowCount' | 'truncated'> & {
  columns: ResultColumn[]
  engineTypes: string[]
  /** Milliseconds since the epoch. */ readAt: number
}

/** How old an answer may be; any kept one will do when nothing is said. */
export type Freshness = {
  /** Skips the cache and replaces what is in it. */
  refresh?: boolean
  /**
   * Milliseconds since the epoch: what was read before is read again. So totals are never older than the rows they
   * stand under.
   */
  notBefore?: number
  /** Milliseconds for which the answer is worth keeping, where that is longer than usual. */
  keepForMs?: number
}

/** Who asks what, where: everything that may change the answer. */
export type QueryRequest = {
  project: QueryProject
  actor: Actor
  requestId: string
  signal: AbortSignal
  source: QuerySource
  sourceId?: string | undefined
  freshness?: Freshness | undefined
  /** The request as it came, for answers that are kept as finished bytes; see `QueryResult.answer`. */
  answerKey?: string | undefined
  question:
    | {
        kind: 'metric'
        explore: Explore
        query: MetricQuery
        /** The explore is of a text that is not applied: its SQL is checked as a person's own. */ isDraft?: true
      }
    | {
        kind: 'filter_values'
        explore: Explore
        fieldId: string
        search: string
        limit: number
        filters?: MetricQuery['filters']
        parameters?: ParameterValues
      }
    | { kind: 'insight'; explore: Explore; insight: Insight; limit: number }
    | { kind: 'sql'; sql: string; limit: number; /** Its rows put together; absent: as they are. */ aggregate?: SqlAggregate }
    | KeptQuestion
}

/** What is asked for again, which needs no question. */
export type AskingAgain = Omit<QueryRequest, 'question' | 'requestId' | 'signal'>

export type RecalledAnswer = {
  /** Gives it to whoever asked; each time is logged. */
  take(): QueryResult
  /** Whether it is still the one that is kept, and was read at `notBefore` (milliseconds since the epoch) or later. */
  isStill(notBefore: number): boolean
}

/** How a number came to be. Kept in the query log; shown behind every result. */
export type Receipt = {
  queryId: string
  /** SHA-256 (hex) of the canonical query: SQL after row rules, warehouse, model revision. Also the cache key. */
  queryHash: string
  modelRevision: string
  sql: string
  policiesApplied: string[]
  proof: Proof
  /** When the engine read the data, ISO 8601. */
  dataAsOf: string
  cache: 'hit' | 'miss' | 'joined'
  /** Milliseconds: whole, and in the engine (0 on a hit). */
  durationMs: number
  engineMs: number
  rowCount: number
  truncated: boolean
}

export type QueryResult = {
  columns: ResultColumn[]
  /** Engine type by column, same order. */
  engineTypes: string[]
  fields: ItemsMap
  effectiveQuery: MetricQuery | null
  /** See `WarehouseResult.data`: JSON array of column arrays. */
  data: Buffer
  rowCount: number
  truncated: boolean
  cacheHit: boolean
  /** When the cached answer was made; ISO 8601. */
  cacheUpdatedAt: string | null
  cacheExpiresAt: string | null
  receipt: Receipt
  /** What an insight's rows are of; see `readInsight`. */
  insight?: { asked: Insight; frame: InsightFrame }
  /** Present when the request had an `answerKey`: the finished answer from last time, or a place to keep this one. */
  answer?: { bytes: Buffer | null; keep(bytes: Buffer): void }
}

/** A column of an answer: its kind of value, and what the engine calls that. */
export type DescribedColumn = { name: string; type: ResultColumn['type']; engineType: string }

export type CompiledForShow = {
  sql: string
  proof: Proof
  policiesApplied: string[]
  fields: ItemsMap
  /** Equal questions later are other SQL. */ timeDependent: boolean
}

/** The only way to a warehouse. Errors are `AppError` (`invalid`, `forbidden`, `query_failed`, `cancelled`, `limit_exceeded`, `unavailable`). */
export type Queries = {
  run(request: QueryRequest): Promise<QueryResult>
  /**
   * The finished answer that is kept for an `answerKey`, fresh enough, without the question being made; null: there is none.
   * Answers at once where nothing has to be looked up.
   */
  recall(request: AskingAgain): RecalledAnswer | null | Promise<RecalledAnswer | null>
  /** When the answer that is kept of a question was read, milliseconds since the epoch; null: none is kept. Gives nothing, and asks the warehouse nothing. */
  keptAt(request: QueryRequest): Promise<number | null>
  /** Reads the rows of a question anew, `limit` at most, and keeps nothing of them. Takes as long as an export may. */
  readRows(request: QueryRequest, limit: number): Promise<ReadRows>
  /** Whether a question could be asked: that its SQL can be read and reads nothing that is not its own. Throws as `run` does. */
  check(request: QueryRequest): Promise<void>
  /** The columns that a question would answer; no row is read. Throws as `run` does. */
  describe(request: QueryRequest): Promise<DescribedColumn[]>
  /** The SQL a question would run, without running it. */
  compile(request: QueryRequest): CompiledForShow
  /**
   * Has the engine write the rows of a question as CSV, headed by field ids, up to `maxRows`; tells whether there were
   * more. Of people's own SQL the columns are not known here: `final` names them.
   */
  exportRows(
    request: QueryRequest,
    options: {
      path: string
      maxRows: number
      /** The finished file: these columns under these headings, text guarded. */ final?: (
        columns: readonly ResultColumn[],
        fields: ItemsMap,
      ) => CsvSelectColumn[]
    },
  ): Promise<{ rowCount: number; truncated: boolean; columns: ResultColumn[]; fields: ItemsMap }>
  /** Every cached answer of the project is dropped (model or connection changed). */
  forget(projectId: string): void
  /** Writes what is still to be logged. */
  stop(): Promise<void>
}
