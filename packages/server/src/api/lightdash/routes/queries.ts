import { z } from 'zod'
import { perform, type Operation } from '../../../access/operation.ts'
import { calculateSubtotals } from '../../../domain/explore/calculate-subtotals.ts'
import { calculateTotal } from '../../../domain/explore/calculate-total.ts'
import { compileQuery } from '../../../domain/explore/compile-query.ts'
import { runMetricQuery, runUnderlyingDataQuery, type RunMetricQuery } from '../../../domain/explore/run-metric-query.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import type { RequestCtx } from '../../house.ts'
import { answers } from '../../envelope.ts'
import { freshnessRequest, toFreshness } from '../wire/freshness.ts'
import { metricQueryRequest, metricQueryRequestWith, toMetricQuery } from '../wire/metric-query.ts'
import { queryAnswerJson, queryResultsWire } from '../wire/query-results.ts'
import { subtotalLayoutRequest, subtotalsAnswers, toSubtotalLayout, toSubtotalsAnswer } from '../wire/subtotals.ts'
import { inExplore } from './explores.ts'
import { inProject } from './projects.ts'

const tags = ['Exploring']

function runRoute(operationId: string, name: string, summary: string, operation: Operation<RequestCtx, RunMetricQuery, QueryResult>): AnyRoute<RequestCtx> {
  return route({
    operationId,
    method: 'post',
    path: `/api/v1/projects/:projectUuid/explores/:exploreId/${name}`,
    summary,
    tags,
    auth: 'user',
    params: inExplore,
    body: metricQueryRequestWith(freshnessRequest),
    responses: answers(queryResultsWire, 'Rows with raw and formatted values, the query with its defaults, and the receipt'),
    async handle(ctx: RequestCtx, { params, body, rawBody }) {
      const result = await perform(operation, ctx, {
        projectId: params.projectUuid,
        exploreName: params.exploreId,
        query: toMetricQuery(body, params.exploreId),
        answerKey: rawBody.toString('latin1'),
        freshness: toFreshness(body),
      })
      // The same request answered from the cache is the same bytes: they are kept finished.
      const bytes = result.answer?.bytes ?? Buffer.from(queryAnswerJson(result))
      if (result.answer?.bytes === null) result.answer.keep(bytes)
      return new Answer({ bytes })
    },
  })
}

export const queryRoutes: AnyRoute<RequestCtx>[] = [
  runRoute('RunMetricQuery', 'runQuery', 'Runs a metric query', runMetricQuery),
  runRoute('postRunUnderlyingDataQuery', 'runUnderlyingDataQuery', 'Runs the row-level query behind a cell', runUnderlyingDataQuery),
  route({
    operationId: 'CompileQuery',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/explores/:exploreId/compileQuery',
    summary: 'The SQL of a metric query',
    tags,
    auth: 'user',
    params: inExplore,
    body: metricQueryRequest,
    responses: answers(z.string(), 'The SQL'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      (await perform(compileQuery, ctx, { projectId: params.projectUuid, exploreName: params.exploreId, query: toMetricQuery(body, params.exploreId) })).sql,
  }),
  route({
    operationId: 'CalculateTotalFromQuery',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/calculate-total',
    summary: 'Totals of a query, recomputed by the warehouse',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({ explore: z.string(), metricQuery: metricQueryRequest, ...freshnessRequest }),
    responses: answers(z.record(z.string(), z.unknown()), 'Raw totals by field id'),
    handle: (ctx: RequestCtx, { params, body }) =>
      perform(calculateTotal, ctx, {
        projectId: params.projectUuid,
        exploreName: body.explore,
        query: toMetricQuery(body.metricQuery, body.explore),
        freshness: toFreshness(body),
      }),
  }),
  route({
    operationId: 'CalculateSubtotalsFromQuery',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/calculate-subtotals',
    summary: 'Subtotals of a query by its leading dimensions, recomputed by the warehouse',
    tags,
    auth: 'user',
    params: inProject,
    body: z.object({
      explore: z.string(),
      metricQuery: metricQueryRequest,
      ...subtotalLayoutRequest,
      ...freshnessRequest,
    }),
    responses: subtotalsAnswers,
    handle: async (ctx: RequestCtx, { params, body }) =>
      toSubtotalsAnswer(
        await perform(calculateSubtotals, ctx, {
          projectId: params.projectUuid,
          exploreName: body.explore,
          query: toMetricQuery(body.metricQuery, body.explore),
          ...toSubtotalLayout(body),
          freshness: toFreshness(body),
        }),
      ),
  }),
]
