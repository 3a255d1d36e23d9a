import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createShareLink, getShareLink } from '../../../domain/content/share-links.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { shareLinkWire, toShareLink } from '../wire/share-link.ts'

const tags = ['Share links']

export const shareRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CreateShareUrl',
    method: 'post',
    path: '/api/v1/share',
    summary: 'Keeps the address of a page under a short name',
    tags,
    auth: 'user',
    limit: 'expensive',
    body: z.object({
      path: z.string().max(2000),
      params: z.string().max(200_000),
      /** Ours: when it ends; it lasts without. */
      expiresAt: z.coerce.date().nullable().default(null),
    }),
    responses: answers(shareLinkWire, 'The link', { status: 201 }),
    handle: async (ctx: RequestCtx, { body }) =>
      new Answer({ status: 201, results: toShareLink(await perform(createShareLink, ctx, body), ctx.settings.siteUrl) }),
  }),
  route({
    operationId: 'getShareUrl',
    method: 'get',
    path: '/api/v1/share/:nanoId',
    summary: 'Where a short link leads',
    tags,
    auth: 'user',
    params: z.object({ nanoId: z.string() }),
    responses: answers(shareLinkWire, 'The link'),
    handle: async (ctx: RequestCtx, { params }) => toShareLink(await perform(getShareLink, ctx, { id: params.nanoId }), ctx.settings.siteUrl),
  }),
]
