import { beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

let atrium: WayIn

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
})

const numberIn = (text: string | undefined): number => Number(text?.replaceAll(/[^\d.-]/g, ''))

const document = {
  name: 'Prices by category',
  tableName: 'order_items',
  metricQuery: {
    exploreName: 'order_items',
    dimensions: ['products_category', 'products_product_name'],
    metrics: ['order_items_revenue', 'order_items_units_sold'],
    filters: {},
    sorts: [{ fieldId: 'order_items_revenue', descending: true }],
    limit: 40,
    tableCalculations: [
      { name: 'price', displayName: 'Price', sql: '=revenue / units_sold', format: { type: 'number', round: 4 } },
      { name: 'share', displayName: 'Share', sql: '=revenue / SUM(revenue)', format: { type: 'percent', round: 2 } },
      { name: 'place', displayName: 'Place', sql: '=RANK(revenue)' },
    ],
  },
  chartConfig: { type: 'table', config: { showColumnCalculation: true } },
  tableConfig: { columnOrder: ['products_category', 'products_product_name', 'order_items_revenue', 'order_items_units_sold', 'price', 'share', 'place'] },
}

describe('journey 8: a formula', () => {
  it('its subtotals and totals are recomputed, not summed, and equal SQL written by hand', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium, { width: 1600 })
    const client = withToken(atrium.url, atrium.token)
    const base = `/api/v1/projects/${projectUuid}`
    const { rows: expected } = await client.results<{ rows: { category: string | null; price: string; share: string; all_price: string }[] }>(
      'POST',
      `${base}/sqlQuery`,
      {
        sql: `SELECT p.category, sum(quantity * unit_price - discount) / sum(quantity) AS price,
          sum(quantity * unit_price - discount) / (SELECT sum(quantity * unit_price - discount) FROM order_items) AS share,
          (SELECT sum(quantity * unit_price - discount) / sum(quantity) FROM order_items) AS all_price
        FROM order_items LEFT JOIN products p USING (product_id) GROUP BY 1`,
      },
    )
    const kitchen = expected.find(({ category }) => category === 'Kitchen')
    const [space] = await client.results<{ uuid: string }[]>('GET', `${base}/spaces`)
    const chart = await client.results<{ uuid: string }>('POST', `${base}/saved`, { ...document, spaceUuid: space?.uuid })

    await page.goto(`${atrium.url}/p/${projectUuid}/charts/${chart.uuid}/edit`)
    const table = page.getByRole('region', { name: 'Chart' }).getByRole('grid', { name: 'Table' })
    await table.waitFor()
    await page.keyboard.press(']')
    await page.getByRole('switch', { name: 'Show subtotals' }).check()
    const group = table.getByRole('gridcell', { name: /^Kitchen \(\d+\)$/ })
    await group.waitFor()
    const subtotals = table
      .getByRole('row')
      .filter({ hasText: /^Kitchen \(\d+\)/ })
      .getByRole('gridcell')
    await expect.poll(async () => numberIn((await subtotals.allTextContents())[4])).toBeCloseTo(Number(kitchen?.price), 3)
    expect(numberIn((await subtotals.allTextContents())[5])).toBeCloseTo(Number(kitchen?.share) * 100, 1)
    // A rank of a group among rows means nothing: it says so.
    expect((await subtotals.allTextContents())[6]).toBe('–')
    expect(await subtotals.nth(6).getAttribute('title')).toContain('looks at other rows')

    const totals = table.getByRole('row').last().getByRole('gridcell')
    await expect.poll(async () => numberIn((await totals.allTextContents())[4])).toBeCloseTo(Number(kitchen?.all_price), 3)
    expect((await totals.allTextContents()).slice(5)).toEqual(['100.00%', '–'])
    // Forty rows are fewer than there are products: subtotals speak of more than is shown.
    await page.getByText(/^The limit of 40 rows may cut off rows\. Totals and subtotals are over all rows/).waitFor()

    const before = Number(await table.getAttribute('aria-rowcount'))
    const size = Number(/\((\d+)\)/.exec((await group.textContent()) ?? '')?.[1])
    await group.click()
    await expect.poll(() => group.getAttribute('aria-expanded')).toBe('false')
    expect(Number(await table.getAttribute('aria-rowcount'))).toBe(before - size)
    await table.press('Enter')
    await expect.poll(() => group.getAttribute('aria-expanded')).toBe('true')
    expect(complaints).toEqual([])
  })

  it('pivoted, the subtotals of its ratio are recomputed for each column and over all of them', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium, { width: 1600 })
    const client = withToken(atrium.url, atrium.token)
    const base = `/api/v1/projects/${projectUuid}`
    const ratio = 'sum(quantity * unit_price - discount) / sum(quantity)'
    const { rows: expected } = await client.results<{ rows: { status: string | null; price: string }[] }>('POST', `${base}/sqlQuery`, {
      sql: `SELECT o.status, ${ratio} AS price FROM order_items JOIN products p USING (product_id) JOIN orders o USING (order_id) WHERE p.category = 'Living room' GROUP BY 1
        UNION ALL SELECT 'all', ${ratio} FROM order_items JOIN products p USING (product_id) WHERE p.category = 'Living room'`,
    })
    const priceOf = (status: string): number => Number(expected.find((row) => row.status === status)?.price)
    const [space] = await client.results<{ uuid: string }[]>('GET', `${base}/spaces`)
    const chart = await client.results<{ uuid: string }>('POST', `${base}/saved`, {
      ...document,
      name: 'Prices by status',
      metricQuery: {
        ...document.metricQuery,
        dimensions: ['products_category', 'order_items_line_number', 'orders_status'],
        limit: 500,
        tableCalculations: document.metricQuery.tableCalculations.slice(0, 1),
      },
      chartConfig: {
        type: 'table',
        config: { showRowCalculation: true, columns: { order_items_revenue: { visible: false }, order_items_units_sold: { visible: false } } },
      },
      tableConfig: { columnOrder: ['products_category', 'order_items_line_number', 'orders_status', 'order_items_revenue', 'order_items_units_sold', 'price'] },
      pivotConfig: { columns: ['orders_status'] },
      spaceUuid: space?.uuid,
    })
    await page.goto(`${atrium.url}/p/${projectUuid}/charts/${chart.uuid}/edit`)
    const table = page.getByRole('region', { name: 'Chart' }).getByRole('grid', { name: 'Table' })
    await table.waitFor()
    await page.keyboard.press(']')
    await page.getByRole('switch', { name: 'Show subtotals' }).check()
    const fold = table.getByRole('button', { name: /^Living room \(\d+\)$/ })
    await fold.waitFor()
    const statuses = (await table.getByRole('columnheader').allTextContents()).filter((text) =>
      ['completed', 'shipped', 'returned', 'cancelled', 'pending'].includes(text),
    )
    expect(statuses).toHaveLength(5)
    const line = table.getByRole('row').filter({ has: page.getByRole('button', { name: /^Living room / }) })
    const cells = async (): Promise<number[]> => (await line.getByRole('gridcell').allTextContents()).map(numberIn)
    await expect.poll(async () => (await cells()).at(-1)).toBeCloseTo(priceOf('all'), 3)
    // Those of each column are another question.
    for (const [place, status] of statuses.entries()) await expect.poll(async () => (await cells())[place]).toBeCloseTo(priceOf(status), 3)

    const before = Number(await table.getAttribute('aria-rowcount'))
    await fold.click()
    await expect.poll(() => fold.getAttribute('aria-expanded')).toBe('false')
    expect(Number(await table.getAttribute('aria-rowcount'))).toBeLessThan(before)
    await fold.press('Enter')
    await expect.poll(async () => Number(await table.getAttribute('aria-rowcount'))).toBe(before)
    expect(complaints).toEqual([])
  })
})
