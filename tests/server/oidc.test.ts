import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, signIn, withToken, type ApiClient } from '../harness/api-client.ts'
import { cookieWalker, type CookieWalker, type Walked } from '../harness/cookie-walker.ts'
import { startIdentityProvider, type IdentityProvider } from '../harness/identity-provider.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Signing in by a real OpenID provider, as a browser would. */

let atrium: Atrium
let admin: ApiClient
let acme: IdentityProvider
let other: IdentityProvider
let acmeUuid: string
let analysts: string
let writers: string

const redirectUri = (slug: string): string => `${atrium.url}/api/v1/oauth/redirect/oidc/${slug}`
const person = (email: string, more: object = {}): Record<string, unknown> => ({ email, email_verified: true, given_name: 'Ida', family_name: 'Test', ...more })

const acmeSettings = (change: object = {}): object => ({
  name: 'Acme ID',
  slug: 'acme',
  issuer: acme.issuer,
  clientId: acme.clientId,
  clientSecret: acme.clientSecret,
  scopes: 'openid profile email groups',
  domains: [],
  createsAccounts: true,
  role: 'viewer',
  groupsClaim: 'groups',
  groups: [
    { value: 'bi-analysts', groupUuid: analysts },
    { value: 'bi-writers', groupUuid: writers },
  ],
  ...change,
})

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8', ATRIUM_TRUSTED_PROXIES: '127.0.0.1' } })
  admin = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  acme = await startIdentityProvider({ redirectUri: redirectUri('acme'), people: {} })
  other = await startIdentityProvider({ redirectUri: redirectUri('other'), people: {}, isPublic: true })
  analysts = await newGroup('Analysts')
  writers = await newGroup('Writers')
  acmeUuid = (await admin.results<{ uuid: string }>('POST', '/api/v1/app/identity-providers', acmeSettings())).uuid
  await admin.results('POST', '/api/v1/app/identity-providers', {
    name: 'Other ID',
    slug: 'Other',
    issuer: other.issuer,
    clientId: other.clientId,
    domains: ['other.example'],
    createsAccounts: true,
  })
})
afterAll(async () => {
  await acme.close().catch(() => undefined)
  await other.close()
  await atrium.stop()
})

/** Every browser is at a place of its own: sign-ins are counted by address. */
let browsers = 0
const newBrowser = (): CookieWalker => cookieWalker({ 'x-forwarded-for': `10.0.0.${++browsers % 250}` })
const newGroup = async (name: string): Promise<string> => (await admin.results<{ uuid: string }>('POST', '/api/v1/org/groups', { name })).uuid
const change = (settings: object): Promise<unknown> => admin.results('PUT', `/api/v1/app/identity-providers/${acmeUuid}`, acmeSettings(settings))

/** Signs in as whoever `sub` is at the provider; the page where it ended. */
async function enter(sub: string, options: { provider?: IdentityProvider; slug?: string; redirect?: string; browser?: CookieWalker } = {}): Promise<Walked> {
  const provider = options.provider ?? acme
  provider.next = sub
  const search = options.redirect === undefined ? '' : `?redirect=${encodeURIComponent(options.redirect)}`
  return (options.browser ?? newBrowser()).walk(`${atrium.url}/api/v1/login/oidc/${options.slug ?? 'acme'}${search}`)
}

/** Whoever a browser is signed in as. */
const clientOf = (browser: CookieWalker): ApiClient => apiClient(atrium.url, { cookie: browser.cookiesOf(atrium.url) })
const failureOf = ({ url }: Walked): string | null => url.searchParams.get('failed')
const groupsOf = async (userUuid: string): Promise<string[]> => {
  const members = await admin.results<{ data: { userUuid: string; groups?: { name: string }[] }[] }>('GET', '/api/v1/org/users?includeGroups=1&pageSize=500')
  return (members.data.find((each) => each.userUuid === userUuid)?.groups ?? []).map(({ name }) => name)
}

