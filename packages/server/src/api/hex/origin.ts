import type { FastifyRequest } from 'fastify'
import type { RequestCtx } from '../house.ts'

/**
 * What absolute addresses begin with: the configured address, or else the one by which the caller reached us. Clients refuse
 * relative ones, and a guessed `localhost` is not where they are.
 */
export function originOf({ settings }: RequestCtx, request: FastifyRequest): string {
  const reached = `${request.protocol}://${request.host}`
  return settings.isSiteUrlGiven || !URL.canParse(reached) ? settings.siteUrl : new URL(reached).origin
}
