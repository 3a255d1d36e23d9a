import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, signIn, withToken, type ApiClient } from '../harness/api-client.ts'
import { startShop, type Shop } from '../harness/start-shop.ts'
import { openSignedIn } from './open-browser.ts'

/** A field is renamed in a model: who would notice is said before, what broke is found and mended at once, and taken back. */

let shop: Shop
let client: ApiClient
let projectUuid: string
let chartUuid: string
/** Somebody else, who looks at charts. */
let vera: ApiClient

const model = `models:
  - name: orders
    columns:
      - name: id
        meta: { dimension: { type: number } }
      - name: price
        meta:
          dimension: { type: number }
          metrics:
            amount: { type: sum }
`

beforeAll(async () => {
  shop = await startShop({ 'orders.yml': model }, 'CREATE TABLE orders AS SELECT range AS id, range * 2 AS price FROM range(60)')
  client = withToken(shop.atrium.url, shop.atrium.token)
  projectUuid = (await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const { uuid: spaceUuid } = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Sales', isPrivate: false })
  const chart = {
    name: 'Amounts',
    tableName: 'orders',
    metricQuery: { exploreName: 'orders', dimensions: [], metrics: ['orders_amount'], filters: {}, sorts: [], limit: 10, tableCalculations: [] },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: ['orders_amount'] },
    spaceUuid,
  }
  const { inviteCode } = await client.results<{ inviteCode: string }>('POST', '/api/v1/invite-links', {
    email: 'vera@atrium.example',
    role: 'viewer',
    expiresAt: new Date(Date.now() + 86_400_000),
  })
  const password = 'a long passphrase 1'
  await apiClient(shop.atrium.url, {}).results('POST', '/api/v1/user', { inviteCode, firstName: 'Vera', lastName: 'Viewer', password })
  vera = await signIn(shop.atrium.url, 'vera@atrium.example', password)
  chartUuid = (await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/saved`, chart)).uuid
})
afterAll(async () => {
  await shop.stop()
})

it('a model edit breaks a chart: it is said before, found, mended by a rename, and taken back', async () => {
  const { page, complaints } = await openSignedIn(shop.atrium)
  const project = `${shop.atrium.url}/p/${projectUuid}`
  expect((await vera.get(`/api/v1/saved/${chartUuid}`)).status).toBe(200)

  // Before it is saved: who uses what would be gone.
  await page.goto(`${project}/develop?file=orders.yml`)
  await page.getByRole('textbox', { name: 'YAML of orders.yml' }).waitFor()
  await page.locator('.cm-line', { hasText: 'amount' }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.insertText('revenue: { type: sum }')
  const lost = page.getByRole('group', { name: 'Who would notice' })
  await lost.getByText('With this text, 1 field is gone: orders_amount').waitFor()
  await lost.getByRole('link', { name: 'Amounts' }).waitFor()
  await lost.getByText('1 other person looked at these in the last 30 days.').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. The models serve in their new form.').waitFor()

  await page.goto(`${project}/develop/validation`)
  const cause = page.getByRole('region', { name: 'The field orders_amount is gone' })
  await cause.getByText('1 chart').first().waitFor()
  await cause.getByText('Metric', { exact: true }).waitFor()
  await cause.getByText('same SQL').waitFor()

  // The mend is looked at before it is done.
  await cause.getByRole('button', { name: 'Replace by orders_revenue' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename in charts and dashboards' })
  await dialog.getByText('1 chart or dashboard changes').waitFor()
  // Nothing is left to fill in: the keys start on what changes nothing.
  await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor()
  await dialog.getByText('2 changes').click()
  await dialog.getByText('metricQuery.metrics[0]').waitFor()
  await dialog.getByRole('button', { name: 'Rename in 1 place' }).click()
  await page.getByText('Nothing is broken: charts and dashboards find all that they name.').waitFor()
  expect((await client.post(`/api/v1/saved/${chartUuid}/results`, {})).status).toBe(200)

  // Taken back it is broken again, dismissed it is off the list, checked again it is back.
  await page.getByRole('button', { name: 'Undo' }).click()
  await cause.waitFor()
  await cause.getByRole('button', { name: 'Dismiss' }).click()
  await cause.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Check again' }).click()
  await cause.waitFor()
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([])
})

it('a chart is verified until it asks something else, and the dialog of its deletion says who would miss it', async () => {
  const { page } = await openSignedIn(shop.atrium)
  const project = `${shop.atrium.url}/p/${projectUuid}`
  await client.results('POST', `/api/v1/app/validation/${projectUuid}/rename`, { kind: 'field', from: 'orders_amount', to: 'orders_revenue' })
  await page.goto(`${project}/charts/${chartUuid}`)
  await page.getByRole('button', { name: 'More', exact: false }).last().click()
  await page.getByRole('menuitem', { name: 'Verify' }).click()
  await page.getByText('Verified', { exact: true }).waitFor()
  const chart = await client.results<{ metricQuery: object; spaceUuid: string }>('GET', `/api/v1/saved/${chartUuid}`)
  await page.goto(`${project}/spaces/${chart.spaceUuid}`)
  await page.getByRole('img', { name: /^Verified by/ }).waitFor()
  await client.results('POST', `/api/v1/saved/${chartUuid}/version`, { ...chart, metricQuery: { ...chart.metricQuery, limit: 5 } })
  await page.goto(`${project}/charts/${chartUuid}`)
  await page.getByRole('heading', { name: 'Amounts' }).waitFor()
  expect(await page.getByText('Verified', { exact: true }).count()).toBe(0)

  await page.getByRole('button', { name: 'More', exact: false }).last().click()
  await page.getByRole('menuitem', { name: 'Delete chart' }).click()
  await page
    .getByRole('group', { name: 'Who would notice' })
    .getByText('1 other person looked at it, or at a dashboard with it, in the last 30 days:')
    .waitFor()
})