/** A signed-in newcomer of the provider. */
async function newcomer(sub: string, claims: Record<string, unknown>): Promise<{ browser: CookieWalker; client: ApiClient; userUuid: string }> {
  acme.people[sub] = claims
  const browser = newBrowser()
  const ended = await enter(sub, { browser })
  expect(failureOf(ended)).toBeNull()
  const client = clientOf(browser)
  const { userUuid } = await client.results<{ userUuid: string }>('GET', '/api/v1/user')
  return { browser, client, userUuid }
}

describe('signing in by a provider', () => {
  it('makes an account for whoever it vouches for, and comes back to where one was', async () => {
    acme.people['ida'] = person('ida@acme.example')
    const browser = newBrowser()
    const ended = await enter('ida', { browser, redirect: '/settings/members?search=x' })
    expect([ended.status, ended.url.pathname + ended.url.search]).toEqual([200, '/settings/members?search=x'])
    const user = await clientOf(browser).results('GET', '/api/v1/user')
    expect(user).toMatchObject({ email: 'ida@acme.example', firstName: 'Ida', lastName: 'Test', role: 'viewer', isEmailVerified: true })
    expect(await clientOf(browser).results('GET', '/api/v1/user/password')).toBe(false)
  })

  it('finds the same account by issuer and subject, whatever the address has become', async () => {
    const { userUuid } = await newcomer('moves', person('before@acme.example'))
    acme.people['moves'] = person('after@acme.example', { email_verified: false })
    const browser = newBrowser()
    await enter('moves', { browser })
    const user = await clientOf(browser).results<{ userUuid: string; email: string }>('GET', '/api/v1/user')
    expect(user).toMatchObject({ userUuid, email: 'before@acme.example' })
  })

  it('never leads to another site', async () => {
    acme.people['ida'] ??= person('ida@acme.example')
    for (const redirect of ['https://evil.example/', '//evil.example', '/\\evil.example', '/api/v1/logout']) {
      const ended = await enter('ida', { redirect })
      expect([ended.url.origin, ended.url.pathname]).toEqual([atrium.url, '/'])
    }
  })

  it('sends the provider only what it needs: PKCE, state, nonce and an address that no request chooses', async () => {
    const begun = await fetch(`${atrium.url}/api/v1/login/oidc/acme`, { redirect: 'manual', headers: { 'x-forwarded-host': 'evil.example' } })
    const sent = new URL(begun.headers.get('location') ?? '').searchParams
    expect([sent.get('response_type') ?? 'code', sent.get('code_challenge_method'), sent.get('redirect_uri')]).toEqual(['code', 'S256', redirectUri('acme')])
    for (const name of ['state', 'nonce', 'code_challenge']) expect(sent.get(name)).toMatch(/^[\w-]{43}$/)
    expect(begun.headers.getSetCookie()[0]).toMatch(/^atrium\.oidc=[\w-]{43};.*Max-Age=600.*HttpOnly; SameSite=Lax/)
  })

  it('makes one account of a newcomer who comes in two tabs at once', async () => {
    acme.people['tabs'] = person('tabs@acme.example')
    const tabs = [newBrowser(), newBrowser()] as const
    const ends = await Promise.all(tabs.map((browser) => enter('tabs', { browser })))
    expect(ends.map(failureOf)).toEqual([null, null])
    const ids = await Promise.all(tabs.map(async (browser) => (await clientOf(browser).results<{ userUuid: string }>('GET', '/api/v1/user')).userUuid))
    expect(new Set(ids).size).toBe(1)
  })

  it('ends like other sessions: by signing out, and by deactivation', async () => {
    const { client, userUuid } = await newcomer('leaves', person('leaves@acme.example'))
    await client.get('/api/v1/logout')
    expect((await client.get('/api/v1/user')).status).toBe(401)
    const again = newBrowser()
    await enter('leaves', { browser: again })
    expect((await clientOf(again).get('/api/v1/user')).status).toBe(200)
    await admin.results('PATCH', `/api/v1/app/members/${userUuid}`, { isActive: false })
    expect((await clientOf(again).get('/api/v1/user')).status).toBe(401)
    expect(failureOf(await enter('leaves'))).toBe('deactivated')
  })

  it('works with several providers at once, also with one that has no secret', async () => {
    other.people['ola'] = person('ola@other.example')
    const browser = newBrowser()
    expect(failureOf(await enter('ola', { provider: other, slug: 'other', browser }))).toBeNull()
    expect(await clientOf(browser).results('GET', '/api/v1/user')).toMatchObject({ email: 'ola@other.example' })
    // The same subject at another provider is somebody else.
    acme.people['ola'] = person('another-ola@acme.example')
    const second = newBrowser()
    await enter('ola', { browser: second })
    expect(await clientOf(second).results('GET', '/api/v1/user')).toMatchObject({ email: 'another-ola@acme.example' })
  })
})

