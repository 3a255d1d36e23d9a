import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getExplore } from '../../../domain/explore/get-explore.ts'
import { listExplores } from '../../../domain/explore/list-explores.ts'
import { searchFieldValues } from '../../../domain/explore/search-field-values.ts'
import { filterGroupSchema, parameterValuesSchema } from '@atrium/documents'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answers } from '../../envelope.ts'
import { toFreshness } from '../wire/freshness.ts'
import { exploreSummaryWire, exploreWire, toExplore, toExploreSummary } from '../wire/explore.ts'
import { inProject } from './projects.ts'

const tags = ['Explores']
export const inExplore = inProject.extend({ exploreId: z.string() })
const inField = inProject.extend({ fieldId: z.string() })

export const exploreRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetExplores',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/explores',
    summary: 'The explores of a project, broken ones with their errors',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ filtered: z.enum(['true', 'false']).optional() }),
    responses: answers(z.array(exploreSummaryWire), 'The explores by label'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      (await perform(listExplores, ctx, { projectId: params.projectUuid, filtered: query.filtered === 'true' })).map(toExploreSummary),
  }),
  route({
    operationId: 'GetExplore',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/explores/:exploreId',
    summary: 'One compiled explore as the caller may see it',
    tags,
    auth: 'user',
    params: inExplore,
    responses: answers(exploreWire, 'The explore'),
    handle: async (ctx: RequestCtx, { params }) => toExplore(await perform(getExplore, ctx, { projectId: params.projectUuid, exploreName: params.exploreId })),
  }),
  route({
    operationId: 'SearchFieldValues',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/field/:fieldId/search',
    summary: 'Values of a dimension that contain a text',
    tags,
    auth: 'user',
    params: inField,
    body: z.object({
      table: z.string(),
      search: z.string().max(1000).default(''),
      limit: z.number().int().min(0).default(50),
      filters: filterGroupSchema.optional(),
      parameters: parameterValuesSchema.optional(),
      forceRefresh: z.boolean().optional(),
    }),
    responses: answers(
      z.object({ search: z.string(), results: z.array(z.unknown()), cached: z.boolean(), refreshedAt: z.string() }),
      'The values, and when they were read',
    ),
    handle: (ctx: RequestCtx, { params, body }) =>
      perform(searchFieldValues, ctx, {
        projectId: params.projectUuid,
        exploreName: body.table,
        fieldId: params.fieldId,
        search: body.search,
        limit: body.limit,
        ...(body.filters === undefined ? {} : { filters: { dimensions: body.filters } }),
        ...(body.parameters === undefined ? {} : { parameters: body.parameters }),
        freshness: toFreshness({ invalidateCache: body.forceRefresh }),
      }),
  }),
]
