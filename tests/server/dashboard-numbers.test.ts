import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** A tile of a dashboard, asked as the page asks it, has the numbers of the same question asked by itself. */

type Results = { rows: Record<string, { value: { raw: unknown } }>[]; appliedDashboardFilters?: { dimensions: { id: string }[] } }

let atrium: Atrium
let api: ApiClient
let base: string
let chart: string

const range = { id: 'range', target: { fieldId: 'orders_ordered_at_day' }, operator: 'inBetween', values: ['2025-01-01', '2026-06-30'] }
const onDashboard = (rule: { id: string; target: { fieldId: string } }, tableName: string, more: object = {}) => ({
  ...rule,
  target: { ...rule.target, tableName },
  ...more,
})
const germany = { id: 'country', target: { fieldId: 'customers_country' }, operator: 'equals', values: ['Germany'] }
const status = { id: 'status', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['completed'] }

const question = {
  exploreName: 'orders',
  dimensions: ['orders_ordered_at_month'],
  metrics: ['orders_order_count'],
  filters: {},
  sorts: [{ fieldId: 'orders_ordered_at_month', descending: false }],
  limit: 500,
  tableCalculations: [],
}

beforeAll(async () => {
  atrium = await startAtrium()
  api = withToken(atrium.url, atrium.token)
  const [project] = await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  base = `/api/v1/projects/${project?.projectUuid}`
  const saved = await api.results<{ uuid: string }>('POST', `${base}/saved`, {
    name: 'Orders over time',
    tableName: 'orders',
    metricQuery: { ...question, filters: { dimensions: { id: 'own', and: [status] } } },
    chartConfig: { type: 'table' },
    tableConfig: { columnOrder: [] },
  })
  chart = `/api/v1/saved/${saved.uuid}`
})
afterAll(() => atrium.stop())

const raw = ({ rows }: Results): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([fieldId, { value }]) => [fieldId, value.raw])))
const asTile = (more: object): Promise<Results> => api.results('POST', `${chart}/chart-and-results`, { tileUuid: 'tile', dashboardSorts: [], ...more })
const asked = (more: object): Promise<Results> => api.results('POST', `${base}/explores/orders/runQuery`, { ...question, ...more })
const where = (...rules: object[]) => ({ filters: { dimensions: { id: 'root', and: rules } } })

it('with filters, of which one is kept away from the tile and one replaces the chart’s own', async () => {
  const shipped = { ...status, id: 'other', values: ['shipped'] }
  const filters = {
    dimensions: [
      onDashboard(range, 'orders'),
      onDashboard(germany, 'customers', { tileTargets: { tile: false } }),
      onDashboard(shipped, 'orders', { oneOf: 'group', locked: true }),
    ],
    metrics: [],
    tableCalculations: [],
  }
  const tile = await asTile({ dashboardFilters: filters })
  expect(tile.appliedDashboardFilters?.dimensions.map(({ id }) => id)).toEqual(['range', 'other'])
  expect(raw(tile).length).toBe(18)
  expect(raw(tile)).toEqual(raw(await asked(where(range, shipped))))
  expect(raw(tile)).not.toEqual(raw(await asked(where(range, shipped, germany))))
})

it('with dates in another grain, and in an order of the viewer', async () => {
  const dashboardFilters = { dimensions: [onDashboard(range, 'orders'), onDashboard(germany, 'customers')], metrics: [], tableCalculations: [] }
  const byQuarter = {
    dimensions: ['orders_ordered_at_quarter'],
    sorts: [{ fieldId: 'orders_order_count', descending: true }],
    ...where(status, range, germany),
  }
  const sorts = [{ fieldId: 'orders_order_count', descending: true }]
  const tile = await asTile({ dashboardFilters, granularity: 'Quarter', dashboardSorts: sorts })
  expect(raw(tile).length).toBe(6)
  expect(raw(tile)).toEqual(raw(await asked(byQuarter)))
  // The way that newer clients say it.
  expect(raw(await asTile({ dashboardFilters, dateZoom: { granularity: 'Quarter' }, dashboardSorts: sorts }))).toEqual(raw(tile))
  const total = await api.results<Record<string, number>>('POST', `${chart}/calculate-total`, { tileUuid: 'tile', dashboardFilters, granularity: 'Quarter' })
  expect(total['orders_order_count']).toBe(raw(tile).reduce((sum, row) => sum + Number(row['orders_order_count']), 0))
})

it('in an order by dates that was chosen in another grain', async () => {
  const dashboardFilters = { dimensions: [onDashboard(range, 'orders')], metrics: [], tableCalculations: [] }
  const dashboardSorts = [{ fieldId: 'orders_ordered_at_month', descending: true }]
  const quarters = { dimensions: ['orders_ordered_at_quarter'], sorts: [{ fieldId: 'orders_ordered_at_quarter', descending: true }], ...where(status, range) }
  expect(raw(await asTile({ dashboardFilters, dashboardSorts, granularity: 'Quarter' }))).toEqual(raw(await asked(quarters)))
  // An automatic zoom goes from week to quarter, and away, while the order stays in the address.
  for (const fieldId of ['orders_ordered_at_week', 'orders_ordered_at_quarter']) {
    const sorted = { dashboardFilters, dashboardSorts: [{ fieldId, descending: true }] }
    expect(raw(await asTile({ ...sorted, granularity: 'Quarter' }))).toEqual(raw(await asked(quarters)))
    expect(raw(await asTile(sorted))).toEqual(raw(await asked({ sorts: dashboardSorts, ...where(status, range) })))
  }
})

it('with values clicked on another tile', async () => {
  const clicked = onDashboard({ ...germany, id: 'cross:customers_country' }, 'customers', { tileTargets: { source: false } })
  const dashboardFilters = { dimensions: [clicked], metrics: [], tableCalculations: [] }
  expect(raw(await asTile({ dashboardFilters }))).toEqual(raw(await asked(where(status, germany))))
  expect(raw(await asTile({ dashboardFilters, tileUuid: 'source' }))).toEqual(raw(await asked(where(status))))
})

it('more tiles than a dashboard holds are refused with how many that are', async () => {
  const tiles = Array.from({ length: 1001 }, (_, place) => ({ type: 'markdown', x: 0, y: place, w: 6, h: 1, properties: { title: '', content: 'a' } }))
  const answer = await api.post(`${base}/dashboards`, { name: 'Too many', tiles, tabs: [] })
  expect(answer.status).toBe(422)
  expect(JSON.stringify(answer.body)).toContain('A dashboard holds at most 1000 tiles')
})
