import { isExploreError } from '@atrium/semantic'
import type { Catalog, CatalogField, CatalogItem } from './catalog-items.ts'
import { foldText, rankMatch, ranks, type Candidate, type Rank, type Wanted } from './rank-match.ts'

/** An item with how well it matched. */
export type Found<T> = { item: T; rank: Rank }

/** Items that match, best first; of equals by name. */
export function searchItems<T extends CatalogItem>(items: readonly T[], wanted: Wanted): Found<T>[] {
  return items
    .flatMap((item) => {
      const rank = rankMatch(wanted, candidateOf(item))
      return rank === null ? [] : [{ item, rank }]
    })
    .toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || byLabel(a.item, b.item))
}

const byLabel = (a: CatalogItem, b: CatalogItem): number => labelOf(a).localeCompare(labelOf(b), 'en') || a.id.localeCompare(b.id)

/** The items of a catalog of some kinds. */
export const itemsOf = ({ tables, fields }: Catalog, kinds: readonly CatalogItem['kind'][]): CatalogItem[] => [
  ...(kinds.includes('table') ? tables : []),
  ...fields.filter(({ kind }) => kinds.includes(kind)),
]

export const labelOf = (item: CatalogItem): string => (item.kind === 'table' ? item.explore.label : item.field.label)

export const descriptionOf = (item: CatalogItem): string | undefined => {
  if (item.kind !== 'table') return item.field.description
  return isExploreError(item.explore) ? undefined : item.explore.tables[item.explore.baseTable]?.description
}

const folded = new WeakMap<CatalogItem, Candidate>()

function candidateOf(item: CatalogItem): Candidate {
  const known = folded.get(item)
  if (known !== undefined) return known
  const names = item.kind === 'table' ? [item.explore.label, item.tableName] : namesOf(item)
  const made = { names: [...new Set(names.map(foldText))], description: foldText(descriptionOf(item) ?? '') }
  folded.set(item, made)
  return made
}

const namesOf = ({ field, fieldId, fieldName }: CatalogField): string[] => [field.label, fieldName, fieldId, `${field.tableLabel} ${field.label}`]
