import { afterAll, beforeAll, expect, it } from 'vitest'
import { startShop, type Shop } from '../harness/start-shop.ts'
import { withToken } from '../harness/api-client.ts'
import { openSignedIn } from './open-browser.ts'

let shop: Shop

beforeAll(async () => {
  shop = await startShop(
    {
      'orders.yml': `models:
  - name: orders
    meta: {primary_key: id, sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
`,
    },
    "CREATE TABLE orders AS SELECT range AS id, ['north', 'south', 'east'][range % 3 + 1] AS region FROM range(31)",
  )
})
afterAll(async () => {
  await shop.stop()
})

it('an attribute that models ask for is made, opens its rows, and is deleted with a warning', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(shop.atrium)
  const api = withToken(shop.atrium.url, shop.atrium.token)
  const count = async (): Promise<unknown> => {
    const query = { dimensions: [], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 1, tableCalculations: [] }
    const { status, body } = await api.post(`/api/v1/projects/${projectUuid}/explores/orders/runQuery`, query)
    return status === 200
      ? (body as { results: { rows: Record<string, { value: { raw: unknown } }>[] } }).results.rows[0]?.['orders_orders']?.value.raw
      : status
  }
  expect(await count()).toBe(403)
  await api.results('POST', '/api/v1/org/groups', { name: 'Everybody', members: [await api.results('GET', '/api/v1/user')] })

  await page.goto(`${shop.atrium.url}/settings/attributes`)
  await page.getByText('Models ask for an attribute that does not exist').waitFor()
  await page.getByRole('button', { name: 'Create region' }).click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByLabel('Name')
  await name.fill('Region 1')
  await dialog.getByText('Small letters, digits and underscores', { exact: false }).waitFor()
  expect(await dialog.getByRole('button', { name: 'Save' }).isEnabled()).toBe(false)
  await name.fill('region')
  await dialog.getByLabel('Default value').fill('north')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: /^region north 0 people · 0 groups 1 explore/ }).waitFor()
  expect(await count()).toBe(11)

  await page.getByRole('button', { name: 'region', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Add a person' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByLabel(/^Value of/).fill('south')
  await dialog.getByRole('combobox', { name: 'Add a group' }).click()
  await page.getByRole('option', { name: 'Everybody' }).click()
  await dialog.getByLabel('Value of Everybody', { exact: true }).fill('east')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: /^region north 1 person · 1 group 1 explore/ }).waitFor()
  // South and east; the default is for those without a value.
  expect(await count()).toBe(20)

  await page.getByRole('button', { name: 'Actions on region' }).click()
  await page.getByRole('menuitem', { name: 'Delete attribute' }).click()
  const warning = page.getByRole('alertdialog')
  await warning.getByRole('link', { name: 'Orders' }).waitFor()
  await warning.getByText('which rows there are', { exact: false }).waitFor()
  await warning.getByRole('button', { name: 'Delete attribute' }).click()
  await page.getByText('Models ask for an attribute that does not exist').waitFor()
  expect(await count()).toBe(403)
  expect(complaints).toEqual([])
})