describe('nobody is let in', () => {
  it.each([
    ['without an address', { given_name: 'No', family_name: 'Mail' }, 'no_email'],
    ['with one that is not verified', { email: 'un@acme.example', email_verified: false }, 'email_unverified'],
    ['with one of which nothing is said', { email: 'un@acme.example' }, 'email_unverified'],
  ])('%s', async (_what, claims, reason) => {
    acme.people['stranger'] = claims
    const browser = newBrowser()
    const ended = await enter('stranger', { browser })
    expect([ended.url.pathname, failureOf(ended), ended.url.searchParams.get('provider')]).toEqual(['/login', reason, 'Acme ID'])
    expect((await clientOf(browser).get('/api/v1/user')).status).toBe(401)
  })

  it('from a domain that the provider may not speak for', async () => {
    other.people['mole'] = person('mole@acme.example')
    expect(failureOf(await enter('mole', { provider: other, slug: 'other' }))).toBe('domain_not_allowed')
  })

  it('who is unknown, where no accounts are made', async () => {
    await change({ createsAccounts: false })
    acme.people['unknown'] = person('unknown@acme.example')
    expect(failureOf(await enter('unknown'))).toBe('unknown_person')
    await change({})
  })

  it('into an account that has the address already, unless that is switched on', async () => {
    acme.people['boss'] = person(atrium.adminEmail)
    expect(failureOf(await enter('boss'))).toBe('email_taken')
    await change({ joinsByEmail: true })
    const browser = newBrowser()
    expect(failureOf(await enter('boss', { browser }))).toBeNull()
    expect(await clientOf(browser).results('GET', '/api/v1/user')).toMatchObject({ email: atrium.adminEmail, role: 'admin' })
    await change({})
    await admin.results('DELETE', '/api/v1/user/identity', { issuer: acme.issuer, email: atrium.adminEmail })
  })

  it('who does not agree at the provider', async () => {
    acme.next = null
    expect(failureOf(await newBrowser().walk(`${atrium.url}/api/v1/login/oidc/acme`))).toBe('denied')
  })

  it('by a provider that is switched off or does not exist', async () => {
    await change({ isEnabled: false })
    expect(failureOf(await enter('ida'))).toBe('provider_off')
    await change({})
    expect(failureOf(await enter('ida', { slug: 'nothing' }))).toBe('provider_off')
  })
})

