import type { OutlinedExplore, OutlinedField } from '../projects/model-outline.ts'

export type IndexedExplore = Omit<OutlinedExplore, 'fields'> & { fields: ReadonlyMap<string, OutlinedField> }

/** A model by the names that content uses. */
export type ModelIndex = {
  explores: ReadonlyMap<string, IndexedExplore>
  /** Fields of all explores that work. */
  fields: ReadonlyMap<string, OutlinedField>
  /** Tables that only a broken explore could tell the fields of. */
  isUnknown(table: string): boolean
}

export function indexOf(outline: readonly OutlinedExplore[]): ModelIndex {
  const explores = new Map(outline.map((explore) => [explore.name, { ...explore, fields: byId(explore.fields) }]))
  const fields = byId(outline.flatMap((explore) => explore.fields))
  const known = new Set([...fields.values()].map(({ table }) => table))
  return { explores, fields, isUnknown: (table) => !known.has(table) && (explores.get(table)?.errors.length ?? 0) > 0 }
}

const byId = (fields: readonly OutlinedField[]): Map<string, OutlinedField> => new Map(fields.map((field) => [field.id, field]))

/** Grains that a date is asked by although its model does not list them: its base is cut to them when the query is planned. */
const zoomed = /_(day|week|month|quarter|year)$/

/** Whether a query can name a field. */
export const hasField = (fields: ReadonlyMap<string, OutlinedField>, id: string): boolean => fields.has(id) || fields.has(id.replace(zoomed, ''))
