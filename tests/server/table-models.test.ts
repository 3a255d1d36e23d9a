import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Models of several tables are proposed and created through the API of a running product. */

type Problem = { file: string; severity: string; message: string }
type Join = { id: string; columns: string[]; table: string; references: string[]; relationship: string; origin: string; isLeftOut: boolean }
type File = { path: string; table: string; text: string; joins: Join[]; problems: Problem[]; takenBy: string | null }
type Proposal = { files: File[]; version: string; impact: { lost: { name: string }[]; problems: Problem[] } }
type Entry = { operation: string; target: { kind: string }; after: { tables: string[]; files: { path: string; text: string }[]; explores: string[] } }

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let at: string
let projectUuid: string

const three = ['customers', 'orders', 'products']
const propose = (tables: string[], withoutJoins: string[] = []) => client.results<Proposal>('POST', `${at}/proposal`, { tables, withoutJoins })
const create = (tables: string[], version: string, withoutJoins: string[] = []) => client.post(at, { tables, version, withoutJoins })
const onDisk = async (): Promise<string[]> => (await readdir(models)).toSorted()
const audited = async (operation: string): Promise<Entry[]> =>
  (await client.results<{ entries: Entry[] }>('GET', `/api/v1/app/audit?limit=200&operation=${operation}`)).entries

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-table-models-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR)',
    'CREATE TABLE products (id INTEGER PRIMARY KEY, label VARCHAR)',
    'CREATE TABLE orders (id INTEGER PRIMARY KEY, buyer INTEGER REFERENCES customers (id), product_id INTEGER, amount DECIMAL(10, 2))',
    "INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo')",
    "INSERT INTO products VALUES (1, 'Ink'), (2, 'Nib')",
    'INSERT INTO orders VALUES (1, 1, 1, 10), (2, 1, 2, 20), (3, 2, 2, 5)',
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
beforeEach(async () => {
  expect(await onDisk()).toEqual([])
})
afterEach(async () => {
  for (const name of await onDisk()) await rm(path.join(models, name), { recursive: true })
  await client.results('POST', `/api/v1/app/compile/${projectUuid}`)
})

describe('models of several tables', () => {
  it('are proposed with the joins between them, those of keys and those of names, and nothing is written', async () => {
    const { files } = await propose(three)
    expect(files.map(({ path: file, table, problems }) => [file, table, problems])).toEqual([
      ['customers.yml', 'customers', []],
      ['orders.yml', 'orders', []],
      ['products.yml', 'products', []],
    ])
    expect(files.find(({ table }) => table === 'orders')?.joins).toMatchObject([
      { columns: ['buyer'], table: 'customers', references: ['id'], relationship: 'many-to-one', origin: 'foreign_key', isLeftOut: false },
      { columns: ['product_id'], table: 'products', references: ['id'], relationship: 'many-to-one', origin: 'name', isLeftOut: false },
    ])
    expect(await onDisk()).toEqual([])
  })

  it('are written as they were seen, compiled once, logged once, and answer with fields of two tables', async () => {
    const [before, compiledBefore] = await Promise.all([audited('models.create'), audited('projects.compile')])
    const { files, version } = await propose(three)
    expect(await create(three, version)).toMatchObject({
      status: 200,
      body: { results: { files: ['customers.yml', 'orders.yml', 'products.yml'], compiled: { changed: true, explores: 3, broken: 0, problems: 0 } } },
    })
    for (const { path: file, text } of files) expect(await readFile(path.join(models, file), 'utf8')).toBe(text)
    const [entries, compiled] = await Promise.all([audited('models.create'), audited('projects.compile')])
    expect([entries.length - before.length, compiled.length - compiledBefore.length]).toEqual([1, 1])
    expect(entries[0]).toMatchObject({ target: { kind: 'model_files' }, after: { tables: three, explores: three, files: files.map(({ text }) => ({ text })) } })
    const { rows } = await client.results<{ rows: Record<string, { value: { raw: unknown } }>[] }>(
      'POST',
      `/api/v1/projects/${projectUuid}/explores/orders/runQuery`,
      {
        exploreName: 'orders',
        dimensions: ['customers_name', 'products_label'],
        metrics: ['orders_total_amount'],
        filters: {},
        sorts: [
          { fieldId: 'customers_name', descending: false },
          { fieldId: 'products_label', descending: false },
        ],
        limit: 10,
        tableCalculations: [],
      },
    )
    expect(rows.map((row) => Object.values(row).map(({ value }) => value.raw))).toEqual([
      ['Ada', 'Ink', 10],
      ['Ada', 'Nib', 20],
      ['Bo', 'Nib', 5],
    ])
    const { tables } = await client.results<{ tables: object[] }>('GET', at)
    expect(tables).toEqual(three.map((name) => ({ name, models: [name] })))
  })

  it('are without the joins that are not wanted', async () => {
    const all = await propose(three)
    const guessed = all.files.flatMap(({ joins }) => joins.flatMap(({ id, origin }) => (origin === 'name' ? [id] : [])))
    const { files, version } = await propose(three, guessed)
    expect(files.find(({ table }) => table === 'orders')?.joins.map(({ isLeftOut }) => isLeftOut)).toEqual([false, true])
    // What was looked at had another join: that is not agreed to.
    expect((await create(three, all.version, guessed)).status).toBe(409)
    expect((await create(three, version, guessed)).status).toBe(200)
    const explore = await client.results<{ tables: object }>('GET', `/api/v1/projects/${projectUuid}/explores/orders`)
    expect(Object.keys(explore.tables).toSorted()).toEqual(['customers', 'orders'])
  })

  it('join models that are there under another name, and only dimensions that these have', async () => {
    const buyers = (dimension: string) => `models:\n  - name: buyers\n    config: { alias: customers }\n    columns: [{ name: ${dimension} }]\n`
    const joined = async () => (await propose(['orders'])).files[0]?.text ?? ''
    await writeFile(path.join(models, 'buyers.yml'), buyers('id'))
    expect(await joined()).toContain('sql_on: ${orders.buyer} = ${buyers.id}')
    await writeFile(path.join(models, 'buyers.yml'), buyers('name'))
    expect(await joined()).not.toContain('join:')
  })
})

