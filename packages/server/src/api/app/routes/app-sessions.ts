import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getAppOfSession } from '../../../domain/apps/sessions/app-of-session.ts'
import { closeSession, interruptSession } from '../../../domain/apps/sessions/end-session.ts'
import { followSession } from '../../../domain/apps/sessions/follow-session.ts'
import { getSession } from '../../../domain/apps/sessions/get-session.ts'
import { openSession } from '../../../domain/apps/sessions/open-session.ts'
import { runSession } from '../../../domain/apps/sessions/run-session.ts'
import { setInputs } from '../../../domain/apps/sessions/set-inputs.ts'
import { uploadFile } from '../../../domain/apps/sessions/upload-file.ts'
import { exportCell, viewCell } from '../../../domain/apps/sessions/view-cell.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { sessionStream } from '../session-stream.ts'
import { cellViewWire, fromViewQuery, toCellView, viewQuery } from '../wire/cell-view.ts'
import { inputValues, sessionWire, toSession } from '../wire/app-sessions.ts'
import { toViewerApp, viewerAppWire } from '../wire/published-app.ts'
import { ofApp } from './apps.ts'

const tags = ['Sessions of notebooks and apps']
const session = '/api/v1/app/app-sessions/:sessionUuid'
const ofSession = z.object({ sessionUuid: z.string() })
const ofCell = ofSession.extend({ cellId: z.string() })
const keyOf = ({ sessionUuid }: z.infer<typeof ofSession>): { sessionId: string } => ({ sessionId: sessionUuid })

const wanted = z.discriminatedUnion('how', [
  z.object({ how: z.literal('cells'), cells: z.array(z.string()).min(1).max(1000), reach: z.enum(['auto', 'only', 'above', 'below']) }),
  z.object({ how: z.literal('stale') }),
  z.object({ how: z.literal('all') }),
])

