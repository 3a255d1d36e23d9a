import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import { isExploreError } from '@atrium/semantic'
import { z } from 'zod'
import type { CatalogItem } from '../../../domain/catalog/catalog-items.ts'
import { ranks } from '../../../domain/catalog/rank-match.ts'
import { descriptionOf, labelOf } from '../../../domain/catalog/search-catalog.ts'
import { errorsOf, type SearchHit, type SearchResults } from '../../../domain/catalog/search-project.ts'
import type { SeenFinding } from '../../../domain/validation/as-seen.ts'
import type { Resource } from '../../../resources/resource.ts'
import { toContentSummary } from './content.ts'
import { toValidationErrors } from './validation.ts'

const found = z.looseObject({ uuid: z.string(), name: z.string(), search_rank: z.number() })
const inExplore = z.looseObject({ explore: z.string(), exploreLabel: z.string() })

export const searchResultsWire = z.object({
  dashboards: z.array(found),
  savedCharts: z.array(found),
  sqlCharts: z.array(found),
  spaces: z.array(found),
  tables: z.array(inExplore),
  fields: z.array(inExplore),
  pages: z.array(z.object({ uuid: z.string(), name: z.string(), url: z.string() })),
})

/** The higher the better, as the format has it. */
const rankOf = ({ rank }: SearchHit): number => ranks.length - ranks.indexOf(rank)

/** What was found, by kind; in each the best comes first. `errors`: what the latest validation found in content, by its ids. */
export function toSearchResults({ hits }: SearchResults, errors: ReadonlyMap<string, readonly SeenFinding[]>): z.infer<typeof searchResultsWire> {
  const content = (kind: SearchHit['kind']): z.infer<typeof found>[] =>
    hits.flatMap((hit) => ('resource' in hit && hit.kind === kind ? [{ ...toFound(hit.resource, errors), search_rank: rankOf(hit) }] : []))
  const items = hits.flatMap((hit) => ('item' in hit ? [hit.item] : []))
  return {
    dashboards: content('dashboard'),
    savedCharts: content('chart'),
    sqlCharts: content('sql_chart'),
    spaces: content('space'),
    tables: items.filter(({ kind }) => kind === 'table').map(toTable),
    fields: items.filter(({ kind }) => kind !== 'table').map(toField),
    // Pages are found by the pages themselves, in the reader's language.
    pages: [],
  }
}

function toFound(
  resource: Resource,
  errors: ReadonlyMap<string, readonly SeenFinding[]>,
): Omit<z.infer<typeof found>, 'search_rank'> & { uuid: string; name: string } {
  const { id, name, description, projectId, slug, space, views } = resource
  const validationErrors = toValidationErrors(errors.get(id))
  if (resource.kind === 'chart') return { ...toContentSummary({ ...(resource as Resource<ChartDocument>), ownAccess: null }), validationErrors }
  if (resource.kind === 'dashboard') return { ...toContentSummary({ ...(resource as Resource<DashboardDocument>), ownAccess: null }), validationErrors }
  return { uuid: id, name, slug, description, projectUuid: projectId, spaceUuid: space.id, views }
}

const placeOf = (item: CatalogItem): z.infer<typeof inExplore> => ({ explore: item.tableName, exploreLabel: item.explore.label })

function toTable(item: CatalogItem): z.infer<typeof inExplore> {
  const validationErrors = errorsOf(item).map(({ message }) => ({ error: message }))
  if (isExploreError(item.explore)) return { ...placeOf(item), validationErrors }
  const base = item.explore.tables[item.explore.baseTable]
  return {
    ...placeOf(item),
    name: item.tableName,
    label: labelOf(item),
    description: descriptionOf(item) ?? '',
    ...(base === undefined ? {} : { schema: base.schema, database: base.database }),
    ...(base?.requiredAttributes === undefined ? {} : { requiredAttributes: base.requiredAttributes }),
  }
}

function toField(item: CatalogItem): z.infer<typeof inExplore> {
  if (item.kind === 'table') return placeOf(item)
  const { field } = item
  return {
    ...placeOf(item),
    name: field.name,
    label: field.label,
    description: field.description ?? '',
    type: field.type,
    fieldType: field.fieldType,
    table: field.table,
    tableLabel: field.tableLabel,
    ...(field.requiredAttributes === undefined ? {} : { requiredAttributes: field.requiredAttributes }),
  }
}