describe('nothing is written', () => {
  const refused = async (tables: string[], version: string, status: number, saying: string | RegExp): Promise<void> => {
    const before = await onDisk()
    const answer = await create(tables, version)
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringMatching(saying)])
    expect(await onDisk()).toEqual(before)
  }

  it('when a model took one of the names meanwhile: the files say which', async () => {
    const { version } = await propose(three)
    await writeFile(path.join(models, 'all.yml'), 'models:\n  - name: customers\n    columns: [{ name: id }]\n')
    await refused(three, version, 409, 'customers \\(all\\.yml\\)')
    const { files } = await propose(three)
    expect(files.map(({ takenBy }) => takenBy)).toEqual(['all.yml', null, null])
    const others = ['orders', 'products']
    expect((await create(others, (await propose(others)).version)).status).toBe(200)
  })

  it('when one of the files is there meanwhile', async () => {
    const { version } = await propose(three)
    await writeFile(path.join(models, 'Orders.yml'), 'models:\n  - name: other\n    meta: { sql_table: orders }\n    columns: [{ name: id }]\n')
    await refused(three, version, 409, 'changed since')
  })

  it('when two people create the same models at once: for one of them', async () => {
    const { version } = await propose(three)
    const answers = await Promise.all([create(three, version), create(three, version)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await onDisk()).toEqual(['customers.yml', 'orders.yml', 'products.yml'])
  })

  it('when one of the files cannot be written: those before it are taken back, and the log says nothing', async () => {
    const logged = (await audited('models.create')).length
    const { version } = await propose(three)
    await mkdir(path.join(models, 'products.yml'))
    await refused(three, version, 400, 'products.yml')
    expect(await client.results<object[]>('GET', `/api/v1/projects/${projectUuid}/explores`)).toEqual([])
    expect(await audited('models.create')).toHaveLength(logged)
  })

  it('where new files are not read', async () => {
    await mkdir(path.join(models, 'models'))
    await writeFile(path.join(models, 'dbt_project.yml'), 'name: shop\nmodel-paths: [transform]\n')
    const proposal = await client.post(`${at}/proposal`, { tables: ['customers'] })
    expect([proposal.status, JSON.stringify(proposal.body)]).toEqual([400, expect.stringContaining('models/customers.yml would not be read')])
    await refused(['customers'], 'x', 400, 'would not be read')
  })

  it.each([
    ['a table that is not there', ['customers', 'nothing'], 404],
    ['a name of JavaScript', ['__proto__'], 404],
    ['no table', [], 422],
    ['more than a hundred tables', Array.from({ length: 101 }, (_, index) => `t${index}`), 422],
  ])('for %s', async (_, tables, status) => {
    expect((await client.post(`${at}/proposal`, { tables })).status).toBe(status)
    await refused(tables, 'x', status, '')
  })

  it('twice for a table that is named twice', async () => {
    const { files } = await propose(['orders', 'orders'])
    expect(files.map(({ path: file }) => file)).toEqual(['orders.yml'])
  })
})
