import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { insertToken } from './insert-people.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let number: number

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region <> \${ld.attributes.hidden_region}"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
`,
      'stock.yml': `models:
  - name: stock
    columns:
      - {name: region, meta: {metrics: {items: {type: count}}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south', 'it''s'][range % 3 + 1] AS region FROM range(9)",
      'CREATE TABLE stock AS SELECT region FROM orders',
    ],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  number = ((await house.as.admin.get('/api/projects/@current/')).body as { id: number }).id
  await post('admin', 'insight_variables/', { name: 'Region', code_name: 'region', type: 'String', default_value: 'north' })
  await post('admin', 'insight_variables/', { name: 'Least', code_name: 'least', type: 'Number' })
})
afterAll(() => house.stop())

const at = (rest: string): string => `/api/projects/${number}/${rest}`
const post = (who: Person, rest: string, body: unknown = {}): Promise<ApiAnswer> => house.as[who].call('POST', at(rest), body)
const patch = (rest: string, body: unknown): Promise<ApiAnswer> => house.as.developer.call('PATCH', at(rest), body)
const get = (who: Person, rest: string): Promise<ApiAnswer> => house.as[who].get(at(rest))
const sql = (query: string, more: object = {}): object => ({ kind: 'HogQLQuery', query, ...more })
const byRegion = sql('SELECT region, count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY 1')
const made = async (name: string, query: object, more: object = {}): Promise<void> => {
  const answer = await post('developer', 'endpoints/', { name, query, ...more })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const rowsOf = ({ body }: ApiAnswer): unknown => (body as { results: unknown }).results
const detailOf = ({ body }: ApiAnswer): string => (body as { detail: string }).detail

describe('an endpoint', () => {
  it('is run under both prefixes, with and without a slash, with values from body and address', async () => {
    await made('by_region', byRegion)
    expect(rowsOf(await post('viewer', 'endpoints/by_region/run'))).toEqual([['north', 3]])
    expect(rowsOf(await post('viewer', 'endpoints/by_region/run/', { variables: { region: 'south' } }))).toEqual([['south', 3]])
    expect(rowsOf(await post('viewer', 'endpoints/by_region/run', { variables_values: { region: 'south' } }))).toEqual([['south', 3]])
    expect(rowsOf(await house.as.viewer.get(`/api/environments/${house.projectUuid}/endpoints/by_region/run/?region=it%27s`))).toEqual([["it's", 3]])
  })

  it('takes values as values: nothing of them is SQL', async () => {
    for (const region of ["' OR 1=1 --", "north'; DROP TABLE orders; --", '{variables.region}', '$$', "\\'", '/*']) {
      expect(rowsOf(await post('viewer', 'endpoints/by_region/run', { variables: { region } }))).toEqual([])
    }
    expect(rowsOf(await post('viewer', 'endpoints/by_region/run'))).toEqual([['north', 3]])
  })

  it('refuses what it does not know, and says what is wrong where', async () => {
    expect(await post('viewer', 'endpoints/by_region/run', { variables: { regoin: 'x' } })).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr: 'variables', detail: expect.stringContaining('Unknown variable(s): regoin') },
    })
    expect(await post('viewer', 'endpoints/by_region/run', { varibles: {} })).toMatchObject({ status: 400, body: { attr: 'varibles' } })
    expect(await post('viewer', 'endpoints/by_region/run', { version: 7 })).toMatchObject({
      status: 404,
      body: { error: "Version 7 not found for endpoint 'by_region'", current_version: 1 },
    })
    expect(await get('viewer', 'endpoints/by_region/run?version=abc')).toMatchObject({ status: 400, body: { error: 'Invalid version parameter: abc' } })
    expect(await get('viewer', 'endpoints/by_region/run?limit=0')).toMatchObject({ status: 400, body: { error: expect.stringContaining('Invalid limit') } })
    expect(await get('viewer', 'endpoints/by_region/run?offset=1')).toMatchObject({ status: 400, body: { error: 'offset requires limit to be set' } })
  })

  it('takes no other question than its own, and answers as the first clients of the format expect it where they say so', async () => {
    const run = (body: object, rest = ''): Promise<ApiAnswer> => post('viewer', `endpoints/by_region/run${rest}`, body)
    expect(await run({ query_override: { query: 'SELECT 1' } })).toMatchObject({ status: 400, body: { attr: 'query_override' } })
    expect(await run({ query_override: { query: 'SELECT 1' } }, '?compat=seed')).toMatchObject({
      status: 400,
      body: { attr: 'query_override', detail: expect.stringContaining('not supported for HogQL') },
    })
    expect(await run({ filters_override: { date_from: '-7d' } })).toMatchObject({ status: 400, body: { attr: 'filters_override' } })
    expect(rowsOf(await run({ variables_values: { regoin: 'x', region: 'south' } }, '?compat=seed'))).toEqual([['south', 3]])
    const [version] = (await get('viewer', 'endpoints/by_region/versions/?compat=seed')).body as { id: string; version_id: string }[]
    expect(version?.id).toBe(version?.version_id)
  })

  it('knows a variable by its id, whatever the query calls it', async () => {
    const { results } = (await get('developer', 'insight_variables/')).body as { results: { id: string; code_name: string }[] }
    const id = results.find(({ code_name: name }) => name === 'least')?.id ?? ''
    const query = sql('SELECT typeof({variables.other}) AS kind', { variables: { [id]: { variableId: id, code_name: 'other', value: '5' } } })
    expect(rowsOf(await post('developer', 'query/', { query }))).toEqual([['INTEGER']])
  })

  it('is made of a query that can be run, under a name that is free', async () => {
    const refused = async (body: object): Promise<[number, string | null, string]> => {
      const answer = await post('developer', 'endpoints/', body)
      return [answer.status, (answer.body as { attr: string | null }).attr, detailOf(answer)]
    }
    expect(await refused({ query: byRegion })).toEqual([400, 'name', 'This field is required.'])
    expect(await refused({ name: 'nothing' })).toEqual([400, 'query', 'This field is required.'])
    expect((await refused({ name: '1st', query: byRegion })).slice(0, 2)).toEqual([400, 'name'])
    expect((await refused({ name: 'by_region', query: byRegion })).slice(0, 2)).toEqual([400, 'name'])
    expect((await refused({ name: 'bad', query: sql('SELEC 1') })).slice(0, 2)).toEqual([400, 'query'])
    expect((await refused({ name: 'bad', query: sql('DROP TABLE orders') })).slice(0, 2)).toEqual([400, 'query'])
    expect(await refused({ name: 'bad', query: sql('SELECT {variables.nobody}') })).toEqual([
      400,
      'query',
      'Query references undefined variable(s): nobody. Define each in "variables".',
    ])
    expect((await refused({ name: 'bad', query: sql("SELECT '{variables.region}'") }))[2]).toContain('in quotes or in a comment')
    expect((await refused({ name: 'bad', query: byRegion, cache_age_seconds: 10 })).slice(1)).toEqual([
      'cache_age_seconds',
      'Cache age must be between 300 and 86400 seconds.',
    ])
    expect((await get('developer', 'endpoints/bad/')).status).toBe(404)
  })

  it('gets a new version by another query and keeps the old ones', async () => {
    await made('versions', sql('SELECT 1 AS one'))
    expect((await patch('endpoints/versions/', { query: sql('SELECT 1 AS one') })).body).toMatchObject({ current_version: 1 })
    expect((await patch('endpoints/versions/', { description: 'Ones' })).body).toMatchObject({ current_version: 1, description: 'Ones' })
    expect((await patch('endpoints/versions/', { query: sql('SELECT 2 AS two') })).body).toMatchObject({
      current_version: 2,
      versions_count: 2,
      description: 'Ones',
    })
    expect((await post('viewer', 'endpoints/versions/run')).body).toMatchObject({ results: [[2]], columns: ['two'], endpoint_version: 2, _version: 2 })
    expect((await post('viewer', 'endpoints/versions/run', { version: 1 })).body).toMatchObject({ results: [[1]], endpoint_version: 1 })
    expect((await get('viewer', 'endpoints/versions/versions/')).body).toMatchObject({ count: 2, results: [{ version: 2 }, { version: 1 }] })
    expect((await get('viewer', 'endpoints/versions/?version=1')).body).toMatchObject({ version: 1, query: { query: 'SELECT 1 AS one' }, current_version: 2 })
    expect(await patch('endpoints/versions/?version=1', { query: sql('SELECT 3') })).toMatchObject({ status: 400, body: { attr: 'query' } })
    // Rolled back by the old query: numbers only go up.
    expect((await patch('endpoints/versions/', { query: sql('SELECT 1 AS one') })).body).toMatchObject({ current_version: 3 })
  })

  it('is called by aliases, which move at once', async () => {
    await patch('endpoints/versions/', { aliases: { live: 1 } })
    expect((await get('viewer', 'endpoints/versions/run?version=live')).body).toMatchObject({ endpoint_version: 1 })
    await patch('endpoints/versions/', { aliases: { live: 2 } })
    expect((await get('viewer', 'endpoints/versions/run?version=live')).body).toMatchObject({ endpoint_version: 2 })
    expect(await patch('endpoints/versions/', { aliases: { beta: 9 } })).toMatchObject({ status: 400, body: { attr: 'aliases' } })
    await patch('endpoints/versions/', { aliases: { live: null } })
    expect((await get('viewer', 'endpoints/versions/run?version=live')).status).toBe(400)
  })

  it('runs no version that is switched off, and is not there while it is switched off itself', async () => {
    await patch('endpoints/versions/?version=1', { is_active: false })
    expect(detailOf(await post('viewer', 'endpoints/versions/run', { version: 1 }))).toBe('Version 1 is inactive and cannot be executed.')
    expect((await post('viewer', 'endpoints/versions/run', { version: 2 })).status).toBe(200)
    await patch('endpoints/versions/', { is_active: false })
    expect((await post('viewer', 'endpoints/versions/run', { version: 2 })).status).toBe(404)
    expect((await get('viewer', 'endpoints/versions/')).body).toMatchObject({ is_active: false })
    expect((await get('viewer', 'endpoints/?is_active=false')).body).toMatchObject({ count: 1, results: [{ name: 'versions' }] })
  })

  it('gives pages of one answer, and says whether there are more rows', async () => {
    await made('pages', sql('SELECT range AS n FROM range({variables.least}) ORDER BY 1'))
    const page = async (rest: string): Promise<unknown> => {
      const { results, hasMore } = (await get('viewer', `endpoints/pages/run?least=5&${rest}`)).body as { results: unknown[][]; hasMore: boolean }
      return [results.flat(), hasMore]
    }
    expect(await page('limit=2')).toEqual([[0, 1], true])
    expect(await page('limit=2&offset=4')).toEqual([[4], false])
    expect(await page('limit=2&offset=9')).toEqual([[], false])
    expect(await page('')).toEqual([[0, 1, 2, 3, 4], false])
    expect(detailOf(await get('viewer', 'endpoints/pages/run'))).toContain("Required variable(s) 'least' not provided")
    expect(detailOf(await get('viewer', 'endpoints/pages/run?least=many'))).toContain('Variable least takes a number')
  })

  it('gives what is kept, anew or behind the answer, as it is asked', async () => {
    await made('kept', sql('SELECT 7 AS seven'))
    const run = (refresh: string): Promise<ApiAnswer> => post('viewer', 'endpoints/kept/run', { refresh, client_query_id: 'mine' })
    expect((await run('force_cache')).body).not.toHaveProperty('results')
    expect((await run('blocking')).body).toMatchObject({ is_cached: false, results: [[7]] })
    expect((await run('cache')).body).toMatchObject({ is_cached: true, results: [[7]] })
    expect((await run('force_blocking')).body).toMatchObject({ is_cached: false })
    const started = await run('force_async')
    expect(started).toMatchObject({ status: 202, body: { query_status: { id: 'mine', complete: false } } })
    await expect
      .poll(async () => (await get('viewer', 'query/mine/')).body, { timeout: 20_000 })
      .toMatchObject({
        query_status: { complete: true, error: false, results: { results: [[7]] } },
      })
    // The same id for another question would be answered with the first.
    await made('slow', sql('SELECT sum(a.range * b.range * 7) AS total FROM range(30000) a, range(30000) b'))
    await post('viewer', 'endpoints/slow/run', { refresh: 'force_async', client_query_id: 'taken' })
    expect(await post('viewer', 'endpoints/kept/run', { refresh: 'force_async', client_query_id: 'taken' })).toMatchObject({
      status: 400,
      body: { attr: 'client_query_id', detail: expect.stringContaining('names another question') },
    })
    await house.as.viewer.call('DELETE', at('query/taken/'))
    // Whoever may not call it any more does not read what it answered either.
    await patch('endpoints/kept/', { is_active: false })
    expect((await get('viewer', 'query/mine/')).status).toBe(404)
    await patch('endpoints/kept/', { is_active: true })
    expect((await get('viewer', 'query/mine/')).status).toBe(200)
    // Nobody else's.
    expect((await get('developer', 'query/mine/')).status).toBe(404)
    expect((await house.as.viewer.call('DELETE', at('query/mine/'))).body).toMatchObject({ message: 'There was nothing to cancel' })
  })

  it('answers identical calls at once by one query', async () => {
    await made('heavy', sql('SELECT sum(a.range * b.range) AS total FROM range(3000) a, range(3000) b'))
    await Promise.all(Array.from({ length: 40 }, () => post('viewer', 'endpoints/heavy/run')))
    const asked = async (): Promise<number> => {
      const rows = await house.db.selectFrom('query_log').select(['cache']).where('sql', 'like', '%range(3000) b%').execute()
      return rows.filter(({ cache }) => cache === 'miss').length
    }
    await expect.poll(asked, { timeout: 10_000 }).toBe(1)
  })

  it('asks an explore under the row rules of whoever calls', async () => {
    await house.as.admin.results('POST', '/api/v1/org/attributes', {
      name: 'hidden_region',
      attributeDefault: 'south',
      users: [{ userUuid: house.userUuid.viewer, value: 'north' }],
      groups: [],
    })
    const query = {
      exploreName: 'orders',
      dimensions: ['orders_region'],
      metrics: ['orders_orders'],
      filters: {
        dimensions: { id: 'g', and: [{ id: 'r', target: { fieldId: 'orders_region' }, operator: 'equals', values: ['{variables.region}'] }] },
      },
      sorts: [],
      limit: 10,
      tableCalculations: [],
    }
    await made('governed', { kind: 'MetricQuery', explore: 'orders', query })
    expect(rowsOf(await post('developer', 'endpoints/governed/run', { variables: { region: 'north' } }))).toEqual([['north', 3]])
    expect(rowsOf(await post('viewer', 'endpoints/governed/run', { variables: { region: 'north' } }))).toEqual([])
    expect(rowsOf(await post('viewer', 'endpoints/governed/run', { variables: { region: 'south' } }))).toEqual([['south', 3]])
    // What the developer got is not what the viewer gets from the cache.
    expect(rowsOf(await post('developer', 'endpoints/governed/run', { variables: { region: 'south' } }))).toEqual([])
  })

  it('keeps a log of calls, without what the warehouse quotes of rows', async () => {
    await made('fails', sql('SELECT CAST(region AS INTEGER) FROM orders WHERE region = {variables.region}'))
    const failed = await post('viewer', 'endpoints/fails/run')
    expect(failed.status).toBe(400)
    expect(detailOf(failed)).not.toContain('LINE 1')
    await post('viewer', 'endpoints/fails/run', { variables: { x: 1 } })
    const lines = async (): Promise<string[]> =>
      ((await get('viewer', 'endpoints/fails/logs/?level=ERROR')).body as { results: { message: string }[] }).results.map(({ message }) => message).toReversed()
    await expect.poll(async () => (await lines()).length, { timeout: 10_000 }).toBe(2)
    const [first, second] = await lines()
    expect(first).toMatch(/^Endpoint execution failed · path=inline .*version=1 error=Conversion Error$/)
    expect(second).toContain('Endpoint execution failed · invalid request · Unknown variable(s): x')
    const times = (await post('viewer', 'endpoints/last_execution_times/', { names: ['kept', 'fails', 'nobody'] })).body as {
      query_status: { results: [string, string][] }
    }
    expect(times.query_status.results.map(([name]) => name)).toEqual(['kept'])
    // What fails behind an answer is in the log as well.
    expect((await post('viewer', 'endpoints/fails/run', { refresh: 'force_async' })).status).toBe(202)
    await expect.poll(async () => (await lines())[2], { timeout: 10_000 }).toMatch(/^Endpoint execution failed · path=inline .*error=Conversion Error$/)
  })

  it('takes changes at once one after the other, each with a number of its own', async () => {
    await made('race', sql('SELECT 0 AS n'))
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => patch('endpoints/race/', { query: sql(`SELECT ${n + 1} AS n`) })))
    const good = answers.filter(({ status }) => status === 200).length
    const { results } = (await get('developer', 'endpoints/race/versions/')).body as { results: { version: number; query: { query: string } }[] }
    expect(results.map(({ version }) => version)).toEqual(results.map((_, place) => results.length - place))
    expect([good, results.length]).toEqual([6, 7])
  })

  it('is listed by how it is called, and among those that nobody calls', async () => {
    const names = async (rest: string): Promise<string[]> =>
      ((await get('viewer', `endpoints/?${rest}`)).body as { results: { name: string }[] }).results.map(({ name }) => name)
    const day = 86_400_000
    const ids = new Map(
      (await house.db.selectFrom('resources').select(['id', 'slug']).where('kind', '=', 'endpoint').execute()).map(({ id, slug }) => [slug, id]),
    )
    const call = (name: string, ageMs: number, durationMs: number, times: number) => ({
      id: crypto.randomUUID(),
      endpoint_id: ids.get(name) ?? '',
      at: new Date(Date.now() - ageMs),
      via: 'token' as const,
      is_refusal: false,
      duration_ms: durationMs,
      times,
    })
    await house.db
      .insertInto('endpoint_runs')
      .values([call('race', 1000, 90_000, 1), call('pages', 1000, 1, 5000)])
      .execute()
    expect((await names('order_by=p95'))[0]).toBe('race')
    expect((await names('order_by=calls'))[0]).toBe('pages')
    expect((await names('order_by=last_called')).length).toBe((await names('')).length)
    expect((await get('viewer', 'endpoints/?order_by=size')).status).toBe(400)
    // Of two that are old enough, the one that was called is none of them.
    expect(await names('unused_days=30')).toEqual([])
    await house.db
      .updateTable('resources')
      .set({ created_at: new Date(Date.now() - 40 * day) })
      .where('slug', 'in', ['governed', 'race'])
      .execute()
    await house.db
      .deleteFrom('endpoint_runs')
      .where('endpoint_id', '=', ids.get('governed') ?? '')
      .execute()
    expect(await names('unused_days=30')).toEqual(['governed'])
    expect(
      (await house.as.viewer.results<{ name: string }[]>('GET', `/api/v1/app/projects/${house.projectUuid}/endpoints?unusedDays=30`)).map(({ name }) => name),
    ).toEqual(['governed'])
  })

  it('goes into the trash, frees its name, and comes back', async () => {
    await made('gone', sql('SELECT 1'))
    const { id } = (await get('developer', 'endpoints/gone/')).body as { id: string }
    expect((await house.as.developer.call('DELETE', at('endpoints/gone/'))).status).toBe(204)
    expect((await post('viewer', 'endpoints/gone/run')).status).toBe(404)
    await house.as.developer.results('POST', `/api/v1/app/trash/things/${id}/restore`)
    expect(rowsOf(await post('viewer', 'endpoints/gone/run'))).toEqual([[1]])
    expect((await patch('endpoints/gone/', { deleted: true })).body).toEqual({ success: true })
    await made('gone', sql('SELECT 2'))
    expect(rowsOf(await post('viewer', 'endpoints/gone/run'))).toEqual([[2]])
  })

  it('says its columns where they are known', async () => {
    await made('typed', sql("SELECT 1 AS n, 'a' AS t, DATE '2026-01-01' AS d, TIMESTAMP '2026-01-01' AS m, 1.5 AS f, [1] AS l, {'a': 1} AS s, true AS b"))
    const columns = ['integer', 'string', 'date', 'datetime', 'float', 'array', 'json', 'boolean'].map((type, index) => ({ name: 'ntdmflsb'[index], type }))
    for (const place of ['endpoints/typed/', 'endpoints/typed/?version=1', 'endpoints/typed/versions/1/']) {
      expect(((await get('viewer', place)).body as { columns: unknown }).columns, place).toEqual(columns)
    }
    await patch('endpoints/typed/', { query: sql('SELECT later FROM (SELECT 1 AS later) t') })
    expect(((await get('viewer', 'endpoints/typed/')).body as { columns: unknown }).columns).toEqual([{ name: 'later', type: 'integer' }])
    await made('broken_later', sql('SELECT CAST(region AS INTEGER) AS n FROM stock WHERE 1 = 0'))
    expect((await get('viewer', 'endpoints/broken_later/')).status).toBe(200)
  })

  it('that may not be made says why: the scope, the role, or that there is no space yet', async () => {
    const wish = { name: 'nowhere', query: byRegion }
    const narrow = await insertToken(house.db, house.url, {
      userId: house.userUuid.developer,
      secret: 'atr_pat_test_of_narrow_0123456789',
      scopes: ['endpoint:read'],
    })
    const refused = await narrow.call('POST', at('endpoints/'), wish)
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_denied', detail: expect.stringContaining("required scope 'endpoint:write'") } })
    const spaces = house.db.updateTable('resources').where('kind', '=', 'space')
    await spaces.set({ deleted_at: new Date() }).execute()
    try {
      expect(await post('admin', 'endpoints/', wish)).toMatchObject({
        status: 400,
        body: { attr: 'space', detail: expect.stringContaining('no space to save to yet') },
      })
      expect(await post('viewer', 'endpoints/', wish)).toMatchObject({ status: 403, body: { code: 'permission_denied' } })
    } finally {
      await spaces.set({ deleted_at: null }).execute()
    }
  })

  it('is not there for strangers, and takes a developer to make', async () => {
    expect((await get('foreigner', 'endpoints/kept/')).status).toBe(404)
    expect((await post('foreigner', 'endpoints/kept/run')).status).toBe(404)
    expect((await post('editor', 'endpoints/', { name: 'mine', query: byRegion })).status).toBe(403)
    expect((await post('nobody', 'endpoints/kept/run')).body).toMatchObject({ type: 'authentication_error', code: 'not_authenticated' })
    expect((await get('viewer', 'endpoints/x'.padEnd(300, 'x'))).status).toBe(404)
  })
})
