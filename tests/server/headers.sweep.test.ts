import { once } from 'node:events'
import { request as rawRequest } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { sliceOf } from '../harness/sweep.ts'

let atrium: Atrium
let routes: { method: string; path: string }[]

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_PORT: await freePort(), ATRIUM_SITE_URL: 'https://atrium.example.org', ATRIUM_TRUSTED_PROXIES: '127.0.0.1' } })
  const { paths } = (await (await fetch(`${atrium.url}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000') })),
  )
})
afterAll(() => atrium.stop())

/** The address that people use says nothing of the port behind it: so it is chosen here. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

/** What is wrong with the headers of an answer, as a list. */
function faults(headers: Headers, isPrivate: boolean): string[] {
  const policy = headers.get('content-security-policy') ?? ''
  const isFile = headers.get('content-disposition')?.startsWith('attachment') === true
  const wanted: Record<string, boolean> = {
    'a policy without foreign or inline scripts': isFile
      ? policy.startsWith('sandbox')
      : /script-src 'self';/.test(policy) && !/script-src[^;]*unsafe/.test(policy),
    'frames of allowed hosts only': isFile || policy.includes("frame-src 'self' https://www.loom.com https://loom.com;"),
    'no frames around it': isFile || policy.includes("frame-ancestors 'none'"),
    'no plugins, no base': isFile || (policy.includes("object-src 'none'") && policy.includes("base-uri 'none'")),
    nosniff: headers.get('x-content-type-options') === 'nosniff',
    'a referrer policy': headers.get('referrer-policy') === 'same-origin',
    'a permissions policy': headers.get('permissions-policy')?.includes('camera=()') === true,
    'transport security': headers.get('strict-transport-security')?.startsWith('max-age=') === true,
    'resource policy': headers.get('cross-origin-resource-policy') === 'same-origin',
    'no-store': !isPrivate || headers.get('cache-control') === 'no-store',
    'no word about what serves it': headers.get('server') === null && headers.get('x-powered-by') === null,
    'no foreign origins': headers.get('access-control-allow-origin') === null,
  }
  return Object.entries(wanted).flatMap(([what, holds]) => (holds ? [] : [what]))
}

describe('the headers of every answer', () => {
  it('hold on all routes of all doors, for who is nobody and for an administrator', async () => {
    expect(routes.length).toBeGreaterThan(90)
    const found: string[] = []
    for (const [turn, { method, path }] of routes.entries()) {
      for (const client of sliceOf([apiClient(atrium.url, {}), withToken(atrium.url, atrium.token)], 2, turn)) {
        const { status, headers } = await client.call(method, path, method === 'GET' ? undefined : {})
        found.push(...faults(headers, true).map((fault) => `${method} ${path} (${status}): ${fault}`))
        if (status >= 500) found.push(`${method} ${path}: ${status}`)
      }
    }
    expect(found).toEqual([])
  })

  it('hold on files, pages, errors and addresses that cannot be read', async () => {
    const page = await (await fetch(atrium.url)).text()
    const asset = /\/assets\/[^"]+\.js/.exec(page)?.[0] ?? ''
    expect(asset).not.toBe('')
    const places: [string, number][] = [
      ['/', 200],
      [asset, 200],
      ['/favicon.svg', 200],
      ['/p/anything/explore', 200],
      ['/healthz', 200],
      ['/api/openapi.json', 200],
      ['/api/v1/nothing', 404],
      ['/api', 404],
      ...[
        '/.env',
        '/.git/config',
        '/package.json',
        '/%2eenv',
        '/%2Egit/config',
        '/assets/../package.json',
        '/assets/%2e%2e%2fpackage.json',
        '/assets/nothing.js.map',
      ].map((path): [string, number] => [path, 404]),
      ['/%zz', 400],
    ]
    for (const [path, status] of places) {
      const answer = await raw(path)
      expect([path, answer.status, faults(answer.headers, path.startsWith('/api'))]).toEqual([path, status, []])
    }
    const csv = await raw('/api/v1/app/audit/export', { authorization: `ApiKey ${atrium.token}` })
    expect([csv.status, csv.headers.get('content-disposition')?.slice(0, 10), faults(csv.headers, true)]).toEqual([200, 'attachment', []])
  })

  it('are the same for an unknown person and a wrong password, as is the answer', async () => {
    const enter = async (email: string) => {
      const { status, headers, body } = await apiClient(atrium.url, {}).post('/api/v1/login', { email, password: 'not the password 1' })
      return { status, body, headers: [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)) }
    }
    expect(await enter('nobody@example.org')).toEqual(await enter(atrium.adminEmail))
  })
})

/** What browsers say of requests that another site began. */
const foreignSites = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]

describe('requests that browsers send for others', () => {
  const signIn = async (): Promise<string> => {
    const answer = await fetch(`${atrium.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: atrium.adminEmail, password: atrium.adminPassword }),
    })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax/i)
    expect(cookie).not.toMatch(/domain=/i)
    return cookie.split(';')[0] ?? ''
  }

  it('are refused on every unsafe route, by origin and by what the browser says of the site', async () => {
    const cookie = await signIn()
    // Signing out is a GET in the format, and changes something all the same.
    const unsafe = routes.filter(({ method, path }) => method !== 'GET' || path === '/api/v1/logout')
    for (const [turn, { method, path }] of unsafe.entries()) {
      for (const foreign of sliceOf(foreignSites, 4, turn)) {
        const { status } = await apiClient(atrium.url, { cookie, ...foreign }).call(method, path, method === 'GET' ? undefined : {})
        expect(`${method} ${path} ${JSON.stringify(foreign)}: ${status}`).toBe(`${method} ${path} ${JSON.stringify(foreign)}: 403`)
      }
    }
    const own = await apiClient(atrium.url, { cookie, origin: 'https://atrium.example.org', 'sec-fetch-site': 'same-origin' }).patch('/api/v1/user/me', {})
    expect(own.status).toBe(200)
  })

  it('as forms are not understood: routes of JSON take JSON only', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
      const answer = await fetch(`${atrium.url}/api/v1/login`, { method: 'POST', headers: { 'content-type': type }, body: '{"email":"a","password":"b"}' })
      expect([type, answer.status]).toEqual([type, 415])
    }
  })
})

