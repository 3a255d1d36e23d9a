import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api-client.ts'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'

/** Totals of saved charts as somebody sees them who may see charts and not explore. */

let house: WithViewer

beforeAll(async () => {
  // Orders have five states: subtotals by state are whole, those by country are not.
  house = await startWithViewer({ env: { ATRIUM_QUERY_MAX_ROWS: '5' } })
})
afterAll(async () => {
  await house.atrium.stop()
})

type Saved = { chart: string; board: string }

/** A table with subtotals and a total, saved, and on a dashboard that keeps completed and returned orders only. */
async function saveTable(admin: ApiClient, name: string, dimensions: [string, string]): Promise<Saved> {
  const base = `/api/v1/projects/${house.projectUuid}`
  const space = await admin.results<{ uuid: string }>('POST', `${base}/spaces`, { name, isPrivate: false })
  const metricQuery = {
    exploreName: 'order_items',
    dimensions,
    metrics: ['orders_order_count'],
    filters: {},
    sorts: dimensions.map((fieldId) => ({ fieldId, descending: false })),
    limit: 5,
    tableCalculations: [],
  }
  const chart = await admin.results<{ uuid: string }>('POST', `${base}/saved`, {
    name,
    tableName: 'order_items',
    metricQuery,
    chartConfig: { type: 'table', config: { showSubtotals: true, showColumnCalculation: true } },
    tableConfig: { columnOrder: [...dimensions, 'orders_order_count'] },
    spaceUuid: space.uuid,
  })
  const states = {
    id: 'states',
    target: { fieldId: 'orders_status', tableName: 'orders' },
    operator: 'equals',
    values: ['completed', 'returned'],
    label: 'State',
    tileTargets: {},
  }
  const board = await admin.results<{ uuid: string }>('POST', `${base}/dashboards`, {
    name,
    spaceUuid: space.uuid,
    tiles: [{ type: 'saved_chart', x: 0, y: 0, w: 36, h: 10, properties: { savedChartUuid: chart.uuid } }],
    tabs: [],
    filters: { dimensions: [states], metrics: [], tableCalculations: [] },
  })
  return { chart: `/p/${house.projectUuid}/charts/${chart.uuid}`, board: `/p/${house.projectUuid}/dashboards/${board.uuid}` }
}

/** Orders by state, and of all, as the warehouse counts them. */
async function ordersBy(states: readonly string[]): Promise<{ of: Record<string, string>; all: string }> {
  const sql = `SELECT status, count(DISTINCT order_id) AS n FROM orders JOIN order_items USING (order_id) WHERE status IN (${states.map((state) => `'${state}'`).join(', ')}) GROUP BY 1`
  const { rows } = await house.admin.results<{ rows: { status: string; n: number | string }[] }>('POST', `/api/v1/projects/${house.projectUuid}/sqlQuery`, {
    sql,
  })
  const text = (n: number): string => n.toLocaleString('en-US')
  return {
    of: Object.fromEntries(rows.map(({ status, n }) => [status, text(Number(n))])),
    all: text(rows.reduce((sum, { n }) => sum + Number(n), 0)),
  }
}

const lastCell = (row: Locator): Promise<string | null> => row.getByRole('gridcell').last().textContent()
const groupOf = (table: Locator, name: string): Locator => table.getByRole('row').filter({ hasText: name })

describe('a viewer', () => {
  it('sees totals and subtotals of a saved chart and of a dashboard’s tile, with its filters', async () => {
    const saved = await saveTable(house.admin, 'By state', ['orders_status', 'products_category'])
    const { page, complaints } = await openSignedIn(house.atrium)
    const table = page.getByRole('grid', { name: 'Table' })

    await page.goto(house.atrium.url + saved.chart)
    const everything = await ordersBy(['cancelled', 'completed', 'pending', 'returned', 'shipped'])
    await expect.poll(() => lastCell(groupOf(table, 'cancelled'))).toBe(everything.of['cancelled'])
    await expect.poll(() => lastCell(table.getByRole('row').last())).toBe(everything.all)

    await page.goto(house.atrium.url + saved.board)
    const kept = await ordersBy(['completed', 'returned'])
    await expect.poll(() => lastCell(groupOf(table, 'completed'))).toBe(kept.of['completed'])
    await expect.poll(() => lastCell(table.getByRole('row').last())).toBe(kept.all)
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await page.getByText('Some totals may be missing').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is told that subtotals were cut, and on a tile without having to scroll', async () => {
    const saved = await saveTable(house.admin, 'By country', ['customers_country', 'orders_status'])
    const { page } = await openSignedIn(house.atrium)
    const note = page.getByText('Some totals may be missing: there are more groups than the server answers at once.', { exact: false })
    await page.goto(house.atrium.url + saved.chart)
    await note.waitFor()
    await page.goto(house.atrium.url + saved.board)
    await note.waitFor()
    const [tile, said] = await Promise.all([page.getByRole('region', { name: 'By country' }).boundingBox(), note.boundingBox()])
    expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual((tile?.y ?? 0) + (tile?.height ?? 0))
  })

  it.each([
    ['the total', 'calculate-total'],
    ['subtotals', 'calculate-subtotals'],
  ])('is told when %s failed and why, and can ask again', async (_, route) => {
    const saved = await saveTable(house.admin, `Failing ${route}`, ['orders_status', 'products_category'])
    const { page } = await openSignedIn(house.atrium)
    const path = `**/api/v1/saved/*/${route}`
    const refusal = { statusCode: 503, name: 'WarehouseError', message: 'The warehouse is asleep.', data: {} }
    await page.route(path, (request) => request.fulfill({ status: 503, json: { status: 'error', error: refusal } }))
    await page.goto(house.atrium.url + saved.chart)
    const alert = page.getByRole('alert').filter({ hasText: 'Some totals are missing: they could not be computed. The warehouse is asleep.' })
    await alert.waitFor()
    await page.unroute(path)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor({ state: 'detached' })
    const { of, all } = await ordersBy(['cancelled', 'completed', 'pending', 'returned', 'shipped'])
    const table = page.getByRole('grid', { name: 'Table' })
    await expect.poll(() => lastCell(groupOf(table, 'cancelled'))).toBe(of['cancelled'])
    await expect.poll(() => lastCell(table.getByRole('row').last())).toBe(all)
  })
  it('gets totals as new as the rows when the chart is refreshed', async () => {
    const saved = await saveTable(house.admin, 'Refreshed', ['orders_status', 'products_category'])
    const { page } = await openSignedIn(house.atrium)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/calculate-total')) asked.push((request.postDataJSON() as { notBefore: string }).notBefore)
    })
    await page.goto(house.atrium.url + saved.chart)
    await expect.poll(() => asked.length).toBe(1)
    const refreshed = page.waitForResponse(/\/saved\/[^/]+\/results$/)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Run without cache' }).click()
    const { results } = (await (await refreshed).json()) as { results: { receipt: { dataAsOf: string } } }
    await expect.poll(() => asked.at(-1)).toBe(results.receipt.dataAsOf)
    expect(asked).toHaveLength(2)
  })
})
