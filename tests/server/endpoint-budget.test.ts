import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer, ApiClient } from '../harness/api-client.ts'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** What a key may ask of the warehouse, also by tests, drafts and renewals, and what changes while tests are run. */

let house: WithPeople

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns:\n      - {name: id, meta: {metrics: {orders: {type: count}}}}\n' },
    statements: ['CREATE TABLE orders AS SELECT range AS id FROM range(9)'],
    env: { ATRIUM_ENDPOINT_CALLS_PER_MINUTE: '0', ATRIUM_ENDPOINT_CALLS_PER_HOUR: '5', ATRIUM_ENDPOINT_CALLS_AT_ONCE: '1' },
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
})
afterAll(() => house.stop())

const fast = 'SELECT 1 AS n'
/** Takes about a second. */
const slow = 'SELECT count(*) AS n FROM range(15000) a, range(15000) b WHERE (a.range * b.range) % 7 = 3'
const tests = ['a', 'b', 'c'].map((name) => ({ name, expect: [{ kind: 'row_count', atLeast: 1 }] }))

const door = (rest: string): string => `/api/projects/${house.projectUuid}/endpoints/${rest}`
const at = (name: string, rest: string): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/${name}${rest}`
let keys = 0
const key = (scopes?: string[]): Promise<ApiClient> => {
  keys += 1
  const secret = `atr_pat_budget_${keys}_0123456789abcdef`
  return insertToken(house.db, house.url, { userId: house.userUuid.developer, secret, ...(scopes === undefined ? {} : { scopes }) })
}
type Tests = { revision: number; results: { name: string }[] }
const known = (name: string): Promise<Tests> => house.signedIn.developer.results('GET', at(name, '/tests'))
const save = async (name: string, wanted: object[]): Promise<void> => {
  await house.signedIn.developer.results('PUT', at(name, '/tests'), { tests: wanted, revision: (await known(name)).revision })
}
/** With tests, and a draft whose version is the answer. */
async function made(name: string, { query = fast, draft = 'SELECT 2 AS n' }: { query?: string; draft?: string } = {}): Promise<string> {
  const answer = await house.as.developer.call('POST', door(''), { name, query: { kind: 'HogQLQuery', query } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  await save(name, tests)
  const saved = await house.signedIn.developer.results<{ version: string }>('PUT', at(name, '/draft'), {
    query: { kind: 'sql', sql: draft, variables: [] },
    version: null,
  })
  return saved.version
}
const publish = (who: ApiClient, name: string, version: string): Promise<ApiAnswer> =>
  who.call('POST', at(name, '/draft/publish'), { version, comparedVersion: 1, acceptsBreaking: true })

describe('the calls of a key', () => {
  it('are counted by each question of tests and of comparisons; sessions are not', async () => {
    const version = await made('counted')
    const run = (who: ApiClient): Promise<ApiAnswer> => who.call('POST', at('counted', '/tests/run'), {})
    const [tester, comparer, publisher] = await Promise.all([key(), key(), key()])
    expect(await run(tester)).toMatchObject({ status: 200, body: { results: { passed: 3 } } })
    expect((await run(tester)).status).toBe(429)
    const compare = async (): Promise<number> => (await comparer.call('POST', at('counted', '/draft/compare'), {})).status
    expect([await compare(), await compare(), await compare()]).toEqual([200, 200, 429])
    expect((await run(publisher)).status).toBe(200)
    expect((await publish(publisher, 'counted', version)).status).toBe(429)
    for (let time = 0; time < 3; time++) expect((await run(house.signedIn.developer)).status).toBe(200)
    expect((await publish(house.signedIn.developer, 'counted', version)).status).toBe(200)
  })

  it('have not ended while something is read behind their answer', async () => {
    await made('renewed', { query: slow })
    for (const ask of [
      (who: ApiClient) => who.call('POST', door('renewed/run'), { refresh: 'force_async' }),
      (who: ApiClient) => who.call('POST', `/api/projects/${house.projectUuid}/query/`, { query: { kind: 'HogQLQuery', query: slow }, refresh: 'force_async' }),
    ]) {
      const caller = await key()
      expect((await ask(caller)).status).toBe(202)
      expect((await ask(caller)).status).toBe(429)
      await expect.poll(async () => (await ask(caller)).status, { timeout: 60_000, interval: 200 }).toBe(202)
    }
  })
})

describe('a token that only reads', () => {
  it('runs tests of what callers get, and neither of the draft nor for others', async () => {
    await made('read')
    const reader = await key(['endpoint:read'])
    expect((await reader.call('POST', at('read', '/tests/run'), { draft: true })).status).toBe(403)
    expect((await reader.call('POST', at('read', '/tests/run'), { test: tests[0], draft: true })).status).toBe(403)
    expect(await reader.call('POST', at('read', '/tests/run'), {})).toMatchObject({ status: 200, body: { results: { passed: 3 } } })
    expect((await known('read')).results).toEqual([])
    await (await key(['endpoint:write'])).results('POST', at('read', '/tests/run'), {})
    expect((await known('read')).results).toHaveLength(3)
  })
})

describe('tests that change while they are run', () => {
  const [a, b, c] = tests
  const others = [a, { ...b, expect: [{ kind: 'row_count', atLeast: 9 }] }]

  it('have no result of what they said before', async () => {
    await made('changed', { query: slow })
    const running = house.signedIn.developer.results<{ passed: number }>('POST', at('changed', '/tests/run'), {})
    await save('changed', others as object[])
    expect(await running).toMatchObject({ passed: 3 })
    expect((await known('changed')).results.map(({ name }) => name)).toEqual(['a'])
  })

  it('let no draft through that was not tested with them', async () => {
    const version = await made('published', { draft: slow })
    const publishing = publish(house.signedIn.developer, 'published', version)
    await save('published', [a, b, c, { name: 'Never', expect: [{ kind: 'row_count', atMost: 0 }] }] as object[])
    expect(await publishing).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('changed the tests') } } })
    expect((await known('published')).results).toEqual([])
  })
})
