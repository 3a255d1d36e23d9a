import { isExploreError } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { CatalogIcon } from '../../platform/db/stored-values.ts'
import type { ProjectCtx } from '../projects/project-target.ts'
import { listRemarks, listTagsOf, type Tag } from './annotations-store.ts'
import type { CatalogItem } from './catalog-items.ts'
import { catalogTarget, requireItem, type CatalogTarget } from './catalog-target.ts'
import { ranks, wantedOf } from './rank-match.ts'
import { itemsOf, labelOf, searchItems, type Found } from './search-catalog.ts'
import { usageOf } from './usage.ts'

/** An item with what people put on it, and the number of charts that use it and the caller may see. */
export type CatalogEntry = CatalogItem & { categories: readonly Tag[]; icon: CatalogIcon | null; usage: number }

export type ListCatalog = { projectId: string; kinds: readonly CatalogItem['kind'][]; search?: string }

/** Tables and fields, in the order of the model, or those that match best first. Broken explores are left out. */
export const listCatalog = readOperation<ProjectCtx, ListCatalog, CatalogTarget, CatalogEntry[]>({
  name: 'catalog.list',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { kinds, search }, { project, catalog }) {
    const items = itemsOf(catalog, kinds).filter((item) => !isExploreError(item.explore))
    if (search === undefined || search.trim() === '') return entriesOf(ctx, project.id, items)
    const found = searchItems(items, wantedOf(search))
    return byRank(
      found,
      await entriesOf(
        ctx,
        project.id,
        found.map(({ item }) => item),
      ),
    )
  },
})

/** One item of the catalog. */
export const getCatalogItem = readOperation<ProjectCtx, { projectId: string; itemId: string }, CatalogTarget, CatalogEntry>({
  name: 'catalog.get',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { itemId }, { project, catalog }) {
    const item = requireItem(catalog, itemId)
    const [entry] = await entriesOf(ctx, project.id, [item])
    if (entry === undefined) throw new Error('an item of the catalog has an entry')
    return entry
  },
})

export type ListMetrics = {
  projectId: string
  search?: string
  /** Ids of categories; a metric that is in one of them is listed. */
  categories?: readonly string[]
  sort?: 'name' | 'usage'
  order?: 'asc' | 'desc'
  page?: number
  pageSize?: number
}

/** Metrics, all or a page of them (from 1). Without `sort`: what matches best first, or by name. */
export const listMetrics = readOperation<ProjectCtx, ListMetrics, CatalogTarget, { metrics: CatalogEntry[]; total: number }>({
  name: 'catalog.list_metrics',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { search = '', categories = [], sort, order, page = 1, pageSize }, { project, catalog }) {
    const matching = searchItems(itemsOf(catalog, ['metric']), wantedOf(search))
    const entries = await entriesOf(
      ctx,
      project.id,
      matching.map(({ item }) => item),
    )
    const found = byRank(matching, entries).filter((entry) => categories.length === 0 || entry.categories.some(({ id }) => categories.includes(id)))
    const sorted = sort === undefined && search.trim() !== '' ? found : found.toSorted(comparing(sort ?? 'name', order))
    return { metrics: pageSize === undefined ? sorted : sorted.slice((page - 1) * pageSize, page * pageSize), total: found.length }
  },
})

function comparing(sort: 'name' | 'usage', order: 'asc' | 'desc' = 'asc'): (a: CatalogEntry, b: CatalogEntry) => number {
  const sign = order === 'asc' ? 1 : -1
  const byName = (a: CatalogEntry, b: CatalogEntry): number => labelOf(a).localeCompare(labelOf(b), 'en') || a.tableName.localeCompare(b.tableName)
  return sort === 'name' ? (a, b) => sign * byName(a, b) : (a, b) => sign * (a.usage - b.usage) || byName(a, b)
}

/** What matches better first; of equals what is used more. */
function byRank(found: readonly Found<CatalogItem>[], entries: readonly CatalogEntry[]): CatalogEntry[] {
  const places = new Map(found.map(({ item, rank }) => [item.id, ranks.indexOf(rank)]))
  return entries.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0) || b.usage - a.usage)
}

/** Items with what is beside them, in their order. */
async function entriesOf(ctx: ProjectCtx, projectId: string, items: readonly CatalogItem[]): Promise<CatalogEntry[]> {
  const tags = await listTagsOf(ctx.db, projectId)
  const remarksOn = await listRemarks(ctx.db, projectId)
  const usage = await usageOf(ctx, projectId, items)
  return items.map((item) => {
    const { tagIds, icon } = remarksOn(item)
    return { ...item, categories: tags.filter(({ id }) => tagIds.includes(id)), icon, usage: usage(item) }
  })
}
