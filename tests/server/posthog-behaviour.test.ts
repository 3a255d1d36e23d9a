import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** What the format says in words beside its schemas, as far as no other test is about it. */

let house: WithPeople
let number: number

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': 'models:\n  - name: orders\n    columns: [{name: id, meta: {metrics: {orders: {type: count}}}}]\n' },
    statements: ['CREATE TABLE orders AS SELECT range AS id FROM range(9)'],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  number = ((await house.as.admin.get('/api/projects/@current/')).body as { id: number }).id
  await made('plain', 'SELECT 1 AS one')
})
afterAll(() => house.stop())

const at = (rest: string, prefix = 'projects'): string => `/api/${prefix}/${number}/${rest}`
const sql = (query: string): object => ({ kind: 'HogQLQuery', query })
const made = async (name: string, query: string): Promise<void> => {
  const answer = await house.as.developer.post(at('endpoints/'), { name, query: sql(query) })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const run = (body: unknown, name = 'plain'): Promise<ApiAnswer> => house.as.developer.post(at(`endpoints/${name}/run/`), body)
const ask = (body: object): Promise<ApiAnswer> => house.as.developer.post(at('query/'), body)
const status = async (id: string, rest = ''): Promise<ApiAnswer> => house.as.developer.get(at(`query/${id}/${rest}`))
const patch = (body: object, rest = ''): Promise<ApiAnswer> => house.as.developer.patch(at(`endpoints/plain/${rest}`), body)

/** What came: an answer from what is kept or anew, a query that runs behind, or nothing. */
function outcome({ status: code, body }: ApiAnswer): string {
  const { results, is_cached: isCached, query_status: behind } = body as { results?: unknown[]; is_cached?: boolean; query_status?: object | null }
  if (code === 202) return behind == null ? 'nothing to ask for' : 'behind'
  if (code !== 200) return String(code)
  return results == null ? 'nothing' : isCached === true ? 'kept' : 'anew'
}

describe('every word for freshness', () => {
  const words = ['blocking', 'cache', 'force_blocking', 'force', 'async', 'async_except_on_cache_miss', 'lazy_async', 'force_async', 'force_cache']

  it.each([
    ['blocking', 'anew', 'kept'],
    ['cache', 'anew', 'kept'],
    ['force_blocking', 'anew', 'anew'],
    ['force', 'anew', 'anew'],
    ['async', 'behind', 'kept'],
    ['async_except_on_cache_miss', 'anew', 'kept'],
    ['lazy_async', 'behind', 'kept'],
    ['force_async', 'behind', 'behind'],
    // The endpoint's owner gets what clients of the first generation were told: nothing is computed.
    ['force_cache', 'nothing', 'kept'],
  ])('%s: %s where nothing is kept, %s where it is fresh', async (refresh, missing, fresh) => {
    const name = `with_${refresh}`
    await made(name, `SELECT ${words.indexOf(refresh) + 100} AS n`)
    expect(outcome(await run({ refresh }, name))).toBe(missing)
    // What runs behind may end meanwhile: then this joins or finds it.
    expect((await run({ refresh: 'blocking' }, name)).status).toBe(200)
    expect(outcome(await run({ refresh }, name))).toBe(fresh)
  })

  it.each([
    ['blocking', 'anew', 'kept'],
    ['force_blocking', 'anew', 'anew'],
    ['async', 'behind', 'kept'],
    ['async_except_on_cache_miss', 'anew', 'kept'],
    ['lazy_async', 'behind', 'kept'],
    ['force_async', 'behind', 'behind'],
    ['force_cache', 'anew', 'kept'],
  ])('of a question of the moment, %s: %s, then %s', async (refresh, missing, fresh) => {
    const query = sql(`SELECT ${words.indexOf(refresh) + 200} AS n`)
    expect(outcome(await ask({ query, refresh }))).toBe(missing)
    expect((await ask({ query })).status).toBe(200)
    expect(outcome(await ask({ query, refresh }))).toBe(fresh)
  })

  it('is one of these, and "direct" is for what has a table', async () => {
    expect(await run({ refresh: 'sometimes' })).toMatchObject({ status: 400, body: { type: 'validation_error', attr: 'refresh' } })
    expect(await run({ refresh: 'direct' })).toMatchObject({ status: 400, body: { type: 'validation_error', attr: 'refresh' } })
  })

  it('comes with the moments that say how old an answer is', async () => {
    await run({ refresh: 'force' })
    const body = (await run({})).body as Record<string, string>
    const [computed, stale, next] = ['last_refresh', 'cache_target_age', 'next_allowed_client_refresh'].map((key) => Date.parse(body[key] ?? ''))
    expect([(stale ?? 0) - (computed ?? 0), (next ?? 0) - (computed ?? 0)]).toEqual([6 * 3_600_000, 60_000])
  })
})

describe('a query that runs behind', () => {
  it('is told of while it runs, is stopped, and then is complete with an error', async () => {
    const slow = sql('SELECT sum(a.range * b.range * c.range) FROM range(30000) a, range(30000) b, range(3000) c')
    expect(await ask({ query: slow, refresh: 'async', client_query_id: 'slow' })).toMatchObject({
      status: 202,
      body: { query_status: { id: 'slow', team_id: number, query_async: true, complete: false, error: false, results: null } },
    })
    expect(await status('slow', '?show_progress=true')).toMatchObject({
      status: 202,
      body: { query_status: { query_progress: { time_elapsed: expect.any(Number) as number } } },
    })
    expect((await status('slow')).body).not.toHaveProperty('query_status.query_progress')
    expect(await house.as.developer.delete(at('query/slow/'))).toMatchObject({ status: 200, body: { message: 'Query cancelled' } })
    await expect
      .poll(() => status('slow'))
      .toMatchObject({
        status: 400,
        body: { query_status: { complete: true, error: true, error_message: 'The query was cancelled.', results: null } },
      })
  })

  it('that failed says why, and one that nobody knows is not there', async () => {
    await ask({ query: sql('SELECT nothing_like_it FROM orders'), refresh: 'force_async', client_query_id: 'fails' })
    await expect
      .poll(() => status('fails'))
      .toMatchObject({
        status: 400,
        body: {
          query_status: {
            complete: true,
            error: true,
            error_message: expect.stringContaining('nothing_like_it') as string,
            end_time: expect.any(String) as string,
          },
        },
      })
    expect(await status('nobody')).toMatchObject({ status: 404, body: { type: 'invalid_request', code: 'not_found' } })
    expect(await house.as.developer.delete(at('query/nobody/?dequeue_only=true'))).toMatchObject({
      status: 200,
      body: { message: expect.any(String) as string },
    })
  })

  it('gets an id where the caller has none', async () => {
    const { body, headers } = await ask({ query: sql('SELECT 5 AS five'), async: true })
    const { id } = (body as { query_status: { id: string } }).query_status
    expect(headers.get('location')).toBe(at(`query/${id}/`))
    await expect.poll(() => status(id)).toMatchObject({ status: 200, body: { query_status: { results: { results: [[5]], columns: ['five'] } } } })
  })
})

describe('a key', () => {
  let last = 0
  /** A key of somebody who may do everything, with these scopes only. */
  const keyWith = async (scopes: string[]): Promise<ApiClient> => {
    const secret = `atr_pat_test_of_scopes_${(last += 1)}_0123456789`
    await insertToken(house.db, house.url, { userId: house.userUuid.admin, secret, scopes })
    return apiClient(house.url, { authorization: `Bearer ${secret}` })
  }
  const missing = (scope: string): object => ({
    status: 403,
    // Clients read the scope out of this sentence.
    body: { type: 'authentication_error', code: 'permission_denied', attr: null, detail: expect.stringContaining(`required scope '${scope}'`) as string },
  })

  it.each(['projects', 'environments'])('does under /api/%s what its scopes say, and the refusal names the one it lacks', async (prefix) => {
    const [reads, asks, other] = [await keyWith(['endpoint:read']), await keyWith(['query:read']), await keyWith(['insight_variable:write'])]
    const of = (rest: string): string => at(rest, prefix)
    const readable = ['endpoints/', 'endpoints/plain/', 'endpoints/plain/versions/', 'endpoints/plain/versions/1/', 'endpoints/plain/openapi.json/']
    const more = ['endpoints/plain/materialization_status/', 'endpoints/plain/logs/', 'endpoints/plain/run/', 'endpoints/materialization_conditions/']
    for (const rest of [...readable, ...more]) {
      expect((await reads.get(of(rest))).status, rest).toBe(200)
      expect(await asks.get(of(rest)), rest).toMatchObject(missing('endpoint:read'))
    }
    expect((await reads.post(of('endpoints/last_execution_times/'), { names: ['plain'] })).status).toBe(200)
    expect((await reads.post(of('endpoints/plain/materialization_preview/'), {})).status).toBe(200)
    expect(await reads.post(of('endpoints/'), { name: 'x', query: sql('SELECT 1') })).toMatchObject(missing('endpoint:write'))
    for (const method of ['PUT', 'PATCH'])
      expect(await reads.call(method, of('endpoints/plain/'), { description: 'x' })).toMatchObject(missing('endpoint:write'))
    expect(await reads.delete(of('endpoints/plain/'))).toMatchObject(missing('endpoint:write'))
    expect(await reads.post(of('query/'), { query: sql('SELECT 1') })).toMatchObject(missing('query:read'))
    // SQL that somebody writes has a scope of its own here: it reaches tables that no model shows.
    expect(await asks.post(of('query/'), { query: sql('SELECT 1') })).toMatchObject(missing('sql:read'))
    expect((await (await keyWith(['query:read', 'sql:read'])).post(of('query/'), { query: sql('SELECT 1') })).status).toBe(200)
    const variable = { name: `Made under ${prefix}`, type: 'String' }
    expect(await reads.post(of('insight_variables/'), variable)).toMatchObject(missing('insight_variable:write'))
    expect((await other.post(of('insight_variables/'), variable)).status).toBe(201)
  })

  it('that is over, unknown or not sent is refused with the same kind of words', async () => {
    const id = crypto.randomUUID()
    const over = await insertToken(house.db, house.url, { userId: house.userUuid.admin, secret: 'atr_pat_test_that_is_over_0123456789', id })
    await house.db
      .updateTable('personal_access_tokens')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute()
    const unknown = apiClient(house.url, { authorization: 'Bearer phx_nobody' })
    for (const [client, challenge] of [
      [over, 'Bearer realm="Atrium", error="invalid_token"'],
      [unknown, 'Bearer realm="Atrium", error="invalid_token"'],
      [apiClient(house.url, {}), 'Bearer realm="Atrium"'],
    ] as const) {
      const answer = await client.get(at('endpoints/plain/run/'))
      expect(answer).toMatchObject({ status: 401, body: { type: 'authentication_error', code: 'not_authenticated', attr: null } })
      expect(answer.headers.get('www-authenticate')).toBe(challenge)
    }
  })

  it('of elsewhere finds neither the project nor what is in it', async () => {
    for (const project of [number, house.projectUuid, 999_999]) {
      for (const rest of ['', 'endpoints/plain/', 'endpoints/plain/run/', 'query/any/']) {
        const answer = await house.as.foreigner.get(`/api/projects/${project}/${rest}`)
        expect(answer, `${project} ${rest}`).toMatchObject({ status: 404, body: { type: 'invalid_request', code: 'not_found' } })
      }
    }
  })
})

describe('what is sent', () => {
  it('is told apart by the part that is wrong, in the words that clients look for', async () => {
    expect((await run({ limit: 'x' })).body).toEqual({ error: 'Invalid limit parameter: x' })
    expect((await run({ limit: 1, offset: -1 })).body).toEqual({ error: 'Invalid offset parameter: -1' })
    expect((await run({ version: 'abc' })).body).toEqual({ error: 'Invalid version parameter: abc' })
    expect((await run({ variables: { a: 1, b: 2 } })).body).toMatchObject({
      attr: 'variables',
      detail: expect.stringContaining('Unknown variable(s): a, b') as string,
    })
    expect(await patch({ data_freshness_seconds: 77 })).toMatchObject({
      status: 400,
      body: { attr: 'data_freshness_seconds', detail: 'Data freshness must be one of: [900, 1800, 3600, 21600, 43200, 86400, 604800]' },
    })
    expect(await patch({ description: 'x' }, '?version=9')).toMatchObject({
      status: 400,
      body: { attr: 'version', detail: 'Version 9 not found for this endpoint.' },
    })
    expect(await patch({ name: 'other' })).toMatchObject({ status: 400, body: { attr: 'name' } })
    expect(await patch({ sync_frequency: '1hour' })).toMatchObject({ status: 400, body: { attr: 'sync_frequency' } })
    expect(await patch({ is_materialized: false, sync_frequency: '1hour' })).toMatchObject({
      status: 400,
      body: { detail: 'Cannot set sync_frequency when disabling materialization.' },
    })
    expect(await house.as.developer.post(at('endpoints/last_execution_times/'), { names: ['1 bad'] })).toMatchObject({ status: 400, body: { attr: 'names' } })
    expect(await house.as.developer.post(at('endpoints/last_execution_times/'), { names: [] })).toMatchObject({
      status: 200,
      body: { query_status: { id: '', team_id: number, complete: true, results: null } },
    })
  })

  it('may be nothing at all, and a question may bring more than it needs', async () => {
    expect((await run(undefined)).status).toBe(200)
    expect((await house.as.developer.put(at('endpoints/plain'), { description: 'Put' })).body).toMatchObject({ description: 'Put', current_version: 1 })
    expect(await ask({ query: sql('SELECT 1 AS one'), variables: {}, name: 'plain', something: 'else' })).toMatchObject({ status: 200 })
    expect(await ask({ query: sql('SELECT {variables.nobody} AS one') })).toMatchObject({
      status: 400,
      body: { attr: 'query', detail: 'Variable nobody is missing from query' },
    })
  })

  it('may name the question that an endpoint was made of', async () => {
    const derived = await house.as.developer.post(at('endpoints/'), { name: 'derived', query: sql('SELECT 1 AS one'), derived_from_insight: 'aBc123' })
    expect(derived).toMatchObject({ status: 201, body: { derived_from_insight: 'aBc123' } })
  })

  it('makes variables of any spelling, under the name that is sent', async () => {
    const make = async (name: string, type: string, more: object = {}): Promise<unknown> =>
      (await house.as.developer.post(at('insight_variables/'), { name, type, ...more })).body
    expect(await make('Most rows', 'integer', { code_name: 'most_rows' })).toMatchObject({ type: 'Number', code_name: 'most_rows' })
    expect(await make('Wanted', 'array')).toMatchObject({ type: 'List', code_name: 'wanted' })
    expect(await make('Only paid', 'boolean')).toMatchObject({ type: 'Boolean', code_name: 'only_paid' })
    expect(await make('A word', 'STRING')).toMatchObject({ type: 'String' })
  })
})

describe('what comes', () => {
  it('has no null where programs cannot read it, both keys of both generations, and the address that was called', async () => {
    for (const prefix of ['projects', 'environments']) {
      await made(`bare_${prefix}`, 'SELECT 1 AS one')
      expect((await house.as.developer.get(at(`endpoints/bare_${prefix}/`, prefix))).body).toMatchObject({
        description: '',
        parameters: {},
        is_active: true,
        current_version: 1,
        cache_age_seconds: null,
        data_freshness_seconds: 86_400,
        endpoint_path: at(`endpoints/bare_${prefix}/run`, prefix),
        query: { kind: 'HogQLQuery', explain: null, filters: null, modifiers: null, name: null, response: null, tags: null, values: null, version: null },
      })
    }
    const { body } = await run({})
    expect(Object.keys(body as object)[0]).toBe('results')
    expect(body).toMatchObject({
      name: 'plain',
      endpoint_version: 1,
      endpoint_version_created_at: expect.any(String) as string,
      _version: 1,
      _version_created_at: expect.any(String) as string,
      execution_id: expect.any(String) as string,
    })
    // Said only where a table answered.
    for (const key of ['hogql', 'endpoint_materialized', '_materialized']) expect(body).not.toHaveProperty(key)
    expect((await run({ debug: true })).body).toHaveProperty('hogql')
  })

  it('from the log is what is asked for: one call, a level, a word, a time', async () => {
    await made('logged', "SELECT CAST('x' AS INTEGER) AS n")
    await run({}, 'logged')
    await run({ variables: { x: 1 } }, 'logged')
    await house.as.developer.patch(at('endpoints/logged/'), { query: sql('SELECT 3 AS n') })
    const { execution_id: id } = (await run({}, 'logged')).body as { execution_id: string }
    type Line = { instance_id: string; level: string; message: string; timestamp: string }
    const lines = async (rest = ''): Promise<Line[]> =>
      ((await house.as.developer.get(at(`endpoints/logged/logs/${rest}`))).body as { results: Line[] }).results
    await expect.poll(async () => (await lines()).length, { timeout: 10_000 }).toBe(3)
    const [last, refused, failed] = await lines()
    expect(last).toMatchObject({ instance_id: id, level: 'INFO', message: expect.stringMatching(/^Endpoint executed · path=inline .*version=2/) as string })
    expect(await lines(`?instance_id=${id}`)).toEqual([last])
    expect(await lines('?level=info')).toEqual([last])
    expect(await lines('?level=ERROR')).toEqual([refused, failed])
    expect(await lines('?level=ERROR,INFO')).toEqual([last, refused, failed])
    expect(await lines('?search=unknown%20variable')).toEqual([refused])
    expect(await lines('?limit=1')).toEqual([last])
    const between = encodeURIComponent(last?.timestamp ?? '')
    expect(await lines(`?before=${between}`)).toEqual([refused, failed])
    expect(await lines('?after=2999-01-01T00:00:00Z')).toEqual([])
    expect((await house.as.developer.get(at('endpoints/logged/logs/?limit=501'))).status).toBe(400)
  })

  it('from lists is a page that names its neighbours, and only what is asked for', async () => {
    const { results: all } = (await house.as.developer.get(at('endpoints/'))).body as { results: { name: string; created_by: { id: number } }[] }
    const page = (await house.as.developer.get(at('endpoints/?limit=2&offset=1'))).body as Record<'next' | 'previous', string> & {
      count: number
      results: object[]
    }
    expect([page.count, page.results]).toEqual([all.length, all.slice(1, 3)])
    expect([new URL(page.next).search, new URL(page.previous).search]).toEqual(['?limit=2&offset=3', '?limit=2&offset=0'])
    const author = all[0]?.created_by.id ?? 0
    expect((await house.as.developer.get(at(`endpoints/?created_by=${author}&is_active=true`))).body).toMatchObject({ count: all.length })
    expect((await house.as.developer.get(at(`endpoints/?created_by=${author + 1000}`))).body).toMatchObject({
      count: 0,
      next: null,
      previous: null,
      results: [],
    })
  })
})
