import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** Tests of endpoints: what is found, under whose rights, in files, on the command line and before a draft is published. */

let house: WithPeople

const model = `models:
  - name: sales
    meta:
      sql_filter: "\${TABLE}.region <> \${ld.attributes.hidden_region}"
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {sales: {type: count}}}}
      - {name: region}
      - {name: amount, meta: {dimension: {type: number}, metrics: {revenue: {type: sum}}}}
`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'sales.yml': model },
    statements: ["CREATE TABLE sales AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, range * 1.5 AS amount FROM range(10)"],
  })
  await house.as.admin.results('POST', '/api/v1/org/attributes', {
    name: 'hidden_region',
    description: '',
    attributeDefault: 'nowhere',
    users: [],
    groups: [],
  })
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Shared', isPrivate: false })
  const made = await house.as.developer.call('POST', `/api/projects/${house.projectUuid}/endpoints/`, {
    name: 'by_region',
    query: {
      kind: 'HogQLQuery',
      query: 'SELECT region, sum(amount) AS revenue FROM sales WHERE id >= {variables.first} GROUP BY 1 ORDER BY 1',
      variables: { first: { code_name: 'first', type: 'Number', value: 0 } },
    },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
})
afterAll(() => house.stop())

const at = (rest: string): string => `/api/v1/app/projects/${house.projectUuid}/endpoints/by_region${rest}`
type Finding = { kind: string; words: string; expectation: number | null }
type Tested = {
  version: number | null
  passed: number
  failed: number
  tests: { name: string; outcome: string; answer: { rows: unknown[][] } | null; findings: Finding[] }[]
}
type Tests = { revision: number; tests: object[]; results: { name: string; passed: boolean; by: string | null; version: number }[] }

const run = (body: object = {}, who: Person = 'developer'): Promise<Tested> => house.as[who].results('POST', at('/tests/run'), body)
const tests = (): Promise<Tests> => house.as.developer.results('GET', at('/tests'))
const save = async (wanted: object[]): Promise<Tests> => house.as.developer.results('PUT', at('/tests'), { tests: wanted, revision: (await tests()).revision })
/** What is wrong with an answer for which all of this was expected. */
const findings = async (expected: object[], variables: object = {}): Promise<string[]> => {
  const { tests: ran } = await run({ test: { name: 'now', variables, expect: expected } })
  return ran.flatMap((test) => test.findings.map(({ kind }) => kind))
}

