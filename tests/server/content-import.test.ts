import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { writeZip } from '@atrium/semantic'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApiAnswer, ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Exports of other tools are brought in through the API of a running product. */

type Report = {
  format: string
  tables: { name: string; explore: string | null; charts: number }[]
  items: { kind: string; name: string; isUpdate: boolean; notes: string[] }[]
  skipped: { kind: string; name: string; reason: string }[]
}
type Imported = { importUuid: string; created: number; updated: number; report: Report }
type Named = { uuid: string; name: string }

const fixtures = path.join(import.meta.dirname, '../fixtures/imports')
let house: WithPeople
let client: ApiClient
let project: string
let spaceUuid: string

async function startShop(): Promise<void> {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: customer_id, meta: {dimension: {type: number}}}
      - {name: status}
      - {name: ordered_at, meta: {dimension: {type: timestamp, time_intervals: [DAY, MONTH]}}}
      - {name: shipping_fee, meta: {dimension: {type: number}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS order_id, range % 3 AS customer_id, ['completed', 'pending'][range % 2 + 1] AS status, now() AS ordered_at, 3.5 AS shipping_fee FROM range(10)",
    ],
  })
  client = house.as.developer
  project = `/api/v1/projects/${house.projectUuid}`
}
beforeAll(startShop)
afterAll(() => house.stop())
beforeEach(async () => {
  spaceUuid = (await client.results<Named>('POST', `${project}/spaces`, { name: 'Imports', isPrivate: false })).uuid
})

type Files = Record<string, string>
function filesOf(folder: string): Files {
  const root = path.join(fixtures, folder)
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json)$/.test(name))
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))
}
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const zip = (files: Files): Uint8Array => writeZip(Object.entries(files).map(([name, text]) => ({ path: name, bytes: bytesOf(text) })))

/** A tar archive as the usual program writes it; `type` 2 is a link. */
function tar(files: Files, type = '0'): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const data = Buffer.from(type === '0' ? text : '')
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write('0000644\0', 100)
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    header.write('ustar\u000000', 257)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}

async function upload(fileName: string, bytes: Uint8Array, by: ApiClient = client, projectUuid = house.projectUuid): Promise<string> {
  const to = `/api/v1/app/uploads/${projectUuid}`
  const { uploadUuid, partBytes } = await by.results<{ uploadUuid: string; partBytes: number }>('POST', to, {
    fileName,
    size: bytes.length,
    purpose: 'content',
  })
  for (let offset = 0; offset < bytes.length; offset += partBytes) {
    const sent = await by.call('PUT', `${to}/${uploadUuid}?offset=${offset}`, bytes.slice(offset, offset + partBytes), {
      'content-type': 'application/octet-stream',
    })
    expect(sent.status).toBe(200)
  }
  return uploadUuid
}
const at = (uploadUuid: string): string => `/api/v1/app/content-import/${house.projectUuid}/${uploadUuid}`
const planned = async (uploadUuid: string, body: object = {}): Promise<Report> => client.results<Report>('POST', `${at(uploadUuid)}/plan`, body)
const imported = (uploadUuid: string, body: object = {}): Promise<Imported> => client.results<Imported>('POST', at(uploadUuid), { spaceUuid, ...body })
type Undone = { trashed: number; restored: number; kept: { kind: string; name: string | null; reason: string }[] }
const undone = (importUuid: string): Promise<Undone> => client.results<Undone>('POST', `/api/v1/app/content-imports/${house.projectUuid}/${importUuid}/undo`)
const refusal = ({ status, body }: ApiAnswer): string => `${status} ${(body as { error: { message: string } }).error.message}`
const contentOf = async (uuid: string) => {
  const space = await client.results<{ queries: Named[]; dashboards: Named[]; childSpaces?: Named[] }>('GET', `${project}/spaces/${uuid}`)
  return { charts: space.queries.map(({ name }) => name), dashboards: space.dashboards.map(({ name }) => name) }
}

