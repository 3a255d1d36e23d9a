import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiAnswer } from '../../harness/api-client.ts'
import { startWithPeople, type Person, type WithPeople } from '../start-with-people.ts'

/**
 * Each row says whose it is: in its note, and by its number, 71117 in the north, 82228 in the south. Whoever asks in
 * whatever way must never meet a row of the others, nor a number in which one is counted.
 */

let house: WithPeople
let project: string
let chart: string
let chartVersion: string
let dashboard: string
const tile = 'b1946ac9-2c7b-4b0c-9c8e-3f1b5a1c2d3e'

const rule = 'sql_filter: "${TABLE}.region IN (${ld.attr.region})"'
const orders = (more = rule) => `models:
  - name: orders
    meta: {primary_key: id, ${more}}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
      - {name: note}
      - {name: day, meta: {dimension: {type: date}}}
      - {name: worth, meta: {dimension: {type: number}, metrics: {total: {type: sum}, most: {type: max}, typical: {type: median}}}}
`
const visits = `models:
  - name: visits
    meta:
      primary_key: id
      joins: [{join: orders, sql_on: "\${visits.order_id} = \${orders.id}", relationship: many-to-one}]
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {visits: {type: count}}}}
      - {name: order_id, meta: {dimension: {type: number}}}
`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': orders(), 'visits.yml': visits },
    statements: [
      `CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, 'canary ' || ['north', 'south'][range % 2 + 1] || ' ' || range AS note,
        DATE '2026-01-01' + (range // 2)::INTEGER AS day, [71117, 82228][range % 2 + 1] AS worth FROM range(40)`,
      'CREATE TABLE visits AS SELECT range AS id, range % 40 AS order_id FROM range(80)',
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
  const { admin } = house.as
  await admin.results('POST', '/api/v1/org/attributes', {
    name: 'region',
    attributeDefault: null,
    groups: [],
    users: (['editor', 'developer', 'admin'] as const).map((who) => ({ userUuid: house.userUuid[who], value: regionOf[who] })),
  })
  const space = await admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'For all', isPrivate: false })
  const saved = { name: 'Notes', tableName: 'orders', metricQuery: question(), chartConfig: { type: 'table' }, tableConfig: { columnOrder: [] } }
  chart = (await admin.results<{ uuid: string }>('POST', `${project}/saved`, { ...saved, spaceUuid: space.uuid })).uuid
  const { history } = await admin.results<{ history: { versionUuid: string }[] }>('GET', `/api/v1/saved/${chart}/history`)
  chartVersion = history[0]?.versionUuid ?? ''
  const tiles = [{ uuid: tile, type: 'saved_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedChartUuid: chart } }]
  dashboard = (await admin.results<{ uuid: string }>('POST', `${project}/dashboards`, { name: 'Board', tiles, tabs: [], spaceUuid: space.uuid })).uuid
})
afterAll(() => house.stop())

/** Of the two who are compared; the administrator is of the north. */
type Compared = 'editor' | 'developer'
const regionOf = { editor: 'north', developer: 'south', admin: 'north' } as const
const foreignTo = { editor: /south|82,?228/, developer: /north|71,?117/ } as const
const canaryOf = { editor: 'canary north', developer: 'canary south' } as const

const question = (part: object = {}) => ({
  exploreName: 'orders',
  dimensions: ['orders_note', 'orders_worth'],
  metrics: ['orders_orders'],
  filters: {},
  sorts: [],
  limit: 500,
  tableCalculations: [],
  ...part,
})
const bin = { type: 'bin', id: 'bins', name: 'Bins', table: 'orders', dimensionId: 'orders_worth', binType: 'fixed_number', binNumber: 4 }
const anyWorth = { dimensions: { id: 'f', and: [{ id: 'g', target: { fieldId: 'orders_worth' }, operator: 'notEquals', values: [7] }] } }

