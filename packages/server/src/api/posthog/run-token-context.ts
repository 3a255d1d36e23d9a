import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOfRunToken } from '../../domain/endpoints/run-tokens/caller-of-run-token.ts'
import { isRunToken } from '../../domain/endpoints/run-tokens/run-token.ts'
import { isAppError } from '../../platform/errors.ts'
import { countedAddress } from '../../platform/net/counted-address.ts'
import { tokenOf } from '../credentials.ts'
import type { House, RequestCtx } from '../house.ts'
import { contextOf } from '../request-context.ts'

/** What of an answer a page of somewhere else may read beside the body. */
const exposed = 'atrium-answer, deprecation, etag, link, ratelimit, ratelimit-policy, retry-after, server-timing, sunset'

/** The context of a request with a token for calling endpoints; null for all others. Pages that the token names may read the answer. */
export async function runTokenContext(house: House, request: FastifyRequest, reply: FastifyReply, signal: AbortSignal): Promise<RequestCtx | null> {
  const credential = tokenOf(request)
  if (credential === undefined || !isRunToken(credential)) return null
  const { origin } = request.headers
  const actor = await callerOfRunToken(house, credential, origin).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'unauthenticated') house.rateLimits.take('unknown_token', countedAddress(request.ip))
    throw error
  })
  if (origin !== undefined) {
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', exposed)
    reply.header('vary', 'origin')
  }
  return contextOf(house, request, reply, signal, actor)
}
