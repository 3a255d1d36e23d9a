import { tableFromIPC } from '@uwdata/flechette'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let number: number
let spaceUuid: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    columns:
      - {name: id, meta: {metrics: {orders: {type: count}}}}
`,
    },
    statements: ['CREATE TABLE orders AS SELECT range AS id FROM range(9)'],
    env: { ATRIUM_ENDPOINT_CALLS_PER_MINUTE: '0', ATRIUM_ENDPOINT_CALLS_PER_HOUR: '150' },
  })
  const space = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  spaceUuid = space.uuid
  number = ((await house.as.admin.get('/api/projects/@current/')).body as { id: number }).id
})
afterAll(() => house.stop())

const at = (rest: string): string => `/api/projects/${number}/endpoints/${rest}`
const get = (who: Person, rest: string, headers: Record<string, string> = {}): Promise<ApiAnswer> => house.as[who].call('GET', at(rest), undefined, headers)
const run = (who: Person, name: string, body: unknown = {}): Promise<ApiAnswer> => house.as[who].call('POST', at(`${name}/run`), body)
const made = async (name: string, query: string, more: object = {}): Promise<void> => {
  const answer = await house.as.developer.call('POST', at(''), { name, query: { kind: 'HogQLQuery', query }, ...more })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
type Page = { results: unknown[][]; hasMore: boolean; next_cursor?: string; cursor_expires_at?: string }

describe('what a call remembers', () => {
  it('is forgotten before a change is answered, whatever changes', async () => {
    await made('moving', 'SELECT 1 AS n')
    expect((await run('viewer', 'moving')).body).toMatchObject({ results: [[1]] })
    await house.as.admin.results('PATCH', `/api/v1/projects/${house.projectUuid}/spaces/${spaceUuid}`, { name: 'Shared', isPrivate: true })
    expect((await run('viewer', 'moving')).status).toBe(403)
    await house.as.admin.results('PATCH', `/api/v1/projects/${house.projectUuid}/spaces/${spaceUuid}`, { name: 'Shared', isPrivate: false })
    expect((await run('viewer', 'moving')).status).toBe(200)
    for (const n of [2, 3]) {
      await house.as.developer.call('PATCH', at('moving/'), { query: { kind: 'HogQLQuery', query: `SELECT ${n} AS n` } })
      expect((await run('viewer', 'moving')).body).toMatchObject({ results: [[n]], endpoint_version: n })
    }
    await house.as.developer.call('PATCH', at('moving/?version=3'), { is_active: false })
    expect((await run('viewer', 'moving')).status).toBe(400)
  })

  it('is nothing that holds back the same call, to the byte, when something has changed', async () => {
    await made('same', 'SELECT 1 AS n', { cache_age_seconds: 300 })
    type Call = { number: number; executionId: string }
    const calls = async (): Promise<Call> => {
      for (let time = 0; time < 4; time++) await run('interactive_viewer', 'same')
      const { status, headers, body } = await run('interactive_viewer', 'same')
      const { results, execution_id: executionId } = body as { results: number[][]; execution_id: string }
      expect([status, headers.get('atrium-answer')]).toEqual([200, expect.stringMatching(`cache=hit, version=\\d+, execution="${executionId}"`)])
      return { number: results[0]?.[0] ?? 0, executionId }
    }
    expect((await calls()).number).toBe(1)
    await house.as.developer.call('PATCH', at('same/'), { query: { kind: 'HogQLQuery', query: 'SELECT 2 AS n' } })
    expect((await calls()).number).toBe(2)
    // Read anew, it is another answer.
    const renewed = (await run('developer', 'same', { refresh: 'force_blocking' })).body as { last_refresh: string }
    expect((await run('interactive_viewer', 'same')).body).toMatchObject({ last_refresh: renewed.last_refresh })
    await calls()
    const space = `/api/v1/projects/${house.projectUuid}/spaces/${spaceUuid}`
    await house.as.admin.results('PATCH', space, { name: 'Shared', isPrivate: true })
    expect((await run('interactive_viewer', 'same')).status).toBe(403)
    await house.as.admin.results('PATCH', space, { name: 'Shared', isPrivate: false })
    const { executionId } = await calls()
    await expect
      .poll(async () => (await house.db.selectFrom('endpoint_runs').select('times').where('id', '=', executionId).execute())[0]?.times ?? 0, {
        timeout: 10_000,
      })
      .toBeGreaterThan(1)
    await calls()
    await house.as.developer.call('PATCH', at('same/'), { is_active: false })
    expect((await run('interactive_viewer', 'same')).status).toBe(404)
    await house.as.developer.call('PATCH', at('same/'), { is_active: true })
    await calls()
    await house.as.admin.results('DELETE', `/api/v1/org/user/${house.userUuid.interactive_viewer}`)
    expect((await run('interactive_viewer', 'same')).status).toBe(401)
  })

  it('is forgotten on every node that did not make the change itself', async () => {
    await made('elsewhere', 'SELECT 1 AS n')
    expect((await run('viewer', 'elsewhere')).status).toBe(200)
    // As another node writes it: the change and its line in one transaction.
    const { id, project_id, organization_id } = await house.db
      .selectFrom('resources')
      .select(['id', 'project_id', 'organization_id'])
      .where('slug', '=', 'elsewhere')
      .executeTakeFirstOrThrow()
    await house.db.transaction().execute(async (tx) => {
      await tx.updateTable('resources').set({ deleted_at: new Date() }).where('id', '=', id).execute()
      await tx
        .insertInto('change_log')
        .values({
          at: new Date(),
          organization_id,
          project_id,
          actor_kind: 'system',
          request_id: 'other-node',
          operation: 'endpoints.delete',
          target_kind: 'endpoint',
          target_id: id,
          outcome: 'done',
        } as never)
        .execute()
    })
    await expect.poll(async () => (await run('viewer', 'elsewhere')).status, { timeout: 10_000 }).toBe(404)
  })
})

describe('an answer', () => {
  it('comes as the format that is asked for, by word or by what is welcome', async () => {
    await made('kinds', "SELECT range AS n, 'a,' || range AS t, DATE '2024-02-29' AS d FROM range(3) ORDER BY 1")
    const lines = await get('viewer', 'kinds/run?format=ndjson')
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    expect(lines.body).toBe('{"n":0,"t":"a,0","d":"2024-02-29"}\n{"n":1,"t":"a,1","d":"2024-02-29"}\n{"n":2,"t":"a,2","d":"2024-02-29"}\n')
    const csv = await get('viewer', 'kinds/run', { accept: 'text/html;q=0.5, text/csv' })
    expect([csv.headers.get('content-type'), csv.body]).toEqual([
      'text/csv; charset=utf-8',
      'n,t,d\n0,"a,0",2024-02-29\n1,"a,1",2024-02-29\n2,"a,2",2024-02-29\n',
    ])
    expect((await get('viewer', 'kinds/run', { accept: 'text/html, */*;q=0.1' })).body).toMatchObject({ columns: ['n', 't', 'd'] })
    expect(await get('viewer', 'kinds/run?format=xml')).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('json, ndjson, csv, parquet, arrow') },
    })
    const bytes = async (accept: string): Promise<ArrayBuffer> =>
      (await fetch(house.url + at('kinds/run'), { headers: { accept, authorization: 'Bearer atr_pat_test_of_viewer_0123456789' } })).arrayBuffer()
    expect(
      tableFromIPC(await bytes('application/vnd.apache.arrow.stream'))
        .getChild('t')
        .toArray(),
    ).toEqual(['a,0', 'a,1', 'a,2'])
    expect(await parquetReadObjects({ file: await bytes('application/vnd.apache.parquet') })).toMatchObject([{ n: 0n }, { n: 1n }, { n: 2n, t: 'a,2' }])
  })

  it('says in its head what it cost and what of the whole it is', async () => {
    await get('viewer', 'kinds/run')
    const { headers } = await get('viewer', 'kinds/run?format=csv&limit=2')
    expect(headers.get('atrium-answer')).toMatch(
      /^rows=2, total=3, truncated=\?0, max-rows=\d+, bytes=\d+, cache=hit, version=1, execution="[\da-f-]{36}", read-at=\d+, path=inline$/,
    )
    expect(headers.get('server-timing')).toMatch(/^cache;desc=hit, engine;dur=0, total;dur=\d+\.\d\d$/)
    expect(headers.get('link')).toMatch(/^<\/api\/projects\/\d+\/endpoints\/kinds\/run\?cursor=[\w-]+&format=csv>; rel="next"$/)
    expect((await get('viewer', 'kinds/run')).body).toMatchObject({ receipt: { cache: 'hit', rows: 3, engine_ms: 0 } })
  })

  it('is not sent again to who has it, once it is known that they may see it', async () => {
    const first = await get('viewer', 'kinds/run')
    const etag = first.headers.get('etag') ?? ''
    expect([first.headers.get('cache-control'), first.headers.get('vary')]).toEqual(['private, no-cache', 'accept, authorization, cookie, origin'])
    expect(await get('viewer', 'kinds/run', { 'if-none-match': `"other", ${etag}` })).toMatchObject({ status: 304, body: '' })
    expect((await get('viewer', 'kinds/run?format=csv', { 'if-none-match': etag })).status).toBe(200)
    expect((await get('foreigner', 'kinds/run', { 'if-none-match': etag })).status).toBe(404)
    await run('viewer', 'kinds', { refresh: 'force_blocking' })
    expect((await get('viewer', 'kinds/run', { 'if-none-match': etag })).status).toBe(200)
  })

  it('is told of without its body by HEAD', async () => {
    const whole = await get('viewer', 'kinds/run')
    const headOf = (headers: Record<string, string>): Promise<Response> => fetch(house.url + at('kinds/run'), { method: 'HEAD', headers })
    const head = await headOf({ authorization: 'Bearer atr_pat_test_of_viewer_0123456789' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', whole.headers.get('etag')])
    expect((await headOf({})).status).toBe(401)
  })

  it('that is read behind says where and when to ask for it', async () => {
    const { status, headers } = await run('viewer', 'kinds', { refresh: 'force_async' })
    expect([status, headers.get('retry-after')]).toEqual([202, '1'])
    expect((await house.as.viewer.get(headers.get('location') ?? '')).status).toBeLessThan(300)
  })

  it('takes values of variables that have names of the format', async () => {
    await house.as.developer.call('POST', `/api/projects/${number}/insight_variables/`, {
      name: 'Format',
      code_name: 'format',
      type: 'String',
      default_value: 'x',
    })
    await house.as.developer.call('POST', `/api/projects/${number}/insight_variables/`, {
      name: 'Wanted',
      code_name: 'wanted',
      type: 'List',
      default_value: ['x'],
    })
    await made('named', "SELECT {variables.format} AS a, count(*) AS b FROM (VALUES ('p'), ('q')) t(x) WHERE x IN {variables.wanted}")
    expect((await get('viewer', 'named/run?variables[format]=csv&variables[wanted]=p&variables[wanted]=q')).body).toMatchObject({ results: [['csv', 2]] })
    expect((await get('viewer', 'named/run?wanted=p&variables[wanted][]=q&variables%5Bformat%5D=y&format=ndjson')).body).toBe('{"a":"y","b":1}\n')
  })
})

describe('pages by cursor', () => {
  it('are all of one answer, whatever happens to the data meanwhile', async () => {
    await made('rolls', 'SELECT range AS n, random() AS r FROM range(5) ORDER BY 1', { cache_age_seconds: 300 })
    const first = (await run('viewer', 'rolls', { limit: 2 })).body as Page
    expect([first.results.length, first.hasMore, Date.parse(first.cursor_expires_at ?? '') > Date.now()]).toEqual([2, true, true])
    const renewed = (await run('viewer', 'rolls', { refresh: 'force_blocking' })).body as Page
    const second = (await run('viewer', 'rolls', { cursor: first.next_cursor })).body as Page
    const third = (await get('viewer', `rolls/run?cursor=${second.next_cursor}`)).body as Page
    expect([...first.results, ...second.results, ...third.results].map(([n]) => n)).toEqual([0, 1, 2, 3, 4])
    expect([third.hasMore, third.next_cursor]).toEqual([false, undefined])
    expect(second.results[0]).not.toEqual(renewed.results[2])
    // Read again it is the same.
    expect(((await run('viewer', 'rolls', { cursor: first.next_cursor })).body as Page).results).toEqual(second.results)
    expect((await get('viewer', `rolls/run?cursor=${first.next_cursor}&format=csv`)).body).toMatch(/^n,r\n2,.*\n3,.*\n$/)
  })

  it('are the reader’s only, of this endpoint only, and say all themselves', async () => {
    const { next_cursor: cursor } = (await run('viewer', 'rolls', { limit: 2 })).body as Page
    expect(await run('developer', 'rolls', { cursor })).toMatchObject({ status: 410, body: { code: 'cursor_expired', attr: 'cursor' } })
    expect((await run('viewer', 'kinds', { cursor })).status).toBe(410)
    expect((await run('nobody', 'rolls', { cursor })).status).toBe(401)
    expect(await run('viewer', 'rolls', { cursor, limit: 1 })).toMatchObject({ status: 400, body: { error: expect.stringContaining('A cursor says all') } })
    for (const broken of ['x', 'WzFd', `${cursor}x`.slice(4), Buffer.from('[1,"a",-1,2]').toString('base64url')]) {
      expect((await run('viewer', 'rolls', { cursor: broken })).status).toBe(400)
    }
  })

  it('work with sessions as with keys', async () => {
    const paged = await house.signedIn.viewer.call('GET', at('rolls/run?limit=4'))
    const { next_cursor: cursor } = paged.body as Page
    expect((await house.signedIn.viewer.call('GET', at(`rolls/run?cursor=${cursor}`))).body).toMatchObject({ hasMore: false, limit: 4, offset: 4 })
  })
})

describe('calls of one key', () => {
  it('are limited, and say so before and when it happens; sessions are not', async () => {
    const left = async (): Promise<string | null> => (await run('editor', 'kinds')).headers.get('ratelimit')
    expect(await left()).toMatch(/^"3600s";r=149;t=\d+$/)
    expect((await run('editor', 'kinds')).headers.get('ratelimit-policy')).toBe('"3600s";q=150;w=3600')
    await Promise.all(Array.from({ length: 148 }, () => run('editor', 'kinds')))
    const refused = await run('editor', 'kinds')
    expect(refused).toMatchObject({ status: 429, body: { type: 'throttled_error', code: 'throttled', attr: null } })
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(refused.body).toMatchObject({ detail: `Request was throttled. Expected available in ${wait} seconds.` })
    // Questions of the moment count as well, and nobody else's key does.
    expect((await house.as.editor.call('POST', `/api/projects/${number}/query/`, { query: { kind: 'HogQLQuery', query: 'SELECT 1' } })).status).toBe(429)
    expect((await run('viewer', 'kinds')).status).toBe(200)
    expect((await house.signedIn.editor.call('POST', at('kinds/run'), {})).status).toBe(200)
    expect((await house.signedIn.editor.call('POST', at('kinds/run'), {})).headers.get('ratelimit')).toBeNull()
    // What all nodes know of is in the store.
    const counted = async (): Promise<number> =>
      (await house.db.selectFrom('call_counts').select('calls').where('calls', '>=', 100).execute()).reduce((sum, { calls }) => sum + calls, 0)
    await expect.poll(counted, { timeout: 10_000 }).toBe(150)
  })
})
