import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getEndpoint, listEndpoints } from '../../../domain/endpoints/get-endpoint.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { present } from '../../present.ts'
import { answer, inProject, ofEndpoint, underBoth } from '../under-both.ts'
import { notMaterialized } from '../wire/endpoint.ts'

const tags = ['Endpoints']
const versionQuery = z.object({ version: z.coerce.number().int().min(1).optional() })
const statusWire = z.object({ name: z.string(), can_materialize: z.boolean(), reason: z.string().nullable() })
const previewWire = z.object({
  can_materialize: z.boolean(),
  reason: z.string().nullable(),
  transformed_query: z.string().nullable(),
  execution_query: z.string().nullable(),
  display_execution_query: z.string().nullable(),
  range_pairs: z.array(z.object({ column: z.string(), variables: z.array(z.string()), bucket_fn: z.string() })),
  aggregates: z.array(z.object({ expression: z.string(), reaggregate_fn: z.string().nullable() })),
})

/** What the format asks of tables of answers. There are none here yet, and that is what is said. */
export const materializationRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('endpoints_materialization_conditions_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/materialization_conditions/`,
    summary: 'What an endpoint must be like to be kept as a table',
    tags,
    auth: 'user',
    params: inProject,
    responses: answer(z.object({ conditions_source: z.string(), rewrite_contract: z.string() }), 'The conditions in words'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(listEndpoints, ctx, { projectId: await projectIdOf(ctx, params.project_id) })
      return { conditions_source: notMaterialized, rewrite_contract: notMaterialized }
    },
  }),
  route({
    operationId: operation('endpoints_materialization_status_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/materialization_status/`,
    summary: 'Whether an endpoint is kept as a table, and why not',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: versionQuery,
    responses: answer(statusWire, 'The state'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { endpoint } = await perform(getEndpoint, ctx, { projectId: await projectIdOf(ctx, params.project_id), name: params.name, ...present(query) })
      return { name: endpoint.slug, can_materialize: false, reason: notMaterialized }
    },
  }),
  route({
    operationId: operation('endpoints_materialization_preview_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/:name/materialization_preview/`,
    summary: 'What keeping an endpoint as a table would mean',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({ version: z.number().int().min(1).optional(), bucket_overrides: z.record(z.string(), z.string()).nullish() }),
    responses: answer(previewWire, 'The preview'),
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      await perform(getEndpoint, ctx, { projectId, name: params.name, ...present({ version: body.version }) })
      const none = { transformed_query: null, execution_query: null, display_execution_query: null, range_pairs: [], aggregates: [] }
      return { can_materialize: false, reason: notMaterialized, ...none }
    },
  }),
  route({
    operationId: operation('endpoints_materialization_suggestion_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/:name/materialization_suggestion/`,
    summary: 'Another wording of the query that could be kept as a table',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.object({ version: z.number().int().nullish() }),
    responses: answer(
      z.object({
        suggestion_status: z.enum(['ok', 'cannot_fix', 'invalid', 'model_error']),
        suggested_query: z.string().nullable(),
        explanation: z.string().nullable(),
        attempts: z.number().int(),
        error: z.string().nullable(),
        original_reason: z.string(),
      }),
      'The suggestion',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      await perform(getEndpoint, ctx, { projectId, name: params.name, ...(body.version == null ? {} : { version: body.version }) })
      return { suggestion_status: 'cannot_fix', suggested_query: null, explanation: null, attempts: 0, error: null, original_reason: notMaterialized }
    },
  }),
])
