import type { DashboardChange } from '@atrium/documents'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { dashboardHistory, getDashboardVersion } from '../../../domain/content/content-history.ts'
import { dashboardParameters } from '../../../domain/content/dashboard-parameters.ts'
import { rollbackDashboard } from '../../../domain/content/rollback-content.ts'
import type { DashboardHistory } from '../../../domain/content/types.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { eventWire, toEvent, toVersion, versionWire } from '../wire/version.ts'

const tags = ['Dashboards']
const inDashboard = z.object({ dashboardUuid: z.string() })
const inVersion = inDashboard.extend({ versionUuid: z.string() })

/** `name` is of the tile, filter or tab; null for a thing without one. A filter has its field beside its own name. */
const change = z.object({
  what: z.string(),
  name: z.string().nullable().optional(),
  fieldId: z.string().optional(),
  before: z.string().optional(),
  count: z.number().optional(),
})
function toChange(given: DashboardChange, { charts, sqlCharts }: Pick<DashboardHistory, 'charts' | 'sqlCharts'>): z.infer<typeof change> {
  if ('tile' in given) {
    const { properties } = given.tile
    const chart = charts.get(String(properties['savedChartUuid'])) ?? sqlCharts.get(String(properties['savedSqlUuid']))
    return { what: given.what, name: properties.title === undefined || properties.title === '' ? (chart?.name ?? null) : properties.title }
  }
  if ('filter' in given) return { what: given.what, name: given.filter.label ?? null, fieldId: given.filter.target.fieldId }
  if ('tab' in given) return { what: given.what, name: given.tab.name, ...('before' in given ? { before: given.before } : {}) }
  return { what: given.what, ...('count' in given ? { count: given.count } : {}) }
}

const parameter = z.looseObject({ name: z.string(), values: z.array(z.union([z.string(), z.number()])).nullable(), parameter: z.looseObject({}) })

export const dashboardRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetDashboardHistory',
    method: 'get',
    path: '/api/v1/app/dashboards/:dashboardUuid/history',
    summary: 'All versions of a dashboard, oldest first, with what each one changed',
    tags,
    auth: 'user',
    params: inDashboard,
    responses: answers(z.object({ history: z.array(versionWire.extend({ changes: z.array(change) })), events: z.array(eventWire) }), 'The versions'),
    async handle(ctx: RequestCtx, { params }) {
      const { versions, events, ...seen } = await perform(dashboardHistory, ctx, { idOrSlug: params.dashboardUuid })
      return { history: versions.map((each) => ({ ...toVersion(each), changes: each.changes.map((one) => toChange(one, seen)) })), events: events.map(toEvent) }
    },
  }),
  route({
    operationId: 'GetDashboardParameters',
    method: 'post',
    path: '/api/v1/app/dashboards/parameters',
    summary: 'Parameters that the charts of tiles need, with what the charts have them set to',
    tags,
    auth: 'user',
    body: z.array(z.string()).max(1000),
    responses: answers(z.array(parameter), 'The parameters'),
    handle: async (ctx: RequestCtx, { body }) => perform(dashboardParameters, ctx, { charts: body }),
  }),
  route({
    operationId: 'GetDashboardVersion',
    method: 'get',
    path: '/api/v1/app/dashboards/:dashboardUuid/version/:versionUuid',
    summary: 'A dashboard as it was',
    tags,
    auth: 'user',
    params: inVersion,
    responses: answers(
      versionWire.extend({
        tiles: z.array(z.looseObject({})),
        tabs: z.array(z.looseObject({})),
        filters: z.looseObject({}),
        parameters: z.looseObject({}).optional(),
      }),
      'The version and its content',
    ),
    async handle(ctx: RequestCtx, { params }) {
      const { version: found } = await perform(getDashboardVersion, ctx, { idOrSlug: params.dashboardUuid, versionId: params.versionUuid })
      const { tiles, tabs, filters, parameters } = found.spec
      return { ...toVersion(found), tiles, tabs, filters, ...(parameters === undefined ? {} : { parameters }) }
    },
  }),
  route({
    operationId: 'RollbackDashboard',
    method: 'post',
    path: '/api/v1/app/dashboards/:dashboardUuid/rollback/:versionUuid',
    summary: 'Saves an old version as the newest one',
    tags,
    auth: 'user',
    params: inVersion,
    responses: answers(null, 'It is saved'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(rollbackDashboard, ctx, { idOrSlug: params.dashboardUuid, versionId: params.versionUuid })
    },
  }),
]
