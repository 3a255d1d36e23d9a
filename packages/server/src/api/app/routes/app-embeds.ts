import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createEmbedLink } from '../../../domain/apps/embedding/create-embed-link.ts'
import { embedExports, embedLinkLifetime } from '../../../domain/apps/embedding/embed-link.ts'
import { openEmbed } from '../../../domain/apps/embedding/open-embed.ts'
import { getEmbedding, switchEmbedding } from '../../../domain/apps/embedding/embedding-switch.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { ofApp } from './apps.ts'

const tags = ['Notebooks']
const app = '/api/v1/app/apps/:appUuid'
const embeddingWire = z.object({ isOn: z.boolean(), origins: z.array(z.string()) })

/** Apps in pages of elsewhere, for those who put them there. */
export const appEmbedRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetAppEmbedding',
    method: 'get',
    path: `${app}/embedding`,
    summary: 'Whether pages of elsewhere may show an app, and on which sites',
    tags,
    auth: 'user',
    params: ofApp,
    responses: answers(embeddingWire, 'The switch'),
    handle: async (ctx: RequestCtx, { params }) => asWire(await perform(getEmbedding, ctx, { idOrSlug: params.appUuid })),
  }),
  route({
    operationId: 'SwitchAppEmbedding',
    method: 'put',
    path: `${app}/embedding`,
    summary: 'Lets pages of these sites show an app, or none',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({ isOn: z.boolean(), origins: z.array(z.string().max(300)).max(50).default([]) }),
    responses: answers(embeddingWire, 'The switch as it is now'),
    handle: async (ctx: RequestCtx, { params, body }) => asWire(await perform(switchEmbedding, ctx, { idOrSlug: params.appUuid, embedding: body })),
  }),
  route({
    operationId: 'CreateAppEmbedLink',
    method: 'post',
    path: `${app}/embed-links`,
    summary: 'Makes an address that shows an app once, in a page of elsewhere, with the rows of the attributes that it is given',
    tags,
    auth: 'user',
    params: ofApp,
    body: z.object({
      attributes: z.record(z.string(), z.string()).default({}),
      inputs: z.record(z.string(), z.json()).default({}),
      options: z.record(z.string(), z.json()).default({}),
      exports: z.array(z.enum(embedExports)).max(embedExports.length).default([]),
      /** Milliseconds until it has to be opened. */
      expiresIn: z.number().min(0).max(embedLinkLifetime.most).default(embedLinkLifetime.usual),
      testMode: z.boolean().default(false),
    }),
    responses: answers(z.object({ url: z.string(), expiresAt: z.string() }), 'The address, which works once'),
    async handle(ctx: RequestCtx, { params, body: { options, expiresIn, testMode, ...grant } }) {
      const link = await perform(createEmbedLink, ctx, {
        idOrSlug: params.appUuid,
        ...grant,
        options,
        expiresInMs: expiresIn,
        isTest: testMode,
      })
      return { url: new URL(link.path, ctx.settings.siteUrl).href, expiresAt: link.expiresAt.toISOString() }
    },
  }),
  route({
    operationId: 'OpenAppEmbed',
    method: 'post',
    path: '/api/v1/app/embeds',
    summary: 'Opens an address that shows an app, which uses it up; answers the session, and the token that reaches it and nothing else',
    tags,
    auth: 'public',
    body: z.object({ secret: z.string().min(1).max(200) }),
    responses: answers(
      z.object({
        token: z.string(),
        sessionUuid: z.string(),
        appUuid: z.string(),
        endsAt: z.string(),
        options: z.looseObject({}),
        exports: z.array(z.enum(embedExports)),
        /** Run buttons that the address presses. */
        pressed: z.array(z.string()),
      }),
      'The session',
    ),
    async handle(ctx: RequestCtx, { body }) {
      // Whoever is signed in here as well opens it as nobody.
      const { sessionId, notebookId, endsAt, options, exports, pressed, token } = await perform(openEmbed, { ...ctx, actor: { kind: 'anonymous' } }, body)
      const looks = { options: { ...options }, exports: [...exports], pressed: [...pressed] }
      return { token, sessionUuid: sessionId, appUuid: notebookId, endsAt: endsAt.toISOString(), ...looks }
    },
  }),
]

const asWire = ({ isOn, origins }: { isOn: boolean; origins: readonly string[] }): z.infer<typeof embeddingWire> => ({ isOn, origins: [...origins] })
