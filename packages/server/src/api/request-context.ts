import type { FastifyRequest } from 'fastify'
import { credentialsOf } from './credentials.ts'
import type { House, RequestCtx } from './house.ts'

/** The context of one request: the house's capabilities, who asks, and a signal that ends with the client. */
export async function requestContext(house: House, request: FastifyRequest, signal: AbortSignal): Promise<RequestCtx> {
  const actor = await house.authenticator.actorOf(credentialsOf(request))
  return { ...house, actor, requestId: request.id, signal }
}
