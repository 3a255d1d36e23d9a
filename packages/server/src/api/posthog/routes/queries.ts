import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { askQuery } from '../../../domain/endpoints/ask-query.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { cancelEndpointQuery, readEndpointQuery } from '../../../domain/endpoints/started.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { answer, inProject, underBoth } from '../under-both.ts'
import { askRequest, toAsk } from '../wire/query-request.ts'
import { queryStatusWire, toQueryStatus } from '../wire/query-status.ts'
import { toResult } from '../wire/result.ts'
import { runWire } from '../wire/run-response.ts'

const tags = ['Queries']
const status = z.object({ query_status: queryStatusWire })
const ofQuery = inProject.extend({ id: z.string() })

export const queryRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  route({
    operationId: operation('query_create'),
    method: 'post',
    path: `${prefix}/:project_id/query/`,
    summary: 'Asks a question that is not saved',
    tags,
    auth: 'user',
    params: inProject,
    body: askRequest,
    responses: { ...answer(runWire, 'The answer'), ...answer(status, 'It is being read: ask for its status', 202) },
    async handle(ctx: RequestCtx, { params, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const outcome = await perform(askQuery, ctx, toAsk(projectId, body))
      const place = await placeOf(ctx, prefix, projectId)
      if (outcome.kind === 'nothing') return { is_cached: false }
      if (outcome.kind === 'answered') {
        const renewal = outcome.renewal === null ? {} : { query_status: toQueryStatus(outcome.renewal, place) }
        return { ...toResult(outcome.result, { debug: true, showsSql: true }, outcome.freshForSeconds, place.timezone), ...renewal }
      }
      const location = `${prefix}/${place.number}/query/${encodeURIComponent(outcome.renewal.id)}/`
      return new Answer({ status: 202, results: { query_status: toQueryStatus(outcome.renewal, place) }, headers: { location } })
    },
  }),
  route({
    operationId: operation('query_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/query/:id/`,
    summary: 'How far a query has come that runs behind an answer',
    tags,
    auth: 'user',
    params: ofQuery,
    query: z.object({ show_progress: z.string().optional() }),
    responses: { ...answer(status, 'It is done'), ...answer(status, 'It runs', 202), ...answer(status, 'It failed', 400) },
    async handle(ctx: RequestCtx, { params, query }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const found = await perform(readEndpointQuery, ctx, { projectId, queryId: params.id })
      const told = toQueryStatus(found, await placeOf(ctx, prefix, projectId))
      const elapsed = ctx.clock.now() - found.startedAt
      const progress = query.show_progress === 'true' && found.state === 'pending' ? { query_progress: { time_elapsed: elapsed } } : {}
      const code = found.state === 'pending' ? 202 : found.state === 'ready' ? 200 : 400
      return new Answer({ status: code, results: { query_status: { ...told, ...progress } } })
    },
  }),
  route({
    operationId: operation('query_destroy'),
    method: 'delete',
    path: `${prefix}/:project_id/query/:id/`,
    summary: 'Stops a query that runs behind an answer, also in the warehouse',
    tags,
    auth: 'user',
    params: ofQuery,
    query: z.object({ dequeue_only: z.string().optional() }),
    responses: answer(z.object({ message: z.string() }), 'What came of it'),
    async handle(ctx: RequestCtx, { params }) {
      const { wasPending } = await perform(cancelEndpointQuery, ctx, { projectId: await projectIdOf(ctx, params.project_id), queryId: params.id })
      return { message: wasPending ? 'Query cancelled' : 'There was nothing to cancel' }
    },
  }),
])
