import { duckdb } from '../dialects/duckdb.ts'
import type { KeepPlan, KeptOperator } from './types.ts'

/** How a table is read, for people: its variables as they are written, columns as the query has them. */
export function shownKeptSql({ conditions, keys, reaggregate, names, orders, isOneRow, limit, offset }: KeepPlan, table: string): string {
  const name = (index: number): string => duckdb.quote(names[index] ?? String(index + 1))
  const columns = reaggregate?.map((how, index) => (how === 'key' ? name(index) : `${how === 'count' ? 'sum' : how}(${name(index)}) AS ${name(index)}`)) ?? [
    '*',
  ]
  const groups = reaggregate?.flatMap((how, index) => (how === 'key' ? [name(index)] : [])) ?? []
  const first = orders.map(({ output, isDescending }) => `${name(output)}${isDescending ? ' DESC' : ''}`)
  return [
    `SELECT ${columns.join(', ')}`,
    `FROM ${duckdb.quote(table)}`,
    ...(conditions.length === 0
      ? []
      : [
          `WHERE ${conditions.map(({ key, operator, variables }) => `${keys[key]?.name ?? ''} ${operator.toUpperCase()} ${shownVariables(operator, variables)}`).join(' AND ')}`,
        ]),
    ...(groups.length === 0 || isOneRow ? [] : [`GROUP BY ${groups.join(', ')}`]),
    ...(first.length === 0 ? [] : [`ORDER BY ${first.join(', ')}`]),
    ...(isOneRow ? [] : ['-- otherwise in the order of the query']),
    ...(limit === null ? [] : [`LIMIT ${limit}`]),
    ...(offset === 0 ? [] : [`OFFSET ${offset}`]),
  ].join('\n')
}

const shownVariables = (operator: KeptOperator, variables: readonly string[]): string => {
  const listed = variables.map((variable) => `{variables.${variable}}`).join(', ')
  return operator === 'in' ? `(${listed})` : listed
}
