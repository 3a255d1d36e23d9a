import { fillSql, readCell, type CellOf, type FilledSql, type NotebookCell } from '@atrium/documents'
import { bindVariables, cutRows, withSources, type SqlSource } from '@atrium/semantic'
import type { QueryRequest, QueryResult } from '../../../../query/query-service.ts'
import type { Question } from '../../../../results/question.ts'
import type { StoredResult } from '../../../../results/result-store.ts'
import { AppError } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import { dialectOf } from '../../../../warehouses/dialect-of.ts'
import { mostResultRows } from '../limits.ts'
import {
  asTable,
  askerOf,
  cutNotes,
  keyOf,
  sourceOf,
  tableOf,
  valuesFor,
  type Answered,
  type CellExecution,
  type Execution,
  type RunCell,
} from '../execution.ts'
import { sha256 } from '../sha256.ts'

/** Asks what a SELECT of the author's asks: the warehouse, or results by name. */
export const runSqlCell: RunCell<CellOf<'sql'>> = (execution, cell) => (cell.on === 'warehouse' ? askWarehouse(execution, cell) : askResults(execution, cell))

const limitOf = ({ limit }: CellOf<'sql'>): number => Math.min(limit ?? mostResultRows, mostResultRows)

async function askWarehouse(execution: CellExecution, cell: CellOf<'sql'>): Promise<Answered> {
  if (execution.unfetched.has(cell.id)) {
    return { notes: [{ reason: 'not_fetched', message: 'Only other SQL reads this: it was asked as a part of that, and its own rows were not fetched.' }] }
  }
  const { sql, lines } = withSources(boundSql(execution, cell), sourcesOf(execution, cell), dialectOf(execution.project))
  try {
    return await keepAnswer(execution, cell.name, await askQuestion(execution, { kind: 'sql', sql, limit: limitOf(cell) }))
  } catch (error) {
    throw atOwnLine(error, lines)
  }
}

/** A question to the warehouse under the rights of whoever runs the cells. */
export function askQuestion({ ctx, scope, usesCachedSql, project, actor }: Execution, question: QueryRequest['question']): Promise<QueryResult> {
  return ctx.queries.run({
    project,
    actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source: 'app',
    sourceId: scope.notebookId,
    ...(usesCachedSql ? {} : { freshness: { refresh: true } }),
    question,
  })
}

/** Keeps what the warehouse answered as a table. The same answer is one result for everybody who may see it. */
export async function keepAnswer(execution: CellExecution, name: string, answer: QueryResult): Promise<Answered> {
  const { queryHash, dataAsOf, queryId, cache } = answer.receipt
  const key = keyOf(execution, sha256(JSON.stringify(['answer', queryHash, dataAsOf])))
  const { columns, data } = withoutHidden(answer)
  const kept = await execution.ctx.results.find(key)
  const stored = kept ?? (await execution.ctx.results.keep(key, { kind: 'answer', columns, data, truncated: answer.truncated }, askerOf(execution)))
  return { tables: { [name]: asTable(stored) }, notes: cutNotes(stored), cache, dataAsOf, queryId }
}

/** Columns that only help to sort are not there for others. */
function withoutHidden({ columns, engineTypes, data }: QueryResult): { columns: { name: string; engineType: string }[]; data: Buffer } {
  const shown = columns.flatMap(({ fieldId, hidden }, place) => (hidden ? [] : [{ name: fieldId, engineType: engineTypes[place] ?? 'VARCHAR', place }]))
  const named = shown.map(({ name, engineType }) => ({ name, engineType }))
  if (shown.length === columns.length) return { columns: named, data }
  const all = JSON.parse(data.toString('utf8')) as unknown[]
  return { columns: named, data: Buffer.from(JSON.stringify(shown.map(({ place }) => all[place]))) }
}

async function askResults(execution: CellExecution, cell: CellOf<'sql'>): Promise<Answered> {
  const filled = fillSql(cell.sql, valuesFor(execution, cell))
  const tables = await tablesOf(execution, cell)
  const sql = cell.limit === undefined ? filled.sql : cutRows(filled.sql, limitOf(cell))
  return keepQuestion(execution, cell.name, { sql, values: filled.variables, tables })
}

export type ResultsQuestion = Pick<Question, 'sql' | 'tables' | 'atMost'> & { values?: FilledSql['variables'] }

/** Keeps what results answer under a name. */
export async function keepQuestion(execution: CellExecution, name: string, question: ResultsQuestion): Promise<Answered> {
  const { stored, isKept } = await resultOfQuestion(execution, question)
  return { tables: { [name]: asTable(stored) }, notes: cutNotes(stored), cache: isKept ? 'kept' : null }
}

/** What results answer, as a result. Who asks the same of the same rows is given the same one, unless it is to be asked anew. */
export async function resultOfQuestion(execution: CellExecution, question: ResultsQuestion): Promise<{ stored: StoredResult; isKept: boolean }> {
  const { sql, values = new Map(), tables } = question
  const of = Object.entries(tables).map(([table, { id }]) => [table, id])
  const key = keyOf(execution, sha256(JSON.stringify(['question', sql, [...values], of, execution.adopts ? null : newId()])))
  const kept = execution.adopts ? await execution.ctx.results.find(key) : null
  return { stored: kept ?? (await execution.ctx.results.keep(key, { kind: 'question', question }, askerOf(execution))), isKept: kept !== null }
}

/** The results that a cell may name in its SQL, by the names of the cells that made them. */
async function tablesOf(execution: CellExecution, cell: CellOf<'sql'>): Promise<Record<string, StoredResult>> {
  const found: Record<string, StoredResult> = {}
  for (const name of namesOfTables(cell)) {
    const source = sourceOf(execution, cell.id, name)
    if (source !== null) found[source.name] = await tableOf(execution, source)
  }
  return found
}

const namesOfTables = (cell: NotebookCell): string[] => readCell(cell).reads.flatMap(({ name, as }) => (as === 'table' ? [name] : []))

/** What other SQL cells of the warehouse ask, each behind what it reads itself. Their rows are never sent back. */
function sourcesOf(execution: Execution, cell: CellOf<'sql'>): SqlSource[] {
  const found = new Map<string, SqlSource>()
  const add = (reader: CellOf<'sql'>): void => {
    for (const name of namesOfTables(reader)) {
      const source = sourceOf(execution, reader.id, name)
      if (source === null || found.has(source.cell.id) || source.cell.kind === 'writeback') continue
      if (source.cell.kind !== 'sql' || source.cell.on !== 'warehouse') throw notInWarehouse(source.name)
      add(source.cell)
      const { limit } = source.cell
      found.set(source.cell.id, { name: source.name, sql: boundSql(execution, source.cell), ...(limit === undefined ? {} : { limit }) })
    }
  }
  add(cell)
  return [...found.values()]
}

function boundSql(execution: Execution, cell: CellOf<'sql'>): string {
  const { sql, variables } = fillSql(cell.sql, valuesFor(execution, cell))
  return bindVariables(sql, variables, dialectOf(execution.project))
}

const notInWarehouse = (name: string): AppError =>
  new AppError('invalid', `“${name}” is not in the warehouse: its rows lie in Atrium. Let this cell ask results instead of the warehouse.`, {
    reason: 'not_in_warehouse',
    params: { name },
  })

/** An error names the line of what was asked; people look for it in their cell. */
function atOwnLine(error: unknown, lines: number): unknown {
  if (!(error instanceof AppError) || error.details.line === undefined || lines === 0) return error
  const { line, ...details } = error.details
  return new AppError(error.code, error.message, line > lines ? { ...details, line: line - lines } : details, { cause: error })
}
