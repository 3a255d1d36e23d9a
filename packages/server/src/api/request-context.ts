import { countedAddress } from '../platform/net/counted-address.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import type { RouteAuth } from '../platform/http/route.ts'
import { isUuid } from '../platform/ids.ts'
import { callerOfEmbedToken } from '../domain/apps/embedding/caller-of-embed-token.ts'
import { isEmbedToken } from '../domain/apps/embedding/embed-link.ts'
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
  return contextOf(house, request, reply, signal, actor)
}

/** The same for whoever is known already. */
export function contextOf(house: House, request: FastifyRequest, reply: FastifyReply, signal: AbortSignal, actor: Actor): RequestCtx {
  const ctx = blankContext(house)
  ctx.actor = actor
  ctx.origin = { address: request.ip, userAgent: request.headers['user-agent'] ?? null }
  ctx.requestId = request.id
  ctx.signal = signal
  const named = request.headers[queryIdHeader]
  if (actor.kind !== 'user' || typeof named !== 'string' || !isUuid(named)) return ctx
  const running = house.runningQueries.begin(actor.userId, named)
  reply.raw.once('close', running.done)
  ctx.signal = AbortSignal.any([signal, running.signal])
  return ctx
}

const blanks = new WeakMap<House, RequestCtx>()

/** A context to be filled in. Copying a whole object costs a hundredth of writing a house and something more into a new one. */
function blankContext(house: House): RequestCtx {
  const known = blanks.get(house)
  if (known !== undefined) return { ...known }
  const blank: RequestCtx = {
    ...house,
    actor: { kind: 'anonymous' },
    origin: { address: '', userAgent: null },
    requestId: '',
    signal: new AbortController().signal,
  }
  blanks.set(house, blank)
  return { ...blank }
}

/** Whoever sends these credentials, see `Authenticator.actorOf`. */
export async function callerOf(
  house: Pick<House, 'db' | 'clock' | 'identity'>,
  credentials: Credentials,
  how: { address?: string; isUse?: false },
): Promise<Actor> {
  const { token } = credentials
  // Before any cookie: what an embedded page asks, it asks as that page.
  return token !== undefined && isEmbedToken(token) ? callerOfEmbedToken(house, token) : house.identity.authenticator.actorOf({ ...credentials, ...how })
}

/** On a public route a bad credential is no credential: whoever has an old token may still ask whether we are well. */
async function actorOf(house: House, request: FastifyRequest, auth: RouteAuth, credentials: Credentials): Promise<Actor> {
  return callerOf(house, credentials, { address: request.ip }).catch((error: unknown): Actor => {
    if (!isAppError(error) || error.code !== 'unauthenticated') throw error
    house.rateLimits.take('unknown_token', countedAddress(request.ip))
    if (auth !== 'public') throw error
    return { kind: 'anonymous' }
  })
}
