import { present } from '@atrium/semantic'
import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createServiceToken, rotateServiceToken } from '../../../domain/identity/service-accounts/service-account-tokens.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
  updateServiceAccount,
} from '../../../domain/identity/service-accounts/service-accounts.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import {
  moment,
  newTokenWire,
  scopesRequest,
  serviceAccountRequest,
  serviceAccountWire,
  toAccountParts,
  toNewToken,
  toServiceAccount,
  tokenWire,
  toToken,
} from '../wire/tokens.ts'

const tags = ['Service accounts']
const ofAccount = z.object({ accountUuid: z.string() })

/** Accounts of programs; for administrators. A token is ended by `RevokeOrganizationToken`. */
export const serviceAccountRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListServiceAccounts',
    method: 'get',
    path: '/api/v1/app/service-accounts',
    summary: 'The service accounts of the organization',
    tags,
    auth: 'user',
    responses: answers(z.array(serviceAccountWire), 'The accounts by name'),
    handle: async (ctx: RequestCtx) => (await perform(listServiceAccounts, ctx, {})).map(toServiceAccount),
  }),
  route({
    operationId: 'CreateServiceAccount',
    method: 'post',
    path: '/api/v1/app/service-accounts',
    summary: 'Makes a service account with a role in the organization, roles in projects and groups',
    tags,
    auth: 'user',
    body: serviceAccountRequest,
    responses: answers(serviceAccountWire, 'The account'),
    async handle(ctx: RequestCtx, { body }) {
      const { name, role, description } = body
      return toServiceAccount(await perform(createServiceAccount, ctx, { name, role, ...present({ description }), ...toAccountParts(body) }))
    },
  }),
  route({
    operationId: 'GetServiceAccount',
    method: 'get',
    path: '/api/v1/app/service-accounts/:accountUuid',
    summary: 'A service account with its tokens, without their secrets',
    tags,
    auth: 'user',
    params: ofAccount,
    responses: answers(z.object({ account: serviceAccountWire, tokens: z.array(tokenWire) }), 'The account'),
    async handle(ctx: RequestCtx, { params }) {
      const { account, tokens } = await perform(getServiceAccount, ctx, { accountId: params.accountUuid })
      return { account: toServiceAccount(account), tokens: tokens.map(toToken) }
    },
  }),
  route({
    operationId: 'UpdateServiceAccount',
    method: 'patch',
    path: '/api/v1/app/service-accounts/:accountUuid',
    summary: 'Changes a service account, or locks it out; what is left out stays',
    tags,
    auth: 'user',
    params: ofAccount,
    body: serviceAccountRequest.extend({ isActive: z.boolean() }).partial(),
    responses: answers(serviceAccountWire, 'The account'),
    async handle(ctx: RequestCtx, { params, body }) {
      const { projects: _projects, groupUuids: _groups, ...rest } = body
      return toServiceAccount(await perform(updateServiceAccount, ctx, { accountId: params.accountUuid, ...present(rest), ...toAccountParts(body) }))
    },
  }),
  route({
    operationId: 'DeleteServiceAccount',
    method: 'delete',
    path: '/api/v1/app/service-accounts/:accountUuid',
    summary: 'Deletes a service account with its tokens; what it made stays',
    tags,
    auth: 'user',
    params: ofAccount,
    responses: answers(null, 'It is gone'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteServiceAccount, ctx, { accountId: params.accountUuid })
    },
  }),
  route({
    operationId: 'CreateServiceAccountToken',
    method: 'post',
    path: '/api/v1/app/service-accounts/:accountUuid/tokens',
    summary: 'Makes a token of a service account; its secret is in this answer only',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofAccount,
    body: z.object({ description: z.string().min(1).max(200), expiresAt: moment.nullable(), scopes: scopesRequest }),
    responses: answers(newTokenWire, 'The token with its secret'),
    handle: async (ctx: RequestCtx, { params, body }) => toNewToken(await perform(createServiceToken, ctx, { accountId: params.accountUuid, ...body })),
  }),
  route({
    operationId: 'RotateServiceAccountToken',
    method: 'post',
    path: '/api/v1/app/service-accounts/:accountUuid/tokens/:tokenUuid/rotate',
    summary: 'Gives a token a new secret and end; the old one works on for some hours if wished',
    tags,
    auth: 'session',
    limit: 'secrets',
    params: ofAccount.extend({ tokenUuid: z.string() }),
    body: z.object({ expiresAt: moment.nullable(), overlapHours: z.number().int().min(0).max(168).default(0) }),
    responses: answers(newTokenWire, 'The token with its new secret'),
    handle: async (ctx: RequestCtx, { params, body }) =>
      toNewToken(await perform(rotateServiceToken, ctx, { accountId: params.accountUuid, tokenId: params.tokenUuid, ...body })),
  }),
]