describe.each(['metabase', 'superset', 'lightdash', 'hashboard'])('an export of %s', (folder) => {
  it('is reported first, and writes nothing then', async () => {
    const report = await planned(await upload(`${folder}.zip`, zip(filesOf(folder))))
    expect(report.format).toBe(folder)
    expect(report.items.length).toBeGreaterThan(2)
    expect(report.items.every(({ isUpdate }) => !isUpdate)).toBe(true)
    expect(report.skipped.every(({ reason }) => reason !== '')).toBe(true)
    expect(await contentOf(spaceUuid)).toEqual({ charts: [], dashboards: [] })
  })

  it('becomes charts that answer, is changed by the next import, and taken back', async () => {
    const first = await imported(await upload(`${folder}.zip`, zip(filesOf(folder))))
    expect(first).toMatchObject({ created: first.report.items.length, updated: 0 })
    const charts = (await client.results<(Named & { source?: string })[]>('GET', `${project}/charts`)).filter((chart) =>
      first.report.items.some(({ kind, name }) => kind === 'chart' && name === chart.name),
    )
    expect(charts.length).toBeGreaterThan(0)
    for (const { uuid, name } of charts) {
      const answer = await client.post(`/api/v1/saved/${uuid}/results`, {})
      expect([answer.status, name, answer.status === 200 ? '' : JSON.stringify(answer.body)]).toEqual([200, name, ''])
    }
    const [dashboard] = (await client.results<Named[]>('GET', `${project}/dashboards`)).filter(({ name }) =>
      first.report.items.some((item) => item.kind === 'dashboard' && item.name === name),
    )
    type Tile = { type: string; uuid: string; properties: { savedChartUuid?: string | null; savedSqlUuid?: string | null } }
    const opened = await client.results<{ tiles: Tile[] }>('GET', `/api/v1/dashboards/${dashboard?.uuid}`)
    const shown = opened.tiles.filter(({ type }) => type !== 'markdown')
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every(({ properties }) => typeof (properties.savedChartUuid ?? properties.savedSqlUuid) === 'string')).toBe(true)

    const second = await imported(await upload(`${folder}.zip`, zip(filesOf(folder))))
    expect(second).toMatchObject({ created: 0, updated: first.created })
    const again = await client.results<{ tiles: Tile[] }>('GET', `/api/v1/dashboards/${dashboard?.uuid}`)
    expect(again.tiles.map(({ uuid }) => uuid)).toEqual(opened.tiles.map(({ uuid }) => uuid))

    // It changed nothing: there is nothing to take back.
    expect((await client.post(`/api/v1/app/content-imports/${house.projectUuid}/${second.importUuid}/undo`)).status).toBe(404)
    await client.results('DELETE', `${project}/spaces/${spaceUuid}`)
    const third = await imported(await upload(`${folder}.zip`, zip(filesOf(folder))), {
      spaceUuid: (await client.results<Named>('POST', `${project}/spaces`, { name: 'Once more', isPrivate: false })).uuid,
    })
    expect(third).toMatchObject({ created: first.created, updated: 0 })
    expect(await undone(third.importUuid)).toEqual({ trashed: third.created, restored: 0, kept: [] })
    expect((await client.post(`/api/v1/app/content-imports/${house.projectUuid}/${third.importUuid}/undo`)).status).toBe(404)
  })
})

