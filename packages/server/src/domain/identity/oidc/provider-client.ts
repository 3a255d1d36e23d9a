import * as oidc from 'openid-client'
import { isAppError } from '../../../platform/errors.ts'
import { createOutboundFetch } from '../../../platform/net/outbound-fetch.ts'
import { codesOf, isClientRefused, oidcFailure } from './failure.ts'
import { clientSecretOf, type OidcCtx } from './oidc-ctx.ts'
import type { IdentityProvider } from './types.ts'

/** What is sent to the provider and expected back, known to the browser that asks and to nobody else. */
export type OidcProof = { state: string; nonce: string; codeVerifier: string }

export type ProviderClient = oidc.Configuration
export type ClientOf = Pick<IdentityProvider, 'issuer' | 'clientId'>

const timeoutSeconds = 10

/** Asks a provider what it offers, anew each time: keys and addresses there change. Throws errors of the library. */
export function discover({ issuer, clientId }: ClientOf, clientSecret: string | null, ctx: Pick<OidcCtx, 'outbound'>): Promise<ProviderClient> {
  // The signature of an ID token is checked although it comes straight from the provider: TLS alone vouches for a host.
  const execute = [oidc.enableNonRepudiationChecks]
  // Which addresses may do without TLS is for `createOutboundFetch` to say, for each request.
  // oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; https is required one step further down
  if (new URL(issuer).protocol === 'http:') execute.push(oidc.allowInsecureRequests)
  return oidc.discovery(new URL(issuer), clientId, undefined, clientSecret === null ? oidc.None() : asTheProviderTakesIt(clientSecret), {
    execute,
    timeout: timeoutSeconds,
    [oidc.customFetch]: createOutboundFetch(ctx.outbound),
  })
}

/** HTTP Basic, the standard's default, unless the provider says that it takes the secret in the body only. */
const asTheProviderTakesIt =
  (secret: string): oidc.ClientAuth =>
  (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const isBasic = taken.includes('client_secret_basic') || !taken.includes('client_secret_post')
    return (isBasic ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret))(server, client, body, headers)
  }

/** A provider that is ready to be asked. Throws `provider_unreachable`, `provider_misconfigured`. */
export async function openProvider(ctx: OidcCtx, provider: IdentityProvider): Promise<ProviderClient> {
  const secret = await clientSecretOf(ctx, provider)
  const client = await discover(provider, secret, ctx).catch((error: unknown) => {
    throw oidcFailure(isOutOfReach(error) ? 'provider_unreachable' : 'provider_misconfigured', error)
  })
  if (client.serverMetadata().authorization_endpoint === undefined) throw oidcFailure('provider_misconfigured')
  return client
}

/** Where the browser goes to prove who somebody is. */
export async function authorizationUrl(client: ProviderClient, request: OidcProof & { redirectUri: string; scopes: string }): Promise<string> {
  return oidc.buildAuthorizationUrl(client, {
    redirect_uri: request.redirectUri,
    scope: request.scopes,
    state: request.state,
    nonce: request.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(request.codeVerifier),
    code_challenge_method: 'S256',
  }).href
}

/**
 * Turns what the browser brought back into claims: exchanges the code, checks signature, issuer, audience, time and nonce
 * of the ID token, and asks for the claims that are not in it. Throws `denied`, `provider_refused`,
 * `provider_unreachable`, `provider_misconfigured`, `expired`, `answer_refused`.
 */
export async function exchange(client: ProviderClient, callback: URL, proof: OidcProof, wanted: readonly string[]): Promise<Record<string, unknown>> {
  try {
    const tokens = await oidc.authorizationCodeGrant(client, callback, {
      expectedState: proof.state,
      expectedNonce: proof.nonce,
      pkceCodeVerifier: proof.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw oidcFailure('answer_refused')
    const isComplete = wanted.every((name) => Object.hasOwn(claims, name))
    if (isComplete || client.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...(await oidc.fetchUserInfo(client, tokens.access_token, claims.sub)), ...claims }
  } catch (error) {
    throw isAppError(error) ? error : exchangeFailure(error)
  }
}

function exchangeFailure(error: unknown): unknown {
  const codes = codesOf(error)
  if (error instanceof oidc.AuthorizationResponseError) return oidcFailure(error.error === 'access_denied' ? 'denied' : 'provider_refused', error)
  if (codes.includes('invalid_grant')) return oidcFailure('expired', error)
  if (isClientRefused(codes) || refusedAddress(error) !== null) return oidcFailure('provider_misconfigured', error)
  return oidcFailure(isOutOfReach(error) ? 'provider_unreachable' : 'answer_refused', error)
}

const networkCodes = /^(E[A-Z]+|OAUTH_TIMEOUT|OAUTH_ABORT|CERT_.*|.*_CERT.*|ERR_TLS.*)$/

/** An error and what caused it, outermost first. */
function* causesOf(error: unknown): Generator<object> {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) yield at
}

/** What this server said about an address that it does not connect to; null when it was not that. */
export function refusedAddress(error: unknown): string | null {
  for (const at of causesOf(error)) if (isAppError(at) && at.details.reason !== 'unresolved') return at.message
  return null
}

/** Whether nobody answered: no connection, no answer in time, an error of the server's own. */
export function isOutOfReach(error: unknown): boolean {
  for (const at of causesOf(error)) {
    if (at instanceof Response) return at.status >= 500
    if (isAppError(at)) return at.details.reason === 'unresolved'
    const { code, name } = at as { code?: unknown; name?: unknown }
    if (name === 'TimeoutError' || name === 'AbortError' || (typeof code === 'string' && networkCodes.test(code))) return true
  }
  return false
}
