import { type AnyExplore, isExploreError, type ModelPlace } from '@atrium/semantic'

/** True for a model that is named after a table or reads it, as far as its file says. */
export const standsOn = ({ name, table }: Pick<ModelPlace, 'name' | 'table'>, wanted: string): boolean => (table ?? name).toLowerCase() === wanted.toLowerCase()

/** Every word in the SQL of an explore's tables, small: the names of what it reads are among them. */
export function wordsOfTables(explore: AnyExplore): Set<string> {
  if (isExploreError(explore)) return new Set()
  return new Set(Object.values(explore.tables).flatMap(({ sqlTable }) => [...sqlTable.matchAll(/\w+/g)].map(([word]) => word.toLowerCase())))
}
