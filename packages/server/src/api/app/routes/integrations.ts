import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { connectGithub } from '../../../domain/integrations/github/connect-github.ts'
import { disconnectGithub } from '../../../domain/integrations/github/disconnect-github.ts'
import { connectGoogle, disconnectGoogle } from '../../../domain/integrations/google/connect-google.ts'
import { beginGoogleLinking, getGoogleAccount, unlinkGoogle } from '../../../domain/integrations/google/link-google.ts'
import { listIntegrations } from '../../../domain/integrations/list-integrations.ts'
import { connectSlack, disconnectSlack } from '../../../domain/integrations/slack/connect-slack.ts'
import { integrationTestSteps, testIntegration } from '../../../domain/integrations/test-integration.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { returnPathOf } from '../../return-path.ts'
import { connectGithubRequest, connectGoogleRequest, connectSlackRequest, integrationsWire, toIntegrations } from '../wire/integrations.ts'

const tags = ['Integrations']
const ofKind = z.object({ kind: z.enum(['github', 'google', 'slack']) })
const tested = z.object({
  ok: z.boolean(),
  steps: z.array(
    z.object({ step: z.enum(integrationTestSteps), outcome: z.enum(['ok', 'failed', 'not_tried']), milliseconds: z.number(), message: z.string() }),
  ),
})
const disconnect = { github: disconnectGithub, google: disconnectGoogle, slack: disconnectSlack } as const

/** Services that the organization is connected to. Secrets go in and never come out. */
export const integrationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListIntegrations',
    method: 'get',
    path: '/api/v1/app/integrations',
    summary: 'The services that the organization is connected to',
    tags,
    auth: 'user',
    responses: answers(integrationsWire, 'The services, without their secrets'),
    handle: async (ctx: RequestCtx) => toIntegrations(await perform(listIntegrations, ctx, {})),
  }),
  route({
    operationId: 'ConnectGithub',
    method: 'put',
    path: '/api/v1/app/integrations/github',
    summary: 'Connects GitHub by an app or a token that GitHub confirms; a secret that is left out stays for the same app',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: connectGithubRequest,
    responses: answers(null, 'It is connected'),
    async handle(ctx: RequestCtx, { body }) {
      await connectGithub(ctx, body)
    },
  }),
  route({
    operationId: 'ConnectGoogle',
    method: 'put',
    path: '/api/v1/app/integrations/google',
    summary: 'Connects Google by an OAuth client that Google confirms; a secret that is left out stays for the same client',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: connectGoogleRequest,
    responses: answers(null, 'It is connected'),
    async handle(ctx: RequestCtx, { body: { url, clientId, clientSecret } }) {
      await connectGoogle(ctx, { url, clientId, clientSecret })
    },
  }),
  route({
    operationId: 'ConnectSlack',
    method: 'put',
    path: '/api/v1/app/integrations/slack',
    summary: 'Connects a Slack workspace by the token of a bot that Slack confirms; one that is left out stays for the same address',
    tags,
    auth: 'session',
    limit: 'secrets',
    body: connectSlackRequest,
    responses: answers(null, 'It is connected'),
    async handle(ctx: RequestCtx, { body: { url, token } }) {
      await connectSlack(ctx, { url, token })
    },
  }),
  route({
    operationId: 'TestIntegration',
    method: 'post',
    path: '/api/v1/app/integrations/:kind/test',
    summary: 'Tries a service as it is connected',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofKind,
    responses: answers(tested, 'The steps, each with what was found or what to do'),
    handle: (ctx: RequestCtx, { params }) => testIntegration(ctx, { kind: params.kind }),
  }),
  route({
    operationId: 'DisconnectIntegration',
    method: 'delete',
    path: '/api/v1/app/integrations/:kind',
    summary: 'Forgets a service with its secrets, and what people had linked to it',
    tags,
    auth: 'session',
    params: ofKind,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(disconnect[params.kind], ctx, {})
    },
  }),
  route({
    operationId: 'GetGoogleAccount',
    method: 'get',
    path: '/api/v1/app/google-account',
    summary: "Whether Google is connected, and which account is the caller's",
    tags,
    auth: 'user',
    responses: answers(z.object({ isAvailable: z.boolean(), email: z.string().nullable() }), 'How it is'),
    handle: (ctx: RequestCtx) => perform(getGoogleAccount, ctx, {}),
  }),
  route({
    operationId: 'BeginGoogleLinking',
    method: 'post',
    path: '/api/v1/app/google-account',
    summary: "Begins to link the caller's Google account: the address to go to next",
    tags,
    auth: 'session',
    limit: 'expensive',
    body: z.object({ returnPath: z.string().max(4000).default('/me') }),
    responses: answers(z.object({ url: z.string() }), 'The address'),
    handle: (ctx: RequestCtx, { body }) => perform(beginGoogleLinking, ctx, { returnPath: returnPathOf(body.returnPath, ctx.settings.siteUrl) }),
  }),
  route({
    operationId: 'UnlinkGoogleAccount',
    method: 'delete',
    path: '/api/v1/app/google-account',
    summary: "Unlinks the caller's Google account and tells Google so",
    tags,
    auth: 'session',
    limit: 'expensive',
    responses: answers(null, 'It is not linked any more'),
    handle: (ctx: RequestCtx) => unlinkGoogle(ctx),
  }),
]
