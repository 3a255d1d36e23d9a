import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWithPeople, type Person, type WithPeople } from './start-with-people.ts'

/** The catalog, its categories and the search of everything, over the wire: what is kept, and what nobody is told who may not see it. */

let house: WithPeople
let project: string
const away = 'away'

const orders = `models:
  - name: orders
    meta:
      primary_key: id
      spotlight: {owner: ada@shop.example}
      metrics: {revenue: {type: sum, label: Net revenue, sql: "\${TABLE}.amount"}}
      joins: [{join: customers, sql_on: "\${orders.customer} = \${customers.id}", relationship: many-to-one}]
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {order_count: {type: count, description: Every order counts once}}}}
      - {name: status}
      - {name: customer, meta: {dimension: {type: number, hidden: true}}}
      - {name: placed_at, meta: {dimension: {type: date, time_intervals: [DAY, MONTH]}}}
      - {name: amount, meta: {dimension: {type: number, required_attributes: {is_boss: 'true'}}}}
`
const customers = `models:
  - name: customers
    meta: {primary_key: id}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {customer_count: {type: count, spotlight: {visibility: hide}}}}}
      - {name: city}
`
const salaries = `models:
  - name: salaries
    meta: {primary_key: id, required_attributes: {is_boss: 'true'}}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {paid: {type: count}}}}
`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': orders, 'customers.yml': customers, 'salaries.yml': salaries },
    statements: [
      "CREATE TABLE orders AS SELECT range AS id, 'new' AS status, 1 AS customer, DATE '2026-01-01' + range::INT AS placed_at, range AS amount FROM range(9)",
      "CREATE TABLE customers AS SELECT 1 AS id, 'Ulm' AS city",
      'CREATE TABLE salaries AS SELECT 1 AS id',
    ],
  })
  project = `/api/v1/projects/${house.projectUuid}`
})
afterAll(() => house.stop())

type Item = { name: string; catalogSearchUuid: string; categories: { tagUuid: string; name: string }[]; icon: unknown; chartUsage: number; owner?: string }
const admin = <T = { uuid: string }>(method: string, at: string, body?: unknown): Promise<T> => house.as.admin.results<T>(method, at, body)
const list = <T = Item[]>(who: Person, at: string): Promise<T> => house.as[who].results<T>('GET', `${project}${at}`)
const names = (items: readonly { name: string }[]): string[] => items.map(({ name }) => name)
const metrics = async (who: Person, query = ''): Promise<Item[]> => (await list<{ data: Item[] }>(who, `/dataCatalog/metrics${query}`)).data
const status = async (who: Person, method: string, at: string, body?: unknown): Promise<number> =>
  (await house.as[who].call(method, `${project}${at}`, body)).status

const chart = (name: string, spaceUuid: string, part: object = {}): object => ({
  name,
  spaceUuid,
  tableName: 'orders',
  metricQuery: {
    exploreName: 'orders',
    dimensions: ['orders_placed_at_month'],
    metrics: ['orders_order_count'],
    filters: {},
    sorts: [],
    limit: 10,
    tableCalculations: [],
    ...part,
  },
  chartConfig: { type: 'table', config: {} },
  tableConfig: { columnOrder: [] },
})
const space = (name: string, isPrivate: boolean) => admin('POST', `${project}/spaces`, { name, isPrivate })

