import { parameterValuesSchema } from '@atrium/documents'
import type { ParameterValues } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { calculateChartGroupTotals, calculateChartSubtotals, calculateChartTotal } from '../../../domain/content/chart-totals.ts'
import type { RunChart } from '../../../domain/content/prepare-chart.ts'
import { runChart } from '../../../domain/content/run-chart.ts'
import { startChartExport } from '../../../domain/content/start-chart-export.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { asOfRequest, toAsOf } from '../../as-of.ts'
import { toCsvLayout } from '../wire/csv-request.ts'
import { onDashboardRequest, toDashboardFilters } from '../wire/dashboard-filters.ts'
import { toExplore } from '../wire/explore.ts'
import { freshnessRequest, toFreshness } from '../wire/freshness.ts'
import { queryAnswerJson, queryResultsWire } from '../wire/query-results.ts'
import { toChart } from '../wire/content.ts'
import { subtotalLayoutRequest, subtotalsAnswers, toSubtotalLayout, toSubtotalsAnswer } from '../wire/subtotals.ts'
import { inChart } from './charts.ts'

const tags = ['Charts']
const refreshBody = z.looseObject({ ...freshnessRequest, ...asOfRequest, parameters: parameterValuesSchema.optional() })

const chosen = ({ parameters }: { parameters?: ParameterValues | undefined }): { parameters?: ParameterValues } =>
  parameters === undefined ? {} : { parameters }

type OnDashboardRequest = z.infer<typeof onDashboardRequest>

/** What a dashboard adds to a chart. */
const placeOf = (body: OnDashboardRequest): NonNullable<RunChart['onDashboard']> => ({
  ...(body.tileUuid === undefined ? {} : { tileUuid: body.tileUuid }),
  filters: toDashboardFilters(body.dashboardFilters),
  sorts: body.dashboardSorts,
})

/** The same where filters of a dashboard were sent; nothing for a chart by itself. */
const placeIfAny = (body: OnDashboardRequest): Pick<RunChart, 'onDashboard'> =>
  body.dashboardFilters === null || body.dashboardFilters === undefined ? {} : { onDashboard: placeOf(body) }

/** A chart as a dashboard shows it, or by itself where no filters of a dashboard were sent. */
function toRunChart(chartUuid: string, body: OnDashboardRequest): RunChart {
  const zoom = body.dateZoom?.granularity ?? body.granularity
  return {
    idOrSlug: chartUuid,
    freshness: toFreshness(body),
    ...toAsOf(body),
    ...chosen(body),
    ...(zoom === undefined ? {} : { granularity: zoom }),
    ...placeIfAny(body),
  }
}

export const chartResultRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'PostChartResults',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/results',
    summary: 'Runs a saved chart',
    tags,
    auth: 'user',
    params: inChart,
    body: refreshBody,
    responses: answers(queryResultsWire, 'Its rows'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { result } = await perform(runChart, ctx, {
        idOrSlug: params.chartUuid,
        freshness: toFreshness(body),
        ...toAsOf(body),
        ...chosen(body),
      })
      return new Answer({ bytes: queryAnswerJson(result) })
    },
  }),
  route({
    operationId: 'getChartVersionResults',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/version/:versionUuid/results',
    summary: 'Runs a version of a saved chart',
    tags,
    auth: 'user',
    params: inChart.extend({ versionUuid: z.string() }),
    body: refreshBody,
    responses: answers(queryResultsWire, 'Its rows'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { result } = await perform(runChart, ctx, {
        idOrSlug: params.chartUuid,
        versionId: params.versionUuid,
        freshness: toFreshness(body),
        ...chosen(body),
      })
      return new Answer({ bytes: queryAnswerJson(result) })
    },
  }),
  route({
    operationId: 'PostDashboardTile',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/chart-and-results',
    summary: 'Runs a chart as a dashboard shows it',
    tags: ['Dashboards'],
    auth: 'user',
    params: inChart,
    body: onDashboardRequest,
    responses: answers(queryResultsWire, 'Chart, explore and rows, with the filters that were applied'),
    async handle(ctx: RequestCtx, { params, body }) {
      const asked = { ...toRunChart(params.chartUuid, body), onDashboard: placeOf(body) }
      const { chart, explore, result, appliedFilters } = await perform(runChart, ctx, asked)
      return new Answer({
        bytes: queryAnswerJson(result, { extra: { chart: toChart(chart), explore: toExplore(explore), appliedDashboardFilters: appliedFilters } }),
      })
    },
  }),
  route({
    operationId: 'CalculateTotalFromSavedChart',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/calculate-total',
    summary: 'Totals of a saved chart, recomputed by the warehouse',
    tags,
    auth: 'user',
    params: inChart,
    body: onDashboardRequest,
    responses: answers(z.record(z.string(), z.unknown()), 'Raw totals by field id'),
    handle: (ctx: RequestCtx, { params, body }) => perform(calculateChartTotal, ctx, toRunChart(params.chartUuid, body)),
  }),
  route({
    operationId: 'CalculateSubtotalsFromSavedChart',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/calculate-subtotals',
    summary: 'Subtotals of a saved chart by its leading dimensions, recomputed by the warehouse',
    tags,
    auth: 'user',
    params: inChart,
    body: onDashboardRequest.extend(subtotalLayoutRequest),
    responses: subtotalsAnswers,
    handle: async (ctx: RequestCtx, { params, body }) =>
      toSubtotalsAnswer(await perform(calculateChartSubtotals, ctx, { ...toRunChart(params.chartUuid, body), layout: toSubtotalLayout(body) })),
  }),
  route({
    operationId: 'CalculateGroupTotalsFromSavedChart',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/calculate-group-totals',
    summary: 'Totals of a saved chart for each value of some of its dimensions, recomputed by the warehouse',
    tags,
    auth: 'user',
    params: inChart,
    body: onDashboardRequest.extend({ dimensions: z.array(z.string()).min(1) }),
    responses: answers(queryResultsWire, 'A row of totals for each combination of the values of these dimensions'),
    async handle(ctx: RequestCtx, { params, body }) {
      const result = await perform(calculateChartGroupTotals, ctx, { ...toRunChart(params.chartUuid, body), dimensions: body.dimensions })
      return new Answer({ bytes: queryAnswerJson(result) })
    },
  }),
  route({
    operationId: 'DownloadCsvFromSavedChart',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/downloadCsv',
    summary: 'Queues a CSV export of a saved chart',
    tags,
    auth: 'user',
    params: inChart,
    body: onDashboardRequest.extend({ onlyRaw: z.boolean().default(false), csvLimit: z.number().int().min(1).nullable().optional() }),
    responses: answers(z.object({ jobId: z.string() }), 'The job to watch'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { runId } = await perform(startChartExport, ctx, {
        idOrSlug: params.chartUuid,
        ...chosen(body),
        layout: toCsvLayout({
          onlyRaw: body.onlyRaw,
          showTableNames: false,
          columnOrder: [],
          ...(body.csvLimit === undefined ? {} : { csvLimit: body.csvLimit }),
        }),
        ...placeIfAny(body),
      })
      return { jobId: runId }
    },
  }),
]