describe('a test of an endpoint', () => {
  it('says what does not hold of the answer, and nothing of what holds', async () => {
    expect(
      await findings([
        { kind: 'row_count', atLeast: 2, atMost: 2 },
        { kind: 'columns', columns: [{ name: 'region', type: 'string' }, { name: 'revenue' }] },
        { kind: 'not_null', column: 'region' },
        { kind: 'unique', columns: ['region'] },
        { kind: 'accepted_values', column: 'region', values: ['north', 'south'] },
        { kind: 'between', column: 'revenue', least: 0, most: 100 },
        { kind: 'total', column: 'revenue', equals: 67.5 },
        {
          kind: 'rows',
          columns: ['region', 'revenue'],
          rows: [
            ['north', 30],
            ['south', 37.5],
          ],
        },
        { kind: 'within', milliseconds: 60_000 },
      ]),
    ).toEqual([])
    expect(
      await findings([
        { kind: 'row_count', atMost: 1 },
        { kind: 'columns', columns: [{ name: 'revenue' }] },
        { kind: 'not_null', column: 'area' },
        { kind: 'accepted_values', column: 'region', values: ['north'] },
        { kind: 'between', column: 'revenue', most: 31 },
        { kind: 'total', column: 'revenue', equals: 1 },
        { kind: 'rows', columns: ['region'], rows: [['north']] },
      ]),
    ).toEqual(['row_count', 'columns', 'column_missing', 'other_values', 'out_of_bounds', 'total', 'rows'])
  })

  it('takes values of variables, and compares a total with a metric that knows them too', async () => {
    const equals = {
      exploreName: 'sales',
      metric: 'sales_revenue',
      filters: { id: 'g', and: [{ id: 'r', target: { fieldId: 'sales_id' }, operator: 'greaterThanOrEqual', values: ['{variables.first}'] }] },
    }
    expect(await findings([{ kind: 'total', column: 'revenue', equals }], { first: 4 })).toEqual([])
    expect(await findings([{ kind: 'total', column: 'revenue', equals: { ...equals, filters: undefined } }], { first: 4 })).toEqual(['total'])
    // What the metric says of an explore that is not there is told like what the endpoint itself says.
    expect(await findings([{ kind: 'total', column: 'revenue', equals: { exploreName: 'nothing', metric: 'a' } }])).toEqual(['answer_failed'])
  })

  it('may expect that a call is refused, and how', async () => {
    expect(await findings([{ kind: 'error', error: 'variable_type' }], { first: 'many' })).toEqual([])
    expect(await findings([{ kind: 'error', error: 'any' }], { first: 'many' })).toEqual([])
    expect(await findings([{ kind: 'error', error: 'unknown_variable' }], { first: 'many' })).toEqual(['answer_failed'])
    expect(await findings([{ kind: 'error', error: 'any' }])).toEqual(['no_error'])
    expect(await findings([{ kind: 'row_count', atLeast: 1 }], { last: 1 })).toEqual(['answer_failed'])
  })

  it('is of what the warehouse says now, not of what is kept', async () => {
    const kept = await house.as.developer.call('POST', `/api/projects/${house.projectUuid}/endpoints/by_region/run`, {})
    expect(kept.status).toBe(200)
    await expect.poll(runsLogged, { timeout: 10_000 }).toBeGreaterThan(0)
    const before = await runsLogged()
    expect((await run({ test: { name: 'now', expect: [{ kind: 'row_count', atLeast: 1 }] } })).tests[0]?.answer?.rows).toEqual([
      ['north', 30],
      ['south', 37.5],
    ])
    // It is no call: callers and their speed are those of programs. The next call is the only one more.
    await house.as.developer.call('POST', `/api/projects/${house.projectUuid}/endpoints/by_region/run`, {})
    await expect.poll(runsLogged, { timeout: 10_000 }).toBe(before + 1)
  })
})

const runsLogged = async (): Promise<number> => (await house.as.developer.results<{ calls: number }>('GET', at('/callers'))).calls

const regions = { name: 'Two regions', expect: [{ kind: 'row_count', atLeast: 2, atMost: 2 }] }
const noWest = { name: 'No other region', expect: [{ kind: 'accepted_values', column: 'region', values: ['north', 'south'] }] }

