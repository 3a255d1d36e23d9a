import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiAnswer } from '../../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from '../start-with-people.ts'
import { faultOf } from './door.ts'

/**
 * What people's SQL must not reach, in every place that takes SQL from a request. What the engine's gate refuses is listed
 * in its own test; here is that every place has the gate, and that nothing comes through it.
 */

let house: WithPeople
let project: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
      - {name: margin, meta: {dimension: {type: number, required_attributes: {is_boss: 'true'}}, metrics: {best: {type: max, required_attributes: {is_boss: 'true'}}}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, 470011 + range AS margin FROM range(10)",
      "CREATE TABLE salaries AS SELECT 'canary salary' AS word",
    ],
    env: { ATRIUM_SECRET_KEY: '7d1f0c9ab44e52d6a8c3b0e6f5918273645566778899aabbccddeeff00112233' },
  })
  project = `/api/v1/projects/${house.projectUuid}`
  const users = (['interactive_viewer', 'editor', 'developer'] as const).map((who) => ({ userUuid: house.userUuid[who], value: 'north' }))
  await house.as.admin.results('POST', `${project}/spaces`, { name: 'Shared', isPrivate: false })
  await house.as.admin.results('POST', '/api/v1/org/attributes', { name: 'region', attributeDefault: null, groups: [], users })
})
afterAll(() => house.stop())

const textOf = ({ body }: ApiAnswer): string => JSON.stringify(body)
const question = (part: object) => ({ exploreName: 'orders', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 100, tableCalculations: [], ...part })
const run = (who: Person, part: object): Promise<ApiAnswer> => house.as[who].post(`${project}/explores/orders/runQuery`, question(part))

/** One value each of what lies outside: environment, files, settings, other catalogues, the engine itself, our store. */
const reaching = [
  "getenv('ATRIUM_SECRET_KEY')",
  "main.getenv('HOME')",
  "'HOME'.getenv()",
  '"getenv"(\'HOME\')',
  "GetEnv(concat('HO', 'ME'))",
  "list_transform(['HOME'], lambda x: getenv(x))[1]",
  "(SELECT content FROM read_text('/etc/hostname'))",
  "(SELECT * FROM '/etc/hostname')",
  '(FROM "/etc/hostname")',
  "(SELECT count(*) FROM glob('/*'))",
  "(SELECT * FROM read_csv('http://127.0.0.1:1/x'))",
  "(SELECT content FROM 'https://example.com/x.parquet')",
  '(SELECT value FROM duckdb_settings() LIMIT 1)',
  "current_setting('temp_directory')",
  '(SELECT file FROM pragma_database_list)',
  '(WITH pragma_database_list AS (SELECT * FROM pragma_database_list) SELECT max(file) FROM pragma_database_list)',
  '(SELECT max(path) FROM duckdb_databases())',
  '(SELECT max(sql) FROM sqlite_master)',
  '(SELECT max(table_name) FROM information_schema.tables)',
  '(SELECT max(rolname) FROM pg_catalog.pg_roles)',
  "(SELECT * FROM postgres_scan('host=/tmp', 'public', 'users'))",
  '(SELECT email FROM users LIMIT 1)',
  '(SELECT email FROM public.users LIMIT 1)',
  "(SELECT * FROM query('select 1'))",
  "(SELECT * FROM query_table('salaries'))",
  '(SELECT * FROM (SHOW DATABASES))',
  '(SELECT * FROM (DESCRIBE orders) LIMIT 1)',
  "(SELECT * FROM json_execute_serialized_sql('{}'))",
  "getvariable('x')",
  "nextval('x')",
  '1); DROP TABLE orders; SELECT (1',
  "1); ATTACH '/tmp/x.db'; SELECT (1",
]

/** Tables of the same warehouse: for those who may write whole statements, and in expressions for nobody. */
const reachingTables = [
  '(SELECT max(word) FROM salaries)',
  '(WITH salaries AS (SELECT * FROM salaries) SELECT max(word) FROM salaries)',
  '(SELECT max(region) FROM orders)',
  '(FROM main.salaries)',
]

const expression = (sql: string, who: Person = 'developer'): Record<string, () => Promise<ApiAnswer>> => ({
  'a custom dimension': () =>
    run(who, { dimensions: ['own'], customDimensions: [{ type: 'sql', id: 'own', name: 'Own', table: 'orders', sql, dimensionType: 'string' }] }),
  'a custom metric': () => run(who, { metrics: ['orders_own'], additionalMetrics: [{ table: 'orders', name: 'own', type: 'max', sql }] }),
  'a table calculation': () => run(who, { dimensions: ['orders_id', 'orders_region'], tableCalculations: [{ name: 'own', displayName: 'Own', sql }] }),
  'a filter on a custom dimension': () =>
    run(who, {
      metrics: ['orders_orders'],
      customDimensions: [{ type: 'sql', id: 'own', name: 'Own', table: 'orders', sql, dimensionType: 'string' }],
      filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'own' }, operator: 'notNull', values: [] }] } },
    }),
})

let views = 0

/** What becomes of a queued query, as an answer at once would say it. */
async function jobOf(started: ApiAnswer, who: Person): Promise<ApiAnswer> {
  if (started.status >= 400) return started
  const { jobId } = (started.body as { results: { jobId: string } }).results
  for (;;) {
    const answer = await house.as[who].get(`/api/v1/schedulers/job/${jobId}/status`)
    const { status, details } = (answer.body as { results: { status: string; details: { error?: string } | null } }).results
    const error = { statusCode: 400, name: 'ParameterError', message: details?.error ?? '', data: {} }
    if (status === 'error') return { ...answer, status: 400, body: { status: 'error', error } }
    if (status === 'completed') return answer
    await new Promise((done) => setTimeout(done, 20))
  }
}

