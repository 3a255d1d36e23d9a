import type { FastifyReply, FastifyRequest } from 'fastify'
import { countedAddress } from '../../platform/net/counted-address.ts'
import type { House, RequestCtx } from '../house.ts'
import type { CountedKind } from '../rate-limits.ts'

/** Counts a request, and says in headers how many are left, also where there are none. Throws `limit_exceeded`. */
export function countRequest(house: House, kind: CountedKind, { actor }: RequestCtx, request: FastifyRequest, reply: FastifyReply): void {
  const key = actor.kind === 'user' ? actor.userId : countedAddress(request.ip)
  try {
    house.rateLimits.take(kind, key)
  } finally {
    const { limit, left, fullInSeconds } = house.rateLimits.standing(kind, key)
    reply.header('x-ratelimit-limit', limit)
    reply.header('x-ratelimit-remaining', left)
    reply.header('x-ratelimit-reset', Math.ceil(house.clock.now() / 1000) + fullInSeconds)
  }
}