describe('tests that are saved', () => {
  it('are those of the endpoint until somebody changes them; the last result is known of what was not changed', async () => {
    expect((await save([regions, noWest])).tests).toEqual([regions, noWest])
    expect(await run()).toMatchObject({ version: 1, passed: 2, failed: 0 })
    expect((await tests()).results).toMatchObject([
      { name: 'No other region', passed: true, version: 1 },
      { name: 'Two regions', passed: true },
    ])
    const stricter = { ...regions, expect: [{ kind: 'row_count', atLeast: 3 }] }
    expect((await save([stricter, noWest])).results.map(({ name }) => name)).toEqual(['No other region'])
    expect(await run({ names: ['Two regions'] })).toMatchObject({ passed: 0, failed: 1, tests: [{ findings: [{ words: '2 rows instead of 3 at least.' }] }] })
    const [summary] = await house.as.developer.results<{ tests: object }[]>('GET', `/api/v1/app/projects/${house.projectUuid}/endpoints`)
    expect(summary?.tests).toEqual({ count: 2, failed: 1 })
    await save([regions, noWest])
  })

  it('are refused when they cannot be meant, or when somebody changed the endpoint since', async () => {
    const { revision } = await tests()
    const put = (wanted: object[], of = revision): Promise<ApiAnswer> => house.as.developer.call('PUT', at('/tests'), { tests: wanted, revision: of })
    expect((await put([regions, regions])).status).toBe(422)
    expect((await put([{ name: 'a', expect: [{ kind: 'row_count' }] }])).status).toBe(422)
    expect((await put([{ name: 'a', expect: [{ kind: 'error', error: 'any' }, regions.expect[0]] }])).status).toBe(422)
    expect((await put([{ name: 'a', expect: [{ kind: 'rows', columns: ['region'], rows: [['north', 1]] }] }])).status).toBe(422)
    expect((await put([], revision - 1)).status).toBe(409)
    expect((await house.as.developer.call('POST', at('/tests/run'), { names: ['nothing'] })).status).toBe(404)
    expect((await tests()).revision).toBe(revision)
  })

  it('are for those who may change the endpoint, and run under the rights of whoever runs them', async () => {
    for (const who of ['viewer', 'interactive_viewer', 'editor'] as const) {
      expect((await house.as[who].get(at('/tests'))).status).toBe(403)
      expect((await house.as[who].call('POST', at('/tests/run'), {})).status).toBe(403)
    }
    // SQL reads what it reads; a question to an explore is narrowed to what its asker may see.
    const door = `/api/projects/${house.projectUuid}/endpoints/`
    const query = { dimensions: ['sales_region'], metrics: ['sales_sales'], filters: {}, sorts: [{ fieldId: 'sales_region', descending: false }], limit: 10 }
    const made = await house.as.developer.call('POST', door, { name: 'counted', query: { kind: 'MetricQuery', explore: 'sales', query } })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const counted = `/api/v1/app/projects/${house.projectUuid}/endpoints/counted/tests`
    const { revision } = await house.as.developer.results<Tests>('GET', counted)
    await house.as.developer.results('PUT', counted, { tests: [{ name: 'Both', expect: [{ kind: 'row_count', atLeast: 2 }] }], revision })
    await house.as.admin.results('PUT', `/api/v1/org/attributes/${await attribute()}`, {
      name: 'hidden_region',
      description: '',
      attributeDefault: 'nowhere',
      users: [{ userUuid: house.userUuid.developer, value: 'south' }],
      groups: [],
    })
    const ran = (who: Person): Promise<Tested> => house.as[who].results('POST', `${counted}/run`, {})
    expect(await ran('admin')).toMatchObject({
      passed: 1,
      tests: [
        {
          answer: {
            rows: [
              ['north', 5],
              ['south', 5],
            ],
          },
        },
      ],
    })
    expect(await ran('developer')).toMatchObject({ failed: 1, tests: [{ outcome: 'failed', answer: { rows: [['north', 5]] } }] })
    // Of the last result everybody who may test knows how it went, and nobody else's rows.
    expect((await house.as.admin.results<Tests>('GET', counted)).results).toEqual([
      { name: 'Both', passed: false, version: 1, at: expect.any(String), by: expect.stringContaining('developer') },
    ])
    expect((await house.as.developer.call('DELETE', `${door}counted/`)).status).toBe(204)
  })
})

const attribute = async (): Promise<string> => {
  const found = await house.as.admin.results<{ uuid: string; name: string }[]>('GET', '/api/v1/org/attributes')
  return found.find(({ name }) => name === 'hidden_region')?.uuid ?? ''
}

