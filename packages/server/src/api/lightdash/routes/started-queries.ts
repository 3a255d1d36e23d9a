import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { cancelStartedQuery, readStartedQuery } from '../../../domain/explore/started/read-started-query.ts'
import { startMetricQuery } from '../../../domain/explore/started/start-metric-query.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { metricQueryWire } from '../wire/metric-query.ts'
import { whole } from '../wire/page.ts'
import { maxRowsOfPage, startedQueryJson, startedQueryRequest, startedQueryWire } from '../wire/started-query.ts'
import { inProject } from './projects.ts'

const tags = ['Exploring']
const ofQuery = inProject.extend({ queryUuid: z.string() })

/** Queries that are begun with one request and read with others: what programs want that must not hold a line for minutes. */
export const startedQueryRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'executeAsyncMetricQuery',
    method: 'post',
    path: '/api/v2/projects/:projectUuid/query/metric-query',
    summary: 'Begins a metric query; its rows are read page by page',
    tags,
    auth: 'user',
    params: inProject,
    body: z.looseObject({ query: startedQueryRequest, invalidateCache: z.boolean().optional() }),
    responses: answers(
      z.object({ queryUuid: z.string(), metricQuery: metricQueryWire, fields: z.record(z.string(), z.looseObject({})) }),
      'The query to come back for',
    ),
    async handle(ctx: RequestCtx, { params, body }) {
      const { started, compiled } = await perform(startMetricQuery, ctx, {
        projectId: params.projectUuid,
        query: body.query,
        freshness: { refresh: body.invalidateCache === true },
      })
      return { queryUuid: started.id, metricQuery: body.query, fields: compiled.fields }
    },
  }),
  route({
    operationId: 'getAsyncQueryResults',
    method: 'get',
    path: '/api/v2/projects/:projectUuid/query/:queryUuid',
    summary: 'How far a query is and, once it is ready, a page of its rows',
    tags,
    auth: 'user',
    params: ofQuery,
    query: z.object({ page: whole.default(1), pageSize: whole.max(maxRowsOfPage).default(500) }),
    responses: answers(startedQueryWire, 'Its state; rows with raw and formatted values'),
    async handle(ctx: RequestCtx, { params, query }) {
      const started = await perform(readStartedQuery, ctx, { projectId: params.projectUuid, queryId: params.queryUuid })
      return new Answer({ bytes: Buffer.from(startedQueryJson(started, query)) })
    },
  }),
  route({
    operationId: 'cancelAsyncQuery',
    method: 'post',
    path: '/api/v2/projects/:projectUuid/query/:queryUuid/cancel',
    summary: 'Stops a query, also in the warehouse',
    tags,
    auth: 'user',
    params: ofQuery,
    responses: answers(z.null(), 'It stops'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(cancelStartedQuery, ctx, { projectId: params.projectUuid, queryId: params.queryUuid })
      return null
    },
  }),
]
