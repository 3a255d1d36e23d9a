import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
const people = (): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/people`
const door = (rest: string): string => `/api/projects/${house.projectUuid}/endpoints/${rest}`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'people.yml': 'models:\n  - name: people\n    columns: [{name: id}, {name: region}]\n' },
    statements: ["CREATE TABLE people AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region FROM range(20)"],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const made = await house.as.developer.call('POST', door(''), {
    name: 'people',
    query: { kind: 'HogQLQuery', query: 'SELECT id, region FROM people ORDER BY 1' },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
})
afterAll(() => house.stop())

const call = (who: Person, method: string, rest: string, body?: unknown): Promise<ApiAnswer> => house.as[who].call(method, `${people()}/draft${rest}`, body)
const results = ({ body }: ApiAnswer): Record<string, unknown> => (body as { results: Record<string, unknown> }).results
const run = (body: object = {}): Promise<ApiAnswer> => house.as.viewer.call('POST', door('people/run'), body)
const sql = (text: string, variables: object[] = []): object => ({ kind: 'sql', sql: text, variables })
/** Saves the draft over whatever there is. */
async function saved(text: string, variables: object[] = []): Promise<string> {
  const known = ((await call('developer', 'GET', '')).body as { results: { version: string } | null }).results
  const answer = await call('developer', 'PUT', '', { query: sql(text, variables), version: known?.version ?? null })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return String(results(answer)['version'])
}

describe('a draft of an endpoint', () => {
  it('is seen by those who may change it, and by nobody else; callers get the newest version', async () => {
    const version = await saved('SELECT id FROM people ORDER BY 1')
    expect(results(await call('admin', 'GET', ''))).toMatchObject({ version, query: { kind: 'sql', text: 'SELECT id FROM people ORDER BY 1' } })
    expect((await call('viewer', 'GET', '')).status).toBe(403)
    expect((await run()).body).toMatchObject({ endpoint_version: 1, columns: ['id', 'region'] })
    // Somebody else saved since, and nothing is overwritten.
    expect(await call('admin', 'PUT', '', { query: sql('SELECT 1'), version: null })).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('changed this draft in the meantime') } },
    })
    expect((await call('developer', 'PUT', '', { query: sql('SELEC 1'), version })).status).toBe(400)
  })

  it('says before it is published what programs would notice, and what it answers', async () => {
    await saved('SELECT id, region AS area FROM people WHERE region = {variables.region} ORDER BY 1', [{ name: 'region', type: 'string' }])
    const compared = results(await call('developer', 'POST', '/compare', { variables: { region: 'north' } }))
    expect(compared).toMatchObject({
      comparedVersion: 1,
      rowsBefore: 20,
      answer: { columns: ['id', 'area'], rowCount: 10 },
      changes: [
        { kind: 'column_renamed', isBreaking: true, words: 'The column region is called area.' },
        { kind: 'variable_required', isBreaking: true, variable: 'region' },
        { kind: 'fewer_rows', isBreaking: false, before: 20, after: 10 },
      ],
    })
    // Without a value for what is needed it is not asked, and that is said.
    const blind = results(await call('developer', 'POST', '/compare', {}))
    expect(blind).toMatchObject({ answer: null, notAsked: expect.stringContaining("'region' not provided") })
    expect((await call('viewer', 'POST', '/compare', {})).status).toBe(403)
  })

  it('breaks nothing by accident: a break has to be accepted', async () => {
    const version = await saved('SELECT id FROM people')
    const refused = await call('developer', 'POST', '/publish', { version, comparedVersion: 1 })
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { name: 'BreakingChangeError', message: expect.stringContaining('The column region goes.') } },
    })
    expect((await run()).body).toMatchObject({ endpoint_version: 1 })
    expect((await call('developer', 'POST', '/publish', { version, comparedVersion: 7 })).body).toMatchObject({
      error: { message: expect.stringContaining('was published in the meantime') },
    })
    expect(results(await call('developer', 'POST', '/publish', { version, comparedVersion: 1, acceptsBreaking: true }))).toEqual({
      version: 2,
      notMaterialized: null,
    })
    expect((await run()).body).toMatchObject({ endpoint_version: 2, columns: ['id'] })
    expect((await run({ version: 1 })).body).toMatchObject({ endpoint_version: 1, columns: ['id', 'region'] })
    expect((await call('developer', 'GET', '')).body).toMatchObject({ results: null })
    // What adds something needs no word.
    const next = await saved('SELECT id, region FROM people')
    expect(results(await call('developer', 'POST', '/publish', { version: next, comparedVersion: 2 }))).toEqual({ version: 3, notMaterialized: null })
  })

  it('can be thrown away', async () => {
    const version = await saved('SELECT 7 AS seven')
    expect((await call('developer', 'DELETE', '?version=another')).status).toBe(409)
    expect((await call('developer', 'DELETE', `?version=${version}`)).status).toBe(200)
    expect((await call('developer', 'POST', '/compare', {})).body).toMatchObject({ error: { statusCode: 404 } })
  })
})

describe('a version that will go', () => {
  const mark = (version: number, deprecation: object | null): Promise<ApiAnswer> =>
    house.as.developer.call('PATCH', `${door('people/')}?version=${version}`, { deprecation })
  const headersOf = async (version: number): Promise<(string | null)[]> => {
    const { headers } = await run({ version })
    return ['deprecation', 'sunset', 'link'].map((name) => headers.get(name))
  }

  it('tells every caller since when, until when, and what follows', async () => {
    expect(await headersOf(1)).toEqual([null, null, null])
    const marked = await mark(1, { sunset: '2999-01-31', successor: 3 })
    expect(marked.body).toMatchObject({ version: 1, deprecation: { sunset: '2999-01-31T23:59:59.000Z', successor: 3 } })
    const [since, sunset, link] = await headersOf(1)
    expect(since).toMatch(/^@\d{10}$/)
    expect(sunset).toBe('Thu, 31 Jan 2999 23:59:59 GMT')
    expect(link).toMatch(/\/endpoints\/people\/run\?version=3>; rel="successor-version"$/)
    expect(await headersOf(3)).toEqual([null, null, null])
    await mark(1, null)
    expect(await headersOf(1)).toEqual([null, null, null])
  })

  it('ends on a day to come, and is followed by one that stays', async () => {
    expect(await mark(1, { sunset: '2001-01-31' })).toMatchObject({ status: 400, body: { attr: 'deprecation' } })
    expect((await mark(1, { successor: 9 })).status).toBe(400)
    expect((await mark(1, { successor: 1 })).status).toBe(400)
    await mark(2, {})
    expect(await mark(1, { successor: 2 })).toMatchObject({ status: 400, body: { detail: expect.stringContaining('it goes as well') } })
  })

  it('is not what the next version begins as', async () => {
    await mark(3, { successor: null })
    await house.as.developer.call('PATCH', door('people/'), { query: { kind: 'HogQLQuery', query: 'SELECT 4 AS four' } })
    expect(await headersOf(4)).toEqual([null, null, null])
    expect((await headersOf(3))[0]).not.toBeNull()
  })

  it('shows who still calls it', async () => {
    const callers = async (version: number): Promise<unknown[]> =>
      (results(await house.as.developer.get(`${people()}/callers?version=${version}`)) as { callers: unknown[] }).callers
    await expect.poll(() => callers(1), { timeout: 10_000 }).toMatchObject([{ userUuid: house.userUuid.viewer, version: 1, via: 'token' }])
    expect(await callers(99)).toEqual([])
  })
})
