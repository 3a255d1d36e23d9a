import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let project: string
let spaceUuid: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
`,
    },
    statements: [
      `CREATE TABLE orders AS SELECT range AS id, ['north', 'south', '=cmd'][range % 3 + 1] AS region, range * 1.5 AS amount,
       DATE '2025-01-01' + INTERVAL (range % 40) DAY AS placed FROM range(9000)`,
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
  spaceUuid = (await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Shared', isPrivate: false })).uuid
})
afterAll(() => house.stop())

type Status = { status: string; details: Record<string, unknown> | null }
const errorOf = ({ body }: ApiAnswer): string => (body as { error: { message: string } }).error.message

/** What became of a job, once it has ended. */
async function ended(jobId: string, who: Person = 'developer'): Promise<Status> {
  for (;;) {
    const status = await house.as[who].results<Status>('GET', `/api/v1/schedulers/job/${jobId}/status`)
    if (status.status === 'completed' || status.status === 'error') return status
    await new Promise((done) => setTimeout(done, 20))
  }
}

const start = async (path: 'run' | 'runPivotQuery', body: object): Promise<string> =>
  (await house.as.developer.results<{ jobId: string }>('POST', `${project}/sqlRunner/${path}`, body)).jobId

async function linesOf({ details }: Status, who: Person = 'developer'): Promise<Record<string, unknown>[]> {
  const answer = await house.as[who].get(new URL(String(details?.['fileUrl'])).pathname)
  expect(answer.status).toBe(200)
  return String(answer.body)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('a queued query', () => {
  it('gives its rows as lines of JSON, with columns and whether there are more', async () => {
    const status = await ended(await start('run', { sql: 'select id, region, placed from orders order by id;', limit: 2 }))
    expect(status).toMatchObject({ status: 'completed', details: { rowCount: 2, truncated: true } })
    expect(status.details?.['columns']).toEqual([
      { reference: 'id', type: 'number' },
      { reference: 'region', type: 'string' },
      { reference: 'placed', type: 'timestamp' },
    ])
    const [first, second] = await linesOf(status)
    expect([first?.['id'], first?.['region'], second?.['id']]).toEqual([0, 'north', 1])
  })

  it('never has more rows than the instance allows', async () => {
    const status = await ended(await start('run', { sql: 'select id from orders', limit: 1_000_000 }))
    expect(status.details).toMatchObject({ rowCount: 5000, truncated: true })
  })

  it('is aggregated by the warehouse over all rows, in the wanted order', async () => {
    const status = await ended(
      await start('runPivotQuery', {
        sql: 'select * from orders -- all',
        indexColumn: { reference: 'region', type: 'category' },
        valuesColumns: [
          { reference: 'id', aggregation: 'count' },
          { reference: 'amount', aggregation: 'max' },
        ],
        sortBy: [{ reference: 'region', direction: 'DESC' }],
      }),
    )
    expect(await linesOf(status)).toEqual([
      { region: 'south', id_count: 3000, amount_max: 13497 },
      { region: 'north', id_count: 3000, amount_max: 13495.5 },
      { region: '=cmd', id_count: 3000, amount_max: 13498.5 },
    ])
    expect(status.details?.['valuesColumns']).toMatchObject([{ referenceField: 'id', aggregation: 'count', pivotColumnName: 'id_count' }, {}])
  })

  it('says what is wrong with it', async () => {
    const wrong: Record<string, RegExp> = {
      'select 1; select 2': /one SELECT/,
      'delete from orders': /SELECT/,
      'select nonsense from orders': /nonsense/,
      'select * from missing_table': /missing_table/,
      "select * from read_csv('/etc/passwd')": /read_csv/,
    }
    for (const [sql, message] of Object.entries(wrong)) {
      const status = await ended(await start('run', { sql }))
      expect([sql, status.status, message.test(String(status.details?.['error']))]).toEqual([sql, 'error', true])
    }
    const unknown = await ended(await start('runPivotQuery', { sql: 'select 1 as a', valuesColumns: [{ reference: 'b', aggregation: 'sum' }] }))
    expect(unknown.status).toBe('error')
  })

  it('stops when it is cancelled, and by nobody else', async () => {
    const jobId = await start('run', { sql: 'select count(*) from range(1000000000) a, range(1000) b where a.range % 7 = b.range % 5' })
    expect((await house.as.editor.delete(`/api/v1/app/jobs/${jobId}`)).status).toBe(404)
    expect((await house.as.developer.delete(`/api/v1/app/jobs/${jobId}`)).status).toBe(200)
    expect(await ended(jobId)).toMatchObject({ status: 'error' })
    expect(await ended(await start('run', { sql: 'select 1 as one' }))).toMatchObject({ status: 'completed' })
  })

  it('is for those of the project: no file of another project, no file without signing in, no guess', async () => {
    const status = await ended(await start('run', { sql: 'select 1 as one' }))
    const path = new URL(String(status.details?.['fileUrl'])).pathname
    expect((await house.as.viewer.get(path)).status).toBe(200)
    expect((await house.as.nobody.get(path)).status).toBe(401)
    expect((await house.as.foreigner.get(path)).status).toBe(403)
    expect((await house.as.foreigner.get(path.replace(house.projectUuid, house.foreignProjectUuid))).status).toBe(404)
    expect((await house.as.developer.get(`${project}/sqlRunner/results/guess`)).status).toBe(404)
    expect((await house.as.nobody.get(path.replace('/sqlRunner/results/', '/csv/'))).status).toBe(404)
  })
})

describe('a file of a query', () => {
  it('has all rows under the wanted headings, and no cell that a spreadsheet would run', async () => {
    const { url, rowCount, truncated } = await house.as.developer.results<{ url: string; rowCount: number; truncated: boolean }>(
      'POST',
      `${project}/sqlRunner/downloadCsv`,
      { sql: 'select region, id from orders order by id', customLabels: { region: 'Where' } },
    )
    expect({ rowCount, truncated }).toEqual({ rowCount: 9000, truncated: false })
    const lines = String((await house.as.nobody.get(new URL(url).pathname)).body).split('\n')
    expect(lines.slice(0, 4)).toEqual(['Where,id', 'north,0', 'south,1', "'=cmd,2"])
    expect(lines.filter((line) => line !== '')).toHaveLength(9001)
  })

  it('may have columns of odd names, and is refused with a reason', async () => {
    const odd = { sql: `select 1 as "a, ""b""", 'x' as "Größe 📏"` }
    const { url } = await house.as.developer.results<{ url: string }>('POST', `${project}/sqlRunner/downloadCsv`, odd)
    expect(String((await house.as.nobody.get(new URL(url).pathname)).body)).toBe('"a, ""b""",Größe 📏\n1,x\n')
    const wrong = await house.as.developer.post(`${project}/sqlRunner/downloadCsv`, { sql: 'select 1; select 2' })
    expect([wrong.status, errorOf(wrong)]).toEqual([400, expect.stringMatching(/one SELECT/)])
  })
})

const barChart = {
  type: 'vertical_bar',
  fieldConfig: { x: { reference: 'region' }, y: [{ reference: 'id', aggregation: 'count' }], sortBy: [{ reference: 'id_count', direction: 'DESC' }] },
}
const newChart = (more: object = {}): object => ({ name: 'By region', sql: 'select region, id from orders', limit: 100, config: barChart, spaceUuid, ...more })
const create = async (more: object = {}): Promise<string> =>
  (await house.as.developer.results<{ savedSqlUuid: string }>('POST', `${project}/sqlRunner/saved`, newChart(more))).savedSqlUuid
const saved = (uuid: string): string => `${project}/sqlRunner/saved/${uuid}`

describe('a SQL chart', () => {
  it('is made by those who may write SQL, and run by whoever may see it', async () => {
    const uuid = await create({ description: 'All of them' })
    for (const who of ['viewer', 'editor', 'admin'] as const) {
      const results = await house.as[who].results<{ rows: object[]; columns: object[] }>('POST', `/api/v1/app/sql-charts/${uuid}/results`, {})
      expect([who, results.rows]).toEqual([who, expect.arrayContaining([{ region: 'north', id_count: 3000 }])])
      expect(results.columns).toHaveLength(2)
    }
    const seen = await house.as.viewer.results('GET', saved(uuid))
    expect(seen).toMatchObject({ name: 'By region', limit: 100, config: barChart, space: { uuid: spaceUuid }, abilities: ['chart.view'], versionNumber: 1 })
    for (const who of ['viewer', 'interactive_viewer', 'editor'] as const) {
      expect([who, (await house.as[who].post(`${project}/sqlRunner/saved`, newChart())).status]).toEqual([who, 403])
      expect([who, (await house.as[who].patch(saved(uuid), { versionedData: { sql: 'select 1' } })).status]).toEqual([who, 403])
      expect([who, (await house.as[who].patch(saved(uuid), { unversionedData: { name: 'Mine' } })).status]).toEqual([who, 403])
    }
  })

  it('is listed with charts: of the project, of its space, on the home page', async () => {
    await create({ name: 'Listed 📊' })
    const charts = await house.as.viewer.results<{ name: string; source: string; chartKind: string }[]>('GET', `${project}/charts`)
    expect(charts.find(({ name }) => name === 'Listed 📊')).toMatchObject({ source: 'sql', chartKind: 'vertical_bar' })
    const space = await house.as.viewer.results<{ queries: { name: string; source: string }[] }>('GET', `${project}/spaces/${spaceUuid}`)
    expect(space.queries.find(({ name }) => name === 'Listed 📊')?.source).toBe('sql')
    const home = await house.as.viewer.results<{ recent: { name: string; kind: string }[] }>('GET', `${project}/home`)
    expect(home.recent.find(({ name }) => name === 'Listed 📊')?.kind).toBe('sql_chart')
  })

  it('is in the list of all content, and says which dashboards would miss it', async () => {
    const uuid = await create({ name: 'Missed' })
    const tiles = [{ type: 'sql_chart', x: 0, y: 0, w: 12, h: 6, properties: { savedSqlUuid: uuid, chartName: 'Missed' } }]
    const dashboard = await house.as.developer.results<{ uuid: string }>('POST', `${project}/dashboards`, { name: 'Shows it', spaceUuid, tiles })
    await house.as.viewer.results('POST', `/api/v1/app/sql-charts/${uuid}/results`, {})
    const { data } = await house.as.viewer.results<{ data: object[] }>('GET', '/api/v2/content?contentTypes=chart&search=Missed')
    expect(data).toMatchObject([{ contentType: 'chart', source: 'sql', chartKind: 'vertical_bar', uuid, dashboard: null }])
    const at = `/api/v1/app/impact/sql-charts/${uuid}`
    expect(await house.as.editor.results('GET', at)).toMatchObject({ dashboards: [{ uuid: dashboard.uuid, name: 'Shows it' }], hiddenDashboards: 0 })
    expect((await house.as.viewer.get(at)).status).toBe(403)
    expect((await house.as.foreigner.get(at)).status).toBe(403)
    await house.as.editor.results('DELETE', `/api/v1/dashboards/${dashboard.uuid}`)
    expect(await house.as.editor.results('GET', at)).toMatchObject({ dashboards: [] })
  })

  it('keeps its versions, and two editors are told of each other', async () => {
    const uuid = await create({ name: 'Versions' })
    const change = (limit: number) => house.as.developer.patch(saved(uuid), { versionedData: { limit }, expectedVersion: 1 })
    expect((await change(7)).status).toBe(200)
    const late = await change(8)
    expect([late.status, errorOf(late)]).toEqual([409, expect.stringMatching(/in the meantime/)])
    const { history } = await house.as.viewer.results<{ history: { versionUuid: string }[] }>('GET', `/api/v1/app/sql-charts/${uuid}/history`)
    expect(history).toHaveLength(2)
    const back = `/api/v1/app/sql-charts/${uuid}/rollback/${history[0]?.versionUuid}`
    expect((await house.as.editor.post(back)).status).toBe(403)
    expect((await house.as.developer.post(back)).status).toBe(200)
    expect(await house.as.viewer.results('GET', saved(uuid))).toMatchObject({ limit: 100, versionNumber: 3 })
  })

  it('is renamed, moved, copied, and not moved to where one may not write', async () => {
    const uuid = await create({ name: 'Movable' })
    const own = (await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Closed', isPrivate: true })).uuid
    expect((await house.as.developer.patch(saved(uuid), { unversionedData: { name: 'Moved', spaceUuid: own } })).status).toBe(403)
    expect((await house.as.developer.patch(saved(uuid), { unversionedData: { spaceUuid: uuid } })).status).toBe(404)
    expect(await house.as.developer.results('GET', saved(uuid))).toMatchObject({ name: 'Movable', space: { uuid: spaceUuid } })
    await house.as.admin.results('PATCH', saved(uuid), { unversionedData: { name: 'שלום 🌍', spaceUuid: own } })
    expect(await house.as.admin.results('GET', saved(uuid))).toMatchObject({ name: 'שלום 🌍', space: { uuid: own } })
    expect((await house.as.viewer.get(saved(uuid))).status).toBe(403)
    const copy = await house.as.admin.results<{ savedSqlUuid: string }>('POST', `/api/v1/app/sql-charts/${uuid}/duplicate`, {})
    expect(await house.as.admin.results('GET', saved(copy.savedSqlUuid))).toMatchObject({ name: 'Copy of שלום 🌍' })
  })

  it('goes to the trash and comes back; its slug stays its own', async () => {
    const uuid = await create({ name: 'Twice' })
    const { slug } = await house.as.developer.results<{ slug: string }>('GET', saved(uuid))
    expect((await house.as.editor.delete(saved(uuid))).status).toBe(200)
    expect((await house.as.developer.get(saved(uuid))).status).toBe(404)
    const again = await create({ name: 'Twice' })
    expect(await house.as.developer.results('GET', saved(slug))).toMatchObject({ savedSqlUuid: again })
    const trash = await house.as.editor.results<{ uuid: string; kind: string }[]>('GET', `/api/v1/app/trash/${house.projectUuid}`)
    expect(trash.find((thing) => thing.uuid === uuid)?.kind).toBe('sql_chart')
    await house.as.editor.results('POST', `/api/v1/app/trash/things/${uuid}/restore`)
    expect(await house.as.developer.results('GET', saved(uuid))).toMatchObject({ slug: `${slug}-1` })
  })

  it('is refused with a reason when it is none, and then nothing is there', async () => {
    const before = await house.as.admin.results<object[]>('GET', `${project}/charts`)
    const wrong: Record<string, object> = {
      'no SQL': { sql: '   ' },
      'no name': { name: '' },
      'a name without end': { name: 'x'.repeat(10_000) },
      'an unknown drawing': { config: { type: 'spiral' } },
      'a limit of nothing': { limit: 0 },
      'a space of nobody': { spaceUuid: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    }
    for (const [what, more] of Object.entries(wrong)) {
      const answer = await house.as.developer.post(`${project}/sqlRunner/saved`, newChart(more))
      expect([what, answer.status >= 400 && answer.status < 500, errorOf(answer).length > 10]).toEqual([what, true, true])
    }
    expect(await house.as.admin.results('GET', `${project}/charts`)).toHaveLength(before.length)
  })

  it('of another project is not there', async () => {
    const uuid = await create({ name: 'Ours' })
    expect((await house.as.foreigner.get(saved(uuid))).status).toBe(403)
    expect((await house.as.foreigner.get(`/api/v1/projects/${house.foreignProjectUuid}/sqlRunner/saved/${uuid}`)).status).toBe(404)
    expect((await house.as.foreigner.post(`/api/v1/app/sql-charts/${uuid}/results`, {})).status).toBe(403)
  })
})

/** The files of an archive, as its local headers name them. */
function unpacked(archive: Buffer): { name: string; text: string }[] {
  const files: { name: string; text: string }[] = []
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength, extraLength] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26), archive.readUInt16LE(at + 28)]
    const start = at + 30 + nameLength + extraLength
    files.push({ name: archive.toString('utf8', at + 30, at + 30 + nameLength), text: inflateRawSync(archive.subarray(start, start + size)).toString('utf8') })
    at = start + size
  }
  return files
}

describe('a dashboard with a SQL chart', () => {
  const tile = (savedSqlUuid: string | null, more: object = {}) => ({ type: 'sql_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedSqlUuid }, ...more })
  const newDashboard = (tiles: object[]) => house.as.developer.post(`${project}/dashboards`, { name: 'With SQL', tiles, tabs: [], spaceUuid })

  it('shows its name, and refuses charts that are not there', async () => {
    const uuid = await create({ name: 'On it' })
    const made = await newDashboard([tile(uuid)])
    expect(made.status).toBe(201)
    expect((made.body as { results: { tiles: object[] } }).results.tiles).toMatchObject([{ properties: { savedSqlUuid: uuid, chartName: 'On it' } }])
    const { uuid: chartUuid } = await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'No chart', isPrivate: false })
    for (const wrong of ['0f8fad5b-d9cb-469f-a165-70867728950e', chartUuid, 'nonsense']) {
      const refused = await newDashboard([tile(uuid), tile(wrong)])
      expect([wrong, refused.status, errorOf(refused).includes('does not exist in this project')]).toEqual([wrong, 400, true])
    }
  })

  it('takes two hundred of them, and stays as it is when one of the charts is deleted', async () => {
    const uuid = await create({ name: 'Many' })
    const made = await newDashboard(Array.from({ length: 200 }, (_, place) => tile(uuid, { y: place * 6 })))
    expect(made.status).toBe(201)
    const { uuid: dashboard, tiles } = (made.body as { results: { uuid: string; tiles: object[] } }).results
    expect(tiles).toHaveLength(200)
    await house.as.developer.results('DELETE', saved(uuid))
    expect((await house.as.viewer.results<{ tiles: object[] }>('GET', `/api/v1/dashboards/${dashboard}`)).tiles).toHaveLength(200)
    const change = await house.as.developer.patch(`/api/v1/dashboards/${dashboard}`, { tiles: tiles.slice(1) })
    expect(change.status).toBe(200)
  })

  it('comes as an archive with a file for each chart; what is missing is said', async () => {
    const uuid = await create({ name: 'In the archive' })
    const lost = await create({ name: 'Lost' })
    const chart = await house.as.developer.results<{ uuid: string }>('POST', `${project}/saved`, {
      name: 'Orders by region',
      tableName: 'orders',
      metricQuery: { dimensions: ['orders_region'], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
      chartConfig: { type: 'table' },
      tableConfig: { columnOrder: [] },
      spaceUuid,
    })
    const filter = { id: 'f', target: { fieldId: 'orders_region', tableName: 'orders' }, operator: 'equals', values: ['north'] }
    const made = await newDashboard([
      tile(uuid, { uuid: 'one' }),
      tile(lost, { uuid: 'two' }),
      { uuid: 'three', type: 'saved_chart', x: 0, y: 9, w: 18, h: 6, properties: { savedChartUuid: chart.uuid } },
      { uuid: 'four', type: 'markdown', x: 0, y: 20, w: 18, h: 6, properties: { title: '', content: 'Text' } },
    ])
    const dashboard = (made.body as { results: { uuid: string } }).results.uuid
    await house.as.developer.results('DELETE', saved(lost))
    const path = `/api/v1/dashboards/${dashboard}/exportCsv`
    type Archive = { url: string; files: { tileUuid: string; name: string; rowCount: number }[]; leftOut: { tileUuid: string }[] }
    const { url, files, leftOut } = await house.as.viewer.results<Archive>('POST', path, {
      filters: { dimensions: [filter], metrics: [], tableCalculations: [] },
    })
    expect(files.map(({ tileUuid, rowCount }) => [tileUuid, rowCount])).toEqual([
      ['one', 3],
      ['three', 1],
    ])
    expect(leftOut).toMatchObject([{ tileUuid: 'two' }])
    const response = await fetch(new URL(new URL(url).pathname, house.url))
    expect(unpacked(Buffer.from(await response.arrayBuffer()))).toEqual([
      { name: files[0]?.name, text: "region,id_count\n'=cmd,3000\nnorth,3000\nsouth,3000\n" },
      { name: files[1]?.name, text: 'Region,Orders\nnorth,"3,000"\n' },
    ])
    expect((await house.as.foreigner.post(path, {})).status).toBe(403)
  })

  it('without any chart has nothing to download, and says so', async () => {
    const made = await newDashboard([])
    const { uuid } = (made.body as { results: { uuid: string } }).results
    const answer = await house.as.viewer.post(`/api/v1/dashboards/${uuid}/exportCsv`, {})
    expect([answer.status, errorOf(answer)]).toEqual([400, expect.stringMatching(/nothing to download/)])
  })
})
