import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

let house: WithPeople
let project: string

beforeAll(async () => {
  house = await startWithPeople({
    files: {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
`,
    },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, TIMESTAMP '2025-01-01' + INTERVAL (range) DAY AS placed FROM range(10)",
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
})
afterAll(() => house.stop())

const errorOf = ({ body }: ApiAnswer): string => (body as { error: { message: string } }).error.message
const views = (): string => `${project}/sqlRunner/virtual-view`
const sql = 'select region, placed, id * 10 as cents from orders;'
const create = async (name: string, more: object = {}): Promise<string> =>
  (await house.as.developer.results<{ name: string }>('POST', views(), { name, sql, ...more })).name

const ask = (explore: string, dimensions: string[], who: Person = 'interactive_viewer', more: object = {}): Promise<ApiAnswer> =>
  house.as[who].post(`${project}/explores/${explore}/runQuery`, {
    exploreName: explore,
    dimensions,
    metrics: [],
    filters: {},
    sorts: [],
    limit: 100,
    tableCalculations: [],
    ...more,
  })
const rowsOf = ({ body }: ApiAnswer): unknown[][] =>
  (body as { results: { rows: Record<string, { value: { raw: unknown } }>[] } }).results.rows.map((row) => Object.values(row).map(({ value }) => value.raw))
const listed = async (who: Person = 'viewer') =>
  (await house.as[who].results<{ name: string; label: string; type?: string }[]>('GET', `${project}/explores?filtered=true`)).map(({ name }) => name)

it('is explored by whoever may explore: dimensions, intervals of dates, custom metrics, filters, values', async () => {
  const name = await create('Orders by hand')
  expect(name).toBe('orders_by_hand')
  const all = await house.as.viewer.results<{ name: string; label: string; type?: string }[]>('GET', `${project}/explores`)
  expect(all.find((explore) => explore.name === name)).toMatchObject({ label: 'Orders by hand', type: 'virtual' })
  expect(rowsOf(await ask(name, [`${name}_region`]))).toEqual([['north'], ['south']])
  const own = {
    metrics: [`${name}_total`],
    additionalMetrics: [{ table: name, name: 'total', label: 'Total', type: 'sum', sql: '${TABLE}.cents', baseDimensionName: 'cents' }],
  }
  const filters = { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: `${name}_region` }, operator: 'equals', values: ['south'] }] } }
  expect(rowsOf(await ask(name, [`${name}_placed_month`], 'developer', { ...own, filters }))).toEqual([['2025-01-01T00:00:00Z', 250]])
  expect((await ask(name, [`${name}_region`], 'viewer')).status).toBe(403)
  const found = await house.as.viewer.results<{ results: string[] }>('POST', `${project}/field/${name}_region/search`, { table: name, search: 'no', limit: 5 })
  expect(found.results).toEqual(['north'])
})

it('lives beside the models: it is there after a compilation, and an answer changes with it at once', async () => {
  const name = await create('Stays')
  await house.as.developer.results('POST', `/api/v1/app/compile/${house.projectUuid}`)
  expect(await listed()).toContain(name)
  expect(rowsOf(await ask(name, [`${name}_region`]))).toHaveLength(2)
  await house.as.developer.results('PUT', `${views()}/${name}`, { name: 'Stays 🌍', sql: "select 'west' as region" })
  expect(rowsOf(await ask(name, [`${name}_region`]))).toEqual([['west']])
  expect((await ask(name, [`${name}_cents`])).status).toBe(400)
  const all = await house.as.viewer.results<{ name: string; label: string }[]>('GET', `${project}/explores`)
  expect(all.find((explore) => explore.name === name)?.label).toBe('Stays 🌍')
})

it('has the columns that are wanted, or all of them', async () => {
  const name = await create('Few', { columns: [{ reference: 'region', type: 'string' }] })
  expect((await ask(name, [`${name}_region`])).status).toBe(200)
  expect((await ask(name, [`${name}_cents`])).status).toBe(400)
})

it('has each column of those that its SQL calls the same', async () => {
  const name = await create('Same', { sql: 'select id as a, region as a from orders where id = 1' })
  expect(rowsOf(await ask(name, [`${name}_a`, `${name}_a_1`]))).toEqual([[1, 'south']])
})

it('is refused with a reason when it cannot be explored, and then nothing is there', async () => {
  await create('Taken')
  const before = await listed()
  const wrong: Record<string, [object, number, RegExp]> = {
    'the name of a model': [{ name: 'Orders' }, 409, /already/],
    'the name of another view': [{ name: 'taken' }, 409, /already/],
    'two statements': [{ sql: 'select 1; select 2' }, 400, /one SELECT/],
    'no SELECT': [{ sql: 'drop table orders' }, 400, /SELECT/],
    'an unknown table': [{ sql: 'select * from nowhere' }, 400, /nowhere/],
    'an unknown column': [{ columns: [{ reference: 'nothing' }] }, 400, /no column "nothing"/],
    'something to put in': [{ sql: "select '${ld.attr.region}' as a" }, 400, /nothing is put into it/],
    'a name of blanks': [{ name: '   ' }, 400, /name/],
    'a name without end': [{ name: 'x'.repeat(5000) }, 422, /./],
  }
  for (const [what, [more, status, message]] of Object.entries(wrong)) {
    const answer = await house.as.developer.post(views(), { name: 'Wrong', sql, ...more })
    expect([what, answer.status, message.test(errorOf(answer))]).toEqual([what, status, true])
  }
  expect(await listed()).toEqual(before)
  for (const who of ['viewer', 'interactive_viewer', 'editor'] as const) expect((await house.as[who].post(views(), { name: 'Mine', sql })).status).toBe(403)
})

it('has a name to be explored by, whatever it is called', async () => {
  expect(await create('日本')).toBe('virtual_view')
  expect(await create('東京 🗼')).toBe('virtual_view_1')
  expect(await create('2024 sales')).toBe('view_2024_sales')
  expect(await create('שלום sales')).toBe('sales')
})

it('two at once of one name are one', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => house.as.developer.post(views(), { name: 'At once', sql: 'select 1 as one' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
})

it('says what asks it before it is deleted; then its charts say that it is gone, until it is back', async () => {
  const name = await create('Used')
  const space = await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Views', isPrivate: false })
  const chart = await house.as.developer.results<{ uuid: string }>('POST', `${project}/saved`, {
    name: 'Regions',
    tableName: name,
    metricQuery: { dimensions: [`${name}_region`], metrics: [], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
    chartConfig: { type: 'table' },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  })
  const view = `/api/v1/app/virtual-views/${house.projectUuid}/${name}`
  expect(await house.as.developer.results('GET', view)).toMatchObject({ sql, usedBy: { charts: [{ id: chart.uuid, name: 'Regions' }], hidden: 0 } })
  expect((await house.as.editor.delete(`${views()}/${name}`)).status).toBe(403)
  expect((await house.as.developer.delete(`${views()}/${name}`)).status).toBe(200)
  expect(await listed()).not.toContain(name)
  const run = await house.as.viewer.post(`/api/v1/saved/${chart.uuid}/results`, {})
  expect([run.status, errorOf(run)]).toEqual([404, expect.stringContaining(name)])
  expect((await house.as.developer.delete(`${views()}/${name}`)).status).toBe(404)
  type Trash = { uuid: string; kind: string; name: string }[]
  const trash = (who: Person): Promise<Trash> => house.as[who].results<Trash>('GET', `/api/v1/app/trash/${house.projectUuid}`)
  expect((await trash('editor')).some(({ kind }) => kind === 'virtual_view')).toBe(false)
  const thing = (await trash('developer')).find((each) => each.kind === 'virtual_view' && each.name === 'Used')
  await house.as.developer.results('POST', `/api/v1/app/trash/things/${thing?.uuid}/restore`)
  expect((await house.as.viewer.post(`/api/v1/saved/${chart.uuid}/results`, {})).status).toBe(200)
})

it('is of its project alone', async () => {
  const name = await create('Ours alone')
  expect((await house.as.foreigner.get(`/api/v1/app/virtual-views/${house.projectUuid}/${name}`)).status).toBe(403)
  expect((await house.as.foreigner.get(`/api/v1/app/virtual-views/${house.foreignProjectUuid}/${name}`)).status).toBe(404)
  const catalog = await house.as.viewer.results<Record<string, Record<string, object>>>('GET', `${project}/catalog`)
  expect(Object.values(catalog).flatMap((schemas) => Object.values(schemas).flatMap((tables) => Object.keys(tables)))).toEqual(['orders'])
})
