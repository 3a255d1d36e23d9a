import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getEndpoint, listEndpoints, listEndpointVersions } from '../../../domain/endpoints/get-endpoint.ts'
import { listEndpointCallers, listEndpointUsage, listRuns } from '../../../domain/endpoints/list-runs.ts'
import { endpointOrders } from '../../../domain/endpoints/order-endpoints.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { callerWire, endpointSummaryWire, endpointPageWire, toCaller, toEndpointPage, toEndpointSummary, runLineWire, toRunLine } from '../wire/endpoints.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Endpoints']
export const ofEndpoint = inProject.extend({ name: z.string() })

/** What the pages of endpoints show beside what the endpoints' own format has. */
export const endpointRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListEndpoints',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/endpoints',
    summary: 'Endpoints, with how they were called in the last day',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ orderBy: z.enum(endpointOrders).optional(), unusedDays: z.coerce.number().int().min(1).max(90).optional() }),
    responses: answers(z.array(endpointSummaryWire), 'The endpoints, by name unless asked otherwise'),
    async handle(ctx: RequestCtx, { params, query }) {
      const key = { projectId: params.projectUuid }
      const usage = await perform(listEndpointUsage, ctx, key)
      return (await perform(listEndpoints, ctx, { ...key, ...present(query) })).map((endpoint) => toEndpointSummary(endpoint, usage.get(endpoint.id) ?? null))
    },
  }),
  route({
    operationId: 'GetEndpoint',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/endpoints/:name',
    summary: 'An endpoint with all its versions',
    tags,
    auth: 'user',
    params: ofEndpoint,
    responses: answers(endpointPageWire, 'The endpoint'),
    async handle(ctx: RequestCtx, { params }) {
      const key = { projectId: params.projectUuid, name: params.name }
      await perform(getEndpoint, ctx, key)
      const { endpoint, versions } = await perform(listEndpointVersions, ctx, key)
      const { number } = await ctx.projects.project(endpoint.projectId)
      return toEndpointPage(endpoint, versions, { number, siteUrl: ctx.settings.siteUrl })
    },
  }),
  route({
    operationId: 'ListEndpointCallers',
    method: 'get',
    path: '/api/v1/app/projects/:projectUuid/endpoints/:name/callers',
    summary: 'Who called an endpoint, or one version of it, in the last 30 days, and its last calls',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    responses: answers(
      z.object({
        callers: z.array(callerWire),
        calls: z.number(),
        failures: z.number(),
        hits: z.number(),
        p95Ms: z.number().nullable(),
        runs: z.array(runLineWire),
      }),
      'Callers and calls',
    ),
    async handle(ctx: RequestCtx, { params, query }) {
      const key = { projectId: params.projectUuid, name: params.name }
      const { callers, usage } = await perform(listEndpointCallers, ctx, { ...key, ...present(query) })
      const runs = await perform(listRuns, ctx, { ...key, limit: 50 })
      return {
        callers: callers.map(toCaller),
        calls: usage?.calls ?? 0,
        failures: usage?.failures ?? 0,
        hits: usage?.hits ?? 0,
        p95Ms: usage?.p95Ms ?? null,
        runs: runs.map(toRunLine),
      }
    },
  }),
]
