import type { FastifyRequest } from 'fastify'

/** Name of the session cookie; clients of the Lightdash format look for it. */
export const sessionCookie = 'connect.sid'

/** Binds a sign-in by an identity provider to the browser that began it. */
export const oidcCookie = 'atrium.oidc'

export type Credentials = { session: string | undefined; token: string | undefined }

/** Session cookie and token of a request. `ApiKey t`, `Bearer t` and the bare `t` are the same token. */
export function credentialsOf(request: FastifyRequest): Credentials {
  const header = request.headers.authorization?.trim()
  const token = header === undefined || header === '' ? undefined : header.replace(/^(apikey|bearer)\s+/i, '')
  return { session: request.cookies[sessionCookie], token }
}
