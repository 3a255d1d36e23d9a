import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** What a text that is not applied does to numbers: which metrics change, by how much, and what charts would say. */

type Told = { raw: unknown; formatted: string } | null
type Row = { value: Told; before: Told; after: Told; delta: Told; ratio: number | null }
type Comparison = { dimension: { fieldId: string } | null; choices: { fieldId: string }[]; rows: Row[]; truncated: boolean; total: Row }
type Changes = { metrics: object[]; charts: { uuid: string; name: string }[]; dashboards: object[]; hidden: number }

let house: WithPeople
let developer: ApiClient
let models: string
let chartUuid: string

const model = (metrics: string): string => `models:
  - name: orders
    meta: {primary_key: order_id, sql_filter: "\${TABLE}.region in (\${lightdash.attributes.region})"}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: ordered, meta: {dimension: {type: date, time_intervals: [MONTH]}}}
      - {name: region}
      - {name: price, meta: {dimension: {type: number}, metrics: {${metrics}}}}
`
const served = model('amount: {type: sum}, mean: {type: average}')

beforeAll(async () => {
  house = await startWithPeople({
    files: { 'orders.yml': served },
    statements: [
      `CREATE TABLE orders AS SELECT range AS order_id, DATE '2026-01-15' + INTERVAL (range % 2) MONTH AS ordered,
       ['north', 'south'][range % 2 + 1] AS region, range AS price FROM range(10)`,
    ],
  })
  developer = house.as.developer
  models = `/api/v1/app/models/${house.projectUuid}`
  const users = [{ userUuid: house.userUuid.developer, value: 'south' }]
  await house.as.admin.results('POST', '/api/v1/org/attributes', { name: 'region', users, groups: [], attributeDefault: 'north' })
  const project = `/api/v1/projects/${house.projectUuid}`
  const space = await house.as.admin.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Sales', isPrivate: false })
  const query = { exploreName: 'orders', dimensions: ['orders_region'], metrics: ['orders_amount'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
  const chart = {
    name: 'Amounts',
    tableName: 'orders',
    metricQuery: query,
    chartConfig: { type: 'table' },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  }
  chartUuid = (await house.as.admin.results<{ uuid: string }>('POST', `${project}/saved`, chart)).uuid
})
afterAll(() => house.stop())

const draft = (metrics: string) => ({ path: 'orders.yml', text: model(metrics) })
const changes = (metrics: string): Promise<Changes> => developer.results('POST', `${models}/metric-changes`, draft(metrics))
const compare = (metrics: string, asked: object): Promise<Comparison> =>
  developer.results('POST', `${models}/compare-values`, { ...draft(metrics), explore: 'orders', ...asked })
const doubled = "amount: {type: sum, sql: '${TABLE}.price * 2'}, mean: {type: average}"

describe('a text that is not applied', () => {
  it('changes the metrics that ask something else, and names the charts that use them', async () => {
    expect(await changes('amount: {type: sum}, mean: {type: average}')).toMatchObject({ metrics: [], charts: [] })
    expect(await changes(doubled)).toMatchObject({
      metrics: [{ explore: 'orders', fieldId: 'orders_amount', label: 'Amount', what: 'changed' }],
      charts: [{ uuid: chartUuid, name: 'Amounts' }],
      hidden: 0,
    })
  })

  it('knows a metric by what it asks when it is called otherwise; others came and went', async () => {
    const { metrics } = await changes('revenue: {type: sum}, most: {type: max}')
    expect(metrics).toEqual([
      { explore: 'orders', fieldId: 'orders_revenue', label: 'Revenue', what: 'renamed', from: 'orders_amount' },
      { explore: 'orders', fieldId: 'orders_most', label: 'Most', what: 'added' },
      { explore: 'orders', fieldId: 'orders_mean', label: 'Mean', what: 'removed' },
    ])
  })

  it('says which explores could not be asked any more', async () => {
    expect(await developer.results('POST', `${models}/metric-changes`, { path: 'orders.yml', text: 'models: []' })).toMatchObject({
      metrics: [],
      broken: ['orders'],
      charts: [{ name: 'Amounts' }],
    })
    expect((await developer.post(`${models}/compare-values`, { ...draft(doubled), explore: 'nowhere', metric: 'orders_amount' })).status).toBe(404)
  })

  it('is compared by months under the row rules of who asks, with totals asked for by themselves', async () => {
    const compared = await compare(doubled, { metric: 'orders_amount' })
    expect(compared.dimension?.fieldId).toBe('orders_ordered_month')
    expect(compared.choices.map(({ fieldId }) => fieldId)).toContain('orders_region')
    // Only the south, of which all orders are in February: 1 + 3 + 5 + 7 + 9.
    expect(compared.rows.map(({ before, after, delta, ratio }) => [before?.raw, after?.raw, delta?.raw, ratio].map(Number))).toEqual([[25, 50, 25, 1]])
    expect([compared.total.before?.raw, compared.total.after?.raw].map(Number)).toEqual([25, 50])
    const byRegion = await compare(doubled, { metric: 'orders_amount', dimension: 'orders_region' })
    expect(byRegion.rows.map(({ value }) => value?.raw)).toEqual(['south'])
  })

  it('is compared for a renamed metric by its old id, and for a new one with nothing', async () => {
    const renamed = await compare('revenue: {type: sum}', { metric: 'orders_revenue', from: 'orders_amount', dimension: null })
    expect(renamed).toMatchObject({ dimension: null, rows: [], total: { ratio: 0 } })
    const added = await compare('amount: {type: sum}, most: {type: max}', { metric: 'orders_most', dimension: null })
    expect(added.total).toMatchObject({ before: null, delta: null, ratio: null })
    expect(Number(added.total.after?.raw)).toBe(9)
  })

  it('says which dimensions there are for one that is not, and refuses SQL that reads elsewhere', async () => {
    const wrong = await developer.post(`${models}/compare-values`, {
      ...draft(doubled),
      explore: 'orders',
      metric: 'orders_amount',
      dimension: 'orders_nothing',
    })
    expect(wrong.status).toBe(400)
    expect(JSON.stringify(wrong.body)).toContain('orders_ordered_month')
    const hostile = 'amount: {type: sum, sql: "(select count(*) from read_csv(\'/etc/passwd\'))"}, mean: {type: average}'
    const refused = await developer.post(`${models}/compare-values`, { ...draft(hostile), explore: 'orders', metric: 'orders_amount', dimension: null })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(JSON.stringify(refused.body)).not.toContain('root:')
  })

  it('runs a chart as it would answer then, and says what would break it', async () => {
    const run = (metrics: string) => developer.post(`${models}/charts/${chartUuid}/results`, draft(metrics))
    const changed = (await run(doubled)).body as { results: { rows: Record<string, unknown>[] } }
    expect(changed.results.rows.map((row) => [row['orders_region'], Number(row['orders_amount'])])).toEqual([['south', 50]])
    const broken = await run('revenue: {type: sum}')
    expect(broken.status).toBe(400)
    expect(JSON.stringify(broken.body)).toContain('orders_amount')
  })
})
