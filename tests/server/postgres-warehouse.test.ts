import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duckdb, postgres } from '../../packages/semantic/src/index.ts'
import { shopStatements } from '../../packages/semantic/golden/dialects/shop-rows.ts'
import { startPostgresServer, type PostgresServer } from '../../packages/server/src/warehouses/testing/postgres-server.ts'
import { apiClient, signIn, withToken, type ApiClient } from '../harness/api-client.ts'
import { startShopWith, type Shop } from '../harness/start-shop.ts'

/** A project on a PostgreSQL beside one on the embedded engine, with the same rows: asked through the API, they answer alike. */

const models = `models:
  - name: orders
    meta:
      primary_key: id
      joins: [{ join: customers, sql_on: "\${orders.customer_id} = \${customers.id}", relationship: many-to-one }]
    columns:
      - { name: id, meta: { dimension: { type: number }, metrics: { order_count: { type: count } } } }
      - { name: customer_id, meta: { dimension: { type: number } } }
      - { name: status }
      - name: amount
        meta:
          dimension: { type: number }
          metrics: { revenue: { type: sum }, average_amount: { type: average, round: 4 }, median_amount: { type: median }, largest: { type: max } }
      - { name: is_gift, meta: { dimension: { type: boolean } } }
      - { name: ordered_on, meta: { dimension: { type: date, time_intervals: [DAY, WEEK, MONTH, YEAR] } } }
      - { name: created_at, meta: { dimension: { type: timestamp, time_intervals: [RAW, HOUR, DAY, MONTH] } } }
  - name: customers
    meta: { primary_key: id }
    columns:
      - { name: id, meta: { dimension: { type: number }, metrics: { customer_count: { type: count } } } }
      - { name: name }
      - { name: region }
      - { name: credit, meta: { dimension: { type: number }, metrics: { total_credit: { type: sum } } } }
`

type Answer = { rows: Record<string, { value: { raw: unknown; formatted: string } }>[] }
type Made = { project: { projectUuid: string } }

let server: PostgresServer
let shop: Shop
let client: ApiClient
/** Project by engine. */
const at = { embedded: '', postgres: '' }
let postgresProject: string

const connection = (change: object = {}): object => ({ ...server.settings, password: server.password, ...change })
const makeProject = async (name: string, warehouseConnection: object): Promise<string> =>
  (await client.results<Made>('POST', '/api/v1/org/projects', { name, type: 'DEFAULT', warehouseConnection })).project.projectUuid
const saveModels = (project: string, path: string, text: string) => client.put(`/api/v1/app/models/${project}/file`, { path, text, version: null })

beforeAll(async () => {
  const words = { whole: 'INTEGER', text: 'TEXT', boolean: 'BOOLEAN', date: 'DATE', instant: 'TIMESTAMPTZ', naive: 'TIMESTAMP' }
  ;[server, shop] = await Promise.all([
    startPostgresServer(
      ...shopStatements(postgres, { types: { ...words, decimal: 'NUMERIC(10, 2)' } }),
      'ALTER TABLE customers ADD PRIMARY KEY (id)',
      'ALTER TABLE orders ADD PRIMARY KEY (id), ADD FOREIGN KEY (customer_id) REFERENCES customers',
      "CREATE TYPE size AS ENUM ('small', 'large')",
      "CREATE TABLE parcels AS SELECT i AS id, 'small'::size AS size, ('00000000-0000-4000-8000-00000000000' || i)::uuid AS code, 'mine'::text AS owner FROM generate_series(1, 3) i",
      'ALTER TABLE parcels ENABLE ROW LEVEL SECURITY',
      'CREATE POLICY all_for_reader ON parcels TO reader USING (true)',
      'CREATE POLICY one_for_other ON parcels TO other_reader USING (id = 2)',
    ),
    startShopWith({
      files: { 'shop.yml': models },
      statements: shopStatements(duckdb, { types: { ...words, decimal: 'DECIMAL(10, 2)' } }),
      env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' },
    }),
  ])
  client = withToken(shop.atrium.url, shop.atrium.token)
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  at.embedded = `/api/v1/projects/${first?.projectUuid}`
  postgresProject = await makeProject('On PostgreSQL', connection())
  at.postgres = `/api/v1/projects/${postgresProject}`
})
afterAll(async () => {
  await shop.stop()
  await server.stop()
})

