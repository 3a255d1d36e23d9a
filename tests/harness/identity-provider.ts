import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OidcServer from 'oidc-provider'

/** Claims of a person, by the name they sign in under. */
export type People = Record<string, Record<string, unknown>>

export type IdentityProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who there is; may be changed at any time. */
  people: People
  /** Who signs in next. Null: they do not agree. */
  next: string | null
  close(): Promise<void>
}

const groupsScope = 'groups'

/** A real OpenID provider on loopback, at which whoever is `next` signs in without being asked for a password. */
export async function startIdentityProvider(options: { redirectUri: string; people: People; isPublic?: boolean }): Promise<IdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const started: IdentityProvider = {
    issuer,
    clientId: 'atrium',
    clientSecret: 'a-secret-that-nobody-may-see',
    people: options.people,
    next: null,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const provider = new OidcServer(issuer, {
    clients: [
      {
        client_id: started.clientId,
        redirect_uris: [options.redirectUri],
        ...(options.isPublic === true ? { token_endpoint_auth_method: 'none' } : { client_secret: started.clientSecret }),
      },
    ],
    jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['signs the cookies of the tests'] },
    scopes: ['openid', 'profile', 'email', groupsScope],
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'], groups: ['groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope(oidc.params.scope)
      await grant.save()
      return grant
    },
    findAccount: (_ctx, sub) => {
      const claims = started.people[sub]
      return claims === undefined ? undefined : { accountId: sub, claims: async () => ({ sub, ...claims }) }
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction')) return answer(request, response)
    const result = started.next === null ? { error: 'access_denied' } : { login: { accountId: started.next } }
    return void provider.interactionFinished(request, response, result)
  })
  return started
}
