import {
  bindVariables,
  isKeepRefusal,
  keepSql,
  keptColumns,
  limitUserSql,
  readKeptSql,
  type Bucket,
  type Dialect,
  type KeepPlan,
  type KeptColumn,
  type VariableValue,
} from '@atrium/semantic'
import type { KeptTables } from '../../warehouses/kept-tables.ts'
import type { ExecuteOptions, Warehouse } from '../../warehouses/warehouse.ts'
import { keptRows } from '../kept-rows.ts'

/** A warehouse, and where its answers are kept. */
export type Places = { warehouse: Warehouse; tables: KeptTables; dialect: Dialect }

const limits = (maxRows: number): ExecuteOptions => ({ maxRows, maxBytes: 50_000_000, timeoutMs: 60_000, signal: new AbortController().signal, fairKey: 'one' })

export type Variables = Record<string, string>
const planned = async (
  { warehouse, tables, dialect }: Places,
  sql: string,
  variables: Variables,
  buckets: Record<string, Bucket> = {},
): Promise<KeepPlan | { reason: string }> =>
  keepSql({
    sql,
    variables: Object.entries(variables).map(([name, type]) => ({ name, type })),
    buckets,
    types: await warehouse.catalog(),
    dialect,
    parse: (text) => tables.parse(text),
  })
/** Why a query is not kept; `none` for one that is. */
export const reasonOf = async (places: Places, sql: string, variables: Variables = {}): Promise<string> => {
  const plan = await planned(places, sql, variables)
  return isKeepRefusal(plan) ? plan.reason : 'none'
}

export type Kept = { plan: KeepPlan; file: string; columns: KeptColumn[]; empty: { data: string; rowCount: number } | null }

/** Keeps a query as a table, as endpoints do. */
export async function keep(places: Places, sql: string, variables: Variables, buckets: Record<string, Bucket> = {}): Promise<Kept> {
  const { warehouse, tables, dialect } = places
  const plan = await planned(places, sql, variables, buckets)
  if (isKeepRefusal(plan)) throw new Error(`${sql}: ${plan.reason}`)
  const filled = await warehouse.execute(limitUserSql(plan.fill, 100_000), limits(100_000))
  const outputs = filled.columns.slice(0, filled.columns.length - plan.keys.length)
  const columns = keptColumns(plan, outputs, dialect)
  if (isKeepRefusal(columns)) throw new Error(columns.reason)
  const empty = plan.empty === null ? null : await warehouse.execute(limitUserSql(plan.empty, 10), limits(10))
  const { file } = await tables.write(
    { result: filled, outputs: outputs.map((_, index) => index), keys: plan.keys.map(({ type }, index) => ({ column: outputs.length + index, type })) },
    new AbortController().signal,
  )
  return { plan, columns, file, empty: empty === null ? null : { data: empty.data.toString('utf8'), rowCount: empty.rowCount } }
}

/** Values of a call. */
export type Given = Record<string, string | number | boolean | null | readonly string[]>

export const valuesOf = (variables: Variables, given: Given): ReadonlyMap<string, VariableValue> =>
  new Map(Object.entries(given).map(([name, value]) => [name, valueOf(variables[name] ?? '', value)]))

function valueOf(type: string, value: Given[string]): VariableValue {
  if (value === null) return null
  return typeof value === 'object' ? value.map((one) => ({ type: 'string', value: one })) : ({ type, value } as VariableValue)
}

/** What the warehouse answers, and what the table does; null where it cannot know. */
export async function both(
  { warehouse, tables, dialect }: Places,
  sql: string,
  variables: Variables,
  kept: Kept,
  given: Given,
  rows: number,
): Promise<[string, string | null]> {
  const values = valuesOf(variables, given)
  const inline = await warehouse.execute(limitUserSql(bindVariables(sql, values, dialect), rows + 1), limits(rows))
  const read = readKeptSql(kept.plan, kept.columns, tables.placeOf(kept.file) ?? '', values)
  // As doors write it: 1.50 and 1.5 are one number there.
  const told = (data: Buffer, rowCount: number, truncated: boolean): string => `${JSON.stringify(JSON.parse(data.toString('utf8')))} ${rowCount} ${truncated}`
  const first = told(inline.data, inline.rowCount, inline.truncated)
  if (read === null) return [first, null]
  const answer = await tables.execute(limitUserSql(read, rows + 1), limits(rows))
  const isJson = kept.columns.map(({ together }) => together === null)
  const question = {
    kind: 'kept' as const,
    sql: read,
    limit: rows,
    columns: [],
    engineTypes: [],
    fields: {},
    proof: { status: 'safe' as const, lines: [] },
    isJson,
    empty: kept.empty,
    readAt: 0,
  }
  const { data, rowCount } = keptRows(question, answer)
  return [first, told(data, rowCount, answer.truncated)]
}
