import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { scopes } from '../../../access/scopes.ts'
import { listOrganizationTokens, revokeOrganizationToken } from '../../../domain/identity/organization-tokens.ts'
import { getTokenRules, updateTokenRules } from '../../../domain/identity/token-rules.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { ownedTokenWire, tokenRulesWire, toOwnedToken } from '../wire/tokens.ts'

const tags = ['Tokens']

/** Tokens of the whole organization, and how long they may live. */
export const tokenRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListOrganizationTokens',
    method: 'get',
    path: '/api/v1/app/tokens',
    summary: 'Tokens of all people and service accounts, without their secrets; for administrators',
    tags,
    auth: 'user',
    responses: answers(z.array(ownedTokenWire), 'The tokens, those that end first in front'),
    handle: async (ctx: RequestCtx) => (await perform(listOrganizationTokens, ctx, {})).map(toOwnedToken),
  }),
  route({
    operationId: 'RevokeOrganizationToken',
    method: 'delete',
    path: '/api/v1/app/tokens/:tokenUuid',
    summary: 'Ends a token of anybody in the organization at once',
    tags,
    auth: 'user',
    params: z.object({ tokenUuid: z.string() }),
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(revokeOrganizationToken, ctx, { tokenId: params.tokenUuid })
    },
  }),
  route({
    operationId: 'GetTokenRules',
    method: 'get',
    path: '/api/v1/app/token-rules',
    summary: 'How long tokens of people and of service accounts may live',
    tags,
    auth: 'user',
    responses: answers(tokenRulesWire.extend({ scopes: z.array(z.string()) }), 'The rules, and the scopes that there are'),
    handle: async (ctx: RequestCtx) => ({ ...(await perform(getTokenRules, ctx, {})), scopes: [...scopes] }),
  }),
  route({
    operationId: 'UpdateTokenRules',
    method: 'patch',
    path: '/api/v1/app/token-rules',
    summary: 'Sets how long tokens made from now on may live',
    tags,
    auth: 'session',
    body: tokenRulesWire.partial(),
    responses: answers(tokenRulesWire, 'The rules'),
    handle: (ctx: RequestCtx, { body }) => perform(updateTokenRules, ctx, present(body)),
  }),
]