describe('an import', () => {
  it('takes tables to the explores that the person chooses', async () => {
    const uploadUuid = await upload('export.tar.gz', tar(filesOf('metabase')))
    const [orders, stock] = (await planned(uploadUuid)).tables
    expect([orders, stock]).toMatchObject([
      { name: 'main.orders', explore: 'orders' },
      { name: 'main.flour_stock', explore: null },
    ])
    const chosen = await planned(uploadUuid, { tables: { 'main.flour_stock': 'orders' } })
    expect(chosen.items.map(({ name }) => name)).toContain('Flour in stock')
  })

  it('is taken back by itself, whatever later imports of the same things did', async () => {
    const before = filesOf('lightdash')
    const after = Object.fromEntries(Object.entries(before).map(([name, text]) => [name, text.replace('Fees by status', 'Fees, newly named')]))
    const chartNames = async (): Promise<string[]> => (await client.results<Named[]>('GET', `${project}/charts`)).map(({ name }) => name)
    const bring = async (files: Files): Promise<Imported> => imported(await upload('l.zip', zip(files)))
    const [first, second] = [await bring(before), await bring(after)]
    expect(await chartNames()).toContain('Fees, newly named')
    const listed = () => client.results<{ importUuid: string; created: number; updated: number }[]>('GET', `/api/v1/app/content-imports/${house.projectUuid}`)
    expect((await listed()).slice(0, 2)).toMatchObject([
      { importUuid: second.importUuid, created: 0, updated: 1 },
      { importUuid: first.importUuid, created: first.created, updated: 0 },
    ])

    // The first one first: what the second one changed waits for it.
    const partly = await undone(first.importUuid)
    expect(partly.kept).toContainEqual({ kind: 'chart', name: 'Fees, newly named', reason: 'later_import' })
    expect(partly.kept.every(({ reason }) => reason === 'later_import' || reason === 'used')).toBe(true)
    expect(await undone(second.importUuid)).toEqual({ trashed: 0, restored: 1, kept: [] })
    expect(await chartNames()).toContain('Fees by status')
    expect(await undone(first.importUuid)).toEqual({ trashed: first.created - partly.trashed, restored: 0, kept: [] })
    expect(await chartNames()).not.toContain('Fees by status')
    expect((await listed()).map(({ importUuid }) => importUuid)).not.toContain(first.importUuid)
  })

  it('leaves what people changed since, their drafts, and what they use', async () => {
    const first = await imported(await upload('l.zip', zip(filesOf('lightdash'))))
    const charts = await client.results<Named[]>('GET', `${project}/charts`)
    const [renamed] = charts.filter(({ name }) => name === 'Fees by status')
    await client.results('PATCH', `/api/v1/saved/${renamed?.uuid}`, { name: 'Fees, by hand' })
    const { kept, trashed } = await undone(first.importUuid)
    expect(kept).toContainEqual({ kind: 'chart', name: 'Fees, by hand', reason: 'changed' })
    expect(trashed).toBeGreaterThan(0)
    expect((await client.results<Named[]>('GET', `${project}/charts`)).map(({ name }) => name)).toContain('Fees, by hand')
    // As it was written, it can go.
    await client.results('PATCH', `/api/v1/saved/${renamed?.uuid}`, { name: 'Fees by status' })
    const draft = await client.results<{ published: { document: object } }>('GET', `/api/v1/app/drafts/charts/${renamed?.uuid}`)
    await client.results('PUT', `/api/v1/app/drafts/charts/${renamed?.uuid}`, {
      document: draft.published.document,
      undo: [],
      redo: [],
      version: null,
      baseVersion: 1,
    })
    expect((await undone(first.importUuid)).kept).toContainEqual({ kind: 'chart', name: 'Fees by status', reason: 'draft' })
    await client.results('DELETE', `/api/v1/saved/${renamed?.uuid}`)
    await undone(first.importUuid).catch(() => undefined)
  })

  it('leaves what others have put into its spaces', async () => {
    const { importUuid, created } = await imported(await upload('m.zip', zip(filesOf('metabase'))))
    const [theirs] = (await client.results<Named[]>('GET', `${project}/spaces`)).filter(({ name }) => name === 'Bread and cake')
    await house.as.admin.results('POST', `${project}/dashboards`, { name: 'Of somebody else', tiles: [], spaceUuid: theirs?.uuid })
    expect(await undone(importUuid)).toEqual({ trashed: created - 1, restored: 0, kept: [{ kind: 'space', name: 'Bread and cake', reason: 'used' }] })
    expect(await contentOf(theirs?.uuid ?? '')).toEqual({ charts: [], dashboards: ['Of somebody else'] })
    await house.as.admin.results('DELETE', `${project}/spaces/${theirs?.uuid}`)
  })

  it('is for those who may bring data in, and into spaces that they may write to', async () => {
    const uploadUuid = await upload('m.zip', zip(filesOf('lightdash')))
    for (const person of ['viewer', 'editor', 'foreigner'] as const) {
      expect((await house.as[person].post(at(uploadUuid), { spaceUuid })).status, person).toBeGreaterThan(402)
    }
    const { uuid } = await house.as.admin.results<Named>('POST', `${project}/spaces`, { name: 'Private', isPrivate: true })
    expect((await client.post(at(uploadUuid), { spaceUuid: uuid })).status).toBe(403)
    expect((await client.post(at(uploadUuid), { spaceUuid: '0f8fad5b-d9cb-469f-a165-70867728950e' })).status).toBe(404)
    // Of others it is not there.
    expect((await house.as.admin.post(`${at(uploadUuid)}/plan`, {})).status).toBe(404)
  })

  it.each([
    ['a path that leads out', 'x.tar.gz', () => tar({ '../cards/a.yml': 'a: 1' }), 'leads out of the archive'],
    ['a link', 'x.tgz', () => tar({ 'cards/a.yml': '' }, '2'), 'is a link or no plain file'],
    ['half an archive', 'x.tar.gz', () => tar({ 'a.yml': 'a: 1' }).subarray(0, 40), 'The archive is damaged'],
    ['an archive that grows', 'x.tar.gz', () => gzipSync(Buffer.alloc(120 * 1024 * 1024)), 'unpacks to more than 100 MB'],
    ['a ZIP that grows', 'x.zip', () => zip({ 'a.yml': 'x'.repeat(9 * 1024 * 1024) }), 'more than 200 times its size'],
    ['no YAML', 'x.zip', () => zip({ 'a.txt': '{}' }), 'There is no file of YAML or JSON'],
    ['no archive', 'x.bin', () => bytesOf('hello'), 'is neither an archive nor a file of YAML or JSON'],
    ['YAML of something else', 'a.yml', () => bytesOf('models: []'), 'of no export that is known here'],
  ])('refuses %s and says why', async (_, name, bytes, sentence) => {
    expect(refusal(await client.post(`${at(await upload(name, bytes()))}/plan`, {}))).toMatch(new RegExp(`^400 .*${sentence}`))
  })

  it('is not stopped by aliases of aliases, nor by a file that is wrong', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]}, `.repeat(10).slice(0, -2)}]`),
    ].join('\n')
    const report = await planned(await upload('x.zip', zip({ ...filesOf('lightdash'), 'charts/bomb.yml': bomb, 'charts/wrong.yml': 'name: [' })))
    expect(report.skipped.filter(({ kind }) => kind === 'file').map(({ name }) => name)).toEqual(['charts/bomb.yml', 'charts/wrong.yml'])
    expect(report.items.map(({ name }) => name)).toContain('Fees by status')
  })
})