const ask = (part: object): object => ({
  exploreName: 'orders',
  dimensions: [],
  metrics: [],
  filters: {},
  sorts: [],
  limit: 500,
  tableCalculations: [],
  ...part,
})
const rowsOf = ({ rows }: Answer): string[] => rows.map((row) => JSON.stringify(Object.entries(row).map(([id, { value }]) => [id, value.raw, value.formatted])))
const run = (base: string, question: object) => client.results<Answer>('POST', `${base}/explores/orders/runQuery`, question)

describe('before there is a model', () => {
  it('lists the tables, and SQL can be run', async () => {
    const { tables, readOnly } = await client.results<{ tables: object[]; readOnly: null }>('GET', `/api/v1/app/models/${postgresProject}`)
    const names = ['customers', 'order_items', 'orders', 'parcels', 'payments', 'retail_calendar']
    expect([readOnly, tables]).toEqual([null, names.map((name) => ({ name, models: [] }))])
    const { rows } = await client.results<{ rows: object[] }>('POST', `${at.postgres}/sqlQuery`, { sql: 'select count(*) as n from orders' })
    expect(rows).toEqual([{ n: 18 }])
  })

  it('proposes models with the keys that tables declare and joins that names suggest, which answer once they are created', async () => {
    const trial = await makeProject('Proposed', connection())
    const tables = ['customers', 'order_items', 'orders']
    type Proposal = { files: { table: string; joins: { columns: string[]; table: string; origin: string }[] }[]; version: string }
    const { files, version } = await client.results<Proposal>('POST', `/api/v1/app/models/${trial}/proposal`, { tables })
    const joins = files.flatMap((file) => file.joins.map(({ columns, table, origin }) => [file.table, columns, table, origin]))
    expect(joins).toEqual([
      ['order_items', ['order_id'], 'orders', 'name'],
      ['orders', ['customer_id'], 'customers', 'foreign_key'],
    ])
    expect((await client.post(`/api/v1/app/models/${trial}`, { tables, version })).status).toBe(200)
    const { rows } = await client.results<Answer>(
      'POST',
      `/api/v1/projects/${trial}/explores/orders/runQuery`,
      ask({ dimensions: ['customers_name'], metrics: ['orders_total_amount'], sorts: [{ fieldId: 'customers_name', descending: false }] }),
    )
    expect(rows[0]).toMatchObject({ customers_name: { value: { raw: 'Ada' } } })
    expect((await client.delete(`/api/v1/org/projects/${trial}`)).status).toBe(200)
    expect(await server.value("SELECT count(*)::int FROM pg_stat_activity WHERE usename = 'reader' AND state <> 'idle'")).toBe(0)
  })
})

