import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, signIn, withToken, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { root, startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** The built product as a program sees it: bad input, rights, limits, exports, restarts. */

let atrium: Atrium
let client: ApiClient
let base: string

const ask = (change: object = {}): object => ({
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: ['orders_order_count'],
  filters: {},
  sorts: [],
  limit: 100,
  tableCalculations: [],
  ...change,
})
const errorOf = (answer: ApiAnswer): { statusCode: number; name: string; message: string; data: Record<string, unknown> } =>
  (answer.body as { error: { statusCode: number; name: string; message: string; data: Record<string, unknown> } }).error

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_QUERY_TIMEOUT_SECONDS: '2' } })
  client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  base = `/api/v1/projects/${project?.projectUuid}`
})
afterAll(() => atrium.stop())

describe('numbers', () => {
  it('keep their value whatever is joined', async () => {
    type Totals = Record<string, number>
    const total = (metrics: string[]): Promise<Totals> =>
      client.results<Totals>('POST', `${base}/calculate-total`, { explore: 'orders', metricQuery: ask({ metrics }) })
    const alone = { ...(await total(['orders_shipping_revenue'])), ...(await total(['order_items_revenue'])), ...(await total(['payments_amount_paid'])) }
    expect(await total(['orders_shipping_revenue', 'order_items_revenue', 'payments_amount_paid'])).toEqual(alone)
    const { rows } = await client.results<{ rows: Totals[] }>('POST', `${base}/sqlQuery`, {
      sql: "SELECT (SELECT sum(shipping_fee) FROM orders) AS shipping, (SELECT sum(quantity * unit_price - discount) FROM order_items) AS revenue, (SELECT sum(amount) FROM payments WHERE state = 'settled') AS paid",
    })
    expect(Object.values(alone)).toEqual(Object.values(rows[0] ?? {}))
  })

  it('say how they came to be, and when the same answer came from the cache', async () => {
    type Answer = { receipt: { proof: { status: string }; cache: string; sql: string }; cacheMetadata: { cacheHit: boolean; cacheUpdatedTime?: string } }
    const query = ask({ limit: 77 })
    const first = await client.results<Answer>('POST', `${base}/explores/orders/runQuery`, query)
    const again = [
      await client.results<Answer>('POST', `${base}/explores/orders/runQuery`, query),
      await client.results<Answer>('POST', `${base}/explores/orders/runQuery`, query),
    ]
    expect([first.cacheMetadata.cacheHit, ...again.map(({ cacheMetadata }) => cacheMetadata.cacheHit)]).toEqual([false, true, true])
    expect(again[1]?.cacheMetadata.cacheUpdatedTime).toMatch(/^\d{4}-/)
    expect(first.receipt.proof.status).toBe('safe')
    const fresh = await client.results<Answer>('POST', `${base}/explores/orders/runQuery`, { ...query, invalidateCache: true })
    expect(fresh.cacheMetadata.cacheHit).toBe(false)
  })

  it('are never cut silently', async () => {
    const cut = await client.results<{ rows: unknown[]; truncated: boolean }>('POST', `${base}/explores/orders/runQuery`, ask({ limit: 3 }))
    expect([cut.rows.length, cut.truncated]).toEqual([3, true])
    const whole = await client.results<{ rows: unknown[]; truncated: boolean }>('POST', `${base}/explores/orders/runQuery`, ask({ limit: 5 }))
    expect([whole.rows.length, whole.truncated]).toEqual([5, false])
  })
})

