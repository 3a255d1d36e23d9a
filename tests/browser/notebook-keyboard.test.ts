import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** Where the focus is on the way from the list of notebooks to a published app, without a mouse. */

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

const focusIn = (page: Page, selector: string): Promise<void> => page.locator(`${selector}:focus`).waitFor()
const cell = (name: string): string => `article[aria-label="${name}"]`
const button = (name: string): string => `button[aria-label="${name}"]`

it('a notebook is opened, written and published by keys alone, and each dialog gives the focus back', async () => {
  const { uuid } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name: 'By keys alone',
    document: { cells: [{ kind: 'sql', id: 'one', name: 'one', sql: 'select 1 as n', on: 'results' }] },
  })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const { keyboard } = page
  await page.goto(`${house.asAdmin.url}/p/${projectUuid}/notebooks`)
  await page.getByRole('link', { name: 'By keys alone' }).first().press('Enter')
  await page.locator(cell('one')).waitFor()
  // The page that came has the focus, not the one that went.
  await focusIn(page, 'main')
  await page.locator(cell('one')).focus()
  // Enter leads into the code, also when it was left for its cell; Escape back.
  for (let time = 0; time < 2; time++) {
    await keyboard.press('Enter')
    await focusIn(page, `${cell('one')} .cm-content`)
    await page.locator(cell('one')).focus()
  }
  for (const key of ['h', 'f']) {
    await keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await keyboard.press('Escape')
    await focusIn(page, cell('one'))
  }
  for (const name of ['Keyboard', 'Find and replace', 'Open it large']) {
    if (name === 'Open it large') {
      await page.locator(cell('one')).press('b')
      await focusIn(page, `${cell('result_1')} .cm-content`)
      await keyboard.insertText('select * from one')
      await keyboard.press('Escape')
      await focusIn(page, cell('result_1'))
      await page.locator(button(name)).waitFor()
    }
    await page.locator(button(name)).press('Enter')
    await page.getByRole('dialog').waitFor()
    await keyboard.press('Escape')
    await focusIn(page, button(name))
  }
  // One that was opened from a menu gives it back to what opened the menu.
  await page.locator(button('Actions for By keys alone')).press('Enter')
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await keyboard.press('Escape')
  await focusIn(page, button('Actions for By keys alone'))
  // Moved, and deleted: what is beside it has the focus.
  await page.locator(cell('result_1')).press('Alt+ArrowUp')
  await focusIn(page, cell('result_1'))
  await keyboard.press('d')
  await keyboard.press('d')
  await focusIn(page, cell('one'))
  await keyboard.press('Alt+Enter')
  await page.keyboard.press('Escape')
  const publish = page.getByRole('button', { name: 'Publish …' })
  await publish.press('Enter')
  await page.getByRole('dialog').waitFor()
  await keyboard.press('Escape')
  await expect.poll(() => page.evaluate<boolean>('document.activeElement?.textContent?.startsWith("Publish")')).toBe(true)
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Run and publish' }).press('Enter')
  const statusOf = async (): Promise<string> => (await house.admin.results<{ status: string }>('GET', `/api/v1/app/apps/${uuid}`)).status
  await expect.poll(statusOf).toBe('published')
  expect(complaints).toEqual([])
})
