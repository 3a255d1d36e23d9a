import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What it does other than it should. `claims` replace those of an honest ID token; undefined leaves one out. */
export type Lie = {
  claims?: Record<string, unknown>
  /** `other`: by a key that is not among its keys. `later`: claims are changed after they were signed. */
  signature?: 'none' | 'HS256' | 'other' | 'later'
  withoutIdToken?: boolean
  userinfo?: Record<string, unknown>
  discovery?: Record<string, unknown>
  /** Answers like this at one of its paths. */
  answers?: Record<string, { status: number; headers?: Record<string, string>; body?: string }>
}

export type LyingProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  lie: Lie
  /** Paths that it was asked for. */
  asked: string[]
  close(): Promise<void>
}

/** An OpenID provider on loopback that is honest until it is told a lie. */
export async function startLyingProvider(): Promise<LyingProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [own, other] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })]
  const provider: LyingProvider = {
    issuer,
    clientId: 'atrium',
    clientSecret: 'known to both',
    lie: {},
    asked: [],
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  let nonce: string | null = null
  const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    '/.well-known/openid-configuration': (_request, response) =>
      send(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        ...provider.lie.discovery,
      }),
    '/keys': (_request, response) => send(response, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] }),
    '/authorize': (request, response) => {
      const sent = new URL(request.url ?? '/', issuer).searchParams
      nonce = sent.get('nonce')
      response.writeHead(302, { location: `${sent.get('redirect_uri')}?code=one&state=${sent.get('state')}` }).end()
    },
    '/token': (_request, response) => {
      const now = Math.floor(Date.now() / 1000)
      const person = { sub: 'pinocchio', email: 'pinocchio@lies.example', email_verified: true, name: 'Pino Cchio' }
      const claims = { iss: issuer, aud: provider.clientId, iat: now, exp: now + 300, nonce, ...person, ...provider.lie.claims }
      send(response, {
        access_token: 'an access token',
        token_type: 'Bearer',
        ...(provider.lie.withoutIdToken === true
          ? {}
          : { id_token: idToken(claims, provider, provider.lie.signature === 'other' ? other.privateKey : own.privateKey) }),
      })
    },
    '/userinfo': (_request, response) => send(response, { sub: 'pinocchio', ...provider.lie.userinfo }),
  }
  server.on('request', (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    provider.asked.push(path)
    const told = provider.lie.answers?.[path]
    if (told !== undefined) return response.writeHead(told.status, told.headers).end(told.body)
    const answer = answers[path]
    return answer === undefined ? response.writeHead(404).end() : answer(request, response)
  })
  return provider
}

const send = (response: ServerResponse, body: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

function idToken(claims: object, { lie, clientSecret }: LyingProvider, key: KeyObject): string {
  if (lie.signature === 'none') return `${encoded({ alg: 'none' })}.${encoded(claims)}.`
  const alg = lie.signature === 'HS256' ? 'HS256' : 'RS256'
  const signed = `${encoded({ alg, kid: 'own' })}.${encoded(claims)}`
  const signature = alg === 'HS256' ? createHmac('sha256', clientSecret).update(signed).digest() : sign('RSA-SHA256', Buffer.from(signed), key)
  const shown = lie.signature === 'later' ? `${signed.split('.')[0]}.${encoded({ ...claims, sub: 'somebody-else' })}` : signed
  return `${shown}.${signature.toString('base64url')}`
}