describe('bad input', () => {
  it.each([
    ['a body that is no object', '[1,2]', 422],
    ['a dimension that is no text', ask({ dimensions: [7] }), 422],
    ['a negative limit', ask({ limit: -1 }), 422],
    [
      'an operator that does not exist',
      ask({ filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_status' }, operator: 'drop', values: [] }] } } }),
      422,
    ],
    ['JSON that is none', '{"a":', 400],
    ['a limit over the rows allowed', ask({ limit: 5001 }), 400],
    ['an unknown field', ask({ dimensions: ['orders_statuss'] }), 400],
    ['a time zone that is none', ask({ timezone: "UTC'; DROP TABLE orders; --" }), 400],
    [
      'a number filter with text',
      ask({ filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'customers_age' }, operator: 'greaterThan', values: ['1 OR 1=1'] }] } } }),
      400,
    ],
    ['a table calculation that reads tables', ask({ tableCalculations: [{ name: 'x', displayName: 'x', sql: '(SELECT max(email) FROM customers)' }] }), 400],
    [
      'NUL in a filter',
      ask({ filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['a\u0000b'] }] } } }),
      400,
    ],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await client.post(`${base}/explores/orders/runQuery`, body)
    expect(answer.status).toBe(status)
    expect(errorOf(answer).message.length).toBeGreaterThan(10)
    expect(await client.results<unknown[]>('GET', `${base}/explores`)).not.toEqual([])
  })

  it('names the field of the body that is wrong', async () => {
    const error = errorOf(await client.post(`${base}/explores/orders/runQuery`, ask({ sorts: [{ fieldId: 3 }] })))
    expect([error.statusCode, error.name, Object.keys(error.data)]).toEqual([422, 'ValidateError', ['body.sorts.0.fieldId']])
  })

  it('names the nearest fields to an unknown one', async () => {
    const error = errorOf(await client.post(`${base}/explores/orders/runQuery`, ask({ dimensions: ['orders_statuss'] })))
    expect([error.name, (error.data['suggestions'] as string[])[0]]).toEqual(['FieldReferenceError', 'orders_status'])
  })

  it.each(["O'Brien", '"; DROP TABLE orders; --', '%', '_', '\\', '${x}', '{{x}}', '$$', '😀', 'a\nb', "'||(SELECT 1)||'"])(
    'takes %j in a filter for what it is',
    async (value) => {
      const filter = (operator: string): object => ({
        dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'products_product_name' }, operator, values: [value] }] },
      })
      for (const operator of ['equals', 'include', 'startsWith', 'endsWith']) {
        const { rows } = await client.results<{ rows: Record<string, { value: { raw: string } }>[] }>('POST', `${base}/explores/products/runQuery`, {
          ...ask({ exploreName: 'products', dimensions: ['products_product_name'], metrics: [], limit: 500, filters: filter(operator) }),
        })
        for (const row of rows) expect(row['products_product_name']?.value.raw.toLowerCase()).toContain(value.toLowerCase())
      }
    },
  )

  it('answers what is not there without telling more', async () => {
    expect((await client.get('/api/v1/nothing')).status).toBe(404)
    expect(errorOf(await client.get(`${base}/explores/nothing`)).name).toBe('NotExistsError')
    for (const id of ['00000000-0000-4000-8000-000000000000', 'not-a-uuid', "'; --", '%2e%2e']) {
      expect((await client.get(`/api/v1/projects/${id}`)).status).toBe(404)
      expect((await client.get(`/api/v1/saved/${id}`)).status).toBe(404)
      expect((await client.get(`/api/v1/dashboards/${id}`)).status).toBe(404)
    }
    for (const file of ['/.env', '/.git/config', '/package.json', '/assets/..%2f..%2fpackage.json', '/assets/nothing.js.map']) {
      expect((await client.get(file)).status, file).toBe(404)
    }
  })
})

