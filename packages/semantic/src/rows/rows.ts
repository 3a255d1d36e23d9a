import { QueryError } from '../types/compiled-query.ts'
import type { DimensionType } from '../types/field.ts'
import { nearestNames } from '../names/nearest-names.ts'

/** Rows that were answered before, under a name, in the engine that keeps them. `engineType` is its word for a type. */
export type Rows = { name: string; columns: readonly RowsColumn[] }
export type RowsColumn = { name: string; type: DimensionType; engineType: string }

/** A column by its name. Throws `invalid_query` with those that may have been meant. */
export function columnOf({ name, columns }: Rows, wanted: string): RowsColumn {
  const found = columns.find((column) => column.name === wanted)
  if (found !== undefined) return found
  const names = columns.map((column) => column.name)
  const near = nearestNames(wanted, names)
  throw new QueryError('invalid_query', `“${name}” has no column “${wanted.slice(0, 100)}”. Choose another column, or let its cell give this one again`, {
    at: wanted.slice(0, 100),
    suggestions: near.length > 0 ? near : names.slice(0, 10),
  })
}

/** A name that is none of these, whatever its case. */
export function freeName(names: readonly string[], wanted: string): string {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  let name = wanted
  while (taken.has(name)) name += '_'
  return name
}

/** A count of rows is no place for text. */
export function whole(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${count} is no count of rows`)
  return count
}
