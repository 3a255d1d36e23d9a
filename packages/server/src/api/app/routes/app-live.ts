import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { handOverLive } from '../../../domain/apps/live/hand-over-live.ts'
import { endLive, getLive, lockLive, setLiveInputs, startLive } from '../../../domain/apps/live/live-sessions.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inputValues } from '../wire/app-sessions.ts'
import { liveWire, toLive } from '../wire/app-live.ts'
import { ofApp } from './apps.ts'

const tags = ['Sessions of notebooks and apps']
const live = '/api/v1/app/live/:liveUuid'
const ofLive = z.object({ liveUuid: z.string() })
const keyOf = ({ liveUuid }: z.infer<typeof ofLive>): { liveId: string } => ({ liveId: liveUuid })

/** Apps that several people look at together. Who is there, and what they do, is told by the WebSocket at `…/socket`. */
export const appLiveRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'StartLiveSession',
    method: 'post',
    path: '/api/v1/app/apps/:appUuid/live',
    summary: 'Shares an app: whoever may run it joins, and all have the same inputs, each with rows of their own',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({ inputs: inputValues.default({}) }),
    responses: answers(liveWire, 'The live session'),
    handle: async (ctx: RequestCtx, { params, body: { inputs } }) => toLive(await perform(startLive, ctx, { idOrSlug: params.appUuid, inputs })),
  }),
  route({
    operationId: 'GetLiveSession',
    method: 'get',
    path: live,
    summary: 'A live session that goes on',
    tags,
    auth: 'user',
    params: ofLive,
    responses: answers(liveWire, 'The live session'),
    handle: async (ctx: RequestCtx, { params }) => toLive(await perform(getLive, ctx, keyOf(params))),
  }),
  route({
    operationId: 'SetLiveSessionInputs',
    method: 'patch',
    path: `${live}/inputs`,
    summary: 'Gives inputs other values, for everybody who takes part',
    tags,
    auth: 'user',
    params: ofLive,
    body: z.object({ values: inputValues }),
    responses: answers(z.object({ inputVersion: z.number() }), 'The number of this change'),
    handle: async (ctx: RequestCtx, { params, body: { values } }) => ({
      inputVersion: (await perform(setLiveInputs, ctx, { ...keyOf(params), values })).version,
    }),
  }),
  route({
    operationId: 'LockLiveSession',
    method: 'put',
    path: `${live}/lock`,
    summary: 'Keeps inputs for the host, or gives them to all again',
    tags,
    auth: 'user',
    params: ofLive,
    body: z.object({ isLocked: z.boolean() }),
    responses: answers(null, 'It holds for everybody'),
    handle: (ctx: RequestCtx, { params, body }) => perform(lockLive, ctx, { ...keyOf(params), ...body }),
  }),
  route({
    operationId: 'HandOverLiveSession',
    method: 'put',
    path: `${live}/host`,
    summary: 'Makes somebody the host who takes part',
    tags,
    auth: 'user',
    params: ofLive,
    body: z.object({ userUuid: z.uuid() }),
    responses: answers(null, 'It holds for everybody'),
    handle: (ctx: RequestCtx, { params, body }) => perform(handOverLive, ctx, { ...keyOf(params), userId: body.userUuid }),
  }),
  route({
    operationId: 'EndLiveSession',
    method: 'delete',
    path: live,
    summary: 'Ends a live session for everybody',
    tags,
    auth: 'user',
    params: ofLive,
    responses: answers(null, 'It is over'),
    handle: (ctx: RequestCtx, { params }) => perform(endLive, ctx, keyOf(params)),
  }),
]
