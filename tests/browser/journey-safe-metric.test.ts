import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startShop, type Shop } from '../harness/start-shop.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

/** A metric is changed safely: its values before and after, the charts concerned, what a rename breaks, and the text of a pull request. */

let shop: Shop
let client: ApiClient
let projectUuid: string

const model = `models:
  - name: orders
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: region
      - name: price
        meta:
          dimension: { type: number }
          metrics:
            amount: { type: sum }
`

beforeAll(async () => {
  shop = await startShop(
    { 'orders.yml': model },
    "CREATE TABLE orders AS SELECT range AS id, ['north', 'south'][range % 2 + 1] AS region, range AS price FROM range(10)",
  )
  client = withToken(shop.atrium.url, shop.atrium.token)
  projectUuid = (await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const { uuid: spaceUuid } = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Sales', isPrivate: false })
  const chart = {
    name: 'Amounts by region',
    tableName: 'orders',
    metricQuery: { exploreName: 'orders', dimensions: ['orders_region'], metrics: ['orders_amount'], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: ['orders_region', 'orders_amount'] },
    spaceUuid,
  }
  await client.results('POST', `/api/v1/projects/${projectUuid}/saved`, chart)
})
afterAll(async () => {
  await shop.stop()
})

/** Writes the line of the metric anew. */
async function rewrite(page: Page, metric: string, text: string): Promise<void> {
  await page.locator('.cm-line', { hasText: `${metric}:` }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.insertText(text)
}

it('values are compared before a change is saved; a rename is recognised, what it breaks is shown and mended', async () => {
  const { page, context, complaints } = await openSignedIn(shop.atrium)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/develop?file=orders.yml`)
  await page.getByRole('textbox', { name: 'YAML of orders.yml' }).waitFor()

  await rewrite(page, 'amount', "amount: { type: sum, sql: '${TABLE}.price * 2' }")
  await page.getByRole('button', { name: 'Compare values' }).click()
  const dialog = page.getByRole('dialog', { name: 'What orders.yml changes' })
  const total = dialog.getByRole('table', { name: 'Totals' }).getByRole('row').filter({ hasText: 'Amount' })
  await total.getByText('+100%').waitFor()
  expect(await total.getByRole('cell').allTextContents()).toEqual(['Amount', 'Changed', '45', '90', '+45', '+100%'])
  const parts = dialog.getByRole('region', { name: 'In parts' })
  await parts.getByRole('row').filter({ hasText: 'south' }).waitFor()
  expect(await parts.getByRole('row').filter({ hasText: 'south' }).getByRole('cell').allTextContents()).toEqual(['south', '25', '50', '+25', '+100%'])
  const pair = dialog.getByRole('region', { name: 'Amounts by region' })
  await whenLoaded(page)
  for (const value of ['20', '25', '40', '50']) await pair.getByText(value, { exact: true }).first().waitFor()
  await dialog.getByRole('button', { name: 'Copy text for a pull request' }).click()
  await page.getByText('The text is on the clipboard').waitFor()
  const text = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(text).toContain('| Amount (`orders_amount`) | Changed | 45 | 90 | +45 | +100% |')
  expect(text).toContain('- Chart Amounts by region')
  expect(text).toContain('Nothing would be wrong.')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  // Called otherwise it is the same metric, and the chart that names the old one would break.
  await rewrite(page, 'amount', 'revenue: { type: sum }')
  await page.getByRole('button', { name: 'Compare values' }).click()
  await dialog.getByText('Renamed from orders_amount').waitFor()
  await pair.getByText('This chart would not work').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. The models serve in their new form.').waitFor()
  await page.goto(`${shop.atrium.url}/p/${projectUuid}/develop/validation`)
  await page.getByRole('region', { name: 'The field orders_amount is gone' }).getByRole('button', { name: 'Replace by orders_revenue' }).click()
  await page.getByRole('dialog', { name: 'Rename in charts and dashboards' }).getByRole('button', { name: 'Rename in 1 place' }).click()
  await page.getByText('Nothing is broken: charts and dashboards find all that they name.').waitFor()
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([])
})
