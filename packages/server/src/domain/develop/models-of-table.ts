import { type AnyExplore, isExploreError, type ModelPlace } from '@atrium/semantic'

/** True for a model that is named after a table or reads it, as far as its file says. */
export const standsOn = ({ name, table }: Pick<ModelPlace, 'name' | 'table'>, wanted: string): boolean => (table ?? name).toLowerCase() === wanted.toLowerCase()

/** Every word in the SQL of an explore's tables, small: the names of what it reads are among them. */
export function wordsOfTables(explore: AnyExplore): Set<string> {
  if (isExploreError(explore)) return new Set()
  return new Set(Object.values(explore.tables).flatMap(({ sqlTable }) => wordsOf(sqlTable)))
}

/** Names of the models that are named after a table or read it, whatever their state; by table, in small letters. */
export function modelsByTable(explores: readonly AnyExplore[], models: readonly ModelPlace[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const add = (table: string, model: string): void => {
    const names = found.get(table) ?? new Set()
    found.set(table, names.add(model))
  }
  for (const { name, table } of models) add((table ?? name).toLowerCase(), name)
  for (const explore of explores) {
    if (isExploreError(explore)) continue
    for (const { name, originalName, sqlTable } of Object.values(explore.tables)) {
      for (const word of wordsOf(sqlTable)) add(word, originalName ?? name)
    }
  }
  return found
}

const wordsOf = (sql: string): string[] => [...sql.matchAll(/\w+/g)].map(([word]) => word.toLowerCase())
