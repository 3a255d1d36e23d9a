import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { listRuns } from '../../../domain/endpoints/list-runs.ts'
import { runEndpoint } from '../../../domain/endpoints/run-endpoint.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { answer, ofEndpoint, underBoth } from '../under-both.ts'
import { logQuery, logWire, toLogFilter, toLogLine } from '../wire/logs.ts'
import { runBytes } from '../wire/run-bytes.ts'
import { runRequest, toRun } from '../wire/run-request.ts'
import { runWire, toRunAnswer } from '../wire/run-response.ts'

const tags = ['Endpoints']
/** Anything: what the format has no word for is the value of a variable. */
const anyQuery = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const responses = { ...answer(runWire, 'The answer'), ...answer(runWire, 'It is being read: ask for its status', 202) }

/** GET and POST are the same: what stands in the address is known to both. */
const runRoute = (prefix: string, operationId: string, method: 'get' | 'post'): AnyRoute<RequestCtx> =>
  route({
    operationId,
    method,
    path: `${prefix}/:project_id/endpoints/:name/run/`,
    summary: 'Runs an endpoint; variables may stand in the address',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: anyQuery,
    ...(method === 'get' ? {} : { body: runRequest }),
    responses,
    async handle(ctx: RequestCtx, { params, query, body }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const wish = toRun(method === 'get' ? {} : body, query)
      const { limit: _limit, offset: _offset, debug: _debug, ...wanted } = wish
      const answerKey = `${wish.debug}`
      const answered = await perform(runEndpoint, ctx, { projectId, name: params.name, ...wanted, ...(wish.limit === undefined ? { answerKey } : {}) })
      const place = await placeOf(ctx, prefix, projectId)
      const bytes = runBytes(answered, () => toRunAnswer(answered, wish, place).body)
      if (bytes !== null) return new Answer({ bytes })
      const { status, body: results } = toRunAnswer(answered, wish, place)
      const location = answered.kind === 'started' ? { location: `${prefix}/${place.number}/query/${encodeURIComponent(answered.renewal.id)}/` } : null
      return new Answer({ status, results, ...(location === null ? {} : { headers: location }) })
    },
  })

export const runRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  runRoute(prefix, operation('endpoints_run_retrieve'), 'get'),
  runRoute(prefix, operation('endpoints_run_create'), 'post'),
  route({
    operationId: operation('endpoints_logs_retrieve'),
    method: 'get',
    path: `${prefix}/:project_id/endpoints/:name/logs/`,
    summary: 'Calls of an endpoint, latest first',
    tags,
    auth: 'user',
    params: ofEndpoint,
    query: logQuery,
    responses: answer(z.object({ results: z.array(logWire) }), 'One line for each call'),
    async handle(ctx: RequestCtx, { params, query }) {
      const projectId = await projectIdOf(ctx, params.project_id)
      const runs = await perform(listRuns, ctx, { projectId, name: params.name, ...toLogFilter(query) })
      return { results: runs.map(toLogLine) }
    },
  }),
])
