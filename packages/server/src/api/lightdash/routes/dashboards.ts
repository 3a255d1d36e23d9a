import { maxTiles, tooManyTiles } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createDashboard } from '../../../domain/content/create-dashboard.ts'
import { dashboardFilterFields } from '../../../domain/content/filter-fields.ts'
import { deleteDashboard } from '../../../domain/content/delete-content.ts'
import { duplicateDashboard } from '../../../domain/content/duplicate-dashboard.ts'
import { exportDashboardCsv } from '../../../domain/content/export-dashboard-csv.ts'
import { getDashboard } from '../../../domain/content/get-dashboard.ts'
import { listDashboards } from '../../../domain/content/list-dashboards.ts'
import { updateDashboard } from '../../../domain/content/update-dashboard.ts'
import { updateDashboards } from '../../../domain/content/update-many.ts'
import { newId } from '../../../platform/ids.ts'
import { listContentErrors } from '../../../domain/validation/list-content-errors.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { asOfRequest, toAsOf } from '../../as-of.ts'
import { chartChangeRequest, toChange } from '../wire/content-change.ts'
import { dashboardSummaryWire, dashboardWire, toDashboard, toDashboardSummary } from '../wire/content.ts'
import { dashboardFiltersRequest } from '../wire/dashboard-filters.ts'
import { granularity } from '../wire/metric-query.ts'
import { csvUrl } from '../wire/run.ts'
import { inChart } from './charts.ts'
import { toValidationErrors } from '../wire/validation.ts'
import { inProject } from './projects.ts'

const tags = ['Dashboards']
export const inDashboard = z.object({ dashboardUuid: z.string() })

const dashboardCsvWire = z.object({
  url: z.string(),
  fileName: z.string(),
  files: z.array(z.object({ tileUuid: z.string(), name: z.string(), rowCount: z.number(), truncated: z.boolean() })),
  leftOut: z.array(z.object({ tileUuid: z.string(), because: z.string() })),
})

/** Tiles, filters, tabs and values of parameters; what exactly they may hold is checked where they are saved. */
const dashboardContent = z.looseObject({
  tiles: z
    .array(z.looseObject({ type: z.string() }))
    .max(maxTiles, tooManyTiles)
    .optional(),
  filters: z.looseObject({}).optional(),
  tabs: z.array(z.looseObject({})).max(200).optional(),
  parameters: z.looseObject({}).optional(),
})
const newDashboard = dashboardContent.extend({
  name: z.string().min(1).max(250),
  description: z.string().nullable().optional(),
  spaceUuid: z.string().optional(),
})
const dashboardCopy = z.object({ dashboardName: z.string().min(1).max(250), dashboardDesc: z.string().optional() })

const documentOf = ({ tiles, filters, tabs, parameters }: z.infer<typeof dashboardContent>): Record<string, unknown> => ({
  ...(tiles === undefined ? {} : { tiles: tiles.map((tile) => ({ uuid: newId(), ...tile })) }),
  ...(filters === undefined ? {} : { filters }),
  ...(tabs === undefined ? {} : { tabs }),
  ...(parameters === undefined ? {} : { parameters }),
})