/** Work in notebooks and apps: a session is its owner's alone, everybody else is told that it is not there. */
export const appSessionRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'OpenAppSession',
    method: 'post',
    path: '/api/v1/app/apps/:appUuid/sessions',
    summary: 'Opens a session of the draft, or of the app as viewers have it',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({
      of: z.enum(['draft', 'published']),
      /** Values by name of the input: all are taken, or none. */
      inputs: inputValues.optional(),
      /** The same as an address writes them; what an input does not take is left alone. */
      url: z.record(z.string(), z.string().max(100_000)).optional(),
      /** Of a draft: goes on with an open session of one's own that has these inputs. */
      resume: z.boolean().optional(),
    }),
    responses: answers(sessionWire, 'The session'),
    handle: async (ctx: RequestCtx, { params, body: { of, ...given } }) =>
      toSession(await perform(openSession, ctx, { idOrSlug: params.appUuid, of, ...present(given) })),
  }),
  route({
    operationId: 'GetAppSession',
    method: 'get',
    path: session,
    summary: 'A session with what came of its cells',
    tags,
    auth: 'user',
    params: ofSession,
    responses: answers(sessionWire, 'The session'),
    handle: async (ctx: RequestCtx, { params }) => toSession(await perform(getSession, ctx, keyOf(params))),
  }),
  route({
    operationId: 'GetAppOfSession',
    method: 'get',
    path: `${session}/app`,
    summary: 'The app that a session shows, with nothing of how it comes about',
    tags,
    auth: 'user',
    params: ofSession,
    responses: answers(viewerAppWire, 'What the app shows, and where'),
    async handle(ctx: RequestCtx, { params }) {
      const { title, app } = await perform(getAppOfSession, ctx, keyOf(params))
      return toViewerApp(title, app)
    },
  }),
  route({
    operationId: 'CloseAppSession',
    method: 'delete',
    path: session,
    summary: 'Ends a session and what runs in it',
    tags,
    auth: 'user',
    params: ofSession,
    responses: answers(null, 'It is over'),
    handle: (ctx: RequestCtx, { params }) => perform(closeSession, ctx, keyOf(params)),
  }),
  route({
    operationId: 'SetAppSessionInputs',
    method: 'patch',
    path: `${session}/inputs`,
    summary: 'Gives inputs other values, and runs what is computed from them',
    tags,
    auth: 'user',
    params: ofSession,
    body: z.object({
      /** `inputVersion` as it is known: 409 when there is a newer one. */
      version: z.number().int(),
      values: inputValues,
      /** Inputs that have their default again. */
      reset: z.array(z.string().max(200)).max(1000).default([]),
      run: z.boolean(),
      /** False: buttons among them write no tables, for somebody else pressed them. */
      writes: z.boolean().default(true),
    }),
    responses: answers(z.object({ inputVersion: z.number(), inputs: inputValues, following: z.array(z.string()) }), 'The values that count'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { version, inputs, following } = await perform(setInputs, ctx, { ...keyOf(params), ...body })
      return { inputVersion: version, inputs: { ...inputs }, following: [...following] }
    },
  }),
  route({
    operationId: 'SendAppSessionFile',
    method: 'put',
    path: `${session}/files/:inputName`,
    summary: 'Gives a file to an input: CSV, JSON, Parquet or XLSX; the value it answers is what the input is set to then',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofSession.extend({ inputName: z.string() }),
    query: z.object({ fileName: z.string().max(255).optional() }),
    takes: 'bytes',
    responses: answers(z.object({ value: z.string() }), 'What the file is known by'),
    handle: (ctx: RequestCtx, { params, rawBody }) => perform(uploadFile, ctx, { ...keyOf(params), inputName: params.inputName, file: rawBody }),
  }),
  route({
    operationId: 'RunAppSession',
    method: 'post',
    path: `${session}/runs`,
    summary: 'Runs cells of a session; what comes of them is told by its events',
    tags,
    auth: 'user',
    params: ofSession,
    body: z.object({
      wanted,
      /** False: the warehouse is asked anew; absent: as the notebook says. */
      usesCachedSql: z.boolean().optional(),
    }),
    responses: answers(z.object({ planned: z.array(z.string()) }), 'The cells that will run, in their order'),
    handle: (ctx: RequestCtx, { params, body: { wanted: asked, ...given } }) =>
      perform(runSession, ctx, { ...keyOf(params), wanted: asked, ...present(given) }),
  }),
  route({
    operationId: 'InterruptAppSession',
    method: 'post',
    path: `${session}/interrupt`,
    summary: 'Stops what runs in a session',
    tags,
    auth: 'user',
    params: ofSession,
    responses: answers(null, 'Nothing runs any more'),
    handle: (ctx: RequestCtx, { params }) => perform(interruptSession, ctx, keyOf(params)),
  }),
  route({
    operationId: 'FollowAppSession',
    method: 'get',
    path: `${session}/events`,
    summary: 'What happens in a session, as it happens: `session` first, then `outcome`, `inputs`, `state` and `ended`',
    tags,
    auth: 'user',
    params: ofSession,
    responses: { ...answers(null, ''), 200: { description: 'Events', schema: z.string(), contentType: 'text/event-stream' } },
    async handle(ctx: RequestCtx, { params, request }) {
      const follower = await perform(followSession, ctx, keyOf(params))
      return new Answer({ events: await sessionStream(ctx, request, { ...keyOf(params), follower }) })
    },
  }),
  route({
    operationId: 'GetAppCellView',
    method: 'get',
    path: `${session}/cells/:cellId/view`,
    summary: 'What a cell shows: a page of its rows, its chart, its value, what an input offers',
    tags,
    auth: 'user',
    params: ofCell,
    query: viewQuery,
    responses: answers(cellViewWire, 'What it shows'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      toCellView(await perform(viewCell, ctx, { ...keyOf(params), cellId: params.cellId, ...fromViewQuery(query) })),
  }),
  route({
    operationId: 'GetAppCellCsv',
    method: 'get',
    path: `${session}/cells/:cellId/rows.csv`,
    summary: 'All rows of a table of a cell as CSV',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofCell,
    query: z.object({ name: z.string().max(200).optional() }),
    responses: { ...answers(null, ''), 200: { description: 'The file', schema: z.string(), contentType: 'text/csv' } },
    async handle(ctx: RequestCtx, { params, query }) {
      const { name, lines } = await perform(exportCell, ctx, { ...keyOf(params), cellId: params.cellId, ...present(query) })
      return new Answer({ stream: { text: lines, contentType: 'text/csv; charset=utf-8', fileName: `${name}.csv` } })
    },
  }),
]
