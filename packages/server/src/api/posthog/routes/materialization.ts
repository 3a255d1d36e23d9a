import { buckets, present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getEndpoint, listEndpoints } from '../../../domain/endpoints/get-endpoint.ts'
import { previewMaterialization } from '../../../domain/endpoints/materialization/preview-materialization.ts'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { answer, inProject, ofEndpoint, underBoth } from '../under-both.ts'
import { conditions, lowered, materializationWire, previewWire, rewriteContract, toMaterialization, toPreview } from '../wire/materialization.ts'

const tags = ['Endpoints']
const versionQuery = z.object({ version: z.coerce.number().int().min(1).optional() })

/** What the format asks of tables of answers; switched on and off they are by changes of their endpoint. */
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
      return { conditions_source: conditions, rewrite_contract: rewriteContract }
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
    responses: answer(materializationWire.extend({ name: z.string() }), 'The state'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { endpoint, version } = await perform(getEndpoint, ctx, {
        projectId: await projectIdOf(ctx, params.project_id),
        name: params.name,
        ...present(query),
      })
      return { name: endpoint.slug, ...toMaterialization(version.materialization) }
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
    body: z.strictObject({ version: z.number().int().min(1).optional(), bucket_overrides: z.record(z.string(), z.enum(buckets)).nullish() }),
    responses: answer(previewWire, 'The preview'),
    async handle(ctx: RequestCtx, { params, body }) {
      const preview = await perform(previewMaterialization, ctx, {
        projectId: await projectIdOf(ctx, params.project_id),
        name: params.name,
        ...present({ version: body.version }),
        ...(body.bucket_overrides == null ? {} : { buckets: lowered(body.bucket_overrides) }),
      })
      return toPreview(preview)
    },
  }),
  route({
    operationId: operation('endpoints_materialization_suggestion_create'),
    method: 'post',
    path: `${prefix}/:project_id/endpoints/:name/materialization_suggestion/`,
    summary: 'Another wording of the query that could be kept as a table: what stands in its way is said, the wording is left to its author',
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
      const preview = await perform(previewMaterialization, ctx, { projectId, name: params.name, ...(body.version == null ? {} : { version: body.version }) })
      if (preview.reason === null) throw new AppError('invalid', 'This query can be materialized as it is.', { reason: 'run_parameter' })
      return { suggestion_status: 'cannot_fix', suggested_query: null, explanation: preview.reason, attempts: 0, error: null, original_reason: preview.reason }
    },
  }),
])
