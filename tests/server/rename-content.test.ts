import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** A field is renamed in a model: what that breaks is found, offered to be mended, mended at once, and taken back. */

type Content = { uuid: string; kind: string; name: string }
type Group = {
  cause: { kind: string; field?: string; explore?: string | null }
  suggestions: { name: string; because: string }[]
  validationIds: number[]
  content: Content[]
  hidden: number
}
type Overview = { lastRun: { state: string } | null; groups: Group[]; renames: { uuid: string; changed: number }[] }
type Plan = { renameUuid: string | null; changes: (Content & { isStillBroken: boolean; differences: object[] })[]; notTheirs: Content[]; hidden: number }

let house: WithPeople
let client: ApiClient
let project: string
let app: string
let spaceUuid: string

const model = (metric: string): string => `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: status}
      - {name: price, meta: {dimension: {type: number}, metrics: {${metric}: {type: sum}}}}
`

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': model('amount') },
    statements: ["CREATE TABLE orders AS SELECT range AS order_id, ['new', 'paid'][range % 2 + 1] AS status, range AS price FROM range(10)"],
  })
  client = house.as.developer
  project = `/api/v1/projects/${house.projectUuid}`
  app = `/api/v1/app/validation/${house.projectUuid}`
  spaceUuid = (await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Sales', isPrivate: false })).uuid
})
afterAll(() => house.stop())

async function makeChart(name: string, space = spaceUuid): Promise<string> {
  const chart = {
    name,
    tableName: 'orders',
    metricQuery: {
      exploreName: 'orders',
      dimensions: ['orders_status'],
      metrics: ['orders_amount'],
      filters: {},
      sorts: [{ fieldId: 'orders_amount', descending: true }],
      limit: 10,
      tableCalculations: [{ name: 'share', displayName: 'Share', sql: '=amount / SUM(amount)' }],
    },
    chartConfig: { type: 'table', config: { columns: { orders_amount: { name: 'Money' } } } },
    tableConfig: { columnOrder: ['orders_status', 'orders_amount', 'share'] },
    spaceUuid: space,
  }
  return (await house.as.admin.results<{ uuid: string }>('POST', `${project}/saved`, chart)).uuid
}

async function saveModel(metric: string): Promise<void> {
  const { version } = await client.results<{ version: string }>('GET', `/api/v1/app/models/${house.projectUuid}/file?path=orders.yml`)
  await client.results('PUT', `/api/v1/app/models/${house.projectUuid}/file`, { path: 'orders.yml', text: model(metric), version })
}
const overview = (by = client): Promise<Overview> => by.results<Overview>('GET', app)
const rename = (body: object, by = client): Promise<Plan> => by.results<Plan>('POST', `${app}/rename`, body)
const groupsBecome = (groups: object[]): Promise<void> => expect.poll(async () => (await overview()).groups, { timeout: 20_000 }).toMatchObject(groups)
const runs = (uuid: string): Promise<number> => client.post(`/api/v1/saved/${uuid}/results`, {}).then(({ status }) => status)

