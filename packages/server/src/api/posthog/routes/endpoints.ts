import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { deleteEndpoint } from '../../../domain/endpoints/delete-endpoint.ts'
import { createEndpoint } from '../../../domain/endpoints/create-endpoint.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getEndpoint, listEndpoints } from '../../../domain/endpoints/get-endpoint.ts'
import { lastExecutionTimes } from '../../../domain/endpoints/list-runs.ts'
import { endpointOrders } from '../../../domain/endpoints/order-endpoints.ts'
import { updateEndpoint } from '../../../domain/endpoints/update-endpoint.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { answer, flag, inProject, ofEndpoint, pageOf, pageQuery, toPage, underBoth } from '../under-both.ts'
import { endpointRequest, toCreate, toUpdate } from '../wire/endpoint-request.ts'
import { endpointWire, toEndpoint, toVersion, versionWire } from '../wire/endpoint.ts'
import { queryStatusWire } from '../wire/query-status.ts'

const tags = ['Endpoints']
const versionQuery = z.object({ version: z.coerce.number().int().min(1).optional() })
const named = z.object({ names: z.array(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/, 'is not the name of an endpoint')).max(1000) })
const endpointOrVersion = z.union([versionWire, endpointWire])

/** PUT and PATCH are the same: what is left out stays. `deleted` moves it into the trash. */
const changeRoute = (prefix: string, operationId: string, method: 'put' | 'patch'): AnyRoute<RequestCtx> =>
  route({
    operationId,
    method,
    path: `${prefix}/:project_id/endpoints/:name/`,
    summary: 'Changes an endpoint; another query makes a new version',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: versionQuery,
    body: endpointRequest,
    responses: answer(z.union([endpointOrVersion, z.object({ success: z.boolean() })]), 'The endpoint'),
    async handle(ctx: RequestCtx, { params, query, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const key = { projectId, name: params.name }
      if (body.deleted === true) {
        await perform(deleteEndpoint, ctx, key)
        return { success: true }
      }
      const wish = toUpdate(projectId, params.name, body, query.version)
      const endpoint = await perform(updateEndpoint, ctx, wish)
      const place = await placeOf(ctx, prefix, projectId)
      const { materializationError: gap } = endpoint
      if (wish.version === undefined) return { ...toEndpoint(endpoint, place), ...(gap === undefined ? {} : { materialization_error: gap }) }
      const seen = await perform(getEndpoint, ctx, { ...key, version: wish.version })
      return toVersion(seen.endpoint, seen.version, place)
    },
  })

export const endpointRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('endpoints_list'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/`,
    summary: 'Endpoints that the caller may see, by name',
    tags,
    auth: 'user',
    params: inProject,
    query: pageQuery.extend({
      is_active: flag.optional(),
      created_by: z.coerce.number().int().optional(),
      order_by: z.enum(endpointOrders).optional(),
      unused_days: z.coerce.number().int().min(1).max(90).optional(),
    }),
    responses: answer(pageOf(endpointWire), 'A page of endpoints'),
    async handle(ctx: RequestCtx, { params, query, request }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const endpoints = await perform(listEndpoints, ctx, {
        projectId,
        ...present({ isActive: query.is_active, createdBy: query.created_by, orderBy: query.order_by, unusedDays: query.unused_days }),
      })
      const place = await placeOf(ctx, prefix, projectId)
      return toPage(
        endpoints.map((endpoint) => toEndpoint(endpoint, place)),
        query,
        new URL(request.url, ctx.settings.siteUrl),
      )
    },
  }),
  route({
    operationId: operation('endpoints_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/`,
    summary: 'Makes an endpoint with its first version',
    tags,
    auth: 'user',
    params: inProject,
    body: endpointRequest,
    responses: answer(endpointWire, 'The endpoint', 201),
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const endpoint = await perform(createEndpoint, ctx, toCreate(projectId, body))
      return new Answer({ status: 201, results: toEndpoint(endpoint, await placeOf(ctx, prefix, projectId)) })
    },
  }),
  route({
    operationId: operation('endpoints_last_execution_times_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/last_execution_times/`,
    summary: 'When programs last called endpoints, by name',
    tags,
    auth: 'user',
    params: inProject,
    body: named,
    responses: answer(
      z.object({ query_status: queryStatusWire.pick({ id: true, team_id: true, complete: true }).extend({ results: z.unknown() }) }),
      'Names with moments',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const times = await perform(lastExecutionTimes, ctx, { projectId, names: body.names })
      const results = body.names.length === 0 ? null : times.map(({ name, at }) => [name, at.toISOString()])
      const { number } = await placeOf(ctx, prefix, projectId)
      return { query_status: { id: '', team_id: number, complete: true, results } }
    },
  }),
  route({
    operationId: operation('endpoints_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/`,
    summary: 'An endpoint, or one of its versions',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: versionQuery,
    responses: answer(endpointOrVersion, 'The endpoint'),
    async handle(ctx: RequestCtx, { params, query }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const { endpoint, version, columns } = await perform(getEndpoint, ctx, { projectId, name: params.name, withColumns: true, ...present(query) })
      const place = await placeOf(ctx, prefix, projectId)
      return query.version === undefined ? toEndpoint(endpoint, place, columns) : toVersion(endpoint, version, place, columns)
    },
  }),
  changeRoute(prefix, operation('endpoints_update'), 'put'),
  changeRoute(prefix, operation('endpoints_partial_update'), 'patch'),
  route({
    operationId: operation('endpoints_destroy'),
    method: 'delete',
    path: `${prefix}/:project_id/endpoints/:name/`,
    summary: 'Moves an endpoint into the trash',
    tags,
    auth: 'user',
    params: ofEndpoint,
    responses: { 204: { description: 'It is in the trash' } },
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteEndpoint, ctx, { projectId: await projectIdOf(ctx, params.project_id), name: params.name })
      return new Answer({ status: 204 })
    },
  }),
  route({
    operationId: operation('endpoints_bulk_update_tags_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/bulk_update_tags/`,
    summary: 'The format has no such thing: always 405',
    tags,
    auth: 'user',
    params: inProject,
    responses: {
      405: {
        description: 'Tags are changed one endpoint at a time',
        schema: z.object({ type: z.string(), code: z.string(), detail: z.string(), attr: z.null() }),
      },
    },
    async handle(ctx: RequestCtx, { params }) {
      await perform(listEndpoints, ctx, { projectId: await projectIdOf(ctx, params.project_id) })
      return new Answer({
        status: 405,
        results: {
          type: 'invalid_request',
          code: 'method_not_allowed',
          detail: 'Method "POST" not allowed. Send "tags" to one endpoint with PATCH.',
          attr: null,
        },
      })
    },
  }),
])