describe('limits', () => {
  it('stop a query that takes too long, and the next one works', async () => {
    const slow = await client.post(`${base}/sqlQuery`, { sql: 'SELECT count(*) FROM range(4000000) a, range(4000000) b WHERE (a.range * b.range) % 7 = 3' })
    expect([slow.status, errorOf(slow).message]).toEqual([400, expect.stringContaining('took longer than 2 s')])
    expect((await client.post(`${base}/sqlQuery`, { sql: 'SELECT 1 AS one' })).status).toBe(200)
  })

  it('let a running query be cancelled by its name', async () => {
    const queryId = '7b8c9d0e-1111-4222-8333-444455556666'
    const named = apiClient(atrium.url, { authorization: `ApiKey ${atrium.token}`, 'x-atrium-query-id': queryId })
    const running = named.post(`${base}/sqlQuery`, { sql: 'SELECT count(*) FROM range(4000000) a, range(4000001) b WHERE (a.range * b.range) % 7 = 3' })
    await expect.poll(async () => (await client.results<{ cancelled: boolean }>('DELETE', `/api/v1/app/queries/${queryId}`)).cancelled).toBe(true)
    expect(errorOf(await running).message).toContain('cancelled')
  })

  it.each([
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT getenv('PATH')",
    'DROP TABLE orders',
    'SELECT 1; SELECT 2',
    "COPY orders TO 'x.csv'",
    'SELECT * FROM duckdb_settings()',
  ])('refuse the SQL %s', async (sql) => {
    const answer = await client.post(`${base}/sqlQuery`, { sql })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).not.toMatch(/root:|\/tmp\/|\/usr\//)
  })
})

