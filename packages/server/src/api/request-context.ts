import { countedAddress } from '../platform/net/counted-address.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import type { RouteAuth } from '../platform/http/route.ts'
import { isUuid } from '../platform/ids.ts'
import { credentialsOf, type Credentials } from './credentials.ts'
import type { House, RequestCtx } from './house.ts'

/** Names a request, so that `DELETE /api/v1/app/queries/<name>` can cancel it. Chosen by the client; a UUID. */
const queryIdHeader = 'x-atrium-query-id'

/** The context of one request: the house's capabilities, who asks, and a signal that ends with the client or its wish. */
export async function requestContext(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
  auth: RouteAuth,
  credentials = credentialsOf(request),
): Promise<RequestCtx> {
  const actor = await actorOf(house, request, auth, credentials)
  // Before anything is said about the request: operations would refuse as well, but only once it is understood.
  if (auth !== 'public' && actor.kind === 'anonymous') throw new AppError('unauthenticated', 'Failed to authorize user')
  const origin = { address: request.ip, userAgent: request.headers['user-agent'] ?? null }
  const named = request.headers[queryIdHeader]
  if (actor.kind !== 'user' || typeof named !== 'string' || !isUuid(named)) return { ...house, actor, origin, requestId: request.id, signal }
  const running = house.runningQueries.begin(actor.userId, named)
  reply.raw.once('close', running.done)
  return { ...house, actor, origin, requestId: request.id, signal: AbortSignal.any([signal, running.signal]) }
}

/** On a public route a bad credential is no credential: whoever has an old token may still ask whether we are well. */
async function actorOf(house: House, request: FastifyRequest, auth: RouteAuth, credentials: Credentials): Promise<Actor> {
  return house.identity.authenticator.actorOf({ ...credentials, address: request.ip }).catch((error: unknown): Actor => {
    if (!isAppError(error) || error.code !== 'unauthenticated') throw error
    house.rateLimits.take('unknown_token', countedAddress(request.ip))
    if (auth !== 'public') throw error
    return { kind: 'anonymous' }
  })
}
