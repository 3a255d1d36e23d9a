import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { chartHistory, getChartVersion } from '../../../domain/content/content-history.ts'
import { createChart } from '../../../domain/content/create-chart.ts'
import { deleteChart } from '../../../domain/content/delete-content.ts'
import { duplicateChart } from '../../../domain/content/duplicate-chart.ts'
import { getChart } from '../../../domain/content/get-chart.ts'
import { listCharts, listChartSummaries } from '../../../domain/content/list-charts.ts'
import { listSqlCharts } from '../../../domain/content/sql-charts/list-sql-charts.ts'
import { rollbackChart } from '../../../domain/content/rollback-content.ts'
import { saveChartVersion } from '../../../domain/content/save-chart-version.ts'
import { updateChart } from '../../../domain/content/update-chart.ts'
import { updateCharts } from '../../../domain/content/update-many.ts'
import type { Chart } from '../../../domain/content/types.ts'
import { listContentErrors } from '../../../domain/validation/list-content-errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { asOfRequest, toAsOf } from '../../as-of.ts'
import { chartChangeRequest, toChange } from '../wire/content-change.ts'
import { chartSummaryWire, chartWire, toChart, toChartSummary, toSqlChartSummary, toVersion, versionWire } from '../wire/content.ts'
import { toValidationErrors } from '../wire/validation.ts'
import { inProject } from './projects.ts'

const tags = ['Charts']
export const inChart = z.object({ chartUuid: z.string() })
const inVersion = inChart.extend({ versionUuid: z.string() })

/** Content of a chart; what exactly it may hold is checked where it is saved. */
const chartContent = z.looseObject({
  tableName: z.string(),
  metricQuery: z.looseObject({}),
  chartConfig: z.looseObject({ type: z.string() }),
  tableConfig: z.looseObject({ columnOrder: z.array(z.string()) }).default({ columnOrder: [] }),
  pivotConfig: z.looseObject({ columns: z.array(z.string()) }).optional(),
  /** Ours: the version the author saw; a later one is a conflict. */
  expectedVersion: z.number().int().optional(),
})
const newChart = chartContent.extend({
  name: z.string(),
  description: z.string().nullable().optional(),
  spaceUuid: z.string().optional(),
  dashboardUuid: z.string().optional(),
})
const chartCopy = z.object({ chartName: z.string(), chartDesc: z.string().optional() })

const documentOf = ({ tableName, metricQuery, chartConfig, tableConfig, pivotConfig }: z.infer<typeof chartContent>): object => ({
  tableName,
  metricQuery,
  chartConfig,
  tableConfig,
  ...(pivotConfig === undefined ? {} : { pivotConfig }),
})

/** Charts of a list, with what the latest validation found in them. */
async function withErrors(ctx: RequestCtx, { projectUuid }: z.infer<typeof inProject>, charts: readonly Chart[]): Promise<z.infer<typeof chartSummaryWire>[]> {
  const errors = await perform(listContentErrors, ctx, { projectId: projectUuid })
  return charts.map((chart) => ({ ...toChartSummary(chart), validationErrors: toValidationErrors(errors.get(chart.id)) }))
}