describe('what is exported for Hashboard', () => {
  type File = { path: string; text: string }
  const exported = async (projectUuid: string): Promise<File[]> =>
    (await client.results<{ files: File[] }>('GET', `/api/v1/app/content-files/${projectUuid}/hashboard`)).files
      // The connection is called as the project is.
      .map(({ path: at, text }) => ({ path: at, text: text.replace(/connectionName: .*/, 'connectionName: here') }))

  it('is the same after it went into another project', async () => {
    await imported(await upload('counter.zip', zip(filesOf('hashboard'))))
    const before = await exported(house.projectUuid)
    expect(before.map(({ path: at }) => at)).toEqual(expect.arrayContaining(['models/orders.yml', 'explorations/fees-by-month.yml', 'dashboards/counter.yml']))
    const other = await client.results<string>('POST', `${project}/createPreview`, { name: 'Elsewhere', copyContent: false })
    const space = await client.results<Named>('POST', `/api/v1/projects/${other}/spaces`, { name: 'Imports', isPrivate: false })
    const uploadUuid = await upload('export.zip', zip(Object.fromEntries(before.map(({ path: at, text }) => [at, text]))), client, other)
    const { report } = await client.results<Imported>('POST', `/api/v1/app/content-import/${other}/${uploadUuid}`, { spaceUuid: space.uuid })
    expect(report.format).toBe('hashboard')
    expect(report.items.filter(({ notes }) => notes.length > 0)).toEqual([])
    expect(report.skipped.map(({ kind }) => kind)).toEqual(['model'])
    expect(await exported(other)).toEqual(before)
  })
})

