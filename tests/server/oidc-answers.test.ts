import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { apiClient, signIn } from '../harness/api-client.ts'
import { cookieWalker, type Walked } from '../harness/cookie-walker.ts'
import { startLyingProvider, type Lie, type LyingProvider } from '../harness/lying-provider.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** What is believed of a provider's answers: a stub that is honest, except for one thing at a time. */

let atrium: Atrium
let provider: LyingProvider
beforeAll(async () => {
  ;[atrium, provider] = await Promise.all([
    startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8', ATRIUM_TRUSTED_PROXIES: '127.0.0.1' } }),
    startLyingProvider(),
  ])
  const admin = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  const { issuer, clientId, clientSecret } = provider
  await admin.results('POST', '/api/v1/app/identity-providers', { name: 'Lies', slug: 'lies', issuer, clientId, clientSecret, createsAccounts: true })
})
afterAll(async () => {
  await provider.close()
  await atrium.stop()
})
beforeEach(() => {
  provider.lie = {}
  provider.asked = []
})

let browsers = 0
async function enter(lie: Lie): Promise<{ ended: Walked; isIn: boolean }> {
  provider.lie = lie
  const browser = cookieWalker({ 'x-forwarded-for': `10.0.1.${++browsers}` })
  const ended = await browser.walk(`${atrium.url}/api/v1/login/oidc/lies`)
  const { status } = await apiClient(atrium.url, { cookie: browser.cookiesOf(atrium.url) }).get('/api/v1/user')
  return { ended, isIn: status === 200 }
}

const hourAgo = (): number => Math.floor(Date.now() / 1000) - 3600

it('an honest answer is believed, also when the address comes from the userinfo endpoint', async () => {
  expect((await enter({})).isIn).toBe(true)
  expect(
    (await enter({ claims: { email: undefined, email_verified: undefined }, userinfo: { email: 'pinocchio@lies.example', email_verified: true } })).isIn,
  ).toBe(true)
  expect(provider.asked).toContain('/userinfo')
})

it.each<[string, Lie]>([
  ['is not signed', { signature: 'none' }],
  ['is signed with the client’s secret', { signature: 'HS256' }],
  ['is signed with a key that is not the provider’s', { signature: 'other' }],
  ['was changed after it was signed', { signature: 'later' }],
  ['is for another client', { claims: { aud: 'another-client' } }],
  ['is for several, in the name of another', { claims: { aud: ['atrium', 'another-client'], azp: 'another-client' } }],
  ['is of another issuer', { claims: { iss: 'https://id.example.com' } }],
  ['has run out', { claims: { exp: hourAgo() } }],
  ['never runs out', { claims: { exp: undefined } }],
  ['is from the future', { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
  ['is for another sign-in', { claims: { nonce: 'another-nonce' } }],
  ['is for no sign-in', { claims: { nonce: undefined } }],
  ['names nobody', { claims: { sub: undefined } }],
  ['names somebody by no text', { claims: { sub: 7 } }],
  ['names somebody by what cannot be stored', { claims: { sub: 'a\u0000b' } }],
  ['is not there', { withoutIdToken: true }],
  ['goes with claims of somebody else', { claims: { email: undefined }, userinfo: { sub: 'somebody-else', email: 'a@b.example', email_verified: true } }],
  ['goes with keys that are none', { answers: { '/keys': { status: 200, headers: { 'content-type': 'application/json' }, body: '{"keys":[]}' } } }],
])('an ID token that %s lets nobody in', async (_what, lie) => {
  const { ended, isIn } = await enter(lie)
  expect([isIn, ended.url.pathname, ended.url.searchParams.get('failed')]).toEqual([false, '/login', 'answer_refused'])
})

it.each<[string, Lie, string]>([
  ['calls itself otherwise', { discovery: { issuer: 'https://id.example.com' } }, 'provider_misconfigured'],
  ['names no address to sign in at', { discovery: { authorization_endpoint: undefined } }, 'provider_misconfigured'],
  ['sends us elsewhere', { answers: { '/.well-known/openid-configuration': { status: 302, headers: { location: '/elsewhere' } } } }, 'provider_misconfigured'],
  ['is broken', { answers: { '/.well-known/openid-configuration': { status: 500 } } }, 'provider_unreachable'],
  ['breaks at the exchange', { answers: { '/token': { status: 503 } } }, 'provider_unreachable'],
  [
    'knows nothing of the client',
    { answers: { '/token': { status: 401, headers: { 'content-type': 'application/json' }, body: '{"error":"invalid_client"}' } } },
    'provider_misconfigured',
  ],
  ['has its endpoint in a closed network', { discovery: { token_endpoint: 'http://10.1.2.3/token' } }, 'provider_misconfigured'],
  [
    'answers without end',
    { answers: { '/.well-known/openid-configuration': { status: 200, headers: { 'content-type': 'application/json' }, body: ' '.repeat(2_000_000) } } },
    'provider_misconfigured',
  ],
])('a provider that %s is said to be so', async (_what, lie, reason) => {
  const { ended, isIn } = await enter(lie)
  expect([isIn, ended.url.searchParams.get('failed')]).toEqual([false, reason])
  expect(provider.asked).not.toContain('/elsewhere')
})

it('no lie keeps the server from the next honest sign-in', async () => {
  expect((await enter({})).isIn).toBe(true)
})