describe('an answer of a provider', () => {
  const isBack = (at: URL): boolean => at.pathname.startsWith('/api/v1/oauth/')

  it('is taken once', async () => {
    acme.people['twice'] = person('twice@acme.example')
    acme.next = 'twice'
    const browser = newBrowser()
    const back = await browser.walk(`${atrium.url}/api/v1/login/oidc/acme`, isBack)
    expect(failureOf(await browser.walk(back.url.href))).toBeNull()
    expect(failureOf(await browser.walk(back.url.href))).toBe('expired')
  })

  it('of two at the same time lets one in', async () => {
    acme.people['race'] = person('race@acme.example')
    acme.next = 'race'
    const browser = newBrowser()
    const back = await browser.walk(`${atrium.url}/api/v1/login/oidc/acme`, isBack)
    const ends = await Promise.all([browser.walk(back.url.href), browser.walk(back.url.href)])
    expect(ends.map(failureOf).filter((reason) => reason === null)).toHaveLength(1)
  })

  it('is worth nothing in another browser', async () => {
    acme.people['stolen'] = person('stolen@acme.example')
    acme.next = 'stolen'
    const back = await newBrowser().walk(`${atrium.url}/api/v1/login/oidc/acme`, isBack)
    const thief = newBrowser()
    await thief.walk(`${atrium.url}/api/v1/login/oidc/acme`, (at) => at.origin !== atrium.url)
    expect(failureOf(await thief.walk(back.url.href))).toBe('expired')
    expect((await clientOf(thief).get('/api/v1/user')).status).toBe(401)
  })

  it('is worth nothing at the address of another provider, or with a made-up state', async () => {
    acme.people['ida'] ??= person('ida@acme.example')
    acme.next = 'ida'
    const browser = newBrowser()
    const back = await browser.walk(`${atrium.url}/api/v1/login/oidc/acme`, isBack)
    expect(failureOf(await browser.walk(back.url.href.replace('/oidc/acme', '/oidc/other')))).toBe('expired')
    expect(failureOf(await browser.walk(`${redirectUri('acme')}?code=x&state=made-up`))).toBe('expired')
    expect(failureOf(await browser.walk(redirectUri('acme')))).toBe('expired')
  })
})

describe('somebody whom SCIM made', () => {
  const provision = async (userName: string): Promise<string> => {
    const { uuid } = await admin.results<{ uuid: string }>('POST', '/api/v1/app/service-accounts', { name: `Provider of ${userName}`, role: 'admin' })
    const tokens = `/api/v1/app/service-accounts/${uuid}/tokens`
    const inADay = new Date(Date.now() + 86_400_000).toISOString()
    const { token } = await admin.results<{ token: string }>('POST', tokens, { description: 'scim', expiresAt: inADay, scopes: ['scim'] })
    const made = await withToken(atrium.url, token).post('/scim/v2/Users', { userName, name: { givenName: 'Grace', familyName: 'Hopper' } })
    expect(made.status).toBe(201)
    return (made.body as { id: string }).id
  }
  const failedBy = async (sub: string, claims: Record<string, unknown>): Promise<string | null> => {
    acme.people[sub] = claims
    return failureOf(await enter(sub))
  }

  it('is the same person when they sign in with that verified address, and from then on with any', async () => {
    const userUuid = await provision('grace@acme.example')
    await change({ joinsByEmail: true, createsAccounts: false, domains: ['acme.example'] })
    const entered = await newcomer('grace', person('Grace@Acme.example'))
    expect(entered.userUuid).toBe(userUuid)
    // What SCIM said of them is not overwritten by what they bring along.
    expect(await entered.client.results('GET', '/api/v1/user')).toMatchObject({ email: 'grace@acme.example', firstName: 'Grace', role: 'member' })
    const later = await newcomer('grace', person('married@acme.example', { email_verified: false }))
    expect(later.userUuid).toBe(userUuid)
    await change({})
  })

  it('is nobody whose address the provider has not verified, may not speak for, or is not asked to join by', async () => {
    await provision('hedy@acme.example')
    await change({ joinsByEmail: true })
    expect(await failedBy('mallory', person('hedy@acme.example', { email_verified: false }))).toBe('email_unverified')
    expect(await failedBy('mallory', person('hedy@acme.example', { email_verified: undefined }))).toBe('email_unverified')
    await change({ joinsByEmail: true, domains: ['other.example'] })
    expect(await failedBy('mallory', person('hedy@acme.example'))).toBe('domain_not_allowed')
    await change({ joinsByEmail: false })
    expect(await failedBy('mallory', person('hedy@acme.example'))).toBe('email_taken')
    await change({})
  })

  it('is out as soon as the provider of identities says so, whatever the sign-in says', async () => {
    const userUuid = await provision('irene@acme.example')
    await change({ joinsByEmail: true })
    const { client } = await newcomer('irene', person('irene@acme.example'))
    await admin.results('PATCH', `/api/v1/app/members/${userUuid}`, { isActive: false })
    expect((await client.get('/api/v1/user')).status).toBe(401)
    expect(await failedBy('irene', person('irene@acme.example'))).toBe('deactivated')
    await change({})
  })
})

