import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { addCategory, removeCategory, setIcon } from '../../../domain/catalog/annotate-item.ts'
import { listCatalog, listMetrics, type ListCatalog } from '../../../domain/catalog/list-catalog.ts'
import { chartsOfField, chartsOfTable, tableMetadata } from '../../../domain/catalog/where-used.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { catalogFieldWire, catalogItemWire, iconWire, metadataWire, toCatalogItem, toMetadata, toUsingCharts, usingChartsWire } from '../wire/catalog.ts'
import { pageOf, pageQuery, toPage } from '../wire/page.ts'
import { inProject } from './projects.ts'

const tags = ['Catalog']
const inTable = inProject.extend({ table: z.string() })
const onItem = inProject.extend({ catalogSearchUuid: z.string() })

type Kinds = ListCatalog['kinds']
const kindsOfFilter: Readonly<Record<'tables' | 'dimensions' | 'metrics', Kinds>> = { tables: ['table'], dimensions: ['dimension'], metrics: ['metric'] }

/** What is asked for: tables, unless fields, or all that a search finds. */
function kindsOf({
  type,
  filter,
  search = '',
}: {
  type?: 'table' | 'field' | undefined
  filter?: keyof typeof kindsOfFilter | undefined
  search?: string | undefined
}): Kinds {
  if (filter !== undefined) return kindsOfFilter[filter]
  if (type === 'field') return ['dimension', 'metric']
  return type === 'table' || search.trim() === '' ? ['table'] : ['table', 'dimension', 'metric']
}

export const catalogRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getCatalog',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog',
    summary: 'Tables or fields of the catalog, or what of both matches a text best',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({
      search: z.string().max(300).optional(),
      type: z.enum(['table', 'field']).optional(),
      filter: z.enum(['tables', 'dimensions', 'metrics']).optional(),
    }),
    responses: answers(z.array(catalogItemWire), 'The items'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      (await perform(listCatalog, ctx, { projectId: params.projectUuid, kinds: kindsOf(query), ...present({ search: query.search }) })).map(toCatalogItem),
  }),
  route({
    operationId: 'getMetricsCatalog',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog/metrics',
    summary: 'Metrics with their categories and the number of charts that use them',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({
      page: pageQuery.page,
      pageSize: pageQuery.pageSize,
      search: z.string().max(300).optional(),
      categories: z.union([z.string(), z.array(z.string()).max(200)]).optional(),
      sort: z.enum(['name', 'chartUsage']).optional(),
      order: z.enum(['asc', 'desc']).optional(),
    }),
    responses: answers(pageOf(catalogFieldWire), 'The metrics; `pagination` when a page was asked for'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { categories, sort, ...rest } = query
      const { metrics, total } = await perform(listMetrics, ctx, {
        projectId: params.projectUuid,
        ...present(rest),
        ...(categories === undefined ? {} : { categories: [categories].flat() }),
        ...(sort === undefined ? {} : { sort: sort === 'chartUsage' ? 'usage' : sort }),
      })
      return toPage(metrics.map(toCatalogItem), total, query)
    },
  }),
  route({
    operationId: 'hasMetricsInCatalog',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog/metrics/has',
    summary: 'Whether there is any metric the caller may see',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.boolean(), 'Whether there is one'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listMetrics, ctx, { projectId: params.projectUuid, page: 1, pageSize: 1 })).total > 0,
  }),
  route({
    operationId: 'getMetadata',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:table/metadata',
    summary: 'One table with its fields, joins and the file it is defined in',
    tags,
    auth: 'user',
    params: inTable,
    responses: answers(metadataWire, 'The table'),
    handle: async (ctx: RequestCtx, { params }) => toMetadata(await perform(tableMetadata, ctx, { projectId: params.projectUuid, tableName: params.table })),
  }),
  route({
    operationId: 'getAnalytics',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:table/analytics',
    summary: 'Charts that ask a table, of those the caller may see',
    tags,
    auth: 'user',
    params: inTable,
    responses: answers(usingChartsWire, 'The charts by name'),
    handle: async (ctx: RequestCtx, { params }) => toUsingCharts(await perform(chartsOfTable, ctx, { projectId: params.projectUuid, tableName: params.table })),
  }),
  route({
    operationId: 'getAnalyticsField',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:table/analytics/:field',
    summary: 'Charts that use a field, of those the caller may see',
    tags,
    auth: 'user',
    params: inTable.extend({ field: z.string() }),
    responses: answers(usingChartsWire, 'The charts by name'),
    handle: async (ctx: RequestCtx, { params }) =>
      toUsingCharts(await perform(chartsOfField, ctx, { projectId: params.projectUuid, tableName: params.table, fieldName: params.field })),
  }),
  route({
    operationId: 'addCategoryToCatalogItem',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:catalogSearchUuid/categories',
    summary: 'Puts an item into a category of the same project',
    tags,
    auth: 'user',
    params: onItem,
    body: z.object({ tagUuid: z.string() }),
    responses: answers(null, 'It is in the category'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(addCategory, ctx, { projectId: params.projectUuid, itemId: params.catalogSearchUuid, tagId: body.tagUuid })
    },
  }),
  route({
    operationId: 'removeCategoryFromCatalogItem',
    method: 'delete',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:catalogSearchUuid/categories/:tagUuid',
    summary: 'Takes an item out of a category',
    tags,
    auth: 'user',
    params: onItem.extend({ tagUuid: z.string() }),
    responses: answers(z.null(), 'It is not in the category any more'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(removeCategory, ctx, { projectId: params.projectUuid, itemId: params.catalogSearchUuid, tagId: params.tagUuid })
      return null
    },
  }),
  route({
    operationId: 'updateCatalogItemIcon',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/dataCatalog/:catalogSearchUuid/icon',
    summary: 'Sets or clears the icon of an item',
    tags,
    auth: 'user',
    params: onItem,
    body: z.object({ icon: iconWire }),
    responses: answers(null, 'It is changed'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(setIcon, ctx, { projectId: params.projectUuid, itemId: params.catalogSearchUuid, icon: body.icon })
    },
  }),
]
