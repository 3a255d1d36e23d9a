import { fieldIdOf, isExploreError, type CompiledDimension, type CompiledJoin, type CompiledMetric, type Explore, type ExploreError } from '@atrium/semantic'
import type { Actor } from '../../access/actor.ts'
import { namedId } from '../../platform/ids.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import { isSelected } from '../explore/is-selected.ts'
import type { Project, ProjectModel } from '../projects/types.ts'

/** The name by which people's remarks on an item are kept; `fieldName` is empty for a table. */
export type ItemKey = { tableName: string; fieldName: string }

export type CatalogTable = ItemKey & { kind: 'table'; id: string; explore: Explore | ExploreError; joins: readonly CompiledJoin[] }
export type CatalogField = ItemKey & {
  kind: 'dimension' | 'metric'
  id: string
  /** As queries name it. */
  fieldId: string
  /** Of a date: the ids of the intervals it is cut to, which are no items of their own. */
  intervalIds: readonly string[]
  field: CompiledDimension | CompiledMetric
  explore: Explore
}
export type CatalogItem = CatalogTable | CatalogField

/** Ids never change: they are made of the names. */
export const itemId = (projectId: string, { tableName, fieldName }: ItemKey): string => namedId(projectId, 'catalog', tableName, fieldName)

export type Catalog = { tables: readonly CatalogTable[]; fields: readonly CatalogField[] }

/**
 * The catalog as somebody sees it, tables by label and fields in the order of their model: explores that the project
 * offers and the caller's attributes open, each with the fields of its own table. Hidden ones and what the model keeps out of
 * the catalog are not in it; a broken explore is, without fields.
 */
export function catalogFor(actor: Actor, project: Project, model: ProjectModel | null): Catalog {
  const tables = [...(model?.explores.values() ?? [])]
    .filter((explore) => mayUseExplore(actor, explore) && isSelected(project.tablesConfiguration, explore) && !isKeptOut(explore))
    .map((explore) => ofExplore(project.id, isExploreError(explore) ? explore : exploreFor(actor, explore)))
    .toSorted((a, b) => a.table.explore.label.localeCompare(b.table.explore.label, 'en'))
  return { tables: tables.map(({ table }) => table), fields: tables.flatMap(({ fields }) => fields) }
}

const isKeptOut = (one: { spotlight?: { visibility?: 'show' | 'hide' } } | ExploreError): boolean => 'spotlight' in one && one.spotlight?.visibility === 'hide'

type OfExplore = { table: CatalogTable; fields: CatalogField[] }

// By explore, which is the same object as long as the model serves; a project's explores are its own.
const known = new WeakMap<Explore | ExploreError, OfExplore>()

function ofExplore(projectId: string, explore: Explore | ExploreError): OfExplore {
  const made = known.get(explore) ?? make(projectId, explore)
  known.set(explore, made)
  return made
}

function make(projectId: string, explore: Explore | ExploreError): OfExplore {
  const key = { tableName: explore.name, fieldName: '' }
  const table = { kind: 'table' as const, ...key, id: itemId(projectId, key), explore }
  if (isExploreError(explore)) return { table: { ...table, joins: [] }, fields: [] }
  const base = explore.tables[explore.baseTable]
  const all = [...Object.values(base?.dimensions ?? {}), ...Object.values(base?.metrics ?? {})]
  const intervals = new Map<string, string[]>()
  for (const field of all) {
    const base = baseOf(field)
    if (base !== undefined) intervals.set(base, [...(intervals.get(base) ?? []), fieldIdOf(field.table, field.name)])
  }
  const fields = all
    // Intervals of a date are the date: they are chosen where it is used.
    .filter((field) => !field.hidden && !isKeptOut(field) && baseOf(field) === undefined)
    .map((field): CatalogField => {
      const fieldKey = { tableName: explore.name, fieldName: field.name }
      return {
        kind: field.fieldType,
        ...fieldKey,
        id: itemId(projectId, fieldKey),
        fieldId: fieldIdOf(field.table, field.name),
        intervalIds: intervals.get(field.name) ?? [],
        field,
        explore,
      }
    })
  return { table: { ...table, joins: explore.joinedTables.filter(({ hidden }) => hidden !== true) }, fields }
}

/** The date that a field is an interval of. */
const baseOf = (field: CompiledDimension | CompiledMetric): string | undefined =>
  field.fieldType === 'dimension' ? field.timeIntervalBaseDimensionName : undefined
