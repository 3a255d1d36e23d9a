import { isExploreError, type Explore, type ExploreError } from '@atrium/semantic'
import { exploreFor, isOver, tableKey, type SourceTable } from './explore-fields.ts'
import type { ImportedTable, PlannedItem, SkippedItem } from './import-plan.ts'

/** What a reader writes its findings to. */
export type Reading = {
  add(item: PlannedItem): void
  skip(kind: SkippedItem['kind'], name: string, file: string, reason: string): void
  has(kind: PlannedItem['kind'], sourceId: string): boolean
  /** What a tile means by a chart's id; undefined when it was skipped. */
  chart(sourceId: string): Extract<PlannedItem, { kind: 'chart' | 'sql_chart' }> | undefined
  /** The explore that answers for a table, counting that it was asked for: of this name, if there is one over the table, else any. */
  exploreOf(table: SourceTable, name?: string): Explore | null
  explores: readonly Explore[]
  /** Data models are brought in beside the content. */
  withModels: boolean
  items: PlannedItem[]
  skipped: SkippedItem[]
  tables(): ImportedTable[]
}

/** `choices`: explores that the person chose for tables, by `ImportedTable.name`; null: none. */
export function startReading(all: readonly (Explore | ExploreError)[], choices: Readonly<Record<string, string | null>>, withModels: boolean): Reading {
  const explores = all.filter((explore): explore is Explore => !isExploreError(explore))
  const items: PlannedItem[] = []
  const skipped: SkippedItem[] = []
  const known = new Map<string, PlannedItem>()
  const tables = new Map<string, { explore: Explore | null; charts: number }>()
  return {
    explores,
    withModels,
    items,
    skipped,
    add(item) {
      known.set(`${item.kind}|${item.sourceId}`, item)
      items.push(item)
    },
    skip: (kind, name, file, reason) => void skipped.push({ kind, name, file, reason }),
    has: (kind, sourceId) => known.has(`${kind}|${sourceId}`),
    chart(sourceId) {
      const found = known.get(`chart|${sourceId}`) ?? known.get(`sql_chart|${sourceId}`)
      return found?.kind === 'chart' || found?.kind === 'sql_chart' ? found : undefined
    },
    exploreOf(table, name) {
      const named = explores.find((explore) => explore.name === name && isOver(explore, table))
      const key = named === undefined ? tableKey(table) : named.name
      const seen = tables.get(key)
      if (seen !== undefined) {
        seen.charts += 1
        return seen.explore
      }
      const chosen = Object.hasOwn(choices, key) ? choices[key] : undefined
      const explore = chosen === undefined ? (named ?? exploreFor(table, explores)) : (explores.find(({ name }) => name === chosen) ?? null)
      tables.set(key, { explore, charts: 1 })
      return explore
    },
    tables: () => [...tables].map(([name, { explore, charts }]) => ({ name, explore: explore?.name ?? null, charts })),
  }
}
