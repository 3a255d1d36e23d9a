import { fieldIdOf, type CompiledDimension, type Explore } from '@atrium/semantic'
import { aliasGrn } from './spec.ts'

/** A field in the words of the format: the column it is of, and the grain it is cut to. */
export type ColumnName = { columnId: string; granularity?: string }

const known = new WeakMap<Explore, ReadonlyMap<string, ColumnName>>()

/** Names of all fields of an explore, by id. Columns of joined tables go by `m::<table>.<column>`. */
export function columnsOf(explore: Explore): ReadonlyMap<string, ColumnName> {
  const before = known.get(explore)
  if (before !== undefined) return before
  const columns = new Map<string, ColumnName>()
  for (const table of Object.values(explore.tables)) {
    const idOf = (name: string): string => (table.name === explore.baseTable ? name : `${aliasGrn('m', table.name)}.${name}`)
    for (const dimension of Object.values(table.dimensions)) columns.set(fieldIdOf(table.name, dimension.name), nameOf(dimension, idOf))
    for (const { name } of Object.values(table.metrics)) columns.set(fieldIdOf(table.name, name), { columnId: idOf(name) })
  }
  known.set(explore, columns)
  return columns
}

function nameOf({ name, timeInterval, timeIntervalBaseDimensionName: base }: CompiledDimension, idOf: (name: string) => string): ColumnName {
  return timeInterval === undefined || base === undefined ? { columnId: idOf(name) } : { columnId: idOf(base), granularity: timeInterval.toLowerCase() }
}

/** The column of a field; of one that the explore does not have, its id. */
export const columnOf = (explore: Explore | null, fieldId: string): ColumnName =>
  (explore === null ? undefined : columnsOf(explore).get(fieldId)) ?? { columnId: fieldId }
