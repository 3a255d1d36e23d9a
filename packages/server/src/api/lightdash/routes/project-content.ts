import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listCustomMetrics } from '../../../domain/catalog/custom-metrics.ts'
import { listExposures } from '../../../domain/catalog/dbt-exposures.ts'
import { getUserActivity } from '../../../domain/catalog/user-activity.ts'
import { getMostPopular } from '../../../domain/content/most-popular.ts'
import { getTablesConfiguration, updateTablesConfiguration } from '../../../domain/projects/tables-configuration.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { activityWire, toActivity } from '../wire/activity.ts'
import { chartSummaryWire, dashboardSummaryWire, toContentSummary } from '../wire/content.ts'
import { customMetricsWire, exposuresWire, toCustomMetrics, toExposures } from '../wire/exposures.ts'
import { inProject } from './projects.ts'

const names = z.array(z.string().max(500)).max(10_000)
const tablesWire = z.object({ tableSelection: z.object({ type: z.enum(['ALL', 'WITH_TAGS', 'WITH_NAMES']), value: names.nullable() }) })
const tablesRequest = z.object({
  tableSelection: z.object({ type: z.enum(['ALL', 'WITH_TAGS', 'WITH_NAMES']), value: names.nullish() }),
})
const content = z.union([chartSummaryWire, dashboardSummaryWire])

/** What a project offers, and what comes of its content elsewhere. */
export const projectContentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetTablesConfiguration',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/tablesConfiguration',
    summary: 'Which explores the project offers',
    tags: ['Projects'],
    auth: 'user',
    params: inProject,
    responses: answers(tablesWire, 'The configuration'),
    handle: async (ctx: RequestCtx, { params }) => ({ tableSelection: await perform(getTablesConfiguration, ctx, { projectId: params.projectUuid }) }),
  }),
  route({
    operationId: 'UpdateTablesConfiguration',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/tablesConfiguration',
    summary: 'Changes which explores the project offers: all, those with one of some tags, or those of some names',
    tags: ['Projects'],
    auth: 'user',
    params: inProject,
    body: tablesRequest,
    responses: answers(tablesWire, 'The configuration as it is now'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { type, value } = body.tableSelection
      return { tableSelection: await perform(updateTablesConfiguration, ctx, { projectId: params.projectUuid, tables: { type, value: value ?? null } }) }
    },
  }),
  route({
    operationId: 'GetMostPopular',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/most-popular-and-recently-updated',
    summary: 'What is looked at most, and what was changed last, of what the caller may see',
    tags: ['Content'],
    auth: 'user',
    params: inProject,
    responses: answers(z.object({ mostPopular: z.array(content), recentlyUpdated: z.array(content) }), 'Two lists'),
    async handle(ctx: RequestCtx, { params }) {
      const { mostPopular, recentlyUpdated } = await perform(getMostPopular, ctx, { projectId: params.projectUuid })
      return { mostPopular: mostPopular.map(toContentSummary), recentlyUpdated: recentlyUpdated.map(toContentSummary) }
    },
  }),
  route({
    operationId: 'GetUserActivity',
    method: 'get',
    path: '/api/v1/analytics/user-activity/:projectUuid',
    summary: 'What is used in a project and by whom, for its administrators',
    tags: ['Analytics'],
    auth: 'user',
    params: inProject,
    responses: answers(activityWire, 'The figures'),
    handle: async (ctx: RequestCtx, { params }) => toActivity(await perform(getUserActivity, ctx, { projectId: params.projectUuid })),
  }),
  route({
    operationId: 'GetDbtExposures',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dbt-exposures',
    summary: 'Charts and dashboards as exposures of dbt, by name',
    tags: ['Content'],
    auth: 'user',
    params: inProject,
    responses: answers(exposuresWire, 'The exposures'),
    handle: async (ctx: RequestCtx, { params }) => toExposures(await perform(listExposures, ctx, { projectId: params.projectUuid }), ctx.settings.siteUrl),
  }),
  route({
    operationId: 'getCustomMetrics',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/custom-metrics',
    summary: 'Metrics that people made in charts, as a model would have them',
    tags: ['Content'],
    auth: 'user',
    params: inProject,
    responses: answers(customMetricsWire, 'The metrics'),
    handle: async (ctx: RequestCtx, { params }) =>
      toCustomMetrics(await perform(listCustomMetrics, ctx, { projectId: params.projectUuid }), ctx.settings.siteUrl),
  }),
]
