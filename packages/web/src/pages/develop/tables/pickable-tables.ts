import type { ModelList } from '../../../api/develop.ts'

export type PickableTable = {
  name: string
  /** Names of the models that describe or read it. */
  models: readonly string[]
  /** A model has its name: there cannot be another one of it. */
  isTaken: boolean
}

/** The tables of a warehouse as they can be picked: those without a model first. */
export function pickableTables({ tables, models }: Pick<ModelList, 'tables' | 'models'>): PickableTable[] {
  const names = new Set(models.map(({ name }) => name.toLowerCase()))
  const all = tables.map((table): PickableTable => ({ ...table, isTaken: names.has(table.name.toLowerCase()) }))
  return [...all.filter((table) => table.models.length === 0), ...all.filter((table) => table.models.length > 0)]
}

/** Those that everything can be picked of at once: no model describes them. */
export const withoutModel = (tables: readonly PickableTable[]): PickableTable[] => tables.filter(({ models, isTaken }) => models.length === 0 && !isTaken)

/** Those whose names hold the text, letter case aside. */
export function searchedTables(tables: readonly PickableTable[], search: string): PickableTable[] {
  const wanted = search.trim().toLowerCase()
  return tables.filter(({ name }) => name.toLowerCase().includes(wanted))
}