describe('groups of the provider', () => {
  it('are joined and left at each sign-in; groups that it does not know are left alone', async () => {
    const { userUuid } = await newcomer('grouped', person('grouped@acme.example', { groups: ['bi-analysts', 'unmapped'] }))
    expect(await groupsOf(userUuid)).toEqual(['Analysts'])
    const own = await newGroup('Own')
    await admin.results('PUT', `/api/v1/groups/${own}/members/${userUuid}`)
    acme.people['grouped'] = person('grouped@acme.example', { groups: 'bi-writers' })
    await enter('grouped')
    expect(await groupsOf(userUuid)).toEqual(['Own', 'Writers'])
    acme.people['grouped'] = person('grouped@acme.example')
    await enter('grouped')
    expect(await groupsOf(userUuid)).toEqual(['Own'])
  })
})

describe('an invitation', () => {
  const invite = (email: string): Promise<unknown> => admin.results('POST', '/api/v1/invite-links', { email, role: 'editor' })

  it('is accepted by the verified address it is for, with the role it names', async () => {
    await invite('invited@acme.example')
    await change({ createsAccounts: false })
    const { client } = await newcomer('invited', person('invited@acme.example'))
    expect(await client.results('GET', '/api/v1/user')).toMatchObject({ email: 'invited@acme.example', role: 'editor', firstName: 'Ida' })
    await change({})
  })

  it('is not accepted by an address that is not verified, nor after it was revoked', async () => {
    await invite('waiting@acme.example')
    acme.people['waiting'] = person('waiting@acme.example', { email_verified: false })
    expect(failureOf(await enter('waiting'))).toBe('email_unverified')
    await admin.results('DELETE', '/api/v1/invite-links')
    acme.people['waiting'] = person('waiting@acme.example')
    expect(failureOf(await enter('waiting'))).toBe('invitation_over')
  })
})

describe('linking a provider to the own account', () => {
  const link = async (client: ApiClient, browser: CookieWalker): Promise<Walked> => {
    const answer = await client.post('/api/v1/app/identity-links', { slug: 'acme' })
    for (const line of answer.headers.getSetCookie()) browser.take(atrium.url, line)
    return browser.walk((answer.body as { results: { url: string } }).results.url)
  }
  it('makes it a way in, and unlinking takes it away', async () => {
    const browser = newBrowser()
    const entered = await apiClient(atrium.url, {}).post('/api/v1/login', { email: atrium.adminEmail, password: atrium.adminPassword })
    for (const line of entered.headers.getSetCookie()) browser.take(atrium.url, line)
    acme.people['mine'] = person('private@elsewhere.example', { email_verified: false })
    acme.next = 'mine'
    const ended = await link(clientOf(browser), browser)
    expect([ended.url.pathname, failureOf(ended)]).toEqual(['/me', null])
    expect(await admin.results('GET', '/api/v1/user/identities')).toMatchObject({ oidc: [{ issuer: acme.issuer, email: 'private@elsewhere.example' }] })
    const later = newBrowser()
    await enter('mine', { browser: later })
    expect(await clientOf(later).results('GET', '/api/v1/user')).toMatchObject({ email: atrium.adminEmail })
    await admin.results('DELETE', '/api/v1/user/identity', { issuer: acme.issuer, email: 'private@elsewhere.example' })
    expect(failureOf(await enter('mine'))).toBe('email_unverified')
  })

  it('is refused when it is somebody else’s, when one signed out meanwhile, and to tokens', async () => {
    await newcomer('theirs', person('theirs@acme.example'))
    const { browser, client } = await newcomer('linker', person('linker@acme.example'))
    acme.next = 'theirs'
    const elsewhere = newBrowser()
    for (const pair of browser.cookiesOf(atrium.url).split('; ')) elsewhere.take(atrium.url, pair)
    expect(failureOf(await link(client, elsewhere))).toBe('identity_taken')
    const answer = await client.post('/api/v1/app/identity-links', { slug: 'acme' })
    const out = newBrowser()
    for (const line of answer.headers.getSetCookie()) out.take(atrium.url, line)
    expect(failureOf(await out.walk((answer.body as { results: { url: string } }).results.url))).toBe('other_person')
    expect((await withToken(atrium.url, atrium.token).post('/api/v1/app/identity-links', { slug: 'acme' })).status).toBe(401)
  })
})

