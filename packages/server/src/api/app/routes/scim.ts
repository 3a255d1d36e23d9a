import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getScimStatus } from '../../../domain/identity/scim/scim-users.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const status = z.object({
  lastCallAt: z.string().nullable(),
  lastChangeAt: z.string().nullable(),
  users: z.number(),
  groups: z.number(),
  tokens: z.number(),
})

/** What administrators see of the provider of identities; its own door is `api/scim`. */
export const scimRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'GetScimStatus',
    method: 'get',
    path: '/api/v1/app/scim',
    summary: 'What the provider of identities did last and how much it looks after',
    tags: ['SCIM'],
    auth: 'user',
    responses: answers(status, 'The state'),
    async handle(ctx: RequestCtx) {
      const { lastCallAt, lastChangeAt, ...counts } = await perform(getScimStatus, ctx, {})
      return { lastCallAt: lastCallAt?.toISOString() ?? null, lastChangeAt: lastChangeAt?.toISOString() ?? null, ...counts }
    },
  }),
]