describe('with the same models', () => {
  beforeAll(async () => {
    expect((await saveModels(postgresProject, 'shop.yml', models)).status).toBe(200)
  })

  it.each([
    [
      'a sum by a text',
      { dimensions: ['orders_status'], metrics: ['orders_revenue', 'orders_order_count'], sorts: [{ fieldId: 'orders_status', descending: false }] },
    ],
    [
      'averages and medians',
      {
        dimensions: ['customers_region'],
        metrics: ['orders_average_amount', 'orders_median_amount', 'orders_largest'],
        sorts: [{ fieldId: 'customers_region', descending: true }],
      },
    ],
    [
      'a join that would fan out',
      {
        dimensions: ['customers_region'],
        metrics: ['customers_total_credit', 'customers_customer_count', 'orders_revenue'],
        sorts: [{ fieldId: 'customers_region', descending: false }],
      },
    ],
    [
      'months of a date',
      { dimensions: ['orders_ordered_on_month'], metrics: ['orders_revenue'], sorts: [{ fieldId: 'orders_ordered_on_month', descending: false }] },
    ],
    [
      'hours of an instant in another zone',
      {
        dimensions: ['orders_created_at_hour'],
        metrics: ['orders_order_count'],
        sorts: [{ fieldId: 'orders_created_at_hour', descending: false }],
        timezone: 'America/New_York',
      },
    ],
    [
      'booleans and moments',
      { dimensions: ['orders_id', 'orders_is_gift', 'orders_created_at_raw', 'orders_ordered_on_day'], sorts: [{ fieldId: 'orders_id', descending: false }] },
    ],
    [
      'filters',
      {
        dimensions: ['orders_id'],
        sorts: [{ fieldId: 'orders_id', descending: false }],
        filters: {
          dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_status' }, operator: 'include', values: ['A'] }] },
          metrics: { id: 'c', and: [] },
        },
        metrics: ['orders_revenue'],
      },
    ],
    [
      'a calculation',
      {
        dimensions: ['orders_status'],
        metrics: ['orders_revenue'],
        sorts: [{ fieldId: 'orders_status', descending: false }],
        tableCalculations: [{ name: 'share', displayName: 'Share', sql: '=revenue / SUM(revenue)' }],
      },
    ],
  ])('%s is the same', async (_, question) => {
    const [here, there] = await Promise.all([run(at.embedded, ask(question)), run(at.postgres, ask(question))])
    expect(there.rows.length).toBeGreaterThan(0)
    expect(rowsOf(there)).toEqual(rowsOf(here))
  })

  it('totals, subtotals, value search and underlying rows are the same', async () => {
    const metricQuery = ask({ dimensions: ['orders_status', 'customers_region'], metrics: ['orders_revenue', 'customers_total_credit'] })
    const calls: [string, object][] = [
      ['/calculate-total', { explore: 'orders', metricQuery }],
      ['/calculate-subtotals', { explore: 'orders', metricQuery, columnOrder: ['orders_status', 'customers_region'] }],
      ['/field/customers_name/search', { table: 'customers', search: 'a', limit: 10 }],
      ['/field/orders_status/search', { table: 'orders', search: 'b%', limit: 10 }],
    ]
    for (const [path, body] of calls) {
      const [here, there] = await Promise.all([client.results('POST', at.embedded + path, body), client.results('POST', at.postgres + path, body)])
      // Without an order of their own rows come as the engine has them.
      const plain = (answer: object): unknown =>
        Object.entries(answer).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map((row) => JSON.stringify(row)).toSorted() : /^(refreshedAt|cached)$/.test(key) ? null : (value as unknown),
        ])
      expect(plain(there), path).toEqual(plain(here))
    }
    const underlying = (base: string) =>
      client.results<Answer>(
        'POST',
        `${base}/explores/orders/runUnderlyingDataQuery`,
        ask({ dimensions: ['orders_id', 'orders_amount', 'customers_name'], sorts: [{ fieldId: 'orders_id', descending: false }] }),
      )
    const [here, there] = await Promise.all([underlying(at.embedded), underlying(at.postgres)])
    expect([there.rows.length, rowsOf(there)]).toEqual([18, rowsOf(here)])
  })

  it.each([{ onlyRaw: true }, { onlyRaw: false }, { onlyRaw: false, pivotColumns: ['orders_is_gift'] }])('a CSV file with %j is the same', async (layout) => {
    const exported = async (base: string): Promise<string> => {
      const question = ask({
        dimensions: ['orders_status', 'orders_is_gift', 'orders_ordered_on_day', 'orders_created_at_raw'],
        metrics: ['orders_revenue'],
        sorts: [{ fieldId: 'orders_created_at_raw', descending: false }],
      })
      const { jobId } = await client.results<{ jobId: string }>('POST', `${base}/explores/orders/downloadCsv`, {
        ...question,
        showTableNames: false,
        columnOrder: [],
        ...layout,
      })
      const state = () => client.results<{ status: string; url: string }>('GET', `/api/v1/csv/${jobId}`)
      await expect.poll(async () => (await state()).status, { timeout: 20_000 }).toBe('completed')
      return String((await apiClient(shop.atrium.url, {}).get(new URL((await state()).url).pathname)).body)
    }
    const [here, there] = await Promise.all([exported(at.embedded), exported(at.postgres)])
    expect(there.split('\n').length).toBeGreaterThan(5)
    expect(there).toBe(here)
  })

  it('what only the server knows of a type is text to people: found, grouped, filtered and exported', async () => {
    const text = `models:\n  - name: parcels\n    meta: { primary_key: id }\n    columns:\n      - { name: id, meta: { dimension: { type: number }, metrics: { parcel_count: { type: count } } } }\n      - { name: size }\n      - { name: code }\n`
    expect((await saveModels(postgresProject, 'parcels.yml', text)).status).toBe(200)
    const question = {
      exploreName: 'parcels',
      dimensions: ['parcels_code', 'parcels_size'],
      metrics: ['parcels_parcel_count'],
      filters: {
        dimensions: {
          id: 'a',
          and: [
            { id: 'b', target: { fieldId: 'parcels_size' }, operator: 'equals', values: ['small'] },
            { id: 'c', target: { fieldId: 'parcels_code' }, operator: 'include', values: ['0002'] },
          ],
        },
      },
      sorts: [],
      limit: 10,
      tableCalculations: [],
    }
    const { rows } = await client.results<Answer>('POST', `${at.postgres}/explores/parcels/runQuery`, question)
    expect(rows.map((row) => [row['parcels_code']?.value.raw, row['parcels_size']?.value.raw])).toEqual([['00000000-0000-4000-8000-000000000002', 'small']])
    const found = await client.results<{ results: string[] }>('POST', `${at.postgres}/field/parcels_size/search`, {
      table: 'parcels',
      search: 'SMA',
      limit: 10,
    })
    expect(found.results).toEqual(['small'])
    const { jobId } = await client.results<{ jobId: string }>('POST', `${at.postgres}/explores/parcels/downloadCsv`, {
      ...question,
      onlyRaw: true,
      showTableNames: false,
      columnOrder: [],
    })
    await expect.poll(async () => (await client.results<{ status: string }>('GET', `/api/v1/csv/${jobId}`)).status, { timeout: 20_000 }).toBe('completed')
  })
})

