import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** What somebody meets who writes a notebook for the first time. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

it('an empty notebook says how to begin, SQL offers tables and columns, and an empty app is not published unawares', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(house.asAdmin.url)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Notebook', exact: true }).click()
  const created = page.getByRole('dialog', { name: 'New notebook' })
  await created.getByRole('textbox', { name: 'Name' }).fill('The first one')
  await created.getByRole('button', { name: 'Create' }).click()
  await page.getByText('Nothing is written yet.').waitFor()
  expect(await page.getByText('The connection is lost.').count()).toBe(0)
  expect(await violations(page, 'empty notebook', { type: 'tag', values: standard })).toEqual([])
  await page.getByRole('group', { name: 'Cells' }).getByRole('button', { name: 'SQL' }).click()
  const first = page.getByRole('article', { name: 'result_1' })
  await first.locator('.cm-focused').waitFor()
  const offered = page.getByRole('listbox', { name: 'Completions' }).getByRole('option')

  await page.keyboard.type('select * from order_it')
  await offered.filter({ hasText: 'order_items' }).waitFor()
  await page.keyboard.press('Enter')
  // Columns of the tables that are named by then.
  await page.keyboard.type(' i where i.quan')
  // It is in sight, and can be pointed at.
  await offered.filter({ hasText: 'quantity' }).click()
  await page.keyboard.type(' > 1 limit 5')
  await expect.poll(() => first.getByRole('textbox', { name: 'SQL' }).textContent()).toBe('select * from order_items i where i.quantity > 1 limit 5')
  await page.keyboard.press('ControlOrMeta+Enter')
  await first.getByText('5 rows').waitFor()
  // What is in a column is said of all its rows.
  await first.getByRole('button', { name: 'Menu of quantity' }).click()
  await page.getByRole('menuitem', { name: 'What is in it …' }).click()
  await page.getByRole('dialog', { name: 'What is in “quantity”' }).getByRole('row', { name: 'Rows 5' }).waitFor()
  await page.keyboard.press('Escape')
  await first.getByRole('textbox', { name: 'SQL' }).click()
  // What a result has is known to those that read it.
  await page.keyboard.press('Alt+Enter')
  const second = page.getByRole('article', { name: 'result_2' })
  await second.getByRole('radiogroup', { name: 'Where the SQL runs' }).getByText('Results of cells').click()
  await second.getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.type('select * from result_1 where result_1.quan')
  await offered.filter({ hasText: 'quantity' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type(' = 2')
  await expect.poll(() => second.getByRole('textbox', { name: 'SQL' }).textContent()).toBe('select * from result_1 where result_1.quantity = 2')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Publish …' }).click()
  const publish = page.getByRole('dialog', { name: 'Publish “The first one”' })
  await publish.getByText('The app shows nothing yet: viewers would get an empty page.').waitFor()
  await publish.getByRole('button', { name: 'Lay out the app from the cells' }).click()
  await publish.getByText('The app shows nothing yet').waitFor({ state: 'detached' })
  await publish.getByRole('button', { name: 'Run and publish' }).click()
  await page.waitForURL(/\/apps\/[^/]+$/)
  await page.getByRole('heading', { level: 1, name: 'The first one' }).waitFor()
  await page
    .getByText(/rows?$/)
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})

it('what kinds of cells do is said in German and fits a phone', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin, { width: 390, height: 844, locale: 'de-DE', dark: true })
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, {
    name: 'Leer',
    document: { cells: [] },
  })
  await page.goto(`${house.asAdmin.url}/p/${house.projectUuid}/notebooks/${uuid}`)
  await page.getByText('Womit möchtest du anfangen?').waitFor()
  await page.getByRole('button', { name: 'Zelle hinzufügen' }).click()
  await page.getByText('ein Wert, den Leser wählen').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  expect(complaints).toEqual([])
})