describe('credentials', () => {
  it('are needed, and wrong ones look alike', async () => {
    const nobody = apiClient(atrium.url, {})
    expect((await nobody.get('/api/v1/user')).status).toBe(401)
    expect((await withToken(atrium.url, 'atr_pat_wrong').get('/api/v1/user')).status).toBe(401)
    const wrong = await nobody.post('/api/v1/login', { email: atrium.adminEmail, password: 'wrong password 1' })
    const unknown = await nobody.post('/api/v1/login', { email: 'nobody@atrium.example', password: 'wrong password 1' })
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    expect(wrong.status).toBe(401)
  })

  it.each(['x', '', 'a'.repeat(5000)])('in a sign-in link that is no link are answered in words: %#', async (token) => {
    const answer = await apiClient(atrium.url, {}).post('/api/v1/app/sign-in-link', { token })
    expect([answer.status, errorOf(answer).message]).toEqual([401, expect.stringContaining('restart Atrium: it prints a new link')])
  })

  it('of a token mint no tokens; a session does, shown once, and a revoked one is dead at once', async () => {
    expect((await client.post('/api/v1/user/me/personal-access-tokens', { description: 'x' })).status).toBe(401)
    const session = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
    const made = await session.results<{ uuid: string; token: string }>('POST', '/api/v1/user/me/personal-access-tokens', {
      description: 'for a test',
      expiresAt: null,
    })
    const own = withToken(atrium.url, made.token)
    expect((await own.get('/api/v1/user')).status).toBe(200)
    const list = await session.get('/api/v1/user/me/personal-access-tokens')
    expect(JSON.stringify(list.body)).not.toContain(made.token)
    expect((await session.delete(`/api/v1/user/me/personal-access-tokens/${made.uuid}`)).status).toBe(200)
    expect((await own.get('/api/v1/user')).status).toBe(401)
  })

  it('in a cookie do not work on another site’s errand', async () => {
    const session = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
    const cookie = (
      await fetch(`${atrium.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: atrium.adminEmail, password: atrium.adminPassword }),
      })
    ).headers.getSetCookie()[0]
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const foreign = apiClient(atrium.url, { cookie: cookie?.split(';')[0] ?? '', origin: 'https://evil.example' })
    expect((await foreign.post(`${base}/spaces`, { name: 'stolen' })).status).toBe(403)
    expect((await session.post(`${base}/spaces`, { name: 'Own' })).status).toBe(200)
  })

  it('come with headers that keep others out', async () => {
    for (const path of ['/', '/api/v1/health', '/api/v1/nothing']) {
      const { headers } = await client.get(path)
      expect(headers.get('content-security-policy'), path).toContain("script-src 'self'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('exports', () => {
  async function exported(layout: object, query: object = ask()): Promise<string> {
    const { jobId } = await client.results<{ jobId: string }>('POST', `${base}/explores/${(query as { exploreName: string }).exploreName}/downloadCsv`, {
      ...query,
      onlyRaw: false,
      showTableNames: false,
      columnOrder: [],
      ...layout,
    })
    await expect.poll(async () => (await client.results<{ status: string }>('GET', `/api/v1/csv/${jobId}`)).status, { timeout: 20_000 }).toBe('completed')
    const { url } = await client.results<{ url: string }>('GET', `/api/v1/csv/${jobId}`)
    const file = await apiClient(atrium.url, {}).get(new URL(url).pathname)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="csv-orders|^attachment; filename="csv-products/)
    return String(file.body)
  }

  it('are formatted or raw, with headings of choice', async () => {
    const sorted = ask({ metrics: ['order_items_revenue'], sorts: [{ fieldId: 'orders_status', descending: false }] })
    expect((await exported({ customLabels: { orders_status: 'State' } }, sorted)).split('\n').slice(0, 2)).toEqual(['State,Revenue', 'cancelled,"€915,643.17"'])
    expect((await exported({ onlyRaw: true }, sorted)).split('\n').slice(0, 2)).toEqual(['Status,Revenue', 'cancelled,915643.17'])
  })

  it.each([true, false])('hold no formula that a spreadsheet would run (raw: %s)', async (onlyRaw) => {
    const query = ask({ exploreName: 'products', dimensions: ['products_product_name'], metrics: [], limit: 500 })
    const text = await exported({ onlyRaw }, query)
    expect(text).toContain("'=SUM(A1:A9) poster")
    expect(text).not.toMatch(/^=/m)
  })

  it('are nobody else’s', async () => {
    const { jobId } = await client.results<{ jobId: string }>('POST', `${base}/explores/orders/downloadCsv`, {
      ...ask(),
      onlyRaw: true,
      showTableNames: false,
      columnOrder: [],
    })
    expect((await apiClient(atrium.url, {}).get(`/api/v1/csv/${jobId}`)).status).toBe(401)
    expect((await apiClient(atrium.url, {}).get(`${base}/csv/wrong-secret`)).status).toBe(404)
  })
})

describe('kill -9', () => {
  it('loses nothing that was acknowledged, and what ran goes on', async () => {
    const first = await startAtrium()
    const one = withToken(first.url, first.token)
    const [project] = await one.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
    const at = `/api/v1/projects/${project?.projectUuid}`
    const made: string[] = []
    for (let i = 0; i < 20; i++) made.push((await one.results<{ uuid: string }>('POST', `${at}/spaces`, { name: `Space ${i}`, isPrivate: false })).uuid)
    const { jobId } = await one.results<{ jobId: string }>('POST', `${at}/explores/flights/downloadCsv`, {
      exploreName: 'flights',
      dimensions: ['flights_flight_date_raw', 'flights_origin'],
      metrics: [],
      filters: {},
      sorts: [],
      limit: 5000,
      tableCalculations: [],
      onlyRaw: false,
      csvLimit: 400_000,
      showTableNames: false,
      columnOrder: [],
    })
    first.process.kill('SIGKILL')
    await once(first.process, 'exit')
    // What an export left whose run is gone.
    const left = path.join(first.dataDir, 'exports', '00000000-0000-4000-8000-000000000000.partial.csv')
    await writeFile(left, 'half a line')
    const second = await startAtrium({ dataDir: first.dataDir })
    expect(existsSync(left)).toBe(false)
    const two = withToken(second.url, second.token)
    const spaces = await two.results<{ uuid: string }[]>('GET', `${at}/spaces`)
    expect(made.filter((uuid) => !spaces.some((space) => space.uuid === uuid))).toEqual([])
    await expect
      .poll(async () => (await two.results<{ status: string }>('GET', `/api/v1/schedulers/job/${jobId}/status`)).status, { timeout: 50_000, interval: 500 })
      .toMatch(/completed|error/)
    await second.stop()
  })
})

describe('a second process on the same folder', () => {
  it('is refused and told who holds it', async () => {
    const second = spawn(process.execPath, ['dist/cli.js', 'start'], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', ATRIUM_DATA_DIR: atrium.dataDir, ATRIUM_PORT: '0' },
    })
    let said = ''
    second.stderr.on('data', (piece: Buffer) => {
      said += piece.toString('utf8')
    })
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(1)
    expect(said).toContain(String(atrium.process.pid))
    expect((await client.get('/api/v1/health')).status).toBe(200)
  })
})
