import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { cadenceSchema } from '../../../domain/apps/schedules/cadence.ts'
import { createAppSchedule, deleteAppSchedule, listAppSchedules, previewSchedule, updateAppSchedule } from '../../../domain/apps/schedules/schedules.ts'
import { createAppView, deleteAppView, listAppViews, updateAppView } from '../../../domain/apps/views/saved-views.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { fromNotices, givenNotices } from '../wire/app-runs.ts'
import { appScheduleWire, appViewWire, toAppSchedule, toAppView } from '../wire/app-schedules.ts'
import { refusalWire, toRefusal } from '../wire/refusal.ts'
import { ofApp } from './apps.ts'

const tags = ['Notebooks']
const schedules = '/api/v1/app/apps/:appUuid/schedules'
const views = '/api/v1/app/apps/:appUuid/views'
const ofSchedule = ofApp.extend({ scheduleUuid: z.string() })
const ofView = ofApp.extend({ viewUuid: z.string() })
const timezone = z.string().min(1).max(100)

const scheduleBody = z.strictObject({
  cadence: cadenceSchema,
  timezone,
  viewUuid: z.string().nullable().default(null),
  usesCachedSql: z.boolean().default(false),
  updatesPublished: z.boolean().default(true),
  isEnabled: z.boolean().default(true),
  notifications: givenNotices,
})
const fromSchedule = ({ viewUuid: viewId, notifications, ...given }: z.infer<typeof scheduleBody>) => ({
  ...given,
  viewId,
  notifications: fromNotices(notifications),
})

const viewName = z.string().trim().min(1).max(100)
const inputs = z.record(z.string(), z.unknown())

/** When apps run by themselves, and values of inputs under a name. */
export const appScheduleRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListAppSchedules',
    method: 'get',
    path: schedules,
    summary: 'When an app runs by itself',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(z.array(appScheduleWire), 'The schedules, oldest first'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listAppSchedules, ctx, { idOrSlug: params.appUuid })).map(toAppSchedule),
  }),
  route({
    operationId: 'CreateAppSchedule',
    method: 'post',
    path: schedules,
    summary: 'Has an app run by itself, as the caller',
    tags,
    auth: 'user',
    params: ofApp,
    body: scheduleBody,
    responses: answers(appScheduleWire, 'The schedule'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toAppSchedule(await perform(createAppSchedule, ctx, { idOrSlug: params.appUuid, ...fromSchedule(body) })),
  }),
  route({
    operationId: 'PreviewAppSchedule',
    method: 'post',
    path: `${schedules}/next-times`,
    summary: 'The next times of a schedule that is not saved',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.strictObject({ cadence: cadenceSchema, timezone }),
    responses: answers(z.object({ nextTimes: z.array(z.string()), problem: refusalWire.nullable() }), 'The times, in order, or what is wrong'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { times, problem } = await perform(previewSchedule, ctx, { idOrSlug: params.appUuid, ...body })
      return { problem: problem === null ? null : toRefusal(problem), nextTimes: times.map((time) => time.toISOString()) }
    },
  }),
  route({
    operationId: 'UpdateAppSchedule',
    method: 'put',
    path: `${schedules}/:scheduleUuid`,
    summary: 'Puts another schedule in the place of one; it runs as the caller from then on',
    tags,
    auth: 'user',
    params: ofSchedule,
    body: scheduleBody,
    responses: answers(appScheduleWire, 'The schedule as it is now'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toAppSchedule(await perform(updateAppSchedule, ctx, { idOrSlug: params.appUuid, scheduleId: params.scheduleUuid, ...fromSchedule(body) })),
  }),
  route({
    operationId: 'DeleteAppSchedule',
    method: 'delete',
    path: `${schedules}/:scheduleUuid`,
    summary: 'Takes a schedule away; its runs stay',
    tags,
    auth: 'user',
    params: ofSchedule,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteAppSchedule, ctx, { idOrSlug: params.appUuid, scheduleId: params.scheduleUuid })
    },
  }),
  route({
    operationId: 'ListAppViews',
    method: 'get',
    path: views,
    summary: 'Saved values of inputs of an app: those for all, and the caller’s own',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(z.array(appViewWire), 'The views, by name'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listAppViews, ctx, { idOrSlug: params.appUuid })).map(toAppView),
  }),
  route({
    operationId: 'CreateAppView',
    method: 'post',
    path: views,
    summary: 'Saves values of inputs under a name',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.strictObject({ name: viewName, inputs, isShared: z.boolean().default(false) }),
    responses: answers(appViewWire, 'The view'),
    handle: async (ctx: RequestCtx, { params, body }) => toAppView(await perform(createAppView, ctx, { idOrSlug: params.appUuid, ...body })),
  }),
  route({
    operationId: 'UpdateAppView',
    method: 'patch',
    path: `${views}/:viewUuid`,
    summary: 'Changes name, values or reach of a saved view',
    tags,
    auth: 'user',
    params: ofView,
    body: z.strictObject({ name: viewName.optional(), inputs: inputs.optional(), isShared: z.boolean().optional() }),
    responses: answers(appViewWire, 'The view as it is now'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toAppView(await perform(updateAppView, ctx, { idOrSlug: params.appUuid, viewId: params.viewUuid, ...present(body) })),
  }),
  route({
    operationId: 'DeleteAppView',
    method: 'delete',
    path: `${views}/:viewUuid`,
    summary: 'Takes a saved view away',
    tags,
    auth: 'user',
    params: ofView,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteAppView, ctx, { idOrSlug: params.appUuid, viewId: params.viewUuid })
    },
  }),
]
