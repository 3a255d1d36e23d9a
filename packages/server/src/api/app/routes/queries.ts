import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

export const queryRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'CancelQuery',
    method: 'delete',
    path: '/api/v1/app/queries/:queryId',
    summary: 'Cancels a running request that was sent with the header x-atrium-query-id',
    tags: ['Exploring'],
    auth: 'user',
    params: z.object({ queryId: z.string() }),
    responses: answers(z.object({ cancelled: z.boolean() }), 'Whether there was something to cancel'),
    async handle(ctx: RequestCtx, { params }) {
      if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
      return { cancelled: ctx.runningQueries.cancel(ctx.actor.userId, params.queryId) }
    },
  }),
]
