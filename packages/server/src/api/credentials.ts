import type { FastifyRequest } from 'fastify'

/** Name of the session cookie; clients of the Lightdash format look for it. */
export const sessionCookie = 'connect.sid'

/** Binds a sign-in by an identity provider to the browser that began it. */
export const oidcCookie = 'atrium.oidc'

export type Credentials = { session: string | undefined; token: string | undefined }

/** Session cookie and token of a request. `ApiKey t`, `Bearer t` and the bare `t` are the same token. */
export const credentialsOf = (request: FastifyRequest): Credentials => ({ session: request.cookies[sessionCookie], token: tokenOf(request) })

/** The token of a request without its cookie, for doors that only programs use. */
export const tokenOf = (request: FastifyRequest): string | undefined => tokenIn(request.headers.authorization)

/** The token in a header `Authorization`. */
export function tokenIn(authorization: string | undefined): string | undefined {
  const header = authorization?.trim()
  return header === undefined || header === '' ? undefined : header.replace(/^(apikey|bearer)\s+/i, '')
}