describe('the ways to sign in', () => {
  const optionsFor = async (email: string): Promise<unknown> => apiClient(atrium.url, {}).results('GET', `/api/v1/app/sign-in-options?email=${email}`)

  it('are told by the domain of an address, whoever has an account', async () => {
    const both = [
      { slug: 'acme', name: 'Acme ID' },
      { slug: 'other', name: 'Other ID' },
    ]
    expect(await optionsFor('')).toEqual({ password: true, providers: both })
    expect(await optionsFor('x@OTHER.example')).toEqual({ password: true, providers: both })
    expect(await optionsFor('nobody@acme.example')).toEqual({ password: true, providers: both.slice(0, 1) })
    expect(await optionsFor('ida@acme.example')).toEqual(await optionsFor('nobody@acme.example'))
    expect(await apiClient(atrium.url, {}).results('GET', '/api/v1/user/login-options?email=a@b.example')).toEqual({
      showOptions: ['email', 'oidc'],
      forceRedirect: false,
    })
  })

  it('can do without passwords, except for administrators who have one', async () => {
    const set = (isOn: boolean): Promise<unknown> => admin.results('PUT', '/api/v1/app/password-sign-in', { isOn })
    const invited = await admin.results<{ inviteCode: string }>('POST', '/api/v1/invite-links', { email: 'pw@acme.example', role: 'viewer' })
    const registration = { inviteCode: invited.inviteCode, firstName: 'Pw', lastName: 'Test', password: 'a long passphrase 1' }
    await apiClient(atrium.url, {}).results('POST', '/api/v1/user', registration)
    const late = await admin.results<{ inviteCode: string }>('POST', '/api/v1/invite-links', { email: 'late@acme.example', role: 'viewer' })
    expect(await set(false)).toMatchObject({ isOn: false, keepers: [{ email: atrium.adminEmail }] })
    await expect(signIn(atrium.url, 'pw@acme.example', 'a long passphrase 1')).rejects.toThrow(/403.*identity provider/)
    // Wrong passwords tell nothing about it.
    await expect(signIn(atrium.url, 'pw@acme.example', 'not it at all 1')).rejects.toThrow('401')
    const refused = await apiClient(atrium.url, {}).post('/api/v1/user', { ...registration, inviteCode: late.inviteCode })
    expect(refused.status).toBe(403)
    expect(await optionsFor('')).toMatchObject({ password: false })
    await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
    expect(await set(true)).toMatchObject({ isOn: true })
    await signIn(atrium.url, 'pw@acme.example', 'a long passphrase 1')
  })

  it('always leave one: neither the last provider nor the last administrator with a password can go', async () => {
    const { userUuid } = await newcomer('second', person('second@acme.example'))
    await admin.results('PATCH', `/api/v1/org/users/${userUuid}`, { role: 'admin' })
    const own = (await admin.results<{ userUuid: string }>('GET', '/api/v1/user')).userUuid
    const providers = await admin.results<{ uuid: string; slug: string }[]>('GET', '/api/v1/app/identity-providers')
    const otherUuid = providers.find(({ slug }) => slug === 'other')?.uuid ?? ''
    await admin.results('PUT', '/api/v1/app/password-sign-in', { isOn: false })
    const browser = newBrowser()
    await enter('second', { browser })
    const second = clientOf(browser)
    expect((await second.patch(`/api/v1/app/members/${own}`, { isActive: false })).status).toBe(403)
    expect((await second.patch(`/api/v1/org/users/${own}`, { role: 'editor' })).status).toBe(403)
    await change({ isEnabled: false })
    const last = await admin.delete(`/api/v1/app/identity-providers/${otherUuid}`)
    expect([last.status, JSON.stringify(last.body)]).toEqual([403, expect.stringContaining('Switch passwords on first')])
    await change({})
    await admin.results('PUT', '/api/v1/app/password-sign-in', { isOn: true })
  })
})

