import { type AnyExplore, type CompiledTable, type Explore, isExploreError } from '../types/explore.ts'

/** Compiled explores as they are kept: plain JSON in which a table that many explores join stands once. */
export type ExploresSnapshot = {
  version: 1
  tables: CompiledTable[]
  /** Each explore with the places of its tables instead of the tables. */
  explores: (Exclude<AnyExplore, Explore> | (Omit<Explore, 'tables'> & { tables: Record<string, number> }))[]
}

/** The snapshot of explores of one compilation. */
export function snapshotOf(explores: readonly AnyExplore[]): ExploresSnapshot {
  const places = new Map<CompiledTable, number>()
  const placeOf = (table: CompiledTable): number => {
    const known = places.get(table)
    if (known !== undefined) return known
    places.set(table, places.size)
    return places.size - 1
  }
  return {
    version: 1,
    explores: explores.map((explore) =>
      isExploreError(explore)
        ? explore
        : { ...explore, tables: Object.fromEntries(Object.entries(explore.tables).map(([alias, table]) => [alias, placeOf(table)])) },
    ),
    tables: [...places.keys()],
  }
}

/** The explores of a snapshot; tables that stood once are shared again. Throws when a table is missing. */
export function exploresOf({ tables, explores }: ExploresSnapshot): AnyExplore[] {
  return explores.map((explore) => {
    if ('errors' in explore) return explore
    const own = Object.entries(explore.tables).map(([alias, place]) => {
      const table = tables[place]
      if (table === undefined) throw new Error(`Table ${alias} of explore ${explore.name} is missing in the snapshot.`)
      return [alias, table] as const
    })
    return { ...explore, tables: Object.fromEntries(own) }
  })
}