describe('a draft', () => {
  const draft = async (sql: string): Promise<string> => {
    const known = await house.as.admin.results<{ version: string } | null>('GET', at('/draft'))
    const query = { kind: 'sql', sql, variables: [{ name: 'first', type: 'number', value: 0 }] }
    return (await house.as.admin.results<{ version: string }>('PUT', at('/draft'), { query, version: known?.version ?? null })).version
  }
  const publish = (version: string, more: object = {}): Promise<ApiAnswer> =>
    house.as.admin.call('POST', at('/draft/publish'), { version, comparedVersion: 1, acceptsBreaking: true, ...more })

  it('whose tests fail is published only by whoever says so; one that passes has its results', async () => {
    const worse = await draft("SELECT 'west' AS region, 1 AS revenue FROM sales WHERE id >= {variables.first}")
    expect(await run({ draft: true }, 'admin')).toMatchObject({ version: null, failed: 2 })
    // What a draft does is no result of the endpoint.
    expect((await tests()).results.every(({ passed }) => passed)).toBe(true)
    expect(await publish(worse)).toMatchObject({
      status: 409,
      body: { error: { name: 'FailingTestsError', message: expect.stringContaining('"Two regions", "No other region"') } },
    })
    const better = await draft('SELECT region, count(*) AS revenue FROM sales WHERE id >= {variables.first} GROUP BY 1')
    expect((await publish(better)).status).toBe(200)
    expect((await tests()).results).toMatchObject([
      { passed: true, version: 2 },
      { passed: true, version: 2 },
    ])
    const again = await draft("SELECT 'west' AS region, 1 AS revenue FROM sales WHERE id >= {variables.first}")
    expect((await publish(again, { comparedVersion: 2, acceptsFailingTests: true })).status).toBe(200)
  })
})

describe('tests elsewhere', () => {
  const files = async (who: Person): Promise<string> => {
    const { files: found } = await house.as[who].results<{ files: { text: string }[] }>('GET', `/api/v1/app/content-files/${house.projectUuid}?kind=endpoint`)
    return found[0]?.text ?? ''
  }
  const push = (text: string): Promise<{ changes: { action: string }[]; problems: object[] }> =>
    house.as.admin.results('POST', `/api/v1/app/content-files/${house.projectUuid}`, { files: [{ path: 'by_region.yml', text }] })

  it('stand in the file of the endpoint, for those who may test; a file without them leaves them', async () => {
    const text = await files('admin')
    expect(text).toContain('tests:\n  - name: Two regions')
    expect(await files('viewer')).not.toContain('Two regions')
    expect((await push(text)).changes).toMatchObject([{ action: 'unchanged' }])
    const without = text.replace(/tests:[^]*?(?=^\w)/m, '')
    expect(without).not.toContain('Two regions')
    expect((await push(without)).changes).toMatchObject([{ action: 'unchanged' }])
    expect(await push(text.replace('kind: row_count', 'kind: rowcount'))).toMatchObject({ changes: [], problems: [expect.anything()] })
    expect((await push(text.replace('Two regions', 'Both regions'))).changes).toMatchObject([{ action: 'update' }])
    expect((await tests()).tests).toMatchObject([{ name: 'Both regions' }, { name: 'No other region' }])
    expect((await push(`${without.replace(/version: 1\n$/, '')}tests: []\nversion: 1\n`)).changes).toMatchObject([{ action: 'update' }])
    expect((await tests()).tests).toEqual([])
    await save([regions, noWest])
  })

  it('are run on the command line, which exits with 1 when one does not pass', async () => {
    const atrium = async (...args: string[]): Promise<{ code: number; out: string }> => {
      const environment = {
        PATH: process.env['PATH'] ?? '',
        HOME: '/nonexistent',
        ATRIUM_URL: house.url,
        ATRIUM_TOKEN: 'atr_pat_test_of_admin_0123456789',
        ATRIUM_PROJECT: house.projectUuid,
      }
      const child = spawn(process.execPath, [path.resolve('dist/cli.js'), ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
      let out = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (out += text))
      const [code] = (await once(child, 'close')) as [number]
      return { code, out }
    }
    const failed = await atrium('endpoints', 'test')
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('by_region (version 3): 0 of 2 passed\n  FAILED  Two regions') })
    expect(failed.out).toContain('region has other values in 10 rows: "west".')
    await save([{ name: 'It answers', expect: [{ kind: 'row_count', atLeast: 1 }] }])
    const passed = await atrium('endpoints', 'test', 'by_region', '--json')
    expect(passed.code).toBe(0)
    expect(JSON.parse(passed.out)).toMatchObject([{ endpoint: 'by_region', passed: 1, failed: 0 }])
    expect((await atrium('endpoints', 'test', '--draft')).code).toBe(2)
  })
})
