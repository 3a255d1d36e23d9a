import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, type ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let number: number
const site = 'https://shop.example'

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    columns:
      - {name: id, meta: {metrics: {orders: {type: count}}}}
      - {name: tenant}
`,
    },
    statements: ["CREATE TABLE orders AS SELECT range AS id, ['a', 'b'][range % 2 + 1] AS tenant FROM range(6)"],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  number = ((await house.as.admin.get('/api/projects/@current/')).body as { id: number }).id
  const variable = { name: 'Tenant', code_name: 'tenant', type: 'String', default_value: 'a' }
  await house.as.developer.call('POST', `/api/projects/${number}/insight_variables/`, variable)
  await made('of_tenant', 'SELECT id FROM orders WHERE tenant = {variables.tenant} ORDER BY 1')
  await made('everything', 'SELECT count(*) AS n FROM orders')
})
afterAll(() => house.stop())

async function made(name: string, query: string): Promise<void> {
  const answer = await house.as.developer.call('POST', `/api/projects/${number}/endpoints/`, { name, query: { kind: 'HogQLQuery', query } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const tokensAt = (name = 'of_tenant'): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/${name}/run-tokens`
type Made = { id: string; token: string; expiresAt: string }
const wish = { name: 'Shop', variables: { tenant: 'b' }, origins: [site], lifetimeSeconds: 3600 }
const make = (more: object = {}, who: Person = 'developer'): Promise<Made> => house.as[who].results<Made>('POST', tokensAt(), { ...wish, ...more })
const at = (name: string): string => `/api/projects/${number}/endpoints/${name}/run`
const call = (
  token: string,
  name: string,
  { body = {}, origin = site, method = 'POST' }: { body?: unknown; origin?: string | null; method?: string } = {},
): Promise<ApiAnswer> =>
  apiClient(house.url, { authorization: `Bearer ${token}`, ...(origin === null ? {} : { origin }) }).call(method, at(name), method === 'GET' ? undefined : body)
