import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listPinned, placePinned, toggleChartPin, toggleDashboardPin, toggleSpacePin } from '../../../domain/content/pins.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { chartWire, dashboardWire, spaceWire, toChart, toDashboard, toSpace } from '../wire/content.ts'
import { pinnedItemWire, toPinnedItems } from '../wire/pinned.ts'
import { inChart } from './charts.ts'
import { inProject } from './projects.ts'

const tags = ['Content']
const inList = inProject.extend({ pinnedListUuid: z.string() })

export const pinRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getPinnedItems',
    method: 'get',
    path: '/api/v1/projects/:projectUuid/pinned-lists/:pinnedListUuid/items',
    summary: 'What is pinned in a project and the caller may see',
    tags,
    auth: 'user',
    params: inList,
    responses: answers(z.array(pinnedItemWire), 'The spaces, then the charts, then the dashboards, each in their order'),
    handle: async (ctx: RequestCtx, { params }) =>
      toPinnedItems(await perform(listPinned, ctx, { projectId: params.projectUuid, listId: params.pinnedListUuid })),
  }),
  route({
    operationId: 'updatePinnedItemsOrder',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/pinned-lists/:pinnedListUuid/items/order',
    summary: 'Gives pinned things their places: all or none',
    tags,
    auth: 'user',
    params: inList,
    body: z
      .array(
        z.looseObject({
          type: z.enum(['space', 'chart', 'dashboard']),
          data: z.looseObject({ uuid: z.string(), pinnedListOrder: z.number().int().min(0).max(1_000_000).nullable() }),
        }),
      )
      .max(1000),
    responses: answers(z.array(pinnedItemWire), 'The whole list'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toPinnedItems(
        await perform(placePinned, ctx, {
          projectId: params.projectUuid,
          listId: params.pinnedListUuid,
          places: body.map(({ type, data }) => ({ kind: type, id: data.uuid, order: data.pinnedListOrder })),
        }),
      ),
  }),
  route({
    operationId: 'ToggleSavedChartPinning',
    method: 'patch',
    path: '/api/v1/saved/:chartUuid/pinning',
    summary: 'Pins a chart in its project, or takes its pin away',
    tags,
    auth: 'user',
    params: inChart,
    responses: answers(chartWire, 'The chart'),
    handle: async (ctx: RequestCtx, { params }) => toChart(await perform(toggleChartPin, ctx, { idOrSlug: params.chartUuid })),
  }),
  route({
    operationId: 'ToggleDashboardPinning',
    method: 'patch',
    path: '/api/v1/dashboards/:dashboardUuid/pinning',
    summary: 'Pins a dashboard in its project, or takes its pin away',
    tags,
    auth: 'user',
    params: z.object({ dashboardUuid: z.string() }),
    responses: answers(dashboardWire, 'The dashboard'),
    handle: async (ctx: RequestCtx, { params }) => toDashboard(await perform(toggleDashboardPin, ctx, { idOrSlug: params.dashboardUuid })),
  }),
  route({
    operationId: 'ToggleSpacePinning',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/spaces/:spaceUuid/pinning',
    summary: 'Pins a space in its project, or takes its pin away',
    tags,
    auth: 'user',
    params: inProject.extend({ spaceUuid: z.string() }),
    responses: answers(spaceWire, 'The space'),
    handle: async (ctx: RequestCtx, { params }) => toSpace(await perform(toggleSpacePin, ctx, { idOrSlug: params.spaceUuid, projectId: params.projectUuid })),
  }),
]
