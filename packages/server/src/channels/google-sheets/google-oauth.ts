import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import { createAskService, understood } from '../../platform/net/ask-service.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import type { GooglePlaces } from './google-places.ts'

/** Files that this client makes, and nobody's other ones. */
export const sheetsScope = 'https://www.googleapis.com/auth/drive.file'

export type GoogleClient = { clientId: string; clientSecret: string; redirectUri: string }
export type GoogleTokens = { accessToken: string; refreshToken: string | null; scopes: string[] }

/** The page on which somebody lets the client write sheets for them, also when they are not there (`offline`). */
export function consentUrl(
  places: GooglePlaces,
  client: Pick<GoogleClient, 'clientId' | 'redirectUri'>,
  { state, codeVerifier }: { state: string; codeVerifier: string },
): string {
  const query = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: `openid email ${sheetsScope}`,
    access_type: 'offline',
    // Without it Google hands out what works later only the first time.
    prompt: 'consent',
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${places.authorize}?${query}`
}

const tokens = z.object({ access_token: z.string(), refresh_token: z.string().optional(), scope: z.string().default('') })
const refusal = z.object({ error: z.string() })

/** Google's word for why it gives no token: `invalid_grant`, `invalid_client`… */
export class GoogleRefusal extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(`Google refuses this (${reason})`)
    this.name = 'GoogleRefusal'
    this.reason = reason
  }
}

/** Asks for tokens, with a code or with a token that works later. Throws `GoogleRefusal`, `unavailable`. */
export async function askForTokens(
  outbound: Outbound,
  places: GooglePlaces,
  client: GoogleClient,
  grant: { code: string; codeVerifier: string } | { refreshToken: string },
): Promise<GoogleTokens> {
  const secret = { client_id: client.clientId, client_secret: client.clientSecret }
  const form: Record<string, string> =
    'code' in grant
      ? { ...secret, grant_type: 'authorization_code', code: grant.code, code_verifier: grant.codeVerifier, redirect_uri: client.redirectUri }
      : { ...secret, grant_type: 'refresh_token', refresh_token: grant.refreshToken }
  const { status, body } = await createAskService(outbound, 'Google')(places.token, { method: 'POST', headers: {}, form })
  if (status >= 500) throw new AppError('unavailable', `Google has a problem of its own (${status}). Try again in a minute.`, { reason: 'service_away' })
  if (status >= 400) throw new GoogleRefusal(understood(refusal, body, 'Google').error)
  const { access_token: accessToken, refresh_token: refreshToken, scope } = understood(tokens, body, 'Google')
  return { accessToken, refreshToken: refreshToken ?? null, scopes: scope.split(' ') }
}

const person = z.object({ email: z.string() })

/** The address of whoever a token is of. */
export async function emailOfToken(outbound: Outbound, places: GooglePlaces, accessToken: string): Promise<string> {
  const { body } = await createAskService(outbound, 'Google')(places.userinfo, { method: 'GET', headers: { authorization: `Bearer ${accessToken}` } })
  return understood(person, body, 'Google').email
}

/** Tells Google that a token is not to work any more. What it makes of that is its own business. */
export async function revokeToken(outbound: Outbound, places: GooglePlaces, token: string): Promise<void> {
  await createAskService(outbound, 'Google')(places.revoke, { method: 'POST', headers: {}, form: { token } }).catch(() => undefined)
}
