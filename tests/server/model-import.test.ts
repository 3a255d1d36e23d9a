import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeZip } from '@atrium/semantic'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withToken, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Model files are imported, exported, renamed and deleted through the API of a running product. */

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let projectUuid: string
let at: string

const orders = `models:
  - name: orders
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: amount
        meta: { dimension: { type: number }, metrics: { total: { type: sum } } }
`
const visits = orders.replaceAll('orders', 'visits')

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-import-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE orders AS SELECT range AS id, range * 2 AS amount FROM range(60)',
    'CREATE TABLE visits AS SELECT range AS id, range AS amount FROM range(3)',
  )
  await writeFile(path.join(models, 'orders.yml'), orders)
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
  await rm(models, { recursive: true, force: true })
  await mkdir(models)
  await writeFile(path.join(models, 'orders.yml'), orders)
  await client.post(`/api/v1/app/compile/${projectUuid}`)
})

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const zip = (files: Record<string, string>): Uint8Array => writeZip(Object.entries(files).map(([name, text]) => ({ path: name, bytes: bytesOf(text) })))

async function upload(fileName: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content
  const to = `/api/v1/app/uploads/${projectUuid}`
  const { uploadUuid } = await client.results<{ uploadUuid: string }>('POST', to, { fileName, size: bytes.length })
  const sent = await fetch(`${atrium.url}${to}/${uploadUuid}?offset=0`, {
    method: 'PUT',
    headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  expect(sent.status).toBe(200)
  return uploadUuid
}

type Item = { what: string; file: string; line: number; why?: string }
type Report = {
  folder: string
  formats: { format: string; read: Item[]; approximated: Item[]; refused: Item[] }[]
  explores: { name: string; file: string; error: string | null }[]
  problems: { file: string; line: number; message: string }[]
  files: { created: string[]; overwritten: string[]; removed: string[] }
  leftOut: string[]
  taken: { name: string; existingFile: string }[]
  impact: Impact
  obstacles: string[]
}
type Impact = {
  lost: { name: string }[]
  problems: { file: string; message: string }[]
  charts: { name: string }[]
  dashboards: { name: string }[]
  hidden: number
}

const send = (uploadUuid: string, body: object): Promise<ApiAnswer> => client.post(`/api/v1/app/uploads/${projectUuid}/${uploadUuid}/import`, body)
async function importing(uploadUuid: string, body: object): Promise<{ report: Report; compiled: { explores: number } | null }> {
  const answer = await send(uploadUuid, body)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return (answer.body as { results: { report: Report; compiled: { explores: number } | null } }).results
}
const messageOf = ({ body }: ApiAnswer): string => (body as { error: { message: string } }).error.message
const tree = async (): Promise<string[]> => (await readdir(models, { recursive: true })).toSorted()
const exploreNames = async (): Promise<string[]> =>
  (await client.results<{ name: string }[]>('GET', `/api/v1/projects/${projectUuid}/explores`)).map(({ name }) => name).toSorted()
async function total(explore: string): Promise<number> {
  const { rows } = await client.results<{ rows: Record<string, { value: { raw: unknown } }>[] }>(
    'POST',
    `/api/v1/projects/${projectUuid}/explores/${explore}/runQuery`,
    { exploreName: explore, dimensions: [], metrics: [`${explore}_total`], filters: {}, sorts: [], limit: 1, tableCalculations: [] },
  )
  return Number(rows[0]?.[`${explore}_total`]?.value.raw)
}

const dbtProject = {
  'shop-main/dbt_project.yml': 'name: shop\nmodel-paths: [marts]\n',
  'shop-main/profiles.yml': 'shop: { password: hidden }\n',
  'shop-main/marts/visits.yml': visits,
  'shop-main/seeds/seeds.yml': 'seeds: []\n',
}
const metricflow = `semantic_models:
  - name: visits
    model: ref('visits')
    defaults: { agg_time_dimension: day }
    entities: [{ name: id, type: primary }]
    dimensions: [{ name: day, type: time, type_params: { time_granularity: day } }]
    measures: [{ name: amount, agg: sum }]
metrics:
  - { name: total, label: Total, type: simple, type_params: { measure: amount } }
saved_queries: [{ name: weekly, query_params: { metrics: [total] } }]
`

describe('an import', () => {
  it('says first what it would do, and changes nothing', async () => {
    const uploadUuid = await upload('shop.zip', zip(dbtProject))
    const { report, compiled } = await importing(uploadUuid, { folder: 'shop', dryRun: true })
    expect(compiled).toBeNull()
    expect(report).toMatchObject({
      folder: 'shop/',
      formats: [{ format: 'dbt', read: [{ what: 'model visits', file: 'shop/marts/visits.yml', line: 2 }], refused: [] }],
      explores: [{ name: 'visits', file: 'shop/marts/visits.yml', error: null }],
      problems: [],
      files: { created: ['shop/dbt_project.yml', 'shop/marts/visits.yml'], overwritten: [], removed: [] },
      leftOut: ['profiles.yml', 'seeds/seeds.yml'],
      taken: [],
      impact: { lost: [], problems: [] },
      obstacles: [],
    })
    expect([await tree(), await exploreNames()]).toEqual([['orders.yml'], ['orders']])

    const done = await importing(uploadUuid, { folder: 'shop' })
    expect(done.compiled?.explores).toBe(2)
    expect(await tree()).toEqual(['orders.yml', 'shop', 'shop/dbt_project.yml', 'shop/marts', 'shop/marts/visits.yml'])
    // What was there before goes on serving beside it.
    expect([await exploreNames(), await total('orders'), await total('visits')]).toEqual([['orders', 'visits'], 3540, 3])
    // The upload is used up.
    expect((await send(uploadUuid, { folder: 'shop', dryRun: true })).status).toBe(404)
  })

  it('is undone by deleting its folder', async () => {
    await importing(await upload('shop.zip', zip(dbtProject)), { folder: 'shop' })
    expect(await client.results('GET', `${at}/deletion?path=shop%2F`)).toMatchObject({
      lost: [{ name: 'visits' }],
      charts: [],
      files: ['shop/dbt_project.yml', 'shop/marts/visits.yml'],
    })
    expect((await client.delete(`${at}/file?path=shop%2F`)).status).toBe(200)
    expect([await tree(), await exploreNames()]).toEqual([['orders.yml'], ['orders']])
    expect((await client.delete(`${at}/file?path=shop%2F`)).status).toBe(404)
  })

  it('tells what is read, what differs and what is left out, with places', async () => {
    const { report } = await importing(await upload('flow.yml', metricflow), { folder: 'flow', dryRun: true })
    const found = report.formats.find(({ format }) => format === 'metricflow')
    expect(found?.refused).toMatchObject([{ what: 'saved query weekly', file: 'flow/flow.yml', line: 10 }])
    expect(found?.refused[0]?.why).not.toBe('')
    expect(found?.read.map(({ what }) => what)).toContain('metric total')
    // Said once: not as a problem again.
    expect(report.problems.filter(({ message }) => message.includes('weekly'))).toEqual([])
  })

  it.each([
    [
      'Cube',
      'visits.yml',
      'cubes:\n  - name: visits\n    sql_table: visits\n    measures: [{ name: total, type: sum, sql: amount }]\n    dimensions: [{ name: id, sql: id, type: number, primary_key: true }]\n',
      'cube',
    ],
    [
      'LookML',
      'visits.view.lkml',
      'view: visits {\n  sql_table_name: visits ;;\n  dimension: id { type: number sql: ${TABLE}.id ;; primary_key: yes }\n  measure: total { type: sum sql: ${TABLE}.amount ;; }\n}\nexplore: visits {}\n',
      'lookml',
    ],
    [
      'Open Semantic Interchange',
      'visits.json',
      JSON.stringify({
        version: '0.2.0.dev0',
        semantic_model: [
          {
            name: 'm',
            datasets: [
              {
                name: 'visits',
                source: 'visits',
                primary_key: ['id'],
                fields: [{ name: 'id', expression: { dialects: [{ dialect: 'ANSI_SQL', expression: 'id' }] }, dimension: { is_time: false } }],
              },
            ],
            metrics: [{ name: 'total', expression: { dialects: [{ dialect: 'ANSI_SQL', expression: 'SUM(visits.amount)' }] } }],
          },
        ],
      }),
      'osi',
    ],
    [
      'a dbt manifest',
      'manifest (1).json',
      JSON.stringify({
        metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
        nodes: {
          'model.a.visits': {
            resource_type: 'model',
            name: 'visits',
            relation_name: '"visits"',
            columns: { amount: { name: 'amount', data_type: 'bigint', meta: { metrics: { total: { type: 'sum' } } } } },
          },
        },
      }),
      'dbt',
    ],
  ])('takes %s', async (_form, fileName, text, format) => {
    const { report } = await importing(await upload(fileName, text), { folder: 'in_it' })
    expect(report.formats.map((each) => each.format)).toEqual([format])
    expect([await exploreNames(), await total('visits'), await total('orders')]).toEqual([['orders', 'visits'], 3, 3540])
  })

  it('takes several files packed together, a manifest with its catalog among them', async () => {
    const { report } = await importing(
      await upload(
        'models.zip',
        zip({
          'manifest.json': '{"nodes": {"model.a.visits": {"resource_type": "model", "name": "visits", "columns": {"id": {"name": "id"}}}}}',
          'catalog.json': '{"nodes": {}}',
        }),
      ),
      {
        folder: 'dbt',
      },
    )
    expect(report.files.created).toEqual(['dbt/target/catalog.json', 'dbt/target/manifest.json'])
    expect(report.leftOut).toEqual([])
    expect(await exploreNames()).toEqual(['orders', 'visits'])
  })

  it('keeps a broken model, says what is wrong with it, and leaves the others working', async () => {
    const broken = `${visits}  - name: broken\n    columns: [{ name: id, meta: { metrics: { x: { type: summ } } } }]\n`
    const { report } = await importing(await upload('more.yml', broken), { folder: 'more' })
    expect(report.explores).toMatchObject([
      { name: 'visits', error: null },
      { name: 'broken', error: expect.stringContaining('summ') },
    ])
    expect(report.problems).toMatchObject([{ file: 'more/more.yml', line: 9 }])
    expect(await total('visits')).toBe(3)
  })

  it('does not take the names of models that are there', async () => {
    const uploadUuid = await upload('shop.zip', zip({ 'a.yml': orders, 'b.yml': visits }))
    const { report } = await importing(uploadUuid, { folder: 'a_shop', dryRun: true })
    expect(report).toMatchObject({ taken: [{ name: 'orders', existingFile: 'orders.yml' }], obstacles: ['models_taken'] })
    const refused = await send(uploadUuid, { folder: 'a_shop' })
    expect([refused.status, messageOf(refused)]).toEqual([409, expect.stringContaining('orders (orders.yml)')])
    expect(await tree()).toEqual(['orders.yml'])
  })

  it('replaces a folder only when that was agreed to, and names what is lost with it', async () => {
    await importing(await upload('shop.zip', zip({ 'a/visits.yml': visits, 'b/old.yml': visits.replaceAll('visits', 'old') })), { folder: 'shop' })
    const uploadUuid = await upload('shop.zip', zip({ 'a/visits.yml': `# new\n${visits}`, 'c/new.yml': visits.replaceAll('visits', 'new') }))
    const { report } = await importing(uploadUuid, { folder: 'shop', dryRun: true })
    expect(report).toMatchObject({
      files: { created: ['shop/c/new.yml'], overwritten: ['shop/a/visits.yml'], removed: ['shop/b/old.yml'] },
      impact: { lost: [{ name: 'old' }] },
      obstacles: [],
    })
    expect((await send(uploadUuid, { folder: 'shop' })).status).toBe(409)
    expect(await readFile(path.join(models, 'shop/a/visits.yml'), 'utf8')).toBe(visits)
    await importing(uploadUuid, { folder: 'shop', replace: true })
    expect(await tree()).toEqual(['orders.yml', 'shop', 'shop/a', 'shop/a/visits.yml', 'shop/c', 'shop/c/new.yml'])
    expect(await exploreNames()).toEqual(['new', 'orders', 'visits'])
  })

  it('makes one of two who take the same folder at once', async () => {
    const [first, second] = [await upload('a.yml', visits), await upload('b.yml', visits.replaceAll('visits', 'hits'))]
    const answers = await Promise.all([first, second].map((one) => send(one, { folder: 'race' })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await tree()).filter((name) => name.startsWith('race/'))).toHaveLength(1)
  })

  it.each([
    ['not a ZIP', 'shop.zip', 'nothing of the kind', 'neither a ZIP archive nor a model file'],
    ['a damaged ZIP', 'shop.zip', zip({ 'a.yml': visits }).slice(0, 60), 'not a ZIP archive'],
    ['a ZIP that leads out', 'shop.zip', zip({ '../a.yml': visits }), 'leads out of the archive'],
    ['an encrypted ZIP', 'shop.zip', encrypted(zip({ 'a.yml': visits })), 'a.yml is encrypted. Pack the folder without a password.'],
    ['a bomb', 'shop.zip', zip({ 'a.yml': ' '.repeat(16 * 1024 * 1024) }), 'more than 200 times its size'],
    ['no models', 'shop.zip', zip({ 'package.json': '{}', 'readme.yml.txt': '' }), 'There are no models in shop.zip: it holds package.json. Looked for: dbt'],
    ['an empty ZIP', 'shop.zip', zip({}), 'it holds nothing that could be one'],
    ['a file that is no model', 'a.yml', 'kind: Deployment\n', 'No model can be taken over'],
    ['models as a program', 'cube.zip', zip({ 'orders.js': "cube('orders', {})" }), 'No model can be taken over'],
  ])('refuses %s, saying so', async (_what, fileName, content, said) => {
    const answer = await send(await upload(fileName, content), { folder: 'x' })
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(said)])
    expect(await tree()).toEqual(['orders.yml'])
  })

  it.each(['../x', 'a/b', '.hidden', 'target', 'models', '', 'a..b', 'orders.yml', 'linked'])('does not go into a folder called %j', async (folder) => {
    await symlink(base, path.join(models, 'linked'))
    const answer = await send(await upload('a.yml', visits), { folder })
    expect([400, 422]).toContain(answer.status)
    expect((await readdir(base)).toSorted()).toEqual(['data', 'models'])
    expect((await readdir(models)).toSorted()).toEqual(['linked', 'orders.yml'])
  })

  it('does not replace a folder that holds more than models', async () => {
    await mkdir(path.join(models, 'mine'))
    await writeFile(path.join(models, 'mine', 'query.sql'), 'select 1')
    const refused = await send(await upload('a.yml', visits), { folder: 'mine', replace: true })
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining('query.sql')])
    expect(await tree()).toEqual(['mine', 'mine/query.sql', 'orders.yml'])
  })

  it('goes among the models of a dbt project, and says what would not be read there', async () => {
    await rm(path.join(models, 'orders.yml'))
    await mkdir(path.join(models, 'models'))
    await writeFile(path.join(models, 'dbt_project.yml'), 'name: here\n')
    await writeFile(path.join(models, 'models', 'orders.yml'), orders)
    const { report } = await importing(await upload('visits.yml', visits), { folder: 'more' })
    expect(report.files.created).toEqual(['models/more/visits.yml'])
    expect(await exploreNames()).toEqual(['orders', 'visits'])
    const manifest = '{"nodes": {"model.a.hits": {"resource_type": "model", "name": "hits", "columns": {"id": {"name": "id"}}}}}'
    const refused = await send(await upload('manifest.json', manifest), { folder: 'other' })
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining('would not be read')])
  })
})

/** The same archive with the mark of encryption on its first file. */
function encrypted(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  const directory = view.getUint32(copy.length - 6, true)
  view.setUint16(directory + 8, view.getUint16(directory + 8, true) | 1, true)
  return copy
}
