import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import type { Atrium } from '../harness/start-atrium.ts'
import { startWithViewer } from '../harness/start-with-viewer.ts'

/** Totals of saved charts of the built product: whoever may see a chart sees them, without the right to explore. */

type Row = Record<string, unknown>
type Results = { rows: Record<string, { value: { raw: unknown } }>[] }

let atrium: Atrium
let client: ApiClient
let viewer: ApiClient
let base: string
let saved: string

const columnOrder = ['orders_status', 'products_category']
const metricQuery = {
  exploreName: 'order_items',
  dimensions: columnOrder,
  metrics: ['order_items_revenue', 'orders_order_count'],
  filters: {},
  sorts: [],
  limit: 5,
  tableCalculations: [{ name: 'per_order', displayName: 'Per order', sql: '=revenue / order_count' }],
}

beforeAll(async () => {
  const started = await startWithViewer()
  ;({ atrium, viewer } = started)
  client = started.admin
  base = `/api/v1/projects/${started.projectUuid}`
  const space = await client.results<{ uuid: string }>('POST', `${base}/spaces`, { name: 'For all', isPrivate: false })
  const chart = await client.results<{ uuid: string }>('POST', `${base}/saved`, {
    name: 'Statuses',
    tableName: 'order_items',
    metricQuery,
    chartConfig: { type: 'table', config: { showSubtotals: true } },
    tableConfig: { columnOrder },
    spaceUuid: space.uuid,
  })
  saved = `/api/v1/saved/${chart.uuid}`
})
afterAll(() => atrium.stop())

const completed = { id: 'one', target: { fieldId: 'orders_status', tableName: 'orders' }, operator: 'equals', values: ['completed'] }
const onDashboard = { dashboardFilters: { dimensions: [completed], metrics: [], tableCalculations: [] } }

/** What the same question gives by one dimension. */
async function asked(dimension: string, filters: object = {}): Promise<Row[]> {
  const { rows } = await client.results<Results>('POST', `${base}/explores/order_items/runQuery`, {
    ...metricQuery,
    dimensions: [dimension],
    filters,
    limit: 500,
  })
  return plain(rows)
}

const plain = (rows: Results['rows']): Row[] => rows.map((row) => Object.fromEntries(Object.entries(row).map(([fieldId, { value }]) => [fieldId, value.raw])))

/** Rows in an order of their own; sums of fractions to six digits behind the point. */
const sorted = (rows: readonly Row[] | undefined): string[] =>
  (rows ?? [])
    .map((row) =>
      JSON.stringify(
        Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value),
      ),
    )
    .toSorted()

describe('a viewer', () => {
  it('may not ask for totals of questions of their own', async () => {
    const body = { explore: 'order_items', metricQuery, columnOrder }
    expect((await viewer.post(`${base}/calculate-total`, body)).status).toBe(403)
    expect((await viewer.post(`${base}/calculate-subtotals`, body)).status).toBe(403)
  })

  it('sees the subtotals of a saved chart, more than its limit shows', async () => {
    const levels = await viewer.results<Record<string, Row[]>>('POST', `${saved}/calculate-subtotals`, { columnOrder })
    expect(Object.keys(levels)).toEqual(['orders_status'])
    expect(levels['orders_status']?.length).toBeGreaterThan(1)
    expect(sorted(levels['orders_status'])).toEqual(sorted(await asked('orders_status')))
    const filtered = await viewer.results<Record<string, Row[]>>('POST', `${saved}/calculate-subtotals`, { columnOrder, ...onDashboard })
    expect(sorted(filtered['orders_status'])).toEqual(sorted((await asked('orders_status')).filter((row) => row['orders_status'] === 'completed')))
  })

  it('sees the margins of a pivot, with the filters of a dashboard', async () => {
    const filters = { dimensions: { id: 'all', and: [completed] } }
    const dimensions = ['products_category']
    const margins = await viewer.results<Results>('POST', `${saved}/calculate-group-totals`, { dimensions })
    expect(sorted(plain(margins.rows))).toEqual(sorted(await asked('products_category')))
    const filtered = await viewer.results<Results>('POST', `${saved}/calculate-group-totals`, { dimensions, ...onDashboard })
    expect(sorted(plain(filtered.rows))).toEqual(sorted(await asked('products_category', filters)))
    expect(sorted(plain(filtered.rows))).not.toEqual(sorted(plain(margins.rows)))
  })

  it('gets totals only by dimensions that the chart has', async () => {
    const answer = await viewer.post(`${saved}/calculate-group-totals`, { dimensions: ['customers_email'] })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain('no dimension of this chart')
  })
})

describe('the age of totals', () => {
  // A number that is another one each time the warehouse is asked.
  const dice = { name: 'dice', table: 'orders', type: 'max', sql: 'random()' }
  const question = { ...metricQuery, metrics: ['orders_dice'], additionalMetrics: [dice], tableCalculations: [] }
  const body = { explore: 'order_items', metricQuery: question, columnOrder }

  it.each(['calculate-total', 'calculate-subtotals'])('%s are kept, but never older than asked for', async (name) => {
    const ask = (age: object = {}): Promise<unknown> => client.results('POST', `${base}/${name}`, { ...body, ...age })
    const before = new Date(Date.now() - 60_000).toISOString()
    const first = await ask()
    expect(await ask()).toEqual(first)
    expect(await ask({ notBefore: before })).toEqual(first)
    const now = new Date().toISOString()
    const second = await ask({ notBefore: now })
    expect(second).not.toEqual(first)
    expect(await ask({ notBefore: now })).toEqual(second)
    expect(await ask()).toEqual(second)
    expect(await ask({ invalidateCache: true })).not.toEqual(second)
  })

  it('of a saved chart follows its rows', async () => {
    const space = await client.results<{ uuid: string }>('POST', `${base}/spaces`, { name: 'Games', isPrivate: false })
    const chart = await client.results<{ uuid: string }>('POST', `${base}/saved`, {
      name: 'Dice',
      tableName: 'order_items',
      metricQuery: question,
      chartConfig: { type: 'table', config: {} },
      tableConfig: { columnOrder },
      spaceUuid: space.uuid,
    })
    const total = (age: object): Promise<unknown> => viewer.results('POST', `/api/v1/saved/${chart.uuid}/calculate-total`, age)
    const groups = async (age: object): Promise<Row[]> =>
      plain((await viewer.results<Results>('POST', `/api/v1/saved/${chart.uuid}/calculate-group-totals`, { dimensions: ['orders_status'], ...age })).rows)
    const first = [await total({}), await groups({})]
    expect([await total({}), await groups({})]).toEqual(first)
    const rows = await viewer.results<{ receipt: { dataAsOf: string } }>('POST', `/api/v1/saved/${chart.uuid}/results`, { invalidateCache: true })
    const age = { notBefore: rows.receipt.dataAsOf }
    const second = [await total(age), await groups(age)]
    expect(second[0]).not.toEqual(first[0])
    expect(second[1]).not.toEqual(first[1])
    expect([await total(age), await groups(age)]).toEqual(second)
  })

  it('is an instant, or the request is refused', async () => {
    expect((await client.post(`${base}/calculate-total`, { ...body, notBefore: 'yesterday' })).status).toBe(422)
  })
})