describe('data models of Hashboard', () => {
  type Explores = { name: string }[]
  // A project in which no import was before.
  beforeAll(async () => {
    await house.stop()
    await startShop()
  })
  const explores = async (): Promise<string[]> => (await client.results<Explores>('GET', `${project}/explores`)).map(({ name }) => name).toSorted()
  const chartNamed = async (name: string) => {
    const found = (await client.results<(Named & { spaceUuid: string })[]>('GET', `${project}/charts`)).find((chart) => chart.name === name)
    return client.results<{ tableName: string; metricQuery: { metrics: string[] } }>('GET', `/api/v1/saved/${found?.uuid}`)
  }
  const late = `hbVersion: "1.0"
type: saved_exploration
alias: late-orders
name: Late orders
model: m::shop_orders
data: {rows: {columnId: state}, measures: [{columnId: late_share}]}
visualization: {chartType: table}
`
  const files = (): Files => ({ ...filesOf('hashboard'), 'explorations/late.yml': late })
  type WithModels = Report & {
    modelFiles: number
    models: { folder: string; explores: Explores; formats: { format: string; approximated: { what: string }[] }[] } | null
  }

  const modelAt = (): string => `/api/v1/app/models/${house.projectUuid}/file`
  const modelPath = 'hashboard/models/orders.yml'
  const openModel = () => client.results<{ text: string; version: string }>('GET', `${modelAt()}?path=${encodeURIComponent(modelPath)}`)
  const saveModel = async (text: string): Promise<void> => {
    expect((await client.call('PUT', modelAt(), { path: modelPath, text, version: (await openModel()).version })).status).toBe(200)
  }

  it('come in with the charts that ask them, and go with them', async () => {
    const before = await explores()
    const uploadUuid = await upload('with-models.zip', zip(files()))
    const plan = (await planned(uploadUuid)) as WithModels
    expect(plan).toMatchObject({ modelFiles: 1, models: { folder: 'hashboard/', explores: [{ name: 'shop_orders' }], formats: [{ format: 'hashboard' }] } })
    expect(plan.models?.formats[0]?.approximated.map(({ what }) => what)).toContain('model shop_orders')
    expect(plan.tables).toContainEqual({ name: 'shop_orders', explore: 'shop_orders', charts: expect.any(Number) })
    expect(await explores()).toEqual(before)

    const { importUuid } = await imported(uploadUuid)
    expect(await explores()).toEqual([...before, 'shop_orders'].toSorted())
    const chart = await chartNamed('Late orders')
    // The measure is SQL of its own: only a model can say it.
    expect(chart).toMatchObject({ tableName: 'shop_orders', metricQuery: { metrics: ['shop_orders_late_share'] } })
    const { uuid } = (await client.results<Named[]>('GET', `${project}/charts`)).find(({ name }) => name === 'Late orders') ?? { uuid: '' }
    expect((await client.post(`/api/v1/saved/${uuid}/results`, {})).status).toBe(200)

    expect(await undone(importUuid)).toMatchObject({ kept: [] })
    expect(await explores()).toEqual(before)
  })

  it('keep the name that charts ask by when their alias changes, and stay while others ask them', async () => {
    const first = await imported(await upload('first.zip', zip(files())))
    const renamed = Object.fromEntries(Object.entries(files()).map(([name, text]) => [name, text.replaceAll('shop_orders', 'orders_of_shop')]))
    const second = await imported(await upload('second.zip', zip(renamed)))
    expect(second).toMatchObject({ created: 0 })
    expect(await explores()).toContain('shop_orders')
    expect(await chartNamed('Late orders')).toMatchObject({ tableName: 'shop_orders' })
    await undone(second.importUuid)
    const own = await client.results<Named>('POST', `${project}/saved`, {
      name: 'Of my own',
      tableName: 'shop_orders',
      metricQuery: { exploreName: 'shop_orders', dimensions: ['shop_orders_state'], metrics: [], filters: {}, sorts: [], limit: 5, tableCalculations: [] },
      chartConfig: { type: 'table' },
      tableConfig: { columnOrder: [] },
      spaceUuid,
    })
    expect((await undone(first.importUuid)).kept).toContainEqual({ kind: 'models', name: 'hashboard/', reason: 'used' })
    await client.results('DELETE', `/api/v1/saved/${own.uuid}`)
    expect(await undone(first.importUuid)).toMatchObject({ kept: [] })
    expect(await explores()).not.toContain('shop_orders')
  })

  it('keep the rules that were written into them here, or stay out where those cannot be read', async () => {
    const first = await imported(await upload('first.zip', zip(files())))
    const { text } = await openModel()
    const fees = async (): Promise<string> => {
      const query = { exploreName: 'shop_orders', dimensions: [], metrics: ['shop_orders_fees'], filters: {}, sorts: [], limit: 5, tableCalculations: [] }
      return JSON.stringify((await client.results<{ rows: unknown }>('POST', `${project}/explores/shop_orders/runQuery`, query)).rows)
    }
    expect(await fees()).toContain('35')
    const ruled = text.replace(/^cols:$/m, 'atrium: {model: {sql_filter: "${TABLE}.shipping_fee < 0"}}\ncols:')
    await saveModel(ruled.replace('physicalName: status}', 'physicalName: status, atrium: {required_attributes: {role: [boss]}}}'))
    const changed = { ...files() }
    changed['models/orders.yml'] = changed['models/orders.yml']?.replace('name: Fees', 'name: All fees') ?? ''
    await imported(await upload('second.zip', zip(changed)))
    expect((await openModel()).text).toContain('All fees')
    expect(await fees()).not.toContain('35')
    const { tables } = await client.results<{ tables: Record<string, { dimensions: object }> }>('GET', `${project}/explores/shop_orders`)
    expect(Object.keys(tables['shop_orders']?.dimensions ?? {})).not.toContain('state')

    // Rules in words that an import does not know.
    await saveModel('models: [{name: shop_orders, meta: {sql_filter: "${TABLE}.shipping_fee < 0", dimensions: []}}]\n')
    const { skipped, models } = (await planned(await upload('third.zip', zip(files())))) as WithModels
    expect(models).toBeNull()
    expect(skipped).toContainEqual({
      kind: 'model',
      name: 'models/orders.yml',
      file: 'models/orders.yml',
      reason: expect.stringContaining('rules of who sees'),
    })
    await saveModel(text)
    await undone(first.importUuid)
  })

  it('stay out where that is wished, and where the project has them', async () => {
    const before = await explores()
    const uploadUuid = await upload('without.zip', zip(filesOf('hashboard')))
    const plan = (await planned(uploadUuid, { withModels: false })) as WithModels
    expect(plan).toMatchObject({ modelFiles: 1, models: null })
    expect(plan.skipped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('Data models are not brought in'))
    const taken = filesOf('hashboard')
    taken['models/orders.yml'] = taken['models/orders.yml']?.replace('alias: shop_orders', 'alias: orders').replace(/^grn: .*\n/m, '') ?? ''
    const { skipped, models } = (await planned(await upload('taken.zip', zip(taken)))) as WithModels
    expect(models).toBeNull()
    expect(skipped).toContainEqual({
      kind: 'model',
      name: 'orders',
      file: 'models/orders.yml',
      reason: expect.stringContaining('has this model already, in orders.yml'),
    })
    expect(await explores()).toEqual(before)
  })
})
