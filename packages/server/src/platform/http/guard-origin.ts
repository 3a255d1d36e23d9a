import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A GET that changes something all the same, because a format has it so. */
    changesState?: boolean
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser that carries our cookie on somebody else's errand says so in `Sec-Fetch-Site` or `Origin`: such unsafe
 * requests are refused, and so are GETs of a route that says it changes something. Programs send neither header and are judged by their credentials alone.
 */
export function guardOrigin(request: FastifyRequest, siteUrl: string): void {
  const isSafe = safe.has(request.method) && request.routeOptions.config.changesState !== true
  if (isSafe || request.headers.cookie === undefined) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refuse()
  const { origin } = request.headers
  if (origin !== undefined && !isOurs(origin, request.headers.host, siteUrl)) refuse()
}

/**
 * For doors that programs alone use: a page of any other origin is refused, whatever it sends, so that a name that was
 * pointed at this machine (DNS rebinding) reaches nothing. Programs send no `Origin`.
 */
export function requireOwnOrigin({ headers: { origin } }: FastifyRequest, siteUrl: string): void {
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== new URL(siteUrl).origin)) refuse()
}

export function isOurs(origin: string, host: string | undefined, siteUrl: string): boolean {
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host || new URL(origin).origin === new URL(siteUrl).origin
}

function refuse(): never {
  throw new AppError('forbidden', 'This request came from another site. Open Atrium itself and try again.', { reason: 'foreign_origin' })
}