describe('the catalog', () => {
  it('has tables and fields of their own models, without hidden ones, intervals and what attributes close', async () => {
    expect(names(await list('viewer', '/dataCatalog'))).toEqual(['customers', 'orders'])
    const fields = await list('viewer', '/dataCatalog?type=field')
    expect(names(fields)).toEqual(['id', 'city', 'id', 'status', 'placed_at', 'order_count', 'revenue'])
    expect(fields.find(({ name }) => name === 'revenue')).toMatchObject({
      label: 'Net revenue',
      tableName: 'orders',
      fieldType: 'metric',
      owner: 'ada@shop.example',
    })
    expect(names(await list('viewer', '/dataCatalog?filter=metrics'))).toEqual(['order_count', 'revenue'])
    expect(await status('viewer', 'GET', '/dataCatalog/salaries/metadata')).toBe(403)
    expect(await status('viewer', 'GET', '/dataCatalog/nothing/metadata')).toBe(404)
    expect(await list('viewer', '/dataCatalog/orders/metadata')).toMatchObject({ modelName: 'orders', source: 'orders.yml', joinedTables: ['customers'] })
    const boss = await admin('POST', '/api/v1/org/attributes', {
      name: 'is_boss',
      attributeDefault: null,
      groups: [],
      users: [{ userUuid: house.userUuid.viewer, value: 'true' }],
    })
    expect(names(await list('viewer', '/dataCatalog'))).toEqual(['customers', 'orders', 'salaries'])
    expect(names(await list('viewer', '/dataCatalog?type=field'))).toContain('amount')
    await admin('DELETE', `/api/v1/org/attributes/${boss.uuid}`)
  })

  it('finds by labels, ids, descriptions and with a slip, best first', async () => {
    const found = async (text: string): Promise<string[]> => names(await list('viewer', `/dataCatalog?search=${encodeURIComponent(text)}`))
    expect((await found('orders'))[0]).toBe('orders')
    expect(await found('orders_revenue')).toEqual(['revenue'])
    expect(await found('counts once')).toEqual(['order_count'])
    expect(await found('revneue')).toEqual(['revenue'])
    expect(await found('%')).toEqual([])
  })

  it('counts only charts that the caller may see, once where a date is used in two intervals', async () => {
    const open = await space('Open', false)
    const closed = await space('Closed', true)
    await admin('POST', `${project}/saved`, chart('Open orders', open.uuid, { dimensions: ['orders_placed_at_month', 'orders_placed_at_day'] }))
    await admin('POST', `${project}/saved`, chart('Closed orders', closed.uuid))
    const usage = async (who: Person) => (await list(who, '/dataCatalog?search=placed')).map(({ name, chartUsage }) => [name, chartUsage])
    expect(await usage('admin')).toEqual([['placed_at', 2]])
    expect(await usage('viewer')).toEqual([['placed_at', 1]])
    const charts = async (who: Person, at: string) => names((await list<{ charts: { name: string }[] }>(who, `/dataCatalog/orders/analytics${at}`)).charts)
    expect([await charts('viewer', ''), await charts('viewer', '/placed_at'), await charts('viewer', '/status')]).toEqual([
      ['Open orders'],
      ['Open orders'],
      [],
    ])
    expect(await charts('admin', '/orders_order_count')).toEqual(['Closed orders', 'Open orders'])
    expect((await metrics('viewer', '?sort=chartUsage&order=desc')).map(({ name, chartUsage }) => [name, chartUsage])).toEqual([
      ['order_count', 1],
      ['revenue', 0],
    ])
  })

  it('keeps categories and icons through compilations, and for a model that is away for a while', async () => {
    const { tagUuid } = await admin<{ tagUuid: string }>('POST', `${project}/tags`, { name: 'Finance 💶', color: '#265adf' })
    const [before] = await metrics('admin', '?search=revenue')
    const item = `/dataCatalog/${before?.catalogSearchUuid}`
    await admin('POST', `${project}${item}/categories`, { tagUuid })
    await admin('PATCH', `${project}${item}/icon`, { icon: { unicode: '💰' } })
    const models = path.join(path.dirname(house.dataDir), 'models')
    await mkdir(path.join(house.dataDir, away))
    await rename(path.join(models, 'orders.yml'), path.join(house.dataDir, away, 'orders.yml'))
    await admin('POST', `/api/v1/app/compile/${house.projectUuid}`)
    expect(names(await list('viewer', '/dataCatalog'))).toEqual(['customers'])
    expect(await status('admin', 'PATCH', `${item}/icon`, { icon: null })).toBe(404)
    await rename(path.join(house.dataDir, away, 'orders.yml'), path.join(models, 'orders.yml'))
    await admin('POST', `/api/v1/app/compile/${house.projectUuid}`)
    const [after] = await metrics('viewer', `?categories=${tagUuid}`)
    expect(after).toMatchObject({
      name: 'revenue',
      catalogSearchUuid: before?.catalogSearchUuid,
      icon: { unicode: '💰' },
      categories: [{ tagUuid, name: 'Finance 💶' }],
    })
    await admin('DELETE', `${project}/tags/${tagUuid}`)
    expect(await metrics('viewer', '?search=revenue')).toMatchObject([{ categories: [], icon: { unicode: '💰' } }])
    expect(await readdir(models)).toContain('orders.yml')
  })

  it('takes nothing of another project, no name twice, and nothing half', async () => {
    const [item] = await metrics('admin')
    const foreign = await house.db
      .insertInto('tags')
      .values({ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', project_id: house.foreignProjectUuid, name: 'Theirs', color: '#fff' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const categories = `/dataCatalog/${item?.catalogSearchUuid}/categories`
    for (const tagUuid of [foreign.id, 'nothing']) expect(await status('editor', 'POST', categories, { tagUuid })).toBe(404)
    expect(await status('editor', 'POST', '/dataCatalog/nothing/categories', { tagUuid: foreign.id })).toBe(404)
    expect(await status('editor', 'PATCH', `/tags/${foreign.id}`, { name: 'Ours' })).toBe(404)
    expect(await status('editor', 'DELETE', `/tags/${foreign.id}`)).toBe(404)
    expect(await status('editor', 'POST', '/tags', { name: 'مبيعات', color: '#fff' })).toBe(201)
    expect(await status('editor', 'POST', '/tags', { name: 'مبيعات', color: '#000' })).toBe(409)
    expect(await status('editor', 'POST', '/tags', { name: 'x'.repeat(256), color: '#fff' })).toBe(422)
    expect(await status('editor', 'POST', '/tags', { name: ' ', color: '#fff' })).toBe(400)
    expect(await status('editor', 'POST', '/tags', { name: 'Red', color: 'red;}' })).toBe(422)
    expect(names(await list('viewer', '/tags'))).toEqual(['مبيعات'])
  })
})

describe('the tables that a project offers', () => {
  it('are those of its configuration, in lists, catalog and search, and not in what may be asked', async () => {
    const set = (type: string, value: string[] | null) => status('editor', 'PATCH', '/tablesConfiguration', { tableSelection: { type, value } })
    expect(await set('WITH_NAMES', [])).toBe(422)
    expect(await set('WITH_NAMES', ['customers', 'customers', 'later'])).toBe(200)
    expect(await list<object>('viewer', '/tablesConfiguration')).toEqual({ tableSelection: { type: 'WITH_NAMES', value: ['customers', 'later'] } })
    expect(names(await list('viewer', '/dataCatalog'))).toEqual(['customers'])
    expect(names(await list('viewer', '/explores?filtered=true'))).toEqual(['customers'])
    expect((await list<{ tables: unknown[] }>('viewer', '/search/orders')).tables).toEqual([])
    expect(await status('viewer', 'GET', '/explores/orders')).toBe(200)
    expect(await set('ALL', ['ignored'])).toBe(200)
    expect(names(await list('viewer', '/dataCatalog'))).toEqual(['customers', 'orders'])
  })
})

type Hits = { hits: { kind: string; label: string; place: string | null }[]; counts: Record<string, number> }

describe('the search of everything', () => {
  const search = (who: Person, typed: string): Promise<Hits> =>
    house.as[who].results<Hits>('GET', `/api/v1/app/search/${house.projectUuid}?q=${encodeURIComponent(typed)}`)
  const found = async (who: Person, typed: string): Promise<string[]> => (await search(who, typed)).hits.map(({ kind, label }) => `${kind} ${label}`)

  it('tells a viewer nothing of private spaces, not even how much there is', async () => {
    expect(await search('admin', 'type:chart orders')).toMatchObject({ counts: { chart: 2 } })
    expect(await search('viewer', 'type:chart orders')).toMatchObject({ hits: [{ label: 'Open orders', place: 'Open' }], counts: { chart: 1 } })
    // Nor where slips are allowed for, nor by the name of the space.
    expect(await search('viewer', 'closd')).toEqual({ hits: [], counts: {} })
    expect(await search('viewer', 'space:closed')).toEqual({ hits: [], counts: {} })
    expect(await search('viewer', 'type:space closed')).toEqual({ hits: [], counts: {} })
    expect((await found('admin', 'type:content closd')).toSorted()).toEqual(['chart Closed orders', 'space Closed'])
    const wire = await list<Record<string, { name?: string }[]>>('viewer', '/search/closed')
    expect(Object.values(wire).flat()).toEqual([])
    expect(await status('foreigner', 'GET', '/search/orders')).toBe(403)
    expect(await status('member', 'GET', '/search/orders')).toBe(403)
  })

  it('puts what is called so first, whatever it is', async () => {
    await admin('POST', `${project}/saved`, chart('Revenue by month', (await space('Sales', false)).uuid))
    await admin('POST', `${project}/dashboards`, { name: 'Revenue', description: '', tiles: [], tabs: [] })
    expect((await found('viewer', 'revenue')).slice(0, 2)).toEqual(['dashboard Revenue', 'metric Net revenue'])
    expect(await found('viewer', 'revenue')).toContain('chart Revenue by month')
  })

  it('is narrowed by words for kind, person, space and time', async () => {
    expect(await found('viewer', 'type:chart by:token')).toEqual([])
    expect(await found('viewer', 'space:sales')).toEqual(['chart Revenue by month', 'space Sales'])
    // The other one has the word in its description alone.
    expect(await found('viewer', 'type:metric order')).toEqual(['metric Order count', 'metric Net revenue'])
    expect(await found('viewer', 'type:chart updated:1d revenue')).toEqual(['chart Revenue by month'])
    expect(await found('viewer', 'type:person editor')).toEqual(['person editor Test'])
    const wire = await list<{ savedCharts: { name: string; validationErrors: unknown[] }[]; fields: unknown[] }>('viewer', '/search/revenue?type=saved_chart')
    expect(wire.savedCharts).toMatchObject([{ name: 'Revenue by month', validationErrors: [] }])
    expect(wire.fields).toEqual([])
    expect((await list<{ savedCharts: unknown[] }>('viewer', '/search/revenue?fromDate=2100-01-01')).savedCharts).toEqual([])
    expect((await list<{ savedCharts: unknown[] }>('viewer', `/search/revenue?createdByUuid=${house.userUuid.viewer}`)).savedCharts).toEqual([])
    expect((await list<{ savedCharts: unknown[] }>('viewer', '/search/revenue?createdByUuid=nothing')).savedCharts).toEqual([])
    expect(await status('viewer', 'GET', '/search/revenue?fromDate=soon')).toBe(422)
  })

  it('takes any text', async () => {
    for (const typed of ["'; drop table resources; --", '%_\\', 'a & b | !c:*', '(((', '"by:', '💥', 'مبيعات', 'x'.repeat(300)]) {
      expect(await search('viewer', typed)).toHaveProperty('counts')
      expect(await status('viewer', 'GET', `/search/${encodeURIComponent(typed)}`)).toBe(200)
    }
  })
})

describe('the lineage', () => {
  type Lineage = { nodes: { id: string; kind: string; label: string }[]; edges: { from: string; to: string }[] }
  const lineage = (who: Person, focus: string) => house.as[who].call('GET', `/api/v1/app/lineage/${house.projectUuid}?focus=${encodeURIComponent(focus)}`)
  const labels = async (who: Person, focus: string): Promise<string[]> => {
    const { results } = (await lineage(who, focus)).body as { results: Lineage }
    return results.nodes.map(({ kind, label }) => `${kind} ${label}`).toSorted()
  }

  it('goes from columns to the charts that the caller may see, and back', async () => {
    expect(await labels('admin', 'field:orders_placed_at')).toEqual(
      expect.arrayContaining(['chart Closed orders', 'chart Open orders', 'column placed_at', 'dimension Placed at']),
    )
    expect(await labels('viewer', 'field:orders_placed_at')).not.toContain('chart Closed orders')
    const [open] = (await house.as.viewer.results<{ savedCharts: { uuid: string }[] }>('GET', `${project}/search/open orders`)).savedCharts
    expect(await labels('viewer', `chart:${open?.uuid}`)).toEqual([
      'chart Open orders',
      'column id',
      'column placed_at',
      'dimension Placed at',
      'metric Order count',
    ])
    const [closed] = (await house.as.admin.results<{ savedCharts: { uuid: string }[] }>('GET', `${project}/search/closed orders`)).savedCharts
    expect((await lineage('viewer', `chart:${closed?.uuid}`)).status).toBe(403)
    for (const focus of ['', 'field:nothing', 'chart:nothing', 'dashboard:0f8fad5b-d9cb-469f-a165-70867728950e', 'field:orders_amount', 'toString']) {
      expect((await lineage('viewer', focus)).status).toBe(404)
    }
  })
})

describe('a metric', () => {
  it('tells its definition, where it is used, and what it was', async () => {
    const [item] = await metrics('admin', '?search=revenue')
    const at = `/api/v1/app/catalog/${house.projectUuid}/items/${item?.catalogSearchUuid}`
    expect(await admin<unknown>('GET', at)).toMatchObject({ kind: 'metric', fieldId: 'orders_revenue', owner: 'ada@shop.example', definition: { type: 'sum' } })
    const file = path.join(path.dirname(house.dataDir), 'models', 'orders.yml')
    await writeFile(file, orders.replace('{TABLE}.amount', '{TABLE}.amount * 2'))
    await admin('POST', `/api/v1/app/compile/${house.projectUuid}`)
    expect(await house.as.viewer.results<unknown>('GET', at)).toMatchObject({
      definition: { sql: '${TABLE}.amount * 2' },
      // Before that it went away with its model, and came back with it.
      history: [{ before: { sql: '${TABLE}.amount' }, after: { sql: '${TABLE}.amount * 2' } }, { before: null }, { after: null }],
    })
    expect((await house.as.foreigner.get(at)).status).toBe(403)
    expect((await house.as.viewer.get(`${at}x`)).status).toBe(404)
  })
})

describe('what comes of content elsewhere', () => {
  it('are exposures, metrics of charts, and lists of what is popular, for those who may see it', async () => {
    const { uuid: spaceUuid } = await space('Elsewhere', false)
    const own = { table: 'orders', name: 'big_orders', label: 'Big "orders"', type: 'count', sql: '${TABLE}.id' }
    const made = await admin('POST', `${project}/saved`, chart('Own metric', spaceUuid, { metrics: ['orders_big_orders'], additionalMetrics: [own] }))
    expect(await admin<unknown>('GET', `${project}/custom-metrics`)).toMatchObject([
      {
        name: 'big_orders',
        modelName: 'orders',
        chartLabel: 'Own metric',
        yml: '"big_orders":\n  type: "count"\n  label: "Big \\"orders\\""\n  sql: "${TABLE}.id"\n',
      },
    ])
    const exposures = Object.values(await admin<Record<string, { label: string; type: string; dependsOn: string[] }>>('GET', `${project}/dbt-exposures`))
    expect(exposures).toContainEqual(expect.objectContaining({ label: 'Own metric', type: 'analysis', dependsOn: ["ref('orders')"] }))
    await admin('GET', `/api/v1/saved/${made.uuid}`)
    const popular = () => list<{ mostPopular: { name: string }[]; recentlyUpdated: { name: string }[] }>('viewer', '/most-popular-and-recently-updated')
    await expect.poll(async () => names((await popular()).mostPopular), { timeout: 10_000 }).toContain('Own metric')
    expect(names((await popular()).recentlyUpdated)).not.toContain('Closed orders')
    const activity = await admin<Record<string, unknown>>('GET', `/api/v1/analytics/user-activity/${house.projectUuid}`)
    expect(activity).toMatchObject({ numberViewers: 1, numberEditors: 1, numberDevelopers: 1, chartViews: [{ name: 'Own metric', count: 1 }] })
  })
})
