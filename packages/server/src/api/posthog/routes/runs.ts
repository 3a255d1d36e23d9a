import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { listRuns } from '../../../domain/endpoints/list-runs.ts'
import { namesOrigin } from '../../../domain/endpoints/run-tokens/names-origin.ts'
import { runEndpoint } from '../../../domain/endpoints/run-endpoint.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { placeOf } from '../place-of.ts'
import { rememberRun } from '../repeat-run.ts'
import { answer, ofEndpoint, underBoth } from '../under-both.ts'
import { deprecationHeaders } from '../wire/deprecation.ts'
import { logQuery, logWire, toLogFilter, toLogLine } from '../wire/logs.ts'
import { runBytes } from '../wire/run-bytes.ts'
import { asRows } from '../wire/run-format.ts'
import { answerHeaders, callHeaders, isKnown } from '../wire/run-headers.ts'
import { overrideWarning, runRequest, toRun } from '../wire/run-request.ts'
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
    summary: 'Runs an endpoint; variables may stand in the address. Answers JSON, or rows as `format` or `Accept` says: ndjson, csv, parquet, arrow',
    tags,
    auth: 'user',
    ...(method === 'get' ? { answersHead: true } : {}),
    params: ofEndpoint,
    query: anyQuery,
    ...(method === 'get' ? {} : { body: runRequest }),
    responses,
    repeats: true,
    async handle(ctx: RequestCtx, { params, query, body, rawBody, request }) {
      const began = ctx.clock.monotonic()
      const projectId = await projectIdOf(ctx, params.project_id)
      // Before anything is read for it: what changes meanwhile makes another state.
      const stamps = ctx.repeatedRuns.stampsOf(projectId)
      const wish = toRun(method === 'get' ? {} : body, query, request.headers.accept)
      const answered = await perform(runEndpoint, ctx, {
        projectId,
        name: params.name,
        version: wish.version,
        variables: wish.variables,
        narrowing: wish.narrowing,
        reword: wish.reword,
        ignoresUnknown: wish.ignoresUnknown,
        mode: wish.mode,
        isDirect: wish.isDirect,
        clientQueryId: wish.clientQueryId,
        cursor: wish.cursor,
        page: wish.limit === undefined ? undefined : { limit: wish.limit, offset: wish.offset ?? 0 },
        // Whole answers in the format's own words are what almost everybody asks for, again and again.
        answerKey: wish.format === 'json' && wish.limit === undefined ? `${wish.debug}` : undefined,
      })
      const place = await placeOf(ctx, prefix, projectId)
      const path = `${prefix}/${place.number}/endpoints/${answered.name}/run`
      const told = deprecationHeaders(answered.version.settings.deprecation, `${place.siteUrl}${path}`)
      const call = { wish, method: request.method, path }
      const headers = answerHeaders(answered, call)
      // Both the next page and a version's successor are links.
      const links = [headers['link'], told['link']].filter((link) => link !== undefined)
      const steady = { ...told, ...overrideWarning(wish), ...(links.length === 0 ? {} : { link: links.join(', ') }) }
      Object.assign(headers, callHeaders(answered, answered.budget, ctx.clock.monotonic() - began), steady)
      if (isKnown(request.headers['if-none-match'], headers['etag'])) return new Answer({ status: 304, headers })
      const { outcome, page } = answered
      if (outcome.kind === 'answered' && wish.format !== 'json') {
        const file = asRows(wish.format, answered.name, outcome.result, page ?? {})
        return new Answer({ ...file, headers: { ...headers, ...file.headers } })
      }
      const bytes = runBytes(answered, () => toRunAnswer(answered, wish, place).body)
      if (bytes !== null) {
        // Which project "@current" is may change by itself.
        if (params.project_id !== '@current') rememberRun(ctx, request, { body: rawBody, projectId, stamps, answered, told: { headers: steady, call } })
        return new Answer({ bytes, headers })
      }
      const { status, body: results } = toRunAnswer(answered, wish, place)
      if (outcome.kind !== 'started') return new Answer({ status, results, headers })
      const location = `${prefix}/${place.number}/query/${encodeURIComponent(outcome.renewal.id)}/`
      return new Answer({ status, results, headers: { ...headers, location, 'retry-after': '1' } })
    },
  })

/** What a browser asks before it sends a token from a page of somewhere else. */
const preflightRoute = (prefix: string, operationId: string): AnyRoute<RequestCtx> =>
  route({
    operationId,
    method: 'options',
    path: `${prefix}/:project_id/endpoints/:name/run/`,
    summary: 'Whether a page of another site may run endpoints with a token that names it',
    tags,
    auth: 'public',
    params: ofEndpoint,
    responses: { 204: { description: 'It may' }, 403: { description: 'It may not' } },
    async handle(ctx: RequestCtx, { params, request }) {
      const { origin } = request.headers
      const vary = { vary: 'origin, access-control-request-method, access-control-request-headers' }
      if (origin === undefined || !(await perform(namesOrigin, { ...ctx, actor: { kind: 'anonymous' } }, { project: params.project_id, origin })))
        return new Answer({
          status: 403,
          results: { type: 'authentication_error', code: 'permission_denied', detail: 'No token for calling endpoints names this site.', attr: null },
          headers: vary,
        })
      return new Answer({
        status: 204,
        headers: {
          ...vary,
          'access-control-allow-origin': origin,
          'access-control-allow-methods': 'GET, HEAD, POST',
          'access-control-allow-headers': 'accept, authorization, content-type, if-none-match',
          'access-control-max-age': '600',
        },
      })
    },
  })

export const runRoutes: AnyRoute<RequestCtx>[] = underBoth((prefix, operation) => [
  runRoute(prefix, operation('endpoints_run_retrieve'), 'get'),
  runRoute(prefix, operation('endpoints_run_create'), 'post'),
  preflightRoute(prefix, operation('endpoints_run_preflight')),
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
