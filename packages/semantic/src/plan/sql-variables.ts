import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import { outsideCode } from './code-places.ts'

/** One value of a variable as its type has it: a date is `YYYY-MM-DD`. */
export type VariableScalar =
  | { type: 'string'; value: string }
  | { type: 'number'; value: number }
  | { type: 'boolean'; value: boolean }
  | { type: 'date'; value: string }

/** What stands for a variable in SQL: a value, several of them (for IN), or nothing. */
export type VariableValue = VariableScalar | readonly VariableScalar[] | null

/** Letters of a query with its values at most. */
const longest = 1_000_000

const reference = /\{\s*variables\.([A-Za-z_]\w*)\s*\}/

/** Names of the variables that a saved SELECT mentions, each once, in order. */
export const variablesIn = (sql: string): string[] => [...new Set([...sql.matchAll(new RegExp(reference, 'g'))].flatMap(([, name]) => name ?? []))]

/**
 * Refuses SQL with a variable inside quotes or a comment, where its value would not stay one value. Throws
 * `invalid_query`.
 */
export function checkVariablePlaces(sql: string, dialect: Dialect): void {
  const found = outsideCode(dialect, sql, reference)
  if (found === undefined) return
  throw new QueryError('invalid_query', `${found} stands in quotes or in a comment. Write it without quotes: its value brings its own.`, { at: found })
}

/**
 * A saved SELECT with its variables as literals, never as text of the caller. A list stands in parentheses of its own,
 * unless those are there already; an empty one meets no row. Throws `invalid_query` for a variable without a value here.
 */
export function bindVariables(sql: string, values: ReadonlyMap<string, VariableValue>, dialect: Dialect): string {
  checkVariablePlaces(sql, dialect)
  let length = sql.length
  const counted = (text: string): string => {
    length += text.length
    if (length > longest)
      throw new QueryError('invalid_query', `The query would have more than ${longest} letters with these values. Send shorter ones, or fewer.`)
    return text
  }
  return sql.replaceAll(new RegExp(reference, 'g'), (text: string, name: string, offset: number) => {
    const value = values.get(name)
    if (value === undefined) throw new QueryError('invalid_query', `Variable ${name} is missing from query`, { at: name })
    // After IN the parentheses are those of the list, which has nothing in it.
    if (value === null) return counted(/\bin\s*$/i.test(sql.slice(0, offset)) ? '(NULL)' : 'NULL')
    if (!isValueList(value)) return counted(literalOf(value, dialect))
    const listed = value.length === 0 ? 'NULL' : value.map((one) => literalOf(one, dialect)).join(', ')
    const isEnclosed = /\(\s*$/.test(sql.slice(0, offset)) && /^\s*\)/.test(sql.slice(offset + text.length))
    return counted(isEnclosed ? listed : `(${listed})`)
  })
}

/** True for several values; `Array.isArray` does not tell lists that cannot be changed. */
export const isValueList = (value: VariableScalar | readonly VariableScalar[]): value is readonly VariableScalar[] => Array.isArray(value)

function literalOf(scalar: VariableScalar, dialect: Dialect): string {
  switch (scalar.type) {
    case 'string':
      return dialect.stringLiteral(scalar.value)
    case 'number':
      // A sign after an operator of the same letter would begin a comment.
      return scalar.value < 0 ? `(${dialect.numberLiteral(scalar.value)})` : dialect.numberLiteral(scalar.value)
    case 'boolean':
      return dialect.booleanLiteral(scalar.value)
    case 'date':
      return dialect.dateLiteral(scalar.value)
  }
}