describe('limits', () => {
  it('on trying tokens answer 429 and say when to come again, by the address that the proxy names', async () => {
    const ask = (token: string, address: string) =>
      fetch(`${atrium.url}/api/v1/user`, { headers: { authorization: `ApiKey ${token}`, 'x-forwarded-for': address } })
    const answers = await Promise.all(Array.from({ length: 130 }, (_, index) => ask(`guess-${index}`, '203.0.113.9')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(100)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    // Somebody else, and whoever has a token, is not held up.
    expect((await ask('guess', '203.0.113.10')).status).toBe(401)
    expect((await ask(atrium.token, '203.0.113.9')).status).toBe(200)
  })

  it('count all addresses of one IPv6 network as one: whoever has one has them all', async () => {
    const ask = (address: string) => fetch(`${atrium.url}/api/v1/user`, { headers: { authorization: 'ApiKey guess', 'x-forwarded-for': address } })
    const answers = await Promise.all(Array.from({ length: 130 }, (_, index) => ask(`2001:db8:1:2:${index.toString(16)}::1`)))
    expect(answers.some(({ status }) => status === 429)).toBe(true)
    expect((await ask('2001:db8:1:3::1')).status).toBe(401)
  })

  it('on signing in answer 429 with the time to wait', async () => {
    const attempt = () => apiClient(atrium.url, {}).post('/api/v1/login', { email: 'victim@example.org', password: 'guess number 1' })
    const statuses: number[] = []
    for (let times = 0; times < 12; times++) statuses.push((await attempt()).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    expect(Number((await attempt()).headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

/** A request whose path goes out as it is written. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers }> {
  const { hostname, port } = new URL(atrium.url)
  return new Promise((resolve, reject) => {
    const outgoing = rawRequest({ hostname, port, path, headers }, (answer) => {
      answer.resume()
      const flat = Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: new Headers(flat) }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
