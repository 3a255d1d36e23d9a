import { duckdb } from '../dialects/duckdb.ts'
import { isDay } from '../plan/parameters.ts'
import { isValueList, type VariableValue } from '../plan/sql-variables.ts'
import type { Dialect } from '../types/dialect.ts'
import { isEdge } from './bucket.ts'
import { isToldApart, keyTypeOf } from './key-types.ts'
import type { KeepPlan, KeepRefusal, KeptCondition, KeptKey, KeptOperator } from './types.ts'

/** An output column of a kept table: how the warehouse calls its type, and as what it is put together again. */
export type KeptColumn = { name: string; engineType: string; /** Null: given as the text that it is kept as. */ together: string | null }

/** Columns of the file: the place of a row, outputs as JSON, keys and what new rows are found by. */
export const keptNames = { place: 'o', output: (index: number): string => `c${index}`, key: (index: number): string => `k${index}`, mark: 'w' } as const

/** The columns of what fills a table, ready to be put together; a reason where their types do not allow it with certainty. */
export function keptColumns(plan: KeepPlan, columns: readonly { name: string; engineType: string }[], dialect: Dialect): KeptColumn[] | KeepRefusal {
  const kept: KeptColumn[] = []
  for (const [index, { name, engineType }] of columns.entries()) {
    const how = plan.reaggregate?.[index] ?? 'key'
    if (how === 'key' && plan.reaggregate !== null && !isToldApart(engineType, plan.cutMoments.includes(index))) {
      const reason = `Values of ${name}, which is of type ${engineType}, may be written alike, and rows of a range or a list would be put together by them: group by texts, whole numbers, decimals with their digits, days or date_trunc`
      return { reason }
    }
    const known = how === 'key' ? null : keyTypeOf(engineType)
    if (how !== 'key' && (known === null || (known.kind === 'text' && dialect.name !== 'duckdb') || known.kind === 'boolean')) {
      return { reason: `The column ${name} of type ${engineType} cannot be put together exactly from the buckets of a range variable` }
    }
    kept.push({ name, engineType, together: known === null ? null : dialect.name === 'duckdb' ? engineType : known.type })
  }
  return kept
}

/**
 * The SELECT that answers from a kept table with these values: its outputs are JSON texts, but for those that are put together.
 * Null: some value lies within a bucket, where the table does not know which rows are meant, or is of another kind than its column.
 */
export function readKeptSql(plan: KeepPlan, columns: readonly KeptColumn[], file: string, values: ReadonlyMap<string, VariableValue>): string | null {
  const conditions: string[] = []
  for (const condition of plan.conditions) {
    const sql = conditionSql(condition, plan.keys[condition.key], values)
    if (sql === null) return null
    conditions.push(sql)
  }
  const { place, output } = keptNames
  const from = `FROM read_parquet(${duckdb.stringLiteral(file)})${conditions.length === 0 ? '' : `\nWHERE ${conditions.join(' AND ')}`}`
  const range = `${plan.limit === null ? '' : `\nLIMIT ${plan.limit}`}${plan.offset === 0 ? '' : `\nOFFSET ${plan.offset}`}`
  const { reaggregate } = plan
  if (reaggregate === null) return `SELECT ${columns.map((_, index) => output(index)).join(', ')}\n${from}\nORDER BY ${place}${range}`
  const selected = columns.map(({ together }, index) => `${togetherSql(reaggregate[index] ?? 'key', output(index), together, plan.isOneRow)} AS r${index}`)
  if (plan.isOneRow) return `SELECT ${selected.join(', ')}\n${from}${range}`
  const groups = reaggregate.flatMap((how, index) => (how === 'key' ? [output(index)] : []))
  const orders = plan.orders.map(
    ({ output: index, isDescending, nullsFirst }) => `r${index} ${isDescending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`,
  )
  const grouped = groups.length === 0 ? '\nHAVING count(*) > 0' : `\nGROUP BY ${groups.join(', ')}`
  return `SELECT ${selected.join(', ')}\n${from}${grouped}\nORDER BY ${[...orders, `min(${place})`].join(', ')}${range}`
}

function togetherSql(how: string, column: string, type: string | null, isOneRow: boolean): string {
  if (type === null) return column
  const value = `CAST(${column} ->> '$' AS ${type})`
  if (how === 'min' || how === 'max') return `CAST(${how}(${value}) AS ${type})`
  const sum = `sum(${value})`
  return `CAST(${how === 'count' && isOneRow ? `coalesce(${sum}, 0)` : sum} AS ${type})`
}

function conditionSql(
  { operator, nullMeans, variables, key: index }: KeptCondition,
  key: KeptKey | undefined,
  values: ReadonlyMap<string, VariableValue>,
): string | null {
  if (key === undefined) return null
  const column = keptNames.key(index)
  const given = variables.map((name) => values.get(name) ?? null)
  if (operator === 'in') {
    const literals = given.flatMap((value) => (value === null ? [] : isValueList(value) ? value : [value])).map(({ value }) => literalOf(key, value))
    if (literals.includes(null)) return null
    if (literals.length > 0) return `${column} IN (${literals.join(', ')})`
    return nullMeans === 'empty' && given.includes(null) ? `${column} IS NULL` : 'false'
  }
  const [value = null] = given
  if (value !== null && isValueList(value)) return null
  if (value === null) return nullMeans === 'empty' ? `${column} IS NULL` : 'false'
  // What escapes a letter of a pattern is not the same everywhere.
  if (operator === 'like' && String(value.value).includes('\\')) return null
  const literal = literalOf(key, value.value)
  return literal === null ? null : `${column} ${(key.isShifted ? ofShifted[operator] : undefined) ?? operator} ${literal}`
}

/** How a key that holds the value before its column's is asked. */
const ofShifted: Readonly<Partial<Record<KeptOperator, KeptOperator>>> = { '>': '>=', '<=': '<' }

const moment = /^\d{4}-\d\d-\d\d(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?$/

/** A value as what a key is compared with; null: not for this table. */
function literalOf({ kind, bucket }: KeptKey, value: string | number | boolean): string | null {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? duckdb.stringLiteral(value) : null
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? `(${duckdb.numberLiteral(value)})` : null
    case 'boolean':
      return typeof value === 'boolean' ? duckdb.booleanLiteral(value) : null
    case 'date':
      return typeof value === 'string' && isDay(value) && (bucket === null || isEdge(value, bucket)) ? duckdb.dateLiteral(value) : null
    case 'timestamp':
      if (typeof value !== 'string' || !moment.test(value) || !isDay(value.slice(0, 10)) || (bucket !== null && !isEdge(value, bucket))) return null
      return `CAST(${duckdb.stringLiteral(value)} AS TIMESTAMP)`
  }
}