async function csv(who: Person, path: string, body: object): Promise<ApiAnswer> {
  const { jobId } = await house.as[who].results<{ jobId: string }>('POST', path, { onlyRaw: false, showTableNames: false, columnOrder: [], ...body })
  await expect.poll(async () => (await house.as[who].results<{ status: string }>('GET', `/api/v1/csv/${jobId}`)).status, { timeout: 20_000 }).toBe('completed')
  const { url } = await house.as[who].results<{ url: string }>('GET', `/api/v1/csv/${jobId}`)
  return apiClient(house.url, {}).get(new URL(url).pathname)
}

/** Every way to rows, or to something computed of them; `canary`: notes are among what comes. */
const ways: { name: string; canary?: true; ask: (who: Compared) => Promise<ApiAnswer> }[] = [
  { name: 'a question', canary: true, ask: (who) => post(who, '/explores/orders/runQuery', question()) },
  {
    name: 'a question of a joined table',
    canary: true,
    ask: (who) => post(who, '/explores/visits/runQuery', question({ exploreName: 'visits', metrics: ['visits_visits', 'orders_most'] })),
  },
  { name: 'numbers alone', ask: (who) => post(who, '/explores/orders/runQuery', question({ dimensions: [], metrics: ['orders_most', 'orders_typical'] })) },
  { name: 'bins by what there is', ask: (who) => post(who, '/explores/orders/runQuery', question({ dimensions: ['bins'], customDimensions: [bin] })) },
  { name: 'a filter', canary: true, ask: (who) => post(who, '/explores/orders/runQuery', question({ filters: anyWorth })) },
  { name: 'an explained SQL', ask: (who) => post(who, '/explores/orders/compileQuery', question()) },
  { name: 'underlying rows', canary: true, ask: (who) => post(who, '/explores/orders/runUnderlyingDataQuery', question({ metrics: [] })) },
  { name: 'a total', ask: (who) => post(who, '/calculate-total', { explore: 'orders', metricQuery: question({ metrics: ['orders_most'] }) }) },
  {
    name: 'subtotals',
    ask: (who) =>
      post(who, '/calculate-subtotals', {
        explore: 'orders',
        metricQuery: question({ metrics: ['orders_most'] }),
        columnOrder: ['orders_note', 'orders_worth'],
      }),
  },
  { name: 'values of a field', canary: true, ask: (who) => post(who, '/field/orders_note/search', { table: 'orders', search: '', limit: 100 }) },
  {
    name: 'values of a field that holds the word',
    canary: true,
    ask: (who) => post(who, '/field/orders_note/search', { table: 'orders', search: 'canary', limit: 100 }),
  },
  { name: 'a chart', canary: true, ask: (who) => call(who, `/api/v1/saved/${chart}/results`, {}) },
  { name: 'a version of a chart', canary: true, ask: (who) => call(who, `/api/v1/saved/${chart}/version/${chartVersion}/results`, {}) },
  { name: 'totals of a chart', ask: (who) => call(who, `/api/v1/saved/${chart}/calculate-total`, {}) },
  { name: 'subtotals of a chart', ask: (who) => call(who, `/api/v1/saved/${chart}/calculate-subtotals`, { columnOrder: ['orders_note', 'orders_worth'] }) },
  { name: 'totals of groups of a chart', ask: (who) => call(who, `/api/v1/saved/${chart}/calculate-group-totals`, { dimensions: ['orders_note'] }) },
  {
    name: 'a tile',
    canary: true,
    ask: (who) =>
      call(who, `/api/v1/saved/${chart}/chart-and-results`, {
        dashboardUuid: dashboard,
        tileUuid: tile,
        dashboardFilters: { dimensions: [], metrics: [], tableCalculations: [] },
        dashboardSorts: [],
      }),
  },
  { name: 'a file', canary: true, ask: (who) => csv(who, `${project}/explores/orders/downloadCsv`, question()) },
  { name: 'a raw file', canary: true, ask: (who) => csv(who, `${project}/explores/orders/downloadCsv`, { ...question(), onlyRaw: true, csvLimit: null }) },
  { name: 'a pivoted file', canary: true, ask: (who) => csv(who, `${project}/explores/orders/downloadCsv`, { ...question(), pivotColumns: ['orders_note'] }) },
  { name: 'the file of a chart', canary: true, ask: (who) => csv(who, `/api/v1/saved/${chart}/downloadCsv`, {}) },
]

