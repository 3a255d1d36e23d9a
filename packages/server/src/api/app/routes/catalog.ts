import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { describeItem } from '../../../domain/catalog/describe-item.ts'
import { getLineage } from '../../../domain/catalog/lineage.ts'
import { searchProject } from '../../../domain/catalog/search-project.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { itemWire, lineageWire, toItem } from '../wire/catalog.ts'
import { inProject } from '../wire/models.ts'
import { hitWire, toHit } from '../wire/search.ts'

const limit = z.coerce.number().int().min(1).max(50)

/** Search for the palette; the pages of metrics and of lineage. */
export const catalogRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'Search',
    method: 'get',
    path: '/api/v1/app/search/:projectUuid',
    summary: 'Everything that matches a text with `type: by: space: updated:`, best first, of what the caller may see',
    tags: ['Search'],
    auth: 'user',
    params: inProject,
    query: z.object({ q: z.string().max(300).default(''), limit: limit.default(8) }),
    responses: answers(z.object({ hits: z.array(hitWire), counts: z.record(z.string(), z.number()) }), 'What was found, and how many there are of each kind'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { hits, counts } = await perform(searchProject, ctx, { projectId: params.projectUuid, typed: query.q, limit: query.limit })
      return { hits: hits.map(toHit), counts }
    },
  }),
  route({
    operationId: 'GetCatalogItem',
    method: 'get',
    path: '/api/v1/app/catalog/:projectUuid/items/:itemUuid',
    summary: 'One table or field: its definition, where it is used of what the caller may see, and what its definition was',
    tags: ['Catalog'],
    auth: 'user',
    params: inProject.extend({ itemUuid: z.string() }),
    responses: answers(itemWire, 'The item'),
    handle: async (ctx: RequestCtx, { params }) => toItem(await perform(describeItem, ctx, { projectId: params.projectUuid, itemId: params.itemUuid })),
  }),
  route({
    operationId: 'GetLineage',
    method: 'get',
    path: '/api/v1/app/lineage/:projectUuid',
    summary: 'What a column, field, chart or dashboard is made of, and what is made of it, of what the caller may see',
    tags: ['Catalog'],
    auth: 'user',
    params: inProject,
    query: z.object({ focus: z.string().max(500) }),
    responses: answers(lineageWire, 'Nodes, and edges from what something is made of'),
    handle: (ctx: RequestCtx, { params, query }) => perform(getLineage, ctx, { projectId: params.projectUuid, focus: query.focus }),
  }),
]
