import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createPreview } from '../../../domain/promotion/create-preview.ts'
import { promoteChart, promoteChartDiff } from '../../../domain/promotion/promote-chart.ts'
import { promoteDashboard, promoteDashboardDiff } from '../../../domain/promotion/promote-dashboard.ts'
import { startCompilation } from '../../../domain/projects/start-compilation.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { chartWire, dashboardWire, toChart, toDashboard } from '../wire/content.ts'
import { promotionWire, toPromotion } from '../wire/promotion.ts'
import { inChart } from './charts.ts'
import { inDashboard } from './dashboards.ts'
import { inProject } from './projects.ts'

const tags = ['Promotion']

/** Ours: the version of the diff that was looked at; promoting anything else is a conflict. The format sends no body. */
const promoteRequest = z.object({ expectedVersion: z.string().max(100).optional() })

const expected = ({ expectedVersion }: z.infer<typeof promoteRequest>): { expectedVersion?: string } =>
  expectedVersion === undefined ? {} : { expectedVersion }

export const promotionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'createPreview',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/createPreview',
    summary: 'Makes a preview of a project on the same connection, with its models and, if asked for, its content and access',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inProject,
    body: z.object({
      name: z.string().trim().min(1).max(255),
      copyContent: z.boolean(),
      /** Ours: when it is deleted by itself; never without. */
      deleteAfter: z.coerce.date().nullable().default(null),
    }),
    responses: answers(z.string(), 'The id of the preview'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { projectId } = await perform(createPreview, ctx, { projectId: params.projectUuid, ...body })
      await perform(startCompilation, ctx, { projectId })
      return projectId
    },
  }),
  route({
    operationId: 'promoteChart',
    method: 'post',
    path: '/api/v1/saved/:chartUuid/promote',
    summary: 'Carries a chart, and its space, to the upstream project; matched by slug',
    tags,
    auth: 'user',
    params: inChart,
    body: promoteRequest,
    responses: answers(chartWire, 'The chart in the upstream project'),
    handle: async (ctx: RequestCtx, { params, body }) => toChart(await perform(promoteChart, ctx, { idOrSlug: params.chartUuid, ...expected(body) })),
  }),
  route({
    operationId: 'promoteChartDiff',
    method: 'get',
    path: '/api/v1/saved/:chartUuid/promoteDiff',
    summary: 'What promoting a chart would change',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(promotionWire, 'The changes'),
    handle: async (ctx: RequestCtx, { params }) => toPromotion(await perform(promoteChartDiff, ctx, { idOrSlug: params.chartUuid })),
  }),
  route({
    operationId: 'promoteDashboard',
    method: 'post',
    path: '/api/v1/dashboards/:dashboardUuid/promote',
    summary: 'Carries a dashboard, its charts and spaces to the upstream project; matched by slug',
    tags,
    auth: 'user',
    params: inDashboard,
    body: promoteRequest,
    responses: answers(dashboardWire, 'The dashboard in the upstream project'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toDashboard(await perform(promoteDashboard, ctx, { idOrSlug: params.dashboardUuid, ...expected(body) })),
  }),
  route({
    operationId: 'promoteDashboardDiff',
    method: 'get',
    path: '/api/v1/dashboards/:dashboardUuid/promoteDiff',
    summary: 'What promoting a dashboard would change',
    tags,
    auth: 'user',
    params: inDashboard,
    responses: answers(promotionWire, 'The changes'),
    handle: async (ctx: RequestCtx, { params }) => toPromotion(await perform(promoteDashboardDiff, ctx, { idOrSlug: params.dashboardUuid })),
  }),
]
