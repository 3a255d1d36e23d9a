import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** What was asked elsewhere goes on in a notebook: SQL with its chart, and questions to explores. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

const byStatus = 'select status, count(*) as orders from orders group by all order by status'
const ordersByStatus = {
  tableName: 'orders',
  metricQuery: {
    exploreName: 'orders',
    dimensions: ['orders_status'],
    metrics: ['orders_order_count'],
    filters: {},
    sorts: [],
    limit: 500,
    tableCalculations: [],
  },
}

it('SQL with its chart begins a notebook, and a question of an explore is added to it', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const project = `${house.asAdmin.url}/p/${house.projectUuid}`
  await page.goto(`${project}/sql`)
  await page.getByRole('textbox', { name: 'SQL, Tab leaves the editor' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(byStatus)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('radiogroup', { name: 'Rows or chart' }).getByText('Chart', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Along the axis' }).selectOption('status')
  await page.getByRole('img', { name: /^Bar chart/ }).waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Put into a notebook …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Put into a notebook' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Begun in SQL')
  await dialog.getByRole('button', { name: 'Put in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Begun in SQL' }).waitFor()
  await page.getByText(byStatus).waitFor()
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await page.getByRole('button', { name: 'Show as a table' }).waitFor()

  // It becomes the last cell of what is written by then, and can be taken back.
  const search = new URLSearchParams({ create_saved_chart_version: JSON.stringify(ordersByStatus) })
  await page.goto(`${project}/explore/orders?${search.toString()}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Put into a notebook …' }).click()
  await dialog.getByRole('combobox', { name: 'Notebook' }).fill('Begun')
  await page
    .getByRole('option', { name: /^Begun in SQL/ })
    .first()
    .click()
  await dialog.getByText('It becomes the last cell of the draft.').waitFor()
  await dialog.getByRole('button', { name: 'Put in' }).click()
  const added = page.getByRole('article', { name: 'Orders', exact: true })
  await added.and(page.locator(':focus')).waitFor()
  await added.press('ControlOrMeta+Enter')
  await added.getByText(/\d rows/).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await added.waitFor({ state: 'detached' })
  await page.getByText(byStatus).waitFor()
  expect(complaints).toEqual([])
})
