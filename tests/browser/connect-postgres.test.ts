import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

const warehouse = inject('shopWarehouse')
let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
})
afterAll(async () => {
  await atrium.stop()
})

it('a PostgreSQL is connected with a wrong password first, then described by three models that know their join, then asked', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}/new-project`)
  await page.getByLabel('Name').fill('Warehouse')
  await page.getByRole('radio', { name: 'PostgreSQL' }).check()
  await page.getByLabel('Host').fill('127.0.0.1')
  await page.getByLabel('Port').fill(String(warehouse.port))
  await page.getByRole('textbox', { name: 'User' }).fill(warehouse.user)
  const password = page.getByRole('textbox', { name: 'Password', exact: true })
  await password.fill('not this one')
  await page.getByLabel('Database').fill(warehouse.database)
  await page.getByLabel('Encryption').selectOption('None')
  const test = page.getByRole('button', { name: 'Test connection' })
  await test.click()
  const steps = page.getByRole('status').filter({ hasText: 'The connection does not work' })
  const failed = steps.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'Failed' }) })
  await failed.getByText('Sign in').waitFor()
  await failed.getByText('The server does not let "reader" in with this password.').waitFor()
  expect(await steps.getByRole('img', { name: 'Works' }).count()).toBe(3)

  await password.fill(warehouse.password)
  await test.click()
  await page.getByRole('status').filter({ hasText: 'The connection works' }).waitFor()
  await page.getByRole('button', { name: 'Create project' }).click()
  const tables = page.getByRole('region', { name: 'Describe your first tables' })
  await tables.getByText('3 tables have no model yet.').waitFor()
  expect(await tables.getByRole('listitem').allTextContents()).toEqual(['customers', 'orders', 'products'])

  await tables.getByRole('link', { name: 'Create models' }).click()
  await page.getByText('Pick tables: their model files are shown here').waitFor()
  await page.getByRole('checkbox', { name: 'All without a model (3)' }).check()
  const orders = page.getByRole('region', { name: 'orders.yml' })
  await orders.getByText('many-to-one · a foreign key of the table').waitFor()
  // What only a name suggests can be left out, and the text says so.
  const guessed = orders.getByRole('checkbox', { name: 'product_id → products.id' })
  const yaml = orders.getByRole('textbox', { name: 'YAML of orders.yml' })
  await yaml.getByText('- join: products').waitFor()
  await guessed.uncheck()
  await yaml.getByText('- join: products').waitFor({ state: 'detached' })
  await page.reload()
  await yaml.getByText('- join: customers').waitFor()
  expect(await guessed.isChecked()).toBe(false)
  await guessed.check()
  await yaml.getByText('- join: products').waitFor()
  await page.getByRole('button', { name: 'Create 3 models' }).click()
  await page.getByText('3 models were created and serve').waitFor()
  const mine = page.getByRole('region', { name: 'Tables', exact: true })
  await mine.getByRole('link', { name: 'customers' }).waitFor()
  expect(await mine.getByRole('checkbox', { name: 'customers' }).isDisabled()).toBe(true)

  const home = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  expect(await page.getByRole('link', { name: /^Explore (Customers|Products)$/ }).count()).toBe(2)
  await page.getByRole('link', { name: 'Explore Orders' }).click()
  for (const field of ['Total amount', 'Label']) {
    await page.getByPlaceholder('Search fields').fill(field)
    await page.getByRole('treeitem', { name: field, exact: true }).last().click()
  }
  await page.keyboard.press('Control+Enter')
  await page.getByText('35.50').first().waitFor()
  await page.getByText('Ink').first().waitFor()
  await page.goto(`${atrium.url}${home}/settings`)
  await page.getByText('Every table has a model.').waitFor()
  const answer = await page.request.post(`${atrium.url}${home.replace('/p/', '/api/v1/projects/')}/explores/orders/runQuery`, {
    data: {
      exploreName: 'orders',
      dimensions: ['customers_name'],
      metrics: ['orders_total_amount'],
      filters: {},
      sorts: [{ fieldId: 'customers_name', descending: false }],
      limit: 10,
      tableCalculations: [],
    },
  })
  expect(JSON.stringify(await answer.json())).toContain('30.50')
  expect(complaints).toEqual([])
})