const rowsOf = ({ body }: ApiAnswer): unknown => (body as { results?: unknown }).results
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a token for calling endpoints', () => {
  it('calls its endpoint from the site that it names, with the values that it holds', async () => {
    const { token } = await make()
    const answer = await call(token, 'of_tenant')
    expect([answer.status, rowsOf(answer)]).toEqual([200, [[1], [3], [5]]])
    expect(answer.headers.get('access-control-allow-origin')).toBe(site)
    expect(answer.headers.get('ratelimit')).toMatch(/^"60s";r=239/)
    expect(rowsOf(await call(token, 'of_tenant', { method: 'GET' }))).toEqual([[1], [3], [5]])
  })

  it('leaves no choice of what it fixes, and does nothing else', async () => {
    const { token } = await make()
    for (const body of [{ variables: { tenant: 'a' } }, { variables_values: { tenant: 'a' } }, { variables: { tenant: null } }]) {
      expect(await call(token, 'of_tenant', { body })).toMatchObject({ status: 403, body: { attr: 'variables', detail: expect.stringContaining('tenant') } })
    }
    expect((await call(token, 'of_tenant', { body: { refresh: 'force_blocking' } })).status).toBe(403)
    expect((await call(token, 'of_tenant', { body: { refresh: 'async', client_query_id: 'x' } })).status).toBe(403)
    expect((await call(token, 'everything')).status).toBe(403)
    const caller = apiClient(house.url, { authorization: `Bearer ${token}`, origin: site })
    const elsewhere = ['endpoints/', 'endpoints/of_tenant/', 'endpoints/of_tenant/logs/', 'insight_variables/', 'query/x/']
    for (const path of elsewhere) expect((await caller.get(`/api/projects/${number}/${path}`)).status, path).toBe(403)
    expect((await caller.call('POST', `/api/projects/${number}/query/`, { query: { kind: 'HogQLQuery', query: 'SELECT 1' } })).status).toBe(403)
    // Other doors know no such tokens, and it makes none.
    expect((await caller.get('/api/v1/user')).status).toBe(401)
    expect((await caller.call('POST', tokensAt(), wish)).status).toBe(401)
  })

  it('is not for versions that do not know what it fixes, whatever generation of the format is asked for', async () => {
    await made('narrowed', 'SELECT id FROM orders ORDER BY 1')
    const narrow = { query: { kind: 'HogQLQuery', query: 'SELECT id FROM orders WHERE tenant = {variables.tenant} ORDER BY 1' } }
    expect((await house.as.developer.call('PATCH', `/api/projects/${number}/endpoints/narrowed/`, narrow)).status).toBe(200)
    const { token } = await house.as.developer.results<Made>('POST', tokensAt('narrowed'), wish)
    const caller = apiClient(house.url, { authorization: `Bearer ${token}`, origin: site })
    expect(rowsOf(await caller.call('POST', at('narrowed'), {}))).toEqual([[1], [3], [5]])
    for (const address of ['?version=1', '?version=1&compat=seed']) {
      expect(await caller.call('POST', `${at('narrowed')}${address}`, {}), address).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('tenant') },
      })
    }
  })

  it('lives a day at most when it is made with a token', async () => {
    const answer = await house.as.developer.call('POST', tokensAt(), { ...wish, lifetimeSeconds: 86_401 })
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('Sign in to make longer ones') } } })
  })

  it('lives as long as tokens of the organization may', async () => {
    const rules = (maxDays: number | null): Promise<unknown> =>
      house.signedIn.admin.results('PATCH', '/api/v1/app/token-rules', { person: { maxDays, requiresExpiry: false } })
    await rules(2)
    try {
      const long = { ...wish, lifetimeSeconds: 3 * 86_400 }
      expect(await house.signedIn.developer.call('POST', tokensAt(), long)).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining('end within 2 days') } },
      })
      expect((await house.signedIn.developer.call('POST', tokensAt(), { ...wish, lifetimeSeconds: 86_400 })).status).toBeLessThan(300)
    } finally {
      await rules(null)
    }
  })

  it('reads no page of what somebody else with the same maker reads', async () => {
    const [mine, other] = [await make(), await make({ variables: { tenant: 'a' } })]
    const cursor = ((await call(mine.token, 'of_tenant', { body: { limit: 1 } })).body as { next_cursor: string }).next_cursor
    expect(rowsOf(await call(mine.token, 'of_tenant', { body: { cursor } }))).toEqual([[3]])
    expect((await call(other.token, 'of_tenant', { body: { cursor } })).status).toBe(410)
  })

  it('is for the sites that it names, or for programs', async () => {
    const { token } = await make()
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example', 'null', null]) {
      const answer = await call(token, 'of_tenant', { origin })
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null])
    }
    const { token: forPrograms } = await make({ origins: [] })
    expect((await call(forPrograms, 'of_tenant', { origin: null })).status).toBe(200)
    expect((await call(forPrograms, 'of_tenant')).status).toBe(403)
  })

  it('is told to browsers that ask first, for the sites of good tokens only', async () => {
    const { id } = await make({ origins: ['https://asked.example'] })
    const ask = (origin: string, project: number | string = number): Promise<Response> =>
      fetch(`${house.url}/api/projects/${project}/endpoints/of_tenant/run`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
    const good = await ask('https://asked.example')
    expect([good.status, good.headers.get('access-control-allow-origin'), good.headers.get('access-control-allow-credentials')]).toEqual([
      204,
      'https://asked.example',
      null,
    ])
    expect([(await ask('https://evil.example')).status, (await ask('https://asked.example', 999)).status]).toEqual([403, 403])
    await house.as.developer.results('DELETE', `${tokensAt()}/${id}`)
    expect((await ask('https://asked.example')).status).toBe(403)
  })

  it('is refused when it was changed, made by others, or for something else', async () => {
    const { token } = await make()
    const [head = '', body = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const signed = (header: object, payload: object, key: string): string => {
      const text = `${part(header)}.${part(payload)}`
      return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    }
    const kid = (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid
    const made = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid })
    const forged = [
      `${head}.${part({ ...claims, exp: Number(claims['exp']) + 9999 })}.${signature}`,
      `${head}.${part({ ...claims, jti: '00000000-0000-4000-8000-000000000000' })}.${signature}`,
      `${part({ alg: 'none', typ: 'JWT', kid })}.${body}.`,
      `${part({ alg: 'none', typ: 'JWT', kid })}.${body}.${signature}`,
      `${head}.${body}.${signature.slice(0, -2)}AA`,
      signed({ alg: 'HS256', kid }, claims, ''),
      signed({ alg: 'HS256' }, claims, 'secret'),
      signed({ alg: 'HS256', kid: 'other' }, claims, 'secret'),
      await made.sign(Buffer.from('a key that is nobody’s, but as long as ours')),
    ]
    for (const text of forged) expect((await call(text, 'of_tenant')).status, text).toBe(401)
    expect((await call(token, 'of_tenant')).status).toBe(200)
  })

  it('is over when it is revoked, when its time has come, and when its maker may no longer', async () => {
    const { id, token } = await make()
    expect((await call(token, 'of_tenant')).status).toBe(200)
    expect(await house.as.developer.results<{ id: string }[]>('GET', tokensAt())).toContainEqual(expect.objectContaining({ id, name: 'Shop' }))
    await house.as.developer.results('DELETE', `${tokensAt()}/${id}`)
    expect((await call(token, 'of_tenant')).status).toBe(401)
    expect((await house.as.developer.call('DELETE', `${tokensAt()}/${id}`)).status).toBe(404)

    const { token: short, id: shortId } = await make()
    await house.db
      .updateTable('run_tokens')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', shortId)
      .execute()
    // Any change in the project makes every node read again.
    await make()
    expect((await call(short, 'of_tenant')).status).toBe(401)

    const { token: orphan } = await make({}, 'admin')
    expect((await call(orphan, 'of_tenant')).status).toBe(200)
    await house.db.updateTable('users').set({ is_active: false }).where('id', '=', house.userUuid.admin).execute()
    await expect.poll(async () => (await call(orphan, 'of_tenant')).status, { timeout: 10_000 }).toBe(403)
    await house.db.updateTable('users').set({ is_active: true }).where('id', '=', house.userUuid.admin).execute()
  })

  it('is made by those who may change all its endpoints, for a bounded time, of values that fit', async () => {
    const refused = async (more: object, who: Person = 'developer'): Promise<number> =>
      (await house.as[who].call('POST', tokensAt(), { ...wish, ...more })).status
    expect([await refused({}, 'viewer'), await refused({}, 'editor'), await refused({}, 'nobody'), await refused({}, 'foreigner')]).toEqual([
      403, 403, 401, 403,
    ])
    expect(await refused({ lifetimeSeconds: 10 })).toBe(422)
    expect(await refused({ lifetimeSeconds: 91 * 86_400 })).toBe(422)
    expect(await refused({ variables: { tenant: ['a'] } })).toBe(400)
    expect(await refused({ variables: { nobody: 'x' } })).toBe(400)
    expect(await refused({ endpoints: ['nowhere'] })).toBe(404)
    for (const origin of ['*', 'shop.example', `${site}/`, 'javascript:alert(1)']) expect(await refused({ origins: [origin] })).toBe(422)
    const { token } = await make({ endpoints: ['everything'], variables: {} })
    expect(rowsOf(await call(token, 'everything'))).toEqual([[6]])
  })

  it('stands in the audit log without the values that it holds', async () => {
    await make({ variables: { tenant: 'canary-of-values' } })
    const lines = await house.db.selectFrom('change_log').select(['operation', 'after']).where('operation', '=', 'endpoints.create_run_token').execute()
    expect(lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(lines)).toContain('"variables":["tenant"]')
    expect(JSON.stringify(lines)).not.toContain('canary-of-values')
  })
})
