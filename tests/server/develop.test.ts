import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn, withToken, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Models are opened, checked and saved through the API of a running product. */

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let at: string
let projectUuid: string

type Listed = {
  readOnly: string | null
  files: string[]
  models: { name: string; file: string; explored: boolean }[]
  problems: Problem[]
  tables: { name: string; models: string[] }[]
}
type Problem = { file: string; line: number; severity: string; message: string; model?: string }

const orders = `models:
  - name: orders
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: amount
        meta: { dimension: { type: number }, metrics: { total: { type: sum } } }
`
const file = (name: string): string => `${at}/file?path=${encodeURIComponent(name)}`
const open = (name: string) => client.results<{ text: string; version: string }>('GET', file(name))
const save = (name: string, text: string, version: string | null) => client.put(`${at}/file`, { path: name, text, version })

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-develop-'))
  models = path.join(base, 'models')
  await mkdir(path.join(models, 'sales'), { recursive: true })
  await writeFile(path.join(models, 'sales', 'orders.yml'), orders)
  await writeFile(path.join(base, 'outside.yml'), 'secret: 1\n')
  await symlink(path.join(base, 'outside.yml'), path.join(models, 'linked.yml'))
  await symlink(base, path.join(models, 'up'))
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE orders AS SELECT range AS id, range * 2 AS amount FROM range(60)',
    "CREATE TABLE visits AS SELECT range AS visit_id, DATE '2026-01-01' AS day, range AS clicks, range AS order_id FROM range(3)",
  )
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_WATCH_MODELS: 'false' } })
  client = withToken(atrium.url, atrium.token)
  projectUuid = (await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  at = `/api/v1/app/models/${projectUuid}`
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

describe('the models of a project', () => {
  it('are listed with files, models and tables that have none', async () => {
    expect(await client.results<Listed>('GET', at)).toMatchObject({
      readOnly: null,
      files: ['sales/orders.yml'],
      models: [{ name: 'orders', file: 'sales/orders.yml', explored: true }],
      problems: [],
      tables: [
        { name: 'orders', models: ['orders'] },
        { name: 'visits', models: [] },
      ],
    })
  })

  it('are checked while they are typed, against the rest of the project, and not saved', async () => {
    const broken = `${orders}    meta: [\n`
    const wrong = orders.replace('type: sum', 'type: summ')
    const checked = async (text: string) =>
      client.results<{ problems: Problem[]; models: { name: string }[] }>('POST', `${at}/validate`, { path: 'sales/orders.yml', text })
    expect((await checked(broken)).problems[0]).toMatchObject({ file: 'sales/orders.yml', severity: 'error' })
    expect((await checked(wrong)).problems[0]).toMatchObject({ line: 7, model: 'orders' })
    const twice = await client.results<{ problems: Problem[] }>('POST', `${at}/validate`, { path: 'b.yml', text: orders })
    expect(twice.problems[0]?.message).toContain('defined twice')
    expect(await readFile(path.join(models, 'sales/orders.yml'), 'utf8')).toBe(orders)
  })

  it('show their SQL and first rows before they are saved', async () => {
    const text = orders.replace('type: number } }\n      - name: amount', 'type: number, label: Number } }\n      - name: amount')
    const { sql, columns, rows } = await client.results<{ sql: string; columns: { name: string }[]; rows: number[][] }>('POST', `${at}/sample`, {
      path: 'sales/orders.yml',
      text,
      model: 'orders',
    })
    expect(sql).toMatch(/FROM[\s\S]*orders/i)
    expect(columns.map(({ name }) => name)).toEqual(['orders_id', 'orders_amount'])
    expect(rows.length).toBe(50)
    expect(rows.every(([id = 0, amount]) => amount === id * 2)).toBe(true)
  })

  it('may do no more in a draft than the SQL runner', async () => {
    const text = 'models:\n  - name: spy\n    meta: { sql_table: "(select getenv(\'HOME\') as home)" }\n    columns: [{ name: home }]\n'
    const answer = await client.post(`${at}/sample`, { path: 'spy.yml', text, model: 'spy' })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('getenv')
  })

  it('say of a broken draft why it has no rows', async () => {
    const answer = await client.post(`${at}/sample`, { path: 'sales/orders.yml', text: orders.replace('type: sum', 'type: summ'), model: 'orders' })
    expect(answer.status).toBe(404)
    expect(JSON.stringify(answer.body)).toContain('summ')
  })
})

describe('saving', () => {
  it('writes the file and serves it at once', async () => {
    const { version } = await open('sales/orders.yml')
    const text = `# kept\n${orders.replace('total:', 'revenue:')}`
    const saved = await save('sales/orders.yml', text, version)
    expect(saved).toMatchObject({ status: 200, body: { results: { compiled: { changed: true, problems: 0 } } } })
    expect(await readFile(path.join(models, 'sales/orders.yml'), 'utf8')).toBe(text)
    const explore = await client.results<{ tables: { orders: { metrics: object } } }>('GET', `/api/v1/projects/${projectUuid}/explores/orders`)
    expect(Object.keys(explore.tables.orders.metrics)).toEqual(['revenue'])
    expect((await open('sales/orders.yml')).version).not.toBe(version)
    // Nothing is left beside it.
    expect(await readdir(path.join(models, 'sales'))).toEqual(['orders.yml'])
  })

  it('refuses what somebody else changed meanwhile: one of two who save at once gets a conflict', async () => {
    const { version, text } = await open('sales/orders.yml')
    const answers = await Promise.all([save('sales/orders.yml', `${text}# one\n`, version), save('sales/orders.yml', `${text}# two\n`, version)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const won = answers[0]?.status === 200 ? 'one' : 'two'
    expect((await open('sales/orders.yml')).text).toBe(`${text}# ${won}\n`)
    expect((await save('sales/orders.yml', orders, null)).status).toBe(409)
    expect((await save('gone.yml', orders, version)).status).toBe(409)
  })

  it('keeps a broken model, which takes only itself out of service', async () => {
    const answer = await save(
      'broken.yml',
      'models:\n  - name: broken\n    columns: [{ name: nowhere }]\n    meta: { joins: [{ join: nothing, sql_on: "1" }] }\n',
      null,
    )
    expect(answer.status).toBe(200)
    const listed = await client.results<Listed>('GET', at)
    expect(listed.problems.filter(({ severity }) => severity === 'error').every(({ file: name }) => name === 'broken.yml')).toBe(true)
    expect(listed.models.find(({ name }) => name === 'orders')?.explored).toBe(true)
    await rm(path.join(models, 'broken.yml'))
  })

  it.each([
    '../outside.yml',
    'sales/../../outside.yml',
    '/etc/hosts.yml',
    'up/outside.yml',
    'linked.yml',
    '.hidden.yml',
    'a/.git/x.yml',
    'node_modules/x.yml',
    'nowhere/x.yml',
    'sales',
    'x.txt',
    'x.yml\u0000.txt',
    'a\\..\\x.yml',
    'sales/orders.yml/x.yml',
    '..yml',
  ])('stays inside the model folder: %j', async (name) => {
    expect((await save(name, 'models: []\n', null)).status).toBe(400)
    expect((await client.get(file(name))).status).toBeGreaterThanOrEqual(400)
    expect(await readFile(path.join(base, 'outside.yml'), 'utf8')).toBe('secret: 1\n')
  })

  it('refuses texts that are too large', async () => {
    expect((await save('large.yml', 'x'.repeat(2 * 1024 * 1024 + 1), null)).status).toBe(400)
  })

  it('is not offered where the models come from elsewhere', async () => {
    await writeFile(path.join(models, 'manifest.json'), '{"metadata": {}, "nodes": {}}')
    expect((await client.results<Listed>('GET', at)).readOnly).toBe('dbt_manifest')
    const answer = await save('new.yml', orders, null)
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('dbt')
    await rm(path.join(models, 'manifest.json'))
  })
})

it('values are suggested for fields of a table that is only ever joined, under its alias', async () => {
  const joins = '    meta: { joins: [{ join: days, alias: first_day, sql_on: "${visit_log.visit_id} = ${first_day.visit_id}", relationship: one-to-one }] }\n'
  const columns =
    '    columns:\n      - name: visit_id\n      - name: day\n        meta: { dimension: { type: string, sql: "CAST(${TABLE}.day AS VARCHAR)" } }\n'
  const text = `models:\n  - name: visit_log\n${joins.replace('meta: { ', 'meta: { sql_table: visits, ')}${columns}  - name: days\n    meta: { sql_table: visits }\n${columns}`
  expect(await save('sales/joined.yml', text, null)).toMatchObject({ status: 200, body: { results: { compiled: { problems: 0 } } } })
  const values = (table: string) =>
    client.results<{ results: string[] }>('POST', `/api/v1/projects/${projectUuid}/field/first_day_day/search`, { table, search: '2026', limit: 10 })
  // As the explore page asks, and as a dashboard does: its filters name the table.
  for (const table of ['visit_log', 'first_day']) expect((await values(table)).results, table).toEqual(['2026-01-01'])
  expect((await client.post(`/api/v1/projects/${projectUuid}/field/first_day_day/search`, { table: 'nothing' })).status).toBe(404)
  await client.delete(file('sales/joined.yml'))
})

it('is for developers', async () => {
  const abilities = await client.results<string[]>('GET', `/api/v1/app/abilities/${projectUuid}`)
  expect(abilities).toEqual(expect.arrayContaining(['model.view', 'model.update', 'data.upload']))
  const anonymous = await fetch(`${atrium.url}${at}`)
  expect(anonymous.status).toBe(401)
  const session = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  expect((await session.get(at)).status).toBe(200)
})
