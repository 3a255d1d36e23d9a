import { readdir } from 'node:fs/promises'
import { request as rawRequest } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiAnswer } from '../../harness/api-client.ts'
import { root } from '../../harness/start-atrium.ts'
import { allCases, firstFacts, matrixShop } from '../matrix/all-cases.ts'
import type { AppFacts } from '../matrix/app-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { callersOf, changesOf, describedOperations, faultOf, type Described, type Caller } from './door.ts'

/** What browsers and scanners send. Headers, origins and limits of requests are in `headers.test.ts`. */

let house: WithPeople
let operations: Described[]
let caller: Caller

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  operations = await describedOperations(house)
  caller = await callersOf(house)
})
afterAll(() => house.stop())

type Raw = { status: number; headers: Record<string, unknown>; text: string }

/** A request whose path and headers go out as they are written. */
function raw(at: string, options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<Raw> {
  const { hostname, port } = new URL(house.url)
  return new Promise((resolve, reject) => {
    const outgoing = rawRequest({ hostname, port, path: at, method: options.method ?? 'GET', headers: options.headers ?? {} }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString('latin1') }))
    })
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}

it.each([
  '/.env',
  '/.git/HEAD',
  '/.well-known/../.env',
  '/%2e%2e/package.json',
  '/%2e%2e%2fpackage.json',
  '/..%5cpackage.json',
  '/..%255c..%255cpackage.json',
  '/%252e%252e%252fpackage.json',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/cli.js',
  '/assets/....//....//cli.js',
  '/cli.js',
  '/assets/%00',
  '/assets/index.html%00.js',
  '//package.json',
  '/package.json',
  '/package-lock.json',
  '/node_modules/fastify/package.json',
  '/src/main.tsx',
  '/index.html.map',
  '/api/../.env',
  '/api/v1/../../.env',
  '/etc/passwd%00.png',
  '/..;/manager/html.jsp',
])('%s is not there', async (at) => {
  const { status, text } = await raw(at)
  expect([400, 404]).toContain(status)
  expect(text).not.toMatch(/"dependencies"|root:x:|"workspaces"|#!\/usr\/bin/)
})

it('no page comes with its source', async () => {
  const assets = await readdir(path.join(root, 'dist', 'web', 'assets'))
  const scripts = assets.filter((name) => /\.(js|css)$/.test(name))
  expect(scripts.length).toBeGreaterThan(5)
  const found: string[] = assets.filter((name) => name.endsWith('.map'))
  for (const name of scripts) {
    const [asset, map] = await Promise.all([raw(`/assets/${name}`), raw(`/assets/${name}.map`)])
    expect([name, asset.status, map.status]).toEqual([name, 200, 404])
    if (/sourceMappingURL=(?!data:application\/json;base64,"?\s*\+)/.test(asset.text.slice(-300))) found.push(name)
  }
  expect(found).toEqual([])
})

it('routes of JSON take nothing else, and nothing is done', async () => {
  const taken: string[] = []
  const answers: ApiAnswer[] = []
  const facts = Object.fromEntries(Object.entries(firstFacts(house)).map(([name, id]) => [name, id === '' ? newId() : id])) as AppFacts
  for (const one of allCases) {
    const operation = operations.find(({ operationId }) => operationId === one.operationId)
    if (operation === undefined || one.takes === 'bytes' || one.body === undefined) continue
    const client = caller(one, 'admin')
    const [at, body] = [await one.path(facts), JSON.stringify(await one.body(facts))]
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
      const answer = await client.call(operation.method, at, body, { 'content-type': type })
      answers.push(answer)
      const fault = faultOf(answer)
      // Of what is asked too often nothing else is said.
      const refusal = one.as === 'scim' ? 400 : 415
      if (fault !== null || ![refusal, 429].includes(answer.status)) taken.push(`${one.operationId} as ${type}: ${answer.status} ${fault ?? ''}`)
    }
  }
  expect(taken).toEqual([])
  expect(await changesOf(house, answers)).toEqual([])
  expect(answers.length).toBeGreaterThan(150)
})

it('other methods at every address are refused in words', async () => {
  const wrong: string[] = []
  for (const at of new Set(operations.map(({ path: known }) => known.replaceAll(/\{\w+\}/g, 'x')))) {
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const { status, headers } = await raw(at, { method, headers: { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' } })
      const opens = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
      if (status < 400 || status >= 500 || opens.length > 0) wrong.push(`${method} ${at}: ${status} ${opens.join()}`)
    }
  }
  expect(wrong).toEqual([])
})

it('a name of a method, a host or an address in a header changes nothing', async () => {
  const { userUuid, url } = house
  const cookie = { authorization: 'ApiKey atr_pat_test_of_admin_0123456789' }
  for (const headers of [
    { 'x-http-method-override': 'DELETE' },
    { 'x-method-override': 'DELETE' },
    { 'x-original-url': '/api/v1/user' },
    { 'x-rewrite-url': '/api/v1/user' },
  ] as Record<string, string>[]) {
    const answer = await apiClient(url, { ...cookie, ...headers }).get(`/api/v1/org/users/${userUuid.viewer}`)
    expect([answer.status, (answer.body as { results: { userUuid: string } }).results.userUuid]).toEqual([200, userUuid.viewer])
  }
  // Without a proxy that is trusted nobody chooses the address they are counted by, nor where links lead.
  const health = await raw('/api/v1/health', { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } })
  expect([health.status, health.text.includes('evil.example')]).toEqual([200, false])
})

it('bodies that are packed, endless or lie about their length are refused in words', async () => {
  const json = { 'content-type': 'application/json', authorization: 'ApiKey atr_pat_test_of_admin_0123456789' }
  const at = '/api/v1/org/groups'
  const answers = [
    await raw(at, { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: Buffer.from('1f8b08000000000000ff', 'hex') }),
    await raw(at, { method: 'POST', headers: { ...json, 'content-encoding': 'br' }, body: '{"name":"x"}' }),
    await raw(at, { method: 'POST', headers: { ...json, 'content-type': 'application/json; charset=utf-7' }, body: '+AHsAIgBuAGEAbQBl-' }),
    await raw(at, { method: 'POST', headers: json, body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }),
    await raw('/api/v1/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: `{"email":"${'x'.repeat(12_000_000)}"}`,
    }),
    await raw(`${at}?${'x'.repeat(200_000)}`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([415, 415, 400, 422, 413, 431])
  expect(await house.db.selectFrom('groups').select('name').execute()).toEqual([])
})
