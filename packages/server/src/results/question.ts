import { bindVariables, duckdb, QueryError, type VariableValue } from '@atrium/semantic'
import { AppError } from '../platform/errors.ts'
import { asAppError } from '../query/compile-question.ts'
import type { Guard } from '../warehouses/duckdb/protocol.ts'
import type { ResultKey, StoredResult } from './result-store.ts'
import { tableSelect } from './table-select.ts'

/** Whose results may be read: those of one project, as one audience sees them. */
export type Scope = Pick<ResultKey, 'projectId' | 'audience'>

/** One SELECT of people's own over results by name. */
export type Question = {
  sql: string
  /** What stands in it for `{variables.name}`. */
  values?: ReadonlyMap<string, VariableValue>
  /** Every table that it may name, whatever their case. */
  tables: Readonly<Record<string, StoredResult>>
  /** Rows that it can have at most, where that is known: nothing has to count them then, which is what keeps a file from being written by more than one thread. */
  atMost?: number
}

/** Letters of a question at most. */
const longest = 1_000_000

/**
 * The statement with its values, and what it may read. Throws `invalid` for what cannot be bound, and an error that nobody
 * should see for a result of another project or audience.
 */
export function guardOf({ projectId, audience }: Scope, { sql, values, tables }: Question, placeOf: (result: StoredResult) => string): Guard {
  const known = Object.entries(tables).map(([name, result]) => {
    if (result.projectId !== projectId || result.audience !== audience) throw new Error(`the result ${result.id} is not for whoever asks`)
    return [name, tableSelect(result, placeOf(result))] as const
  })
  if (sql.length > longest)
    throw new AppError('invalid', `The SQL has more than ${longest} letters. Write less of it.`, { reason: 'sql_too_long', params: { most: longest } })
  return { sql: bound(sql, values ?? new Map()), tables: Object.fromEntries(known) }
}

function bound(sql: string, values: ReadonlyMap<string, VariableValue>): string {
  try {
    return bindVariables(sql, values, duckdb)
  } catch (error) {
    throw error instanceof QueryError ? asAppError(error) : error
  }
}

/** Names of the tables that were read and do not have all of their rows. */
export const partialTables = (read: readonly string[], tables: Question['tables']): string[] =>
  read.filter((name) => tables[name]?.truncated === true || tables[name]?.partial === true)
