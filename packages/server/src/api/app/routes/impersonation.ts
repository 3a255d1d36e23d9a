import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { endImpersonation, listOwnImpersonations, startImpersonation } from '../../../domain/identity/impersonation/impersonations.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const tags = ['Accounts']

/** View as another person. */
export const impersonationRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'StartImpersonation',
    method: 'post',
    path: '/api/v1/app/impersonation',
    summary: 'Shows the product as a member sees it, read only, for half an hour',
    tags,
    auth: 'session',
    body: z.object({ userUuid: z.string(), reason: z.string() }),
    responses: answers(z.object({ endsAt: z.string() }), 'When it ends by itself'),
    async handle(ctx: RequestCtx, { body }) {
      const { endsAt } = await perform(startImpersonation, ctx, { userId: body.userUuid, reason: body.reason })
      return { endsAt: endsAt.toISOString() }
    },
  }),
  route({
    operationId: 'EndImpersonation',
    method: 'delete',
    path: '/api/v1/app/impersonation',
    summary: 'Goes back to being oneself',
    tags,
    auth: 'session',
    responses: answers(null, 'It is over'),
    async handle(ctx: RequestCtx) {
      await perform(endImpersonation, ctx, {})
    },
  }),
  route({
    operationId: 'ListOwnImpersonations',
    method: 'get',
    path: '/api/v1/app/impersonations',
    summary: 'When administrators viewed as the person, and why',
    tags,
    auth: 'session',
    responses: answers(
      z.array(
        z.object({
          uuid: z.string(),
          by: z.object({ firstName: z.string(), lastName: z.string(), email: z.string() }).nullable(),
          reason: z.string(),
          startedAt: z.string(),
          endedAt: z.string(),
        }),
      ),
      'The latest first',
    ),
    handle: async (ctx: RequestCtx) =>
      (await perform(listOwnImpersonations, ctx, {})).map(({ id, by, reason, startedAt, endedAt }) => ({
        uuid: id,
        by,
        reason,
        startedAt: startedAt.toISOString(),
        endedAt: endedAt.toISOString(),
      })),
  }),
]
