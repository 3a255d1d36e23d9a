import type { Spotlight } from '@atrium/semantic'
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client.ts'
import { fromModelFiles } from './projects.ts'

export type CatalogIcon = { unicode: string } | { url: string } | null
export type Category = { tagUuid: string; name: string; color: string }

/** A table or field of the catalog with what people put on it. */
export type CatalogItem = {
  type: 'table' | 'field'
  catalogSearchUuid: string
  name: string
  label: string
  description?: string
  categories: Category[]
  icon: CatalogIcon
  chartUsage?: number
  owner?: string
  /** Of fields. */
  fieldType?: 'dimension' | 'metric'
  tableName?: string
  tableLabel?: string
  fieldId?: string
}

export type CatalogKind = 'metrics' | 'dimensions' | 'tables'

const inProject = (projectUuid: string, rest: string): string => `/api/v1/projects/${encodeURIComponent(projectUuid)}${rest}`

export const catalogQuery = (projectUuid: string, filter: CatalogKind, search: string) =>
  queryOptions({
    queryKey: ['catalog', projectUuid, filter, search],
    queryFn: ({ signal }) =>
      request<CatalogItem[]>(inProject(projectUuid, `/dataCatalog?${new URLSearchParams({ filter, ...(search === '' ? {} : { search }) })}`), { signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    ...fromModelFiles,
  })

/** What a metric means; keys that it does not have are not there. */
export type MetricDefinition = {
  label: string
  type: string
  sql: string
  description?: string
  filters?: unknown[]
  spotlight?: Spotlight
  [key: string]: unknown
}
export type UsingContent = { uuid: string; name: string; spaceName: string }

/** Everything about one item. */
export type DescribedItem = {
  uuid: string
  kind: 'table' | 'dimension' | 'metric'
  name: string
  label: string
  description: string | null
  explore: string
  exploreLabel: string
  fieldId: string | null
  owner: string | null
  categories: Category[]
  icon: CatalogIcon
  tags: string[]
  definition: MetricDefinition | null
  source: { path: string; line: number } | null
  charts: UsingContent[]
  dashboards: UsingContent[]
  /** Latest first. */
  history: { at: string; before: MetricDefinition | null; after: MetricDefinition | null }[]
}

export const catalogItemQuery = (projectUuid: string, itemUuid: string) =>
  queryOptions({
    queryKey: ['catalog', projectUuid, 'item', itemUuid],
    queryFn: ({ signal }) => request<DescribedItem>(`/api/v1/app/catalog/${encodeURIComponent(projectUuid)}/items/${encodeURIComponent(itemUuid)}`, { signal }),
    staleTime: 15_000,
    ...fromModelFiles,
  })

const onItem = (projectUuid: string, itemUuid: string, rest: string): string => inProject(projectUuid, `/dataCatalog/${encodeURIComponent(itemUuid)}${rest}`)

export const setIcon = (projectUuid: string, itemUuid: string, icon: CatalogIcon): Promise<unknown> =>
  request(onItem(projectUuid, itemUuid, '/icon'), { method: 'PATCH', body: { icon } })

export const addCategory = (projectUuid: string, itemUuid: string, tagUuid: string): Promise<unknown> =>
  request(onItem(projectUuid, itemUuid, '/categories'), { method: 'POST', body: { tagUuid } })

export const removeCategory = (projectUuid: string, itemUuid: string, tagUuid: string): Promise<unknown> =>
  request(onItem(projectUuid, itemUuid, `/categories/${encodeURIComponent(tagUuid)}`), { method: 'DELETE' })

export const categoriesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['categories', projectUuid],
    queryFn: ({ signal }) => request<Category[]>(inProject(projectUuid, '/tags'), { signal }),
    staleTime: 30_000,
  })

export const createCategory = (projectUuid: string, category: Omit<Category, 'tagUuid'>): Promise<{ tagUuid: string }> =>
  request(inProject(projectUuid, '/tags'), { method: 'POST', body: category })

export const updateCategory = (projectUuid: string, { tagUuid, ...change }: Category): Promise<unknown> =>
  request(inProject(projectUuid, `/tags/${encodeURIComponent(tagUuid)}`), { method: 'PATCH', body: change })

export const deleteCategory = (projectUuid: string, tagUuid: string): Promise<unknown> =>
  request(inProject(projectUuid, `/tags/${encodeURIComponent(tagUuid)}`), { method: 'DELETE' })

/** After a change of categories or icons: whatever shows them asks again. */
export async function refreshCatalog(queryClient: QueryClient, projectUuid: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['categories', projectUuid] })
  await queryClient.invalidateQueries({ queryKey: ['catalog', projectUuid] })
}

export type LineageKind = 'column' | 'dimension' | 'metric' | 'chart' | 'dashboard' | 'endpoint'
export type LineageNode = { id: string; kind: LineageKind; label: string; place: string; itemUuid: string | null }
export type Lineage = { focus: string; nodes: LineageNode[]; edges: { from: string; to: string }[] }

export const lineageQuery = (projectUuid: string, focus: string) =>
  queryOptions({
    queryKey: ['lineage', projectUuid, focus],
    queryFn: ({ signal }) => request<Lineage>(`/api/v1/app/lineage/${encodeURIComponent(projectUuid)}?${new URLSearchParams({ focus })}`, { signal }),
    staleTime: 15_000,
    retry: false,
    ...fromModelFiles,
  })

export type TableSelection = { type: 'ALL' | 'WITH_TAGS' | 'WITH_NAMES'; value: string[] | null }

export const tableSelectionQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['table-selection', projectUuid],
    queryFn: ({ signal }) => request<{ tableSelection: TableSelection }>(inProject(projectUuid, '/tablesConfiguration'), { signal }),
  })

export const updateTableSelection = (projectUuid: string, tableSelection: TableSelection): Promise<unknown> =>
  request(inProject(projectUuid, '/tablesConfiguration'), { method: 'PATCH', body: { tableSelection } })