const call = (who: Person, path: string, body: object): Promise<ApiAnswer> => house.as[who].post(path, body)
const post = (who: Person, path: string, body: object): Promise<ApiAnswer> => call(who, project + path, body)
const textOf = ({ body }: ApiAnswer): string => (typeof body === 'string' ? body : JSON.stringify(body))

it.each(ways)('$name: only the own rows, and only they are counted', async ({ ask, canary }) => {
  // One after the other, so that the second one could be given what was kept for the first.
  for (const who of ['editor', 'developer', 'editor'] as const) {
    const answer = await ask(who)
    expect([answer.status, textOf(answer).slice(0, 300)]).toEqual([200, expect.any(String)])
    expect(foreignTo[who].exec(textOf(answer))?.[0], who).toBeUndefined()
    if (canary === true) expect(textOf(answer)).toContain(canaryOf[who])
  }
})

it('a hidden value is in no error: what fails, fails in the own rows only, or says no value', async () => {
  const cast = (sql: string) => ({ type: 'sql', id: 'cast', name: 'Cast', table: 'orders', sql, dimensionType: 'number' })
  const said: string[] = []
  for (const sql of [
    'CAST(${orders.note} AS INTEGER)',
    'error(${orders.note})',
    'CAST(${orders.note} AS DATE)::VARCHAR',
    'CASE WHEN ${orders.worth} = 71117 THEN error(${orders.note}) END',
  ]) {
    const part = { dimensions: ['cast'], metrics: [], customDimensions: [cast(sql)] }
    for (const path of ['/explores/orders/runQuery', '/explores/orders/compileQuery']) said.push(textOf(await post('developer', path, question(part))))
  }
  expect(said.filter((text) => /canary north/.test(text))).toEqual([])
  expect(said.some((text) => text.includes('error'))).toBe(true)
})

it('many at once never get what the others asked for', async () => {
  const asked = Array.from({ length: 120 }, (_, index) => {
    const who: Compared = index % 2 === 0 ? 'editor' : 'developer'
    const way = ways.filter(({ canary }) => canary === true).slice(0, 6)[Math.floor(index / 2) % 6]
    return { who, answer: way?.ask(who) }
  })
  for (const { who, answer } of asked) {
    const text = textOf((await answer) as ApiAnswer)
    expect(foreignTo[who].exec(text)?.[0]).toBeUndefined()
    expect(text).toContain(canaryOf[who])
  }
})

it('nobody without the attribute gets a row by any way', async () => {
  const got: string[] = []
  for (const { name, ask } of ways.filter((way) => !way.name.includes('file'))) {
    const answer = await ask('interactive_viewer' as Compared)
    if (answer.status < 400 || /canary|71,?117|82,?228/.test(textOf(answer))) got.push(`${name}: ${answer.status} ${textOf(answer).slice(0, 100)}`)
  }
  expect(got).toEqual([])
})

it('a rule that is changed in the models counts for the next question, whatever was kept', async () => {
  const most = async (): Promise<string> => textOf(await post('developer', '/explores/orders/runQuery', question({ dimensions: [], metrics: ['orders_most'] })))
  expect(await most()).toMatch(/"raw":82228/)
  const files = `/api/v1/app/models/${house.projectUuid}/file`
  const { version } = await house.as.admin.results<{ version: string }>('GET', `${files}?path=orders.yml`)
  await house.as.admin.results('PUT', files, {
    path: 'orders.yml',
    text: orders('sql_filter: "${TABLE}.region IN (${ld.attr.region}) AND ${TABLE}.worth < 82228"'),
    version,
  })
  expect(await most()).toMatch(/"raw":null/)
})
