import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { drawApp, drawCell, type Picture } from '../../../domain/apps/pictures/draw-session.ts'
import { contentDisposition } from '../../../platform/http/content-disposition.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { locale } from '../wire/locale.ts'

const tags = ['Sessions of notebooks and apps']
const session = '/api/v1/app/app-sessions/:sessionUuid'
const ofSession = z.object({ sessionUuid: z.string() })
const readBy = z.object({ locale: locale.default('en') })

const file = (contentType: string, description: string) => ({ ...answers(null, ''), 200: { description, schema: z.string(), contentType } })

/** A file of its own: nothing in a page of ours. */
const asFile = ({ name, bytes }: Picture, ending: 'png' | 'pdf'): Answer =>
  new Answer({
    bytes,
    contentType: ending === 'png' ? 'image/png' : 'application/pdf',
    headers: { 'content-disposition': contentDisposition(`${name}.${ending}`), 'cache-control': 'private, no-store' },
  })

/** What an app shows, to take along as a picture or a document. */
export const appPictureRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetAppPicture',
    method: 'get',
    path: `${session}/picture.png`,
    summary: 'The app of a session as it stands, as a picture',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofSession,
    query: readBy,
    responses: file('image/png', 'The picture'),
    handle: async (ctx: RequestCtx, { params, query }) => asFile(await perform(drawApp, ctx, { sessionId: params.sessionUuid, as: 'png', ...query }), 'png'),
  }),
  route({
    operationId: 'GetAppDocument',
    method: 'get',
    path: `${session}/document.pdf`,
    summary: 'The app of a session as it stands, as a document with pages',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofSession,
    query: readBy,
    responses: file('application/pdf', 'The document'),
    handle: async (ctx: RequestCtx, { params, query }) => asFile(await perform(drawApp, ctx, { sessionId: params.sessionUuid, as: 'pdf', ...query }), 'pdf'),
  }),
  route({
    operationId: 'GetAppCellPicture',
    method: 'get',
    path: `${session}/cells/:cellId/picture.png`,
    summary: 'What a cell shows, as a picture',
    tags,
    auth: 'user',
    limit: 'expensive',
    params: ofSession.extend({ cellId: z.string() }),
    query: readBy,
    responses: file('image/png', 'The picture'),
    handle: async (ctx: RequestCtx, { params, query }) =>
      asFile(await perform(drawCell, ctx, { sessionId: params.sessionUuid, cellId: params.cellId, ...query }), 'png'),
  }),
]
