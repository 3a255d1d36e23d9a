import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createRunToken, listRunTokens, revokeRunToken } from '../../../domain/endpoints/run-tokens/run-tokens.ts'
import { Answer, route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { inProject } from '../wire/models.ts'
import { newRunTokenRequest, runTokenWire, toNewRunToken, toRunToken } from '../wire/run-tokens.ts'

const tags = ['Endpoints']
const ofEndpoint = inProject.extend({ name: z.string() })
const path = '/api/v1/app/projects/:projectUuid/endpoints/:name/run-tokens'

/** Tokens that pages of elsewhere, or programs of others, call a few endpoints with. */
export const runTokenRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListRunTokens',
    method: 'get',
    path,
    summary: 'Tokens that call an endpoint and are good now, newest first',
    tags,
    auth: 'user',
    params: ofEndpoint,
    responses: answers(z.array(runTokenWire), 'The tokens, without their texts'),
    handle: async (ctx: RequestCtx, { params }) => (await perform(listRunTokens, ctx, { projectId: params.projectUuid, name: params.name })).map(toRunToken),
  }),
  route({
    operationId: 'CreateRunToken',
    method: 'post',
    path,
    summary: 'Makes a token that calls this endpoint, and others that are named, as whoever makes it; its text is in this answer only',
    tags,
    auth: 'user',
    params: ofEndpoint,
    body: newRunTokenRequest,
    responses: answers(runTokenWire.extend({ token: z.string() }), 'The token with its text', { status: 201 }),
    async handle(ctx: RequestCtx, { params, body }) {
      const { token, text } = await perform(createRunToken, ctx, toNewRunToken({ projectId: params.projectUuid, name: params.name }, body))
      return new Answer({ status: 201, results: { ...toRunToken(token), token: text } })
    },
  }),
  route({
    operationId: 'RevokeRunToken',
    method: 'delete',
    path: `${path}/:tokenId`,
    summary: 'Ends a token at once, for all endpoints that it calls',
    tags,
    auth: 'user',
    params: ofEndpoint.extend({ tokenId: z.string() }),
    responses: answers(null, 'It is ended'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(revokeRunToken, ctx, { projectId: params.projectUuid, name: params.name, tokenId: params.tokenId })
    },
  }),
]
