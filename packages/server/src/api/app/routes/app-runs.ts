import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { startPublish } from '../../../domain/apps/drafts/start-publish.ts'
import { cancelAppRun } from '../../../domain/apps/runs/cancel-app-run.ts'
import { getAppRun, getAppRunLog, listAppRuns } from '../../../domain/apps/runs/get-app-runs.ts'
import { getRunCells, type RunCell } from '../../../domain/apps/runs/get-run-cells.ts'
import { refreshOldResults, restoreResults } from '../../../domain/apps/runs/published-results.ts'
import { startAppRun } from '../../../domain/apps/runs/start-app-run.ts'
import { appRunStates, runTriggers, type AppRun } from '../../../domain/apps/runs/types.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { appRunWire, fromNotices, givenNotices, logLineWire, noticeWire, runCellWire, toAppRunWire, toLogLine, toNotice, toRunCell } from '../wire/app-runs.ts'
import { ofApp } from './apps.ts'

const tags = ['Notebooks']
const app = '/api/v1/app/apps/:appUuid'
const runs = `${app}/runs`
const ofRun = ofApp.extend({ runUuid: z.string() })
const ofPreview = ofApp.extend({ previewUuid: z.string() })
const keyOf = ({ appUuid, runUuid }: z.infer<typeof ofRun>): { idOrSlug: string; runId: string } => ({ idOrSlug: appUuid, runId: runUuid })
const listOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))

/** Runs of apps: for programs, by hand, and before something is published. */
export const appRunRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'StartAppRun',
    method: 'post',
    path: runs,
    summary: 'Has the published app run, and answers before it has ended',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.strictObject({
      inputs: z.record(z.string(), z.unknown()).optional(),
      viewUuid: z.string().optional(),
      usesCachedSql: z.boolean().default(true),
      updatesPublished: z.boolean().default(false),
      notifications: givenNotices,
      isDryRun: z.boolean().default(false),
    }),
    responses: answers(
      z.object({
        run: appRunWire.nullable(),
        version: z.number(),
        notifications: z.array(noticeWire),
        unknownInputs: z.array(z.object({ name: z.string(), near: z.array(z.string()) })),
      }),
      'The run; null when it was only checked',
    ),
    async handle(ctx: RequestCtx, { params, body: { inputs, viewUuid, notifications, ...given } }) {
      const { run, revision, notices, unknown } = await perform(startAppRun, ctx, {
        ...given,
        ...present({ inputs, viewId: viewUuid }),
        idOrSlug: params.appUuid,
        trigger: ctx.actor.kind === 'user' && ctx.actor.via === 'token' ? 'api' : 'person',
        notifications: fromNotices(notifications),
      })
      return { run: run === null ? null : toAppRunWire(run), version: revision, notifications: notices.map(toNotice), unknownInputs: unknown }
    },
  }),
  route({
    operationId: 'ListAppRuns',
    method: 'get',
    path: runs,
    summary: 'Runs of an app, newest first: all for its editors, their own for others',
    tags,
    auth: 'user',
    params: ofApp,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(25),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      states: listOf(appRunStates).optional(),
      triggers: listOf(runTriggers).optional(),
      scheduleUuid: z.string().optional(),
    }),
    responses: answers(z.object({ runs: z.array(appRunWire), hasMore: z.boolean() }), 'The runs'),
    async handle(ctx: RequestCtx, { params, query: { scheduleUuid, ...filter } }) {
      const { runs: found, hasMore } = await perform(listAppRuns, ctx, {
        idOrSlug: params.appUuid,
        limit: filter.limit,
        offset: filter.offset,
        ...present({ states: filter.states, triggers: filter.triggers, scheduleId: scheduleUuid }),
      })
      return { runs: found.map(toAppRunWire), hasMore }
    },
  }),
  route({
    operationId: 'GetAppRun',
    method: 'get',
    path: `${runs}/:runUuid`,
    summary: 'A run, and where each of its cells stands',
    tags,
    auth: 'user',
    params: ofRun,
    responses: answers(appRunWire.extend({ cells: z.array(runCellWire) }), 'The run'),
    handle: async (ctx: RequestCtx, { params }) => toRunWithCells(await perform(getAppRun, ctx, keyOf(params)), await perform(getRunCells, ctx, keyOf(params))),
  }),
  route({
    operationId: 'GetAppRunLog',
    method: 'get',
    path: `${runs}/:runUuid/log`,
    summary: 'What happened in a run, oldest first',
    tags,
    auth: 'user',
    params: ofRun,
    responses: answers(z.array(logLineWire), 'The lines'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(getAppRunLog, ctx, keyOf(params))).map(toLogLine),
  }),
  route({
    operationId: 'CancelAppRun',
    method: 'post',
    path: `${runs}/:runUuid/cancel`,
    summary: 'Ends a run at once',
    tags,
    auth: 'user',
    params: ofRun,
    responses: answers(appRunWire, 'The run as it is now'),
    handle: async (ctx: RequestCtx, { params }) => toAppRunWire(await perform(cancelAppRun, ctx, keyOf(params))),
  }),
  route({
    operationId: 'RestoreAppResults',
    method: 'post',
    path: `${runs}/:runUuid/restore`,
    summary: 'Gives viewers the results of a run of before, which stay until others are given on purpose',
    tags,
    auth: 'user',
    params: ofRun,
    responses: answers(null, 'Viewers have them'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(restoreResults, ctx, keyOf(params))
    },
  }),
  route({
    operationId: 'RefreshAppResults',
    method: 'post',
    path: `${app}/refresh-results`,
    summary: 'Has what viewers see first computed anew when it is older than the app wants',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(z.object({ isRefreshing: z.boolean() }), 'Whether a run was begun'),
    handle: async (ctx: RequestCtx, { params }) => ({ isRefreshing: (await perform(refreshOldResults, ctx, { idOrSlug: params.appUuid })) !== null }),
  }),
  route({
    operationId: 'PublishApp',
    method: 'post',
    path: `${app}/publish`,
    summary: 'Runs a notebook as it is now, and gives it to viewers when all of it works',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({
      /** The version of the draft that is published; null: there is no draft. */
      version: z.string().nullable(),
      /** The newest version that it was compared with. */
      comparedVersion: z.number().int(),
      message: z.string().trim().min(1).max(1000).optional(),
    }),
    responses: answers(z.object({ previewUuid: z.string() }), 'The run before it'),
    handle: async (ctx: RequestCtx, { params, body: { comparedVersion, version, ...given } }) => ({
      previewUuid: (await perform(startPublish, ctx, { idOrSlug: params.appUuid, version, comparedRevision: comparedVersion, ...present(given) })).id,
    }),
  }),
  route({
    operationId: 'GetAppPublish',
    method: 'get',
    path: `${app}/publish/:previewUuid`,
    summary: 'Where the run before publishing stands: `completed` is published',
    tags,
    auth: 'user',
    params: ofPreview,
    responses: answers(appRunWire.extend({ cells: z.array(runCellWire) }), 'The run'),
    async handle(ctx: RequestCtx, { params: { appUuid, previewUuid } }) {
      const key = { idOrSlug: appUuid, runId: previewUuid }
      return toRunWithCells(await perform(getAppRun, ctx, key), await perform(getRunCells, ctx, key))
    },
  }),
]

const toRunWithCells = (run: AppRun, cells: readonly RunCell[]) => ({ ...toAppRunWire(run), cells: cells.map(toRunCell) })