const statement = (sql: string, who: Person = 'developer'): Record<string, () => Promise<ApiAnswer>> => ({
  'the SQL runner': () => house.as[who].post(`${project}/sqlQuery`, { sql: `SELECT (${sql}) AS x` }),
  'aggregated SQL': async () =>
    jobOf(
      await house.as[who].post(`${project}/sqlRunner/runPivotQuery`, {
        sql: `SELECT (${sql}) AS x`,
        valuesColumns: [{ reference: 'x', aggregation: 'any' }],
      }),
      who,
    ),
  'SQL as a file': () => house.as[who].post(`${project}/sqlRunner/downloadCsv`, { sql: `SELECT (${sql}) AS x` }),
  'a virtual view': () => house.as[who].post(`${project}/sqlRunner/virtual-view`, { name: `Spy ${(views += 1)}`, sql: `SELECT (${sql}) AS x` }),
  'a SQL chart': async () => {
    const saved = await house.as[who].post(`${project}/sqlRunner/saved`, { name: 'Spy', sql: `SELECT (${sql}) AS x`, config: { type: 'table' } })
    if (saved.status >= 400) return saved
    const { savedSqlUuid } = (saved.body as { results: { savedSqlUuid: string } }).results
    return house.as[who].post(`/api/v1/app/sql-charts/${savedSqlUuid}/results`, {})
  },
  'a draft of a model': () =>
    house.as[who].post(`/api/v1/app/models/${house.projectUuid}/sample`, {
      path: 'spy.yml',
      text: `models:\n  - name: spy\n    meta: {sql_table: ${JSON.stringify(`(SELECT (${sql}) AS x)`)}}\n    columns: [{name: x}]\n`,
      model: 'spy',
    }),
})

it.each([...reaching.map((sql) => [sql, { ...expression(sql), ...statement(sql) }] as const), ...reachingTables.map((sql) => [sql, expression(sql)] as const)])(
  'nothing is reached by %s',
  async (_, places) => {
    for (const [place, ask] of Object.entries(places)) {
      const answer = await ask()
      expect([place, answer.status >= 400, faultOf(answer)]).toEqual([place, true, null])
    }
    expect(textOf(await run('developer', { metrics: ['orders_orders'] }))).toContain('"raw":5')
  },
)

it('whoever may not write SQL has no place for it', async () => {
  const own = 'upper(${orders.region})'
  for (const [place, ask] of Object.entries({ ...expression(own), ...statement('1') })) expect([place, (await ask()).status]).toEqual([place, 200])
  for (const who of ['interactive_viewer', 'editor'] as const) {
    // A calculation sees the columns of the answer and nothing else: it is nobody's privilege.
    const { 'a table calculation': calculation, ...places } = { ...expression(own, who), ...statement('1', who) }
    expect((await calculation?.())?.status).toBe(200)
    for (const [place, ask] of Object.entries(places)) expect([who, place, (await ask()).status]).toEqual([who, place, 403])
    const hidden = { metrics: ['orders_own'], additionalMetrics: [{ table: 'orders', name: 'own', type: 'max', sql: '${TABLE}.unmodelled' }] }
    expect((await run(who, hidden)).status).toBe(403)
    const saved = { name: 'Own', tableName: 'orders', metricQuery: question(hidden), chartConfig: { type: 'table' }, tableConfig: { columnOrder: [] } }
    expect((await house.as[who].post(`${project}/saved`, saved)).status).toBe(403)
  }
})

it('a column that is closed to somebody is open to them by no other name', async () => {
  const metric = (sql: string, more: object = {}) => ({
    metrics: ['orders_own'],
    additionalMetrics: [{ table: 'orders', name: 'own', type: 'max', sql, ...more }],
  })
  const ways: Record<string, object> = {
    'the field': { dimensions: ['orders_margin'] },
    'its metric': { metrics: ['orders_best'] },
    'a metric of the column': metric('${TABLE}.margin'),
    'a metric of the quoted column': metric('${TABLE}."margin"'),
    'a metric of the column in capitals': metric('${TABLE}.MARGIN'),
    'a metric of the field': metric('${margin}'),
    'a metric of the field with its table': metric('${orders.margin}'),
    'a metric filtered by it': metric('${TABLE}.id', { filters: [{ id: 'f', target: { fieldRef: 'orders.margin' }, operator: 'greaterThan', values: [1] }] }),
    'a filter': {
      metrics: ['orders_orders'],
      filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_margin' }, operator: 'greaterThan', values: [1] }] } },
    },
    'bins of it': {
      dimensions: ['bins'],
      customDimensions: [{ type: 'bin', id: 'bins', name: 'B', table: 'orders', dimensionId: 'orders_margin', binType: 'fixed_number', binNumber: 2 }],
    },
    'a sort': { dimensions: ['orders_id'], sorts: [{ fieldId: 'orders_margin', descending: true }] },
  }
  const open: string[] = []
  for (const sql of ['${TABLE}.id', '${TABLE}."ID"', '${id}', '${orders.id}']) expect([sql, (await run('editor', metric(sql))).status]).toEqual([sql, 200])
  for (const who of ['editor', 'interactive_viewer'] as const) {
    for (const [way, part] of Object.entries(ways)) {
      const answer = await run(who, part)
      if (answer.status < 400 || /47001\d|47,?00/.test(textOf(answer))) open.push(`${way} by ${who}: ${answer.status} ${textOf(answer).slice(0, 120)}`)
    }
    const search = await house.as[who].post(`${project}/field/orders_margin/search`, { table: 'orders', search: '', limit: 10 })
    if (search.status < 400) open.push(`values by ${who}: ${textOf(search).slice(0, 200)}`)
  }
  expect(open).toEqual([])
})