describe('a test of a provider', () => {
  type Tested = { ok: boolean; steps: { step: string; outcome: string; message: string }[] }
  const test = (): Promise<Tested> => admin.results<Tested>('POST', `/api/v1/app/identity-providers/${acmeUuid}/test`)
  const failed = (tested: Tested): unknown => tested.steps.find(({ outcome }) => outcome === 'failed')

  it('names its steps', async () => {
    const tested = await test()
    expect(tested.steps.map(({ step, outcome }) => [step, outcome])).toEqual(
      ['discovery', 'issuer', 'keys', 'authorization', 'client'].map((step) => [step, 'ok']),
    )
  })

  it('says what is wrong, and nothing keeps a wrong one from being saved', async () => {
    await change({ clientSecret: 'wrong' })
    expect(failed(await test())).toMatchObject({ step: 'client', message: expect.stringContaining('does not accept the client') })
    expect(failureOf(await enter('ida'))).toBe('provider_misconfigured')
    await change({ clientId: 'unknown' })
    expect(failed(await test())).toMatchObject({ step: 'authorization', message: expect.stringContaining(redirectUri('acme')) })
    await change({ issuer: `${acme.issuer}/realm` })
    expect(failed(await test())).toMatchObject({ step: 'discovery' })
    await change({ issuer: acme.issuer.replace('127.0.0.1', 'localhost') })
    await change({})
  })

  it('refuses to look around in networks that are not open', async () => {
    const answer = await admin.put(`/api/v1/app/identity-providers/${acmeUuid}`, acmeSettings({ issuer: 'https://10.1.2.3' }))
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('ATRIUM_ALLOWED_NETWORKS')])
  })
})

describe('the secret of a client', () => {
  it('is in no answer, in no line of the audit log and in none of the server', async () => {
    const { clientSecret: _, ...rest } = acmeSettings() as { clientSecret: string }
    await admin.results('PUT', `/api/v1/app/identity-providers/${acmeUuid}`, rest)
    const answers = await Promise.all([admin.get('/api/v1/app/identity-providers'), admin.get('/api/v1/app/audit?limit=200')])
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toContain(acme.clientSecret)
    }
    expect(JSON.stringify(answers[0]?.body)).toContain('"hasSecret":true')
    expect(atrium.output()).not.toContain(acme.clientSecret)
  })

  it('stays for the same issuer and client, and goes to no other', async () => {
    const { clientSecret: _, ...rest } = acmeSettings() as { clientSecret: string }
    expect(failureOf(await enter('ida'))).toBeNull()
    const answer = await admin.put(`/api/v1/app/identity-providers/${acmeUuid}`, { ...rest, issuer: other.issuer })
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining('Enter the client secret again')])
  })
})

describe('the audit log', () => {
  it('says by which way somebody came in, and why others did not', async () => {
    await enter('ida')
    const textOf = async (operation: string): Promise<string> => JSON.stringify((await admin.get(`/api/v1/app/audit?operation=${operation}&limit=200`)).body)
    expect(await textOf('identity.signInByOidc')).toContain('"via":"oidc:acme"')
    const refused = await textOf('identity.finishOidcSignIn')
    for (const reason of ['email_unverified', 'expired', 'denied (access_denied)', 'provider_misconfigured']) expect(refused).toContain(reason)
  })
})

// Last: the provider does not come back.
describe('a provider that is gone', () => {
  it('is said to be gone, and passwords go on', async () => {
    await acme.close()
    const ended = await enter('ida')
    expect([ended.url.pathname, failureOf(ended)]).toEqual(['/login', 'provider_unreachable'])
    await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  })
})
