import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compileProject, duckdb } from '@atrium/semantic'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Model files and uploaded tables are deleted, renamed and exported through the API of a running product. */

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let projectUuid: string
let at: string

const model = (name: string, meta = ''): string =>
  `models:\n  - name: ${name}\n${meta}    columns:\n      - name: id\n        meta: { dimension: { type: number }, metrics: { total: { type: sum } } }\n`
const joined = '    meta: { joins: [{ join: visits, sql_on: "${orders.id} = ${visits.id}", relationship: one-to-one }] }\n'

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-files-'))
  models = path.join(base, 'models')
  await mkdir(path.join(models, 'web'), { recursive: true })
  await writeFile(path.join(models, 'orders.yml'), model('orders', joined))
  await writeFile(path.join(models, 'web', 'visits.yml'), model('visits'))
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE orders AS SELECT range AS id FROM range(4)',
    'CREATE TABLE visits AS SELECT range AS id FROM range(3)',
  )
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_WATCH_MODELS: 'false' } })
  client = withToken(atrium.url, atrium.token)
  projectUuid = (await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  at = `/api/v1/app/models/${projectUuid}`
  const space = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Shop', isPrivate: false, access: [] })
  const chart = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/saved`, {
    name: 'Visits in total',
    tableName: 'visits',
    metricQuery: { exploreName: 'visits', dimensions: [], metrics: ['visits_total'], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  })
  await client.results('POST', `/api/v1/projects/${projectUuid}/dashboards`, {
    name: 'Web',
    tiles: [{ type: 'saved_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedChartUuid: chart.uuid } }],
    filters: { dimensions: [], metrics: [], tableCalculations: [] },
    tabs: [],
    spaceUuid: space.uuid,
  })
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

type Explore = { name: string; errors?: unknown[] }
const working = async (): Promise<string[]> =>
  (await client.results<Explore[]>('GET', `/api/v1/projects/${projectUuid}/explores`))
    .flatMap(({ name, errors }) => (errors === undefined ? [name] : []))
    .toSorted()

describe('a model file', () => {
  it('is deleted with what needs it named before, and brought back as it was', async () => {
    const visits = `${at}/file?path=${encodeURIComponent('web/visits.yml')}`
    const impact = await client.results<object>('GET', `${at}/deletion?path=${encodeURIComponent('web/visits.yml')}`)
    expect(impact).toMatchObject({
      files: ['web/visits.yml'],
      lost: [{ name: 'orders' }, { name: 'visits' }],
      charts: [{ name: 'Visits in total' }],
      dashboards: [{ name: 'Web' }],
      hidden: 0,
      problems: [{ file: 'orders.yml', line: 3 }],
    })
    expect(await working()).toEqual(['orders', 'visits'])
    const { text } = await client.results<{ text: string }>('DELETE', visits)
    expect(await working()).toEqual([])
    expect((await client.delete(visits)).status).toBe(404)
    expect((await client.put(`${at}/file`, { path: 'web/visits.yml', text, version: null })).status).toBe(200)
    expect([await working(), text]).toEqual([['orders', 'visits'], model('visits')])
  })

  it('is renamed, and does not take the name of another one', async () => {
    const rename = (body: object) => client.post(`${at}/rename`, body)
    const names = { path: 'web/visits.yml', to: 'web/traffic.yml' }
    expect(await client.results<object>('POST', `${at}/rename`, { ...names, dryRun: true })).toMatchObject({ lost: [], problems: [] })
    expect(await readdir(path.join(models, 'web'))).toEqual(['visits.yml'])
    expect((await rename(names)).status).toBe(200)
    expect([await readdir(path.join(models, 'web')), await working()]).toEqual([['traffic.yml'], ['orders', 'visits']])
    expect((await rename({ path: 'web/traffic.yml', to: 'orders.yml' })).status).toBe(409)
    expect((await rename({ path: 'web/visits.yml', to: 'a.yml' })).status).toBe(404)
    for (const to of ['../a.yml', 'nowhere/a.yml', 'a.txt', '.a.yml']) expect([to, (await rename({ path: 'orders.yml', to })).status]).toEqual([to, 400])
    expect((await rename({ path: 'web/traffic.yml', to: 'web/visits.yml' })).status).toBe(200)
  })

  it.each(['../outside.yml', '/', './', 'web', '.', 'dbt_project.yml'])('that is not one is not deleted: %j', async (name) => {
    expect((await client.delete(`${at}/file?path=${encodeURIComponent(name)}`)).status).toBeGreaterThanOrEqual(400)
    expect((await readdir(models, { recursive: true })).toSorted()).toEqual(['orders.yml', 'web', 'web/visits.yml'])
  })
})

it('the models are exported as a document that makes the same explores again', async () => {
  const { text, fileName, explores, notes } = await client.results<{ text: string; fileName: string; explores: number; notes: string[] }>('GET', `${at}/export`)
  expect([explores, notes]).toEqual([2, []])
  const file = await client.get(`${at}/export/file`)
  expect([file.status, file.body, file.headers.get('content-disposition')]).toEqual([200, text, expect.stringContaining(fileName)])
  const again = compileProject({ files: [{ path: fileName, text }], dialect: duckdb })
  expect([again.problems.filter(({ severity }) => severity === 'error'), again.explores.map(({ name }) => name).toSorted()]).toEqual([[], ['orders', 'visits']])
})

it('an uploaded table is deleted with its model; tables of the warehouse are not', async () => {
  const csv = Buffer.from('day,clicks\n2026-01-01,2\n2026-01-02,3\n')
  const uploads = `/api/v1/app/uploads/${projectUuid}`
  const { uploadUuid } = await client.results<{ uploadUuid: string }>('POST', uploads, { fileName: 'clicks.csv', size: csv.length })
  await fetch(`${atrium.url}${uploads}/${uploadUuid}?offset=0`, {
    method: 'PUT',
    headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(csv),
  })
  await client.results('POST', `${uploads}/${uploadUuid}/model`, {
    name: 'clicks',
    label: 'Clicks',
    options: {},
    columns: [{ source: 1, name: 'clicks', label: 'Clicks', type: 'number' }],
  })
  expect(await client.results<object>('GET', at)).toMatchObject({ uploadedTables: [{ name: 'clicks', models: ['clicks'] }] })
  const tables = `/api/v1/app/tables/${projectUuid}`
  expect(await client.results<object>('GET', `${tables}/clicks/deletion`)).toMatchObject({ files: ['clicks.yml'], lost: [{ name: 'clicks' }], stranded: [] })
  expect(await working()).toEqual(['clicks', 'orders', 'visits'])
  expect((await client.delete(`${tables}/clicks`)).status).toBe(200)
  expect(await working()).toEqual(['orders', 'visits'])
  expect((await client.post(`/api/v1/projects/${projectUuid}/sqlQuery`, { sql: 'SELECT * FROM clicks' })).status).toBe(400)
  expect((await readdir(path.join(base, 'data', 'warehouses', 'uploads'), { recursive: true })).filter((name) => name.endsWith('.duckdb'))).toEqual([])
  for (const name of ['clicks', 'orders', '..', 'a"b'])
    expect([name, (await client.delete(`${tables}/${encodeURIComponent(name)}`)).status]).toEqual([name, 404])
  // The name is free again.
  expect(await client.results<object>('GET', at)).toMatchObject({ uploadedTables: [] })
})
