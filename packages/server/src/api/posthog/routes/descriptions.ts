import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { describeEndpoint, describeEndpoints } from '../../../domain/endpoints/describe-endpoints.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { answer, inProject, ofEndpoint, underBoth } from '../under-both.ts'
import { endpointOpenApi, projectOpenApi } from '../wire/describe/openapi.ts'
import { typescriptClient } from '../wire/describe/typescript-client.ts'

const tags = ['Endpoints']
const description = z.looseObject({ openapi: z.string(), paths: z.object({}) })
/** `?openapi=3.1`: with rows typed by their columns, which 3.0 has no words for. */
const dialect = z.object({ openapi: z.enum(['3.0', '3.1']).optional() })

/** What endpoints say about themselves to programs. */
export const descriptionRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('endpoints_openapi_spec_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/openapi.json/`,
    summary: 'OpenAPI of one endpoint: 3.0 as the format has it, or 3.1',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: z.object({ version: z.coerce.number().int().min(1).optional(), ...dialect.shape }),
    responses: answer(description, 'The description'),
    async handle(ctx: RequestCtx, { params, query: { openapi, ...query } }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const described = await perform(describeEndpoint, ctx, { projectId, name: params.name, ...present(query) })
      return endpointOpenApi(described, await placeOf(ctx, prefix, projectId), openapi === '3.1' ? '3.1.0' : '3.0.3')
    },
  }),
  route({
    operationId: operation('endpoints_project_openapi_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/openapi.json/`,
    summary: 'OpenAPI of all endpoints of a project that the caller may see: 3.1, or 3.0',
    tags,
    auth: 'user',
    params: inProject,
    query: dialect,
    responses: answer(description, 'The description'),
    async handle(ctx: RequestCtx, { params, query }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const described = await perform(describeEndpoints, ctx, { projectId })
      return projectOpenApi(described, await namedPlaceOf(ctx, prefix, projectId), query.openapi === '3.0' ? '3.0.3' : '3.1.0')
    },
  }),
  route({
    operationId: operation('endpoints_client_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/client.ts/`,
    summary: 'A TypeScript module that calls the endpoints of a project, with their variables and rows typed',
    tags,
    auth: 'user',
    params: inProject,
    responses: { 200: { description: 'The module', contentType: 'text/plain', schema: z.string() } },
    async handle(ctx: RequestCtx, { params }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const described = await perform(describeEndpoints, ctx, { projectId })
      return new Answer({ bytes: typescriptClient(described, await namedPlaceOf(ctx, prefix, projectId)), contentType: 'text/plain; charset=utf-8' })
    },
  }),
])

async function namedPlaceOf(ctx: RequestCtx, prefix: string, projectId: string): Promise<Awaited<ReturnType<typeof placeOf>> & { name: string }> {
  const { name } = await ctx.projects.project(projectId)
  return { ...(await placeOf(ctx, prefix, projectId)), name }
}
