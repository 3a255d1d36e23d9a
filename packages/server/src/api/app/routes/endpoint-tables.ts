import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { previewMaterialization } from '../../../domain/endpoints/materialization/preview-materialization.ts'
import { cancelRefresh, requestRefresh } from '../../../domain/endpoints/materialization/request-refresh.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'

const tags = ['Endpoints']
const base = '/api/v1/app/projects/:projectUuid/endpoints/:name/materialization'
const ofEndpoint = inProject.extend({ name: z.string() })
const version = z.number().int().min(1).optional()

const previewWire = z.object({
  reason: z.string().nullable(),
  fill: z.string().nullable(),
  read: z.string().nullable(),
  ranges: z.array(z.object({ column: z.string(), variables: z.array(z.string()), bucket: z.string().nullable() })),
  aggregates: z.array(z.object({ name: z.string(), how: z.string() })),
})

/** Versions of endpoints as tables: what the endpoints' own format has no word for. */
export const endpointTableRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'PreviewEndpointTable',
    method: 'get',
    path: `${base}/preview`,
    summary: 'How a version would be kept as a table',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    responses: answers(previewWire, 'The SQL that fills it and the SQL that reads it, or why it cannot be'),
    async handle(ctx: RequestCtx, { params, query }) {
      const preview = await perform(previewMaterialization, ctx, { projectId: params.projectUuid, name: params.name, ...present(query) })
      return preview.reason === null ? preview : { reason: preview.reason, fill: null, read: null, ranges: [], aggregates: [] }
    },
  }),
  route({
    operationId: 'RefreshEndpointTable',
    method: 'post',
    path: `${base}/refresh`,
    summary: 'Reads a version into its table now',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({ version, full: z.boolean().optional() }),
    responses: answers(z.object({ runUuid: z.string() }), 'The run that reads it'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { runId } = await perform(requestRefresh, ctx, {
        projectId: params.projectUuid,
        name: params.name,
        ...present({ version: body.version, isFull: body.full }),
      })
      return { runUuid: runId }
    },
  }),
  route({
    operationId: 'CancelEndpointTable',
    method: 'post',
    path: `${base}/cancel`,
    summary: 'Stops reading a version; the table that there is stays',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: z.strictObject({ version }),
    responses: answers(z.object({ wasRunning: z.boolean() }), 'Whether it was being read'),
    async handle(ctx: RequestCtx, { params, body }) {
      return perform(cancelRefresh, ctx, { projectId: params.projectUuid, name: params.name, ...present(body) })
    },
  }),
]
