import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { launchBrowser, openSignedIn } from './open-browser.ts'

const warehouse = inject('shopWarehouse')
let atrium: Atrium
let browser: Browser

beforeAll(async () => {
  ;[atrium, browser] = await Promise.all([startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } }), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await atrium.stop()
})

it('a PostgreSQL is connected with a wrong password first, then described by three models that know their join, then asked', async () => {
  const { page, projectUuid, context, complaints } = await openSignedIn(browser, atrium)
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
  await page.getByRole('link', { name: 'Generate model of customers' }).waitFor()
  const develop = page.url()
  for (const table of ['customers', 'products', 'orders']) {
    await page.getByRole('link', { name: `Generate model of ${table}` }).click()
    if (table === 'orders') await page.getByText('Foreign key buyer of the table.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved. The models serve in their new form.').first().waitFor()
    await page.goto(develop)
  }
  await page.getByText('Every table of the warehouse has a model.').waitFor()

  const home = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  await page.goto(`${atrium.url}${home}/explore`)
  for (const explore of ['Customers', 'Products', 'Orders']) await page.getByRole('link', { name: explore }).first().waitFor()
  await page.getByRole('link', { name: 'Orders' }).first().click()
  await page.getByPlaceholder('Search fields').fill('Total amount')
  await page.getByRole('treeitem', { name: 'Total amount', exact: true }).last().click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('35.50').first().waitFor()
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
  await context.close()
})