describe('a metric that was renamed in its model', () => {
  let charts: string[]
  let dashboardUuid: string
  let secret: string

  beforeAll(async () => {
    charts = [await makeChart('Amounts'), await makeChart('Umsätze 🚀 مبيعات')]
    const space = await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Board', isPrivate: true })
    secret = await makeChart('Salaries', space.uuid)
    const dashboard = {
      name: 'Overview',
      tiles: [{ type: 'saved_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedChartUuid: charts[0] } }],
      filters: {
        dimensions: [],
        metrics: [{ id: 'f', target: { fieldId: 'orders_amount', tableName: 'orders' }, operator: 'greaterThan', values: [0] }],
        tableCalculations: [],
      },
      tabs: [],
      spaceUuid,
    }
    dashboardUuid = (await house.as.admin.results<{ uuid: string }>('POST', `${project}/dashboards`, dashboard)).uuid
    await saveModel('revenue')
  })

  it('is one cause with all that it breaks, and the field of the same SQL in its place', async () => {
    await groupsBecome([{ cause: { kind: 'field', field: 'orders_amount', explore: null }, hidden: 1 }])
    const { groups, lastRun } = await overview()
    expect(lastRun).toMatchObject({ state: 'completed' })
    expect(groups[0]?.suggestions[0]).toMatchObject({ name: 'orders_revenue', because: 'same_sql' })
    expect(groups[0]?.content.map(({ name }) => name).toSorted()).toEqual(['Amounts', 'Overview', 'Umsätze 🚀 مبيعات'].toSorted())
    expect(JSON.stringify(groups)).not.toContain('Salaries')
    expect(JSON.stringify((await overview(house.as.admin)).groups)).toContain('Salaries')
    expect(await runs(charts[0] ?? '')).toBe(400)
    type Found = { name: string; validationErrors: { error: string }[] }
    const { savedCharts, dashboards } = await client.results<Record<'savedCharts' | 'dashboards', Found[]>>(
      'GET',
      `${project}/search/${encodeURIComponent('Amounts')}`,
    )
    expect([...savedCharts, ...dashboards].find(({ name }) => name === 'Amounts')?.validationErrors[0]?.error).toContain('orders_amount')
  })

  it('is looked at before it is replaced: nothing is written, and wrong names are told', async () => {
    const field = { kind: 'field', from: 'orders_amount', to: 'orders_revenue', dryRun: true }
    const plan = await rename(field)
    expect(plan).toMatchObject({ renameUuid: null, notTheirs: [], hidden: 1 })
    expect(plan.changes.map(({ name, isStillBroken }) => [name, isStillBroken])).toEqual([
      ['Amounts', false],
      ['Overview', false],
      ['Umsätze 🚀 مبيعات', false],
    ])
    expect(plan.changes[0]?.differences).toContainEqual({ path: 'metricQuery.metrics[0]', before: 'orders_amount', after: 'orders_revenue' })
    expect(await runs(charts[0] ?? '')).toBe(400)
    expect(await client.post(`${app}/rename`, { ...field, to: 'orders_revenu' })).toMatchObject({
      status: 400,
      body: { error: { message: 'orders_revenu is not in the model. Did you mean orders_revenue?' } },
    })
    expect((await client.post(`${app}/rename`, { ...field, to: 'orders_status' })).status).toBe(400)
    expect((await client.post(`${app}/rename`, { ...field, kind: 'space' })).status).toBe(422)
    for (const person of ['editor', 'viewer', 'foreigner'] as const) expect((await house.as[person].post(`${app}/rename`, field)).status).toBe(403)
  })

  let renameUuid: string | null

  it('is replaced everywhere at once, by a new version each; what the developer may not see stays', async () => {
    const done = await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
    renameUuid = done.renameUuid
    expect(await Promise.all([...charts, secret].map((uuid) => house.as.admin.post(`/api/v1/saved/${uuid}/results`, {}).then(({ status }) => status)))).toEqual(
      // What stayed still answers under the old name.
      [200, 200, 200],
    )
    const saved = await client.results('GET', `/api/v1/saved/${charts[0]}`)
    expect(saved).toMatchObject({
      metricQuery: { tableCalculations: [{ sql: '=orders_revenue / SUM(orders_revenue)' }] },
      chartConfig: { config: { columns: { orders_revenue: { name: 'Money' } } } },
      tableConfig: { columnOrder: ['orders_status', 'orders_revenue', 'share'] },
      updatedByUser: { firstName: 'developer' },
    })
    const { filters } = await client.results<{ filters: object }>('GET', `/api/v1/dashboards/${dashboardUuid}`)
    expect(filters).toMatchObject({ metrics: [{ target: { fieldId: 'orders_revenue' } }] })
    await groupsBecome([{ content: [], hidden: 1 }])
    expect((await overview()).renames).toMatchObject([{ uuid: renameUuid, changed: 3 }])
    // A second time there is nothing left to do.
    expect(await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })).toMatchObject({ renameUuid: null, changes: [], hidden: 1 })
  })

  it('still answers under its old name, and says what it is called now', async () => {
    const query = { exploreName: 'orders', dimensions: ['orders_status'], metrics: ['orders_amount'], sorts: [], limit: 10, tableCalculations: [] }
    type Answer = { rows: Record<string, { value: { raw: unknown } }>[]; fields: Record<string, { hidden: boolean; renamedTo?: string }> }
    const asked = (metric: string): Promise<Answer> =>
      client.results<Answer>('POST', `${project}/explores/orders/runQuery`, {
        ...query,
        metrics: [metric],
        filters: { metrics: { id: 'g', and: [{ id: 'r', target: { fieldId: metric }, operator: 'greaterThan', values: [0] }] } },
        sorts: [{ fieldId: metric, descending: true }],
      })
    const [before, now] = [await asked('orders_amount'), await asked('orders_revenue')]
    expect(before.fields['orders_amount']).toMatchObject({ renamedTo: 'orders_revenue', hidden: true })
    expect(now.fields['orders_revenue']).not.toHaveProperty('renamedTo')
    expect(before.rows.map((row) => row['orders_amount']?.value.raw)).toEqual(now.rows.map((row) => row['orders_revenue']?.value.raw))
    expect(before.rows).toHaveLength(2)
    // It is no field to choose, to find or to mend to.
    const catalog = await client.results<{ name: string }[]>('GET', `${project}/dataCatalog?search=amount`)
    expect(catalog.map(({ name }) => name)).not.toContain('amount')
  })

  it('is taken back whole, unless some of it was changed since, and once', async () => {
    const path = `${app}/renames/${renameUuid}/undo`
    expect((await house.as.editor.post(path)).status).toBe(403)
    expect((await house.as.foreigner.post(`/api/v1/app/validation/${house.foreignProjectUuid}/renames/${renameUuid}/undo`)).status).toBe(404)
    expect(await client.results('POST', path)).toEqual({ changed: 3, discarded: [], deleted: 0 })
    expect((await client.results<{ metricQuery: object }>('GET', `/api/v1/saved/${charts[0]}`)).metricQuery).toMatchObject({ metrics: ['orders_amount'] })
    expect((await client.post(path)).status).toBe(409)

    const again = await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
    const chart = await client.results('GET', `/api/v1/saved/${charts[1]}`)
    await house.as.admin.results('POST', `/api/v1/saved/${charts[1]}/version`, chart)
    const refused = await client.post(`${app}/renames/${again.renameUuid}/undo`)
    expect(refused).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('Umsätze 🚀 مبيعات was changed since') } } })
    expect((await client.results<{ metricQuery: object }>('GET', `/api/v1/saved/${charts[0]}`)).metricQuery).toMatchObject({ metrics: ['orders_revenue'] })
  })

  it('is replaced in drafts too, with what can be undone there: publishing one takes nothing back', async () => {
    const uuid = await makeChart('Drafted')
    type Draft = { version: string; document: { metricQuery: { metrics: string[] } }; undo: unknown[]; redo: unknown[]; baseVersion: number }
    type There = { draft: Draft | null; published: { number: number; document: { metricQuery: object } } }
    const path = `/api/v1/app/drafts/charts/${uuid}`
    const there = (): Promise<There> => client.results<There>('GET', path)
    const { published } = await there()
    const edited = { ...published.document, metricQuery: { ...published.document.metricQuery, limit: 3 } }
    const back = [{ path: ['metricQuery', 'limit'], value: 10 }]
    const forth = [{ path: ['metricQuery', 'metrics'], value: ['orders_amount', 'orders_order_count'] }]
    const { version } = await client.results<{ version: string }>('PUT', path, { document: edited, undo: [back], redo: [forth], version: null, baseVersion: 1 })

    const done = await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
    expect(done).toMatchObject({ drafts: [{ uuid, losesSteps: false }] })
    const { draft, published: now } = await there()
    expect(draft).toMatchObject({
      document: { metricQuery: { metrics: ['orders_revenue'], limit: 3 } },
      undo: [back],
      redo: [[{ path: ['metricQuery', 'metrics'], at: 1, remove: 0, insert: ['orders_order_count'] }]],
      baseVersion: now.number,
    })
    // Whoever has it open is asked, and overwrites nothing.
    expect((await client.call('PUT', path, { document: edited, undo: [], redo: [], version, baseVersion: 1 })).status).toBe(409)

    expect(await client.results('POST', `${app}/renames/${done.renameUuid}/undo`)).toEqual({ changed: 1, discarded: [], deleted: 0 })
    expect((await there()).draft).toMatchObject({ document: { metricQuery: { metrics: ['orders_amount'], limit: 3 } }, undo: [back], redo: [forth] })
    const again = await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
    const last = await there()
    await client.results('POST', `${path}/publish`, { version: last.draft?.version, publishedVersion: last.published.number })
    expect((await client.results<{ metricQuery: object }>('GET', `/api/v1/saved/${uuid}`)).metricQuery).toMatchObject({ metrics: ['orders_revenue'], limit: 3 })
    expect((await client.post(`${app}/renames/${again.renameUuid}/undo`)).status).toBe(409)
    await client.results('DELETE', `/api/v1/saved/${uuid}`)
  })

  it('leaves out, when it is taken back, what is gone, and says so', async () => {
    const [uuid, other] = [await makeChart('Left out'), await makeChart('Deleted later')]
    const path = `/api/v1/app/drafts/charts/${uuid}`
    type There = { draft: { version: string } | null; published: { number: number; document: { metricQuery: { metrics: string[] } } } }
    const there = (): Promise<There> => client.results<There>('GET', path)
    const draftOf = async (metrics: string[], version: string | null): Promise<void> => {
      const { published } = await there()
      const document = JSON.parse(JSON.stringify(published.document).replaceAll('amount', 'order_count')) as typeof published.document
      const metricQuery = { ...document.metricQuery, metrics }
      await client.results('PUT', path, { document: { ...document, metricQuery }, undo: [], redo: [], version, baseVersion: published.number })
    }
    const publish = async (): Promise<void> => {
      const { draft, published } = await there()
      await client.results('POST', `${path}/publish`, { version: draft?.version, publishedVersion: published.number })
    }
    // Only its draft has the name.
    await draftOf(['orders_order_count'], null)
    await publish()
    await draftOf(['orders_amount'], null)
    const done = await rename({ kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
    await client.results('DELETE', `${path}?version=${(await there()).draft?.version}`)
    await draftOf(['orders_order_count', 'orders_revenue'], null)
    await publish()
    await client.results('DELETE', `/api/v1/saved/${other}`)
    expect(await client.results('POST', `${app}/renames/${done.renameUuid}/undo`)).toMatchObject({ discarded: ['Left out'], deleted: 1 })
    expect((await there()).published.document.metricQuery.metrics).toEqual(['orders_order_count', 'orders_revenue'])
    await client.results('DELETE', `/api/v1/saved/${uuid}`)
  })

  it('findings of one cause are dismissed together, or none of them', async () => {
    const [group] = (await overview()).groups
    expect(group?.validationIds.length).toBeGreaterThan(0)
    const ids = group?.validationIds ?? []
    expect((await client.post(`${app}/dismiss`, { validationIds: [...ids, 999_999_999] })).status).toBe(404)
    expect((await overview()).groups).toHaveLength(1)
    expect((await house.as.foreigner.post(`/api/v1/app/validation/${house.foreignProjectUuid}/dismiss`, { validationIds: ids })).status).toBe(404)
    expect((await client.post(`${app}/dismiss`, { validationIds: ids })).status).toBe(200)
    expect((await overview()).groups).toEqual([])
  })

  it('a chart that is deleted leaves the list, and the dashboard that showed it comes on it', async () => {
    expect((await client.delete(`/api/v1/saved/${charts[0]}`)).status).toBe(200)
    await client.results('POST', `${project}/validate`, {})
    await expect.poll(async () => (await overview()).groups.map(({ cause }) => cause.kind), { timeout: 20_000 }).toContain('chart')
    expect((await overview()).groups.find(({ cause }) => cause.kind === 'chart')).toMatchObject({
      content: [{ name: 'Overview', parts: ['chart'], charts: [] }],
    })
  })
})