export const chartRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListChartsInProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/charts',
    summary: 'Charts and SQL charts the caller may see, without those that live inside dashboards',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.array(chartSummaryWire), 'The charts by name'),
    async handle(ctx: RequestCtx, { params }) {
      const charts = await withErrors(ctx, params, await perform(listCharts, ctx, { projectId: params.projectUuid }))
      const sqlCharts = (await perform(listSqlCharts, ctx, { projectId: params.projectUuid })).map(toSqlChartSummary)
      return [...charts, ...sqlCharts].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    },
  }),
  route({
    operationId: 'ListChartSummariesInProject',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/chart-summaries',
    summary: 'The same with those inside dashboards',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ excludeChartsSavedInDashboard: z.enum(['true', 'false']).optional() }),
    responses: answers(z.array(chartSummaryWire), 'The charts by name'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      withErrors(
        ctx,
        params,
        await perform(listChartSummaries, ctx, {
          projectId: params.projectUuid,
          withoutThoseInDashboards: query.excludeChartsSavedInDashboard === 'true',
        }),
      ),
  }),
  route({
    operationId: 'HasSavedCharts',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/hasSavedCharts',
    summary: 'Whether there is any chart the caller may see',
    tags,
    auth: 'user',
    params: inProject,
    responses: answers(z.boolean(), 'Whether there is'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listChartSummaries, ctx, { projectId: params.projectUuid })).length > 0,
  }),
  route({
    operationId: 'CreateSavedChart',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/saved',
    summary: 'Saves a new chart, or copies one',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ duplicateFrom: z.string().optional() }),
    body: z.union([newChart, chartCopy]),
    responses: answers(chartWire, 'The chart'),
    async handle(ctx: RequestCtx, { params, query, body }) {
      if (query.duplicateFrom !== undefined) {
        const copy = 'chartName' in body ? { name: String(body.chartName), ...(typeof body.chartDesc === 'string' ? { description: body.chartDesc } : {}) } : {}
        return toChart(await perform(duplicateChart, ctx, { idOrSlug: query.duplicateFrom, projectId: params.projectUuid, ...copy }))
      }
      const chart = newChart.parse(body)
      return toChart(
        await perform(createChart, ctx, {
          projectId: params.projectUuid,
          name: chart.name,
          ...(chart.description === undefined ? {} : { description: chart.description }),
          ...(chart.spaceUuid === undefined ? {} : { spaceId: chart.spaceUuid }),
          ...(chart.dashboardUuid === undefined ? {} : { dashboardId: chart.dashboardUuid }),
          document: documentOf(chart),
        }),
      )
    },
  }),
  route({
    operationId: 'UpdateSavedCharts',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/saved',
    summary: 'Renames or moves many charts: all or none',
    tags,
    auth: 'user',
    params: inProject,
    body: z.array(chartChangeRequest.extend({ uuid: z.string() })).max(1000),
    responses: answers(z.record(z.string(), chartWire), 'The charts by id'),
    async handle(ctx: RequestCtx, { params, body }) {
      const changes = body.map(({ uuid, ...change }) => ({ id: uuid, ...toChange(change) }))
      const charts = await perform(updateCharts, ctx, { projectId: params.projectUuid, changes })
      return Object.fromEntries(charts.map((chart) => [chart.id, toChart(chart)]))
    },
  }),
  route({
    operationId: 'GetSavedChart',
    method: 'get',
    path: '/api/v1/saved/:chartUuid',
    summary: 'One chart, by id or slug',
    tags,
    auth: 'user',
    params: inChart,
    query: z.object(asOfRequest),
    responses: answers(chartWire, 'The chart'),
    handle: async (ctx: RequestCtx, { params, query }) => toChart(await perform(getChart, ctx, { idOrSlug: params.chartUuid, ...toAsOf(query) })),
  }),
  route({
    operationId: 'UpdateSavedChart',
    method: 'patch',
    path: '/api/v1/saved/:chartUuid',
    summary: 'Renames, describes or moves a chart',
    tags,
    auth: 'user',
    params: inChart,
    body: chartChangeRequest,
    responses: answers(chartWire, 'The chart'),
    handle: async (ctx: RequestCtx, { params, body }) => toChart(await perform(updateChart, ctx, { idOrSlug: params.chartUuid, change: toChange(body) })),
  }),
  route({
    operationId: 'DeleteSavedChart',
    method: 'delete',
    path: '/api/v1/saved/:chartUuid',
    summary: 'Moves a chart to the trash',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteChart, ctx, { idOrSlug: params.chartUuid })
    },
  }),
  route({
    operationId: 'CreateSavedChartVersion',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/version',
    summary: 'Saves new content of a chart as a version',
    tags,
    auth: 'user',
    params: inChart,
    body: chartContent,
    responses: answers(chartWire, 'The chart'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toChart(
        await perform(saveChartVersion, ctx, {
          idOrSlug: params.chartUuid,
          document: documentOf(body),
          ...(body.expectedVersion === undefined ? {} : { expectedRevision: body.expectedVersion }),
        }),
      ),
  }),
  route({
    operationId: 'GetSavedChartViews',
    method: 'get',
    path: '/api/v1/saved/:chartUuid/views',
    summary: 'How often a chart was looked at',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(z.object({ views: z.number(), firstViewedAt: z.string().nullable() }), 'The views'),
    async handle(ctx: RequestCtx, { params }) {
      const { views, firstViewedAt } = await perform(getChart, ctx, { idOrSlug: params.chartUuid })
      return { views, firstViewedAt: firstViewedAt?.toISOString() ?? null }
    },
  }),
  route({
    operationId: 'GetChartHistory',
    method: 'get',
    path: '/api/v1/saved/:chartUuid/history',
    summary: 'Recent versions, oldest first',
    tags,
    auth: 'user',
    params: inChart,
    query: z.object({ days: z.coerce.number().int().min(1).max(10_000).optional() }),
    responses: answers(z.object({ history: z.array(versionWire) }), 'The versions'),
    handle: async (ctx: RequestCtx, { params, query }) => ({
      history: (await perform(chartHistory, ctx, { idOrSlug: params.chartUuid, ...(query.days === undefined ? {} : { days: query.days }) })).map(toVersion),
    }),
  }),
  route({
    operationId: 'GetChartVersion',
    method: 'get',
    path: '/api/v1/saved/:chartUuid/version/:versionUuid',
    summary: 'A chart as it was',
    tags,
    auth: 'user',
    params: inVersion,
    responses: answers(versionWire.extend({ chart: chartWire }), 'The version'),
    async handle(ctx: RequestCtx, { params }) {
      const { version, chart } = await perform(getChartVersion, ctx, { idOrSlug: params.chartUuid, versionId: params.versionUuid })
      return { ...toVersion(version), chart: toChart(chart) }
    },
  }),
  route({
    operationId: 'postChartVersionRollback',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/rollback/:versionUuid',
    summary: 'Saves an old version as the newest one',
    tags,
    auth: 'user',
    params: inVersion,
    responses: answers(null, 'It is saved'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(rollbackChart, ctx, { idOrSlug: params.chartUuid, versionId: params.versionUuid })
    },
  }),
]
