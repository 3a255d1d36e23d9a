import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** The tables of the warehouse beside a notebook. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

type Cell = { id: string; kind: string; sql?: string }

const first = { kind: 'sql', id: 'first', name: 'first', on: 'warehouse', sql: 'select count(*) from' }
const create = (cells: object[]): Promise<{ uuid: string }> =>
  house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name: 'Tables beside', document: { cells } })
const at = (uuid: string): string => `${house.asAdmin.url}/p/${house.projectUuid}/notebooks/${uuid}`
const cell = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true })
const sqlOf = async (uuid: string): Promise<(string | undefined)[]> => {
  const { draft } = await house.admin.results<{ draft: { document: { cells: Cell[] } } | null }>('GET', `/api/v1/app/drafts/apps/${uuid}`)
  return draft?.document.cells.map(({ sql }) => sql) ?? []
}

it('write their names where the cursor is, by a click or dragged there, and stay as they were left', async () => {
  const { uuid } = await create([first])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  const toggle = page.getByRole('button', { name: 'Tables', exact: true })
  await toggle.click()
  const tables = page.getByRole('complementary', { name: 'Tables' })
  await cell(page, 'first').locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await tables.getByRole('textbox', { name: 'Search tables' }).fill('order')
  await tables.getByTitle('orders', { exact: true }).click()
  // The focus is where the name went.
  await page.keyboard.type(' where ')
  await tables.getByRole('button', { name: 'Columns of orders' }).click()
  await tables.getByTitle(/^order_id ·/).click()
  await page.keyboard.type(' > 0')
  await expect.poll(() => sqlOf(uuid)).toEqual(['select count(*) from orders where order_id > 0'])
  await tables.getByTitle(/^status ·/).dragTo(cell(page, 'first').locator('.cm-line'), { targetPosition: { x: 2, y: 8 } })
  await expect.poll(async () => (await sqlOf(uuid))[0]).toContain('status')
  expect(await violations(page, 'notebook with tables', { type: 'tag', values: standard })).toEqual([])
  await page.reload()
  await tables.waitFor()
  // Nobody has the cursor anywhere yet: a cell that reads it.
  await tables.getByTitle('orders', { exact: true }).click()
  await expect.poll(async () => (await sqlOf(uuid))[1]).toBe('select *\nfrom orders\nlimit 100')
  await toggle.click()
  await tables.waitFor({ state: 'detached' })
  await page.reload()
  await toggle.waitFor()
  expect(await tables.count()).toBe(0)
  expect(complaints).toEqual([])
})

it('lie over the cells on a phone until one is chosen', async () => {
  const { uuid } = await create([first])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(at(uuid))
  await cell(page, 'first').locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.getByRole('button', { name: 'Tables', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Tables' })
  await sheet.getByTitle('orders', { exact: true }).click()
  await sheet.waitFor({ state: 'detached' })
  await expect.poll(() => sqlOf(uuid)).toEqual(['select count(*) from orders'])
  expect(complaints).toEqual([])
})

it('are nothing that SQL over results could read: there they become a cell of their own', async () => {
  const { uuid } = await create([{ ...first, on: 'results', sql: 'select 1' }])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await page.getByRole('button', { name: 'Tables', exact: true }).click()
  await cell(page, 'first').locator('.cm-content').click()
  await page.getByRole('complementary', { name: 'Tables' }).getByTitle('orders', { exact: true }).click()
  await expect.poll(() => sqlOf(uuid)).toEqual(['select 1', 'select *\nfrom orders\nlimit 100'])
})