export const dashboardRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getDashboards',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/dashboards',
    summary: 'Dashboards the caller may see',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ chartUuid: z.string().optional(), includePrivate: z.enum(['true', 'false']).optional() }),
    responses: answers(z.array(dashboardSummaryWire), 'The dashboards by name'),
    async handle(ctx: RequestCtx, { params, query }) {
      const { projectUuid: projectId } = params
      const dashboards = await perform(listDashboards, ctx, {
        projectId,
        ...(query.chartUuid === undefined ? {} : { chartId: query.chartUuid }),
        ...(query.includePrivate === undefined ? {} : { includePrivate: query.includePrivate === 'true' }),
      })
      // Whoever sees none may be a stranger to the project, whom the list does not refuse.
      if (dashboards.length === 0) return []
      const errors = await perform(listContentErrors, ctx, { projectId })
      return dashboards.map((dashboard) => ({ ...toDashboardSummary(dashboard), validationErrors: toValidationErrors(errors.get(dashboard.id)) }))
    },
  }),
  route({
    operationId: 'createDashboard',
    method: 'post',
    path: '/api/v1/projects/:projectUuid/dashboards',
    summary: 'Saves a new dashboard, or copies one',
    tags,
    auth: 'user',
    params: inProject,
    query: z.object({ duplicateFrom: z.string().optional() }),
    body: z.union([newDashboard, dashboardCopy]),
    responses: answers(dashboardWire, 'The dashboard', { status: 201 }),
    async handle(ctx: RequestCtx, { params, query, body }) {
      if (query.duplicateFrom !== undefined) {
        const copy =
          'dashboardName' in body
            ? { name: String(body.dashboardName), ...(typeof body.dashboardDesc === 'string' ? { description: body.dashboardDesc } : {}) }
            : {}
        return new Answer({
          status: 201,
          results: toDashboard(await perform(duplicateDashboard, ctx, { idOrSlug: query.duplicateFrom, projectId: params.projectUuid, ...copy })),
        })
      }
      const dashboard = newDashboard.parse(body)
      const made = await perform(createDashboard, ctx, {
        projectId: params.projectUuid,
        name: dashboard.name,
        ...(dashboard.description === undefined ? {} : { description: dashboard.description }),
        ...(dashboard.spaceUuid === undefined ? {} : { spaceId: dashboard.spaceUuid }),
        document: documentOf(dashboard),
      })
      return new Answer({ status: 201, results: toDashboard(made) })
    },
  }),
  route({
    operationId: 'updateDashboards',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/dashboards',
    summary: 'Renames or moves many dashboards: all or none',
    tags,
    auth: 'user',
    params: inProject,
    body: z.array(chartChangeRequest.extend({ uuid: z.string() })).max(1000),
    responses: answers(z.array(dashboardWire), 'The dashboards'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      (
        await perform(updateDashboards, ctx, { projectId: params.projectUuid, changes: body.map(({ uuid, ...change }) => ({ id: uuid, ...toChange(change) })) })
      ).map(toDashboard),
  }),
  route({
    operationId: 'GetDashboard',
    method: 'get',
    path: '/api/v1/dashboards/:dashboardUuid',
    summary: 'One dashboard, by id or slug',
    tags,
    auth: 'user',
    params: inDashboard,
    query: z.object(asOfRequest),
    responses: answers(dashboardWire, 'The dashboard'),
    handle: async (ctx: RequestCtx, { params, query }) => toDashboard(await perform(getDashboard, ctx, { idOrSlug: params.dashboardUuid, ...toAsOf(query) })),
  }),
  route({
    operationId: 'UpdateDashboard',
    method: 'patch',
    path: '/api/v1/dashboards/:dashboardUuid',
    summary: 'Changes name, description or place, and with tiles, filters, tabs or parameters makes a version',
    tags,
    auth: 'user',
    params: inDashboard,
    body: dashboardContent.extend({
      name: z.string().min(1).max(250).optional(),
      description: z.string().max(10_000).nullable().optional(),
      spaceUuid: z.string().optional(),
      /** Ours: the `dashboardVersionId` the author saw; a later one is a conflict. */
      expectedVersion: z.number().int().optional(),
    }),
    responses: answers(dashboardWire, 'The dashboard'),
    async handle(ctx: RequestCtx, { params, body }) {
      const document = documentOf(body)
      return toDashboard(
        await perform(updateDashboard, ctx, {
          idOrSlug: params.dashboardUuid,
          change: toChange(body),
          ...(Object.keys(document).length === 0 ? {} : { document }),
          ...(body.expectedVersion === undefined ? {} : { expectedRevision: body.expectedVersion }),
        }),
      )
    },
  }),
  route({
    operationId: 'DeleteDashboard',
    method: 'delete',
    path: '/api/v1/dashboards/:dashboardUuid',
    summary: 'Moves a dashboard to the trash, with the charts that live inside it',
    tags,
    auth: 'user',
    params: inDashboard,
    responses: answers(null, 'It is in the trash'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteDashboard, ctx, { idOrSlug: params.dashboardUuid })
    },
  }),
  route({
    operationId: 'GetDashboardViews',
    method: 'get',
    path: '/api/v1/dashboards/:dashboardUuid/views',
    summary: 'How often a dashboard was looked at',
    tags,
    auth: 'user',
    params: inDashboard,
    responses: answers(z.object({ views: z.number(), firstViewedAt: z.string().nullable() }), 'The views'),
    async handle(ctx: RequestCtx, { params }) {
      const { views, firstViewedAt } = await perform(getDashboard, ctx, { idOrSlug: params.dashboardUuid })
      return { views, firstViewedAt: firstViewedAt?.toISOString() ?? null }
    },
  }),
  route({
    operationId: 'GetSavedChartFilters',
    method: 'get',
    path: '/api/v1/saved/:chartUuid/availableFilters',
    summary: 'Fields of a chart’s explore that can be filtered by',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(z.array(z.looseObject({})), 'The dimensions'),
    handle: async (ctx: RequestCtx, { params }) =>
      (await perform(dashboardFilterFields, ctx, { charts: [{ tileUuid: params.chartUuid, chartId: params.chartUuid }] })).fields,
  }),
  route({
    operationId: 'GetDashboardAvailableFilters',
    method: 'post',
    path: '/api/v1/dashboards/availableFilters',
    summary: 'Fields that the charts of tiles can be filtered by',
    tags,
    auth: 'user',
    query: z.object(asOfRequest),
    body: z.array(z.looseObject({ tileUuid: z.string(), savedChartUuid: z.string().nullable() })).max(1000),
    responses: answers(
      z.object({ savedQueryFilters: z.record(z.string(), z.array(z.number())), allFilterableFields: z.array(z.looseObject({})) }),
      'All fields once, and for each tile which of them are its own',
    ),
    async handle(ctx: RequestCtx, { query, body }) {
      const charts = body.flatMap(({ tileUuid, savedChartUuid }) => (savedChartUuid === null ? [] : [{ tileUuid, chartId: savedChartUuid }]))
      const { fields, byTile } = await perform(dashboardFilterFields, ctx, { charts, ...toAsOf(query) })
      return { savedQueryFilters: byTile, allFilterableFields: fields }
    },
  }),
  route({
    operationId: 'ExportDashboardCsv',
    method: 'post',
    path: '/api/v1/dashboards/:dashboardUuid/exportCsv',
    summary: 'A CSV file for each chart of a dashboard, in one archive',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: inDashboard,
    body: z.looseObject({ filters: dashboardFiltersRequest, dateZoomGranularity: granularity.nullish() }),
    responses: answers(dashboardCsvWire, 'The link, which works for a day; what is in it, and what is not'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { secret, projectId, ...archive } = await perform(exportDashboardCsv, ctx, {
        idOrSlug: params.dashboardUuid,
        ...(body.filters === null || body.filters === undefined ? {} : { filters: body.filters }),
        ...(body.dateZoomGranularity === null || body.dateZoomGranularity === undefined ? {} : { granularity: body.dateZoomGranularity }),
      })
      return { url: csvUrl(ctx.settings.siteUrl, { projectId, secret }), ...archive }
    },
  }),
]