describe('the connection', () => {
  const count = async (as: ApiClient = client): Promise<unknown> => {
    const answer = await as.post(`${at.postgres}/sqlQuery`, { sql: `select count(*) as n from parcels where ${(++asked).toString()} > 0` })
    const body = answer.body as { results?: { rows: { n: number }[] }; error?: { message: string } }
    return answer.status === 200 ? body.results?.rows[0]?.n : `${answer.status} ${body.error?.message}`
  }
  let asked = 0

  it('is the next query with another password or account, and says no more than what is wrong', async () => {
    expect(await count()).toBe(3)
    const change = (part: object) => client.put(`/api/v1/app/connection/${postgresProject}`, connection(part))
    expect((await change({ password: 'wrong canary' })).status).toBe(200)
    const refused = String(await count())
    expect(refused).toMatch(/^503 .*does not accept the user and the password/)
    expect(refused).not.toMatch(/canary|reader|127\.0\.0\.1/)
    expect((await change({ user: 'other_reader' })).status).toBe(200)
    expect(await count()).toBe(1)
    expect((await change({})).status).toBe(200)
    expect(await count()).toBe(3)
    expect(shop.atrium.output()).not.toContain('canary')
  })

  it('is another account for whoever chose one of their own, and never shares an answer with others', async () => {
    const person = await signIn(shop.atrium.url, shop.atrium.adminEmail, shop.atrium.adminPassword)
    const question = { sql: 'select count(*) as n from parcels' }
    const same = async (): Promise<unknown> => (await person.results<{ rows: { n: number }[] }>('POST', `${at.postgres}/sqlQuery`, question)).rows[0]?.n
    expect(await same()).toBe(3)
    const all = '/api/v1/user/warehouseCredentials'
    const credentials = { type: 'postgres', user: 'other_reader', password: server.password }
    const { uuid } = await person.results<{ uuid: string }>('POST', all, { name: 'Mine', credentials })
    // Kept, but not chosen.
    expect(await same()).toBe(3)
    expect((await person.patch(`${at.postgres}/user-credentials/${uuid}`)).status).toBe(200)
    expect(await same()).toBe(1)
    expect((await person.patch(`${all}/${uuid}`, { name: 'Mine', credentials: { ...credentials, password: 'wrong canary' } })).status).toBe(200)
    expect(await count(person)).toMatch(/^503 .*your own warehouse credentials/)
    expect((await person.delete(`${all}/${uuid}`)).status).toBe(200)
    expect(await same()).toBe(3)
    await expect.poll(() => server.value("SELECT count(*)::int FROM pg_stat_activity WHERE usename = 'other_reader'")).toBe(0)
  })

  it("may ask for accounts of people's own; a choice goes to no other server", async () => {
    const person = await signIn(shop.atrium.url, shop.atrium.adminEmail, shop.atrium.adminPassword)
    const required = connection({ requireUserCredentials: true })
    expect((await client.put(`/api/v1/app/connection/${postgresProject}`, required)).status).toBe(200)
    expect(await count(person)).toMatch(/^403 .*\/me/)
    const credentials = { type: 'postgres', user: 'other_reader', password: server.password }
    const { uuid } = await person.results<{ uuid: string }>('POST', '/api/v1/user/warehouseCredentials', { name: 'Mine', credentials })
    expect(await count(person)).toMatch(/^403 /)
    expect((await person.patch(`${at.postgres}/user-credentials/${uuid}`)).status).toBe(200)
    expect(await count(person)).toBe(1)
    expect((await client.put(`/api/v1/app/connection/${postgresProject}`, connection({ requireUserCredentials: true, host: 'localhost' }))).status).toBe(200)
    expect(await count(person)).toMatch(/^403 /)
    expect((await client.put(`/api/v1/app/connection/${postgresProject}`, connection())).status).toBe(200)
  })

  it('refuses SQL that is more than a question, and files', async () => {
    for (const sql of [
      'delete from parcels',
      'select pg_sleep(60)',
      'select 1; select 2',
      'select * from pg_authid',
      'with d as (delete from parcels returning *) select * from d',
    ]) {
      expect([sql, (await client.post(`${at.postgres}/sqlQuery`, { sql })).status]).toEqual([sql, 400])
    }
    expect(await count()).toBe(3)
  })

  it('stops a query in the server when whoever asked leaves', async () => {
    const leave = new AbortController()
    const slow = 'select count(*) from generate_series(1, 3000000) a, generate_series(1, 3000000) b where (a * 1.5 + b) % 7 = 3'
    const asking = fetch(`${shop.atrium.url}${at.postgres}/sqlQuery`, {
      method: 'POST',
      headers: { authorization: `ApiKey ${shop.atrium.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sql: slow }),
      signal: leave.signal,
    }).catch(() => null)
    const running = (): Promise<unknown> =>
      server.value("SELECT count(*)::int FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE '%3000000%'")
    await expect.poll(running, { timeout: 20_000 }).toBe(1)
    leave.abort()
    await expect.poll(running, { timeout: 20_000 }).toBe(0)
    await asking
  })

  it('heals after the server was away', async () => {
    expect(await count()).toBe(3)
    await server.kill()
    await expect.poll(() => count(), { timeout: 30_000 }).toBe(3)
  })
})

describe("people's SQL", () => {
  const onBoth = async <T>(ask: (project: string) => Promise<T>): Promise<T> => {
    const [embedded, onPostgres] = [await ask(at.embedded), await ask(at.postgres)]
    expect(onPostgres).toEqual(embedded)
    return onPostgres
  }
  type Status = { status: string; details: { fileUrl: string } | null }

  it('is aggregated alike, and its virtual views are explored alike', async () => {
    const question = {
      sql: 'select status, amount from orders;',
      indexColumn: { reference: 'status' },
      valuesColumns: [
        { reference: 'amount', aggregation: 'sum' },
        { reference: 'amount', aggregation: 'any' },
      ],
    }
    const rows = await onBoth(async (project) => {
      const { jobId } = await client.results<{ jobId: string }>('POST', `${project}/sqlRunner/runPivotQuery`, question)
      let job: Status
      do job = await client.results<Status>('GET', `/api/v1/schedulers/job/${jobId}/status`)
      while (job.status !== 'completed' && job.status !== 'error')
      return (await client.get(new URL(job.details?.fileUrl ?? '').pathname)).body
    })
    expect(String(rows)).toContain('amount_sum')
    await onBoth((project) => client.results('POST', `${project}/sqlRunner/virtual-view`, { name: 'By hand', sql: 'select status, ordered_on from orders' }))
    const asked = {
      exploreName: 'by_hand',
      dimensions: ['by_hand_status', 'by_hand_ordered_on_month'],
      metrics: [],
      filters: {},
      limit: 50,
      tableCalculations: [],
    }
    const sorts = asked.dimensions.map((fieldId) => ({ fieldId, descending: false }))
    const answer = await onBoth(async (project) => (await client.results<Answer>('POST', `${project}/explores/by_hand/runQuery`, { ...asked, sorts })).rows)
    expect(answer.length).toBeGreaterThan(1)
  })

  it('cannot have two columns of one name in a virtual view where those cannot be told apart', async () => {
    const refused = await client.post(`${at.postgres}/sqlRunner/virtual-view`, { name: 'Twice', sql: 'select id as a, status as a from orders' })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('cannot be told apart')])
  })
})
