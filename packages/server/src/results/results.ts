import { limitUserSql } from '@atrium/semantic'
import type { ArrowHeader, ExecuteHeader, ExportHeader, FrameKind, Guard, ResultHeader } from '../warehouses/duckdb/protocol.ts'
import type { EngineReply } from '../warehouses/duckdb/engine-client.ts'
import type { RowsToWrite, WarehouseColumn, WarehouseResult } from '../warehouses/warehouse.ts'
import { lendResult } from './lend-result.ts'
import { createResultKeeping, type ResultKeeping, type ResultKeepingOptions } from './keep-results.ts'
import { guardOf, partialTables, type Question, type Scope } from './question.ts'
import { createResultEngines, type Asker, type ResultEnginesOptions } from './result-engines.ts'
import { rememberAnswers } from './remembered-answers.ts'
import { asFailure } from './result-failure.ts'
import type { StoredResult } from './result-store.ts'
import { tableSelect } from './table-select.ts'

/** An answer of results. */
export type ResultAnswer = WarehouseResult & {
  /** Names of tables that it was made of and that do not have all of their rows. */
  partialTables: string[]
}

/** What cells answered, as tables that SQL can ask. Errors are `AppError`s, those of questions as of a warehouse. */
export type Results = Pick<ResultKeeping, 'find' | 'get' | 'known' | 'keep' | 'tidy'> & {
  /** Gives a result to what writes its rows somewhere; files that this makes of it are gone when `work` ends. */
  lend<T>(result: StoredResult, asker: Asker, work: (rows: RowsToWrite) => Promise<T>): Promise<T>
  /** Answers a question, `maxRows` of it at most. */
  ask(scope: Scope, question: Question, options: Asker & { maxRows: number }): Promise<ResultAnswer>
  /** The same for SQL that answers the same each time (ours, without a clock or chance in it): asked once for all of the audience. */
  look(scope: Scope, question: Question, options: Asker & { maxRows: number }): Promise<ResultAnswer>
  /** The columns that a question would answer; it is not run. */
  describe(scope: Scope, question: Question, asker: Asker): Promise<WarehouseColumn[]>
  /** Rows of a result in their order. `truncated` says that there are more. */
  rows(result: StoredResult, options: Asker & { offset: number; limit: number }): Promise<WarehouseResult>
  /** All rows as an Arrow stream, for a program. */
  arrow(result: StoredResult, asker: Asker): Promise<Buffer>
  /** For tests and metrics: the process that serves a project. */
  pid(projectId: string): number | undefined
  close(): Promise<void>
}

export type ResultsOptions = Omit<ResultEnginesOptions, 'folder'> &
  Omit<ResultKeepingOptions, 'engines' | 'limits'> & {
    limits: ResultKeepingOptions['limits'] & { /** Of one answer, and of one table that goes to a program. */ answerBytes: number; arrowBytes: number }
  }

/** Of answers that are remembered. */
const rememberedBytes = 32 * 1024 * 1024

export function createResults(options: ResultsOptions): Results {
  const { limits } = options
  const engines = createResultEngines(options)
  const { find, get, known, keep, tidy, placeOf } = createResultKeeping({ ...options, engines })

  const request = async (projectId: string, kind: FrameKind, header: unknown, asker: Asker): Promise<EngineReply> => {
    try {
      return await engines.request(projectId, kind, header, asker)
    } catch (error) {
      throw asFailure(error, engines.folderOf(projectId))
    }
  }
  const execute = async (projectId: string, sql: string, { maxRows, ...asker }: Asker & { maxRows: number }, guard?: Guard) => {
    const header: ExecuteHeader = { sql, maxRows, maxBytes: limits.answerBytes, fresh: guard !== undefined, ...(guard === undefined ? {} : { guard }) }
    const answer = await request(projectId, 'execute', header, asker)
    return { ...(answer.header as ResultHeader), data: answer.data }
  }
  const selectOf = (result: StoredResult): string => tableSelect(result, placeOf(result))

  const answers = rememberAnswers<ResultAnswer>(rememberedBytes)
  const ask: Results['ask'] = async (scope, question, asking) => {
    const guard = guardOf(scope, question, placeOf)
    const { read = [], ...answer } = await execute(scope.projectId, limitUserSql(guard.sql, asking.maxRows + 1), asking, guard)
    return { ...answer, partialTables: partialTables(read, question.tables) }
  }

  return {
    find,
    get,
    known,
    keep,
    tidy,
    ask,
    look(scope, question, asking) {
      const { sql, tables } = guardOf(scope, question, placeOf)
      const key = JSON.stringify([scope.projectId, scope.audience, sql, tables, asking.maxRows])
      return answers.answer(key, asking.signal, (signal) => ask(scope, question, { ...asking, signal }))
    },
    async describe(scope, question, asker) {
      const guard = guardOf(scope, question, placeOf)
      return (await execute(scope.projectId, limitUserSql(guard.sql, 0), { ...asker, maxRows: 0 }, guard)).columns
    },
    lend: (result, asker, work) =>
      lendResult(
        result,
        {
          file: placeOf(result),
          select: selectOf(result),
          writeCsv: async (sql, path) => {
            const header: ExportHeader = { sql, path, fresh: false, quoted: true }
            await request(result.projectId, 'export', header, asker)
          },
        },
        work,
      ),
    rows: (result, { offset, limit, ...asker }) =>
      execute(result.projectId, `SELECT * FROM (${selectOf(result)}) LIMIT ${limit + 1} OFFSET ${offset}`, { ...asker, maxRows: limit }),
    async arrow(result, asker) {
      const header: ArrowHeader = { sql: selectOf(result), maxBytes: limits.arrowBytes }
      const { data } = await request(result.projectId, 'arrow', header, asker)
      // Bytes of their own: readers lay arrays of numbers over them, which have to begin at a multiple of eight.
      return Buffer.from(new Uint8Array(data).buffer)
    },
    pid: engines.pid,
    close: engines.close,
  }
}
