import { kindLabel } from '@atrium/documents'
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { english } from '../../packages/web/src/i18n/english.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** The first ten minutes of docs/notebooks.md are walked as they are written: by its words for what is pressed, with its SQL. */

const docs = readFileSync('docs/notebooks.md', 'utf8')
const [first = '', second = ''] = [...docs.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql.replaceAll(/^ {3}/gm, '').trim())

/** A word of the pages, which the docs have for it. */
function said(words: string): string {
  expect(docs).toContain(`*${words}*`)
  return words
}

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

async function add(page: Page, kind: string): Promise<Locator> {
  await page.getByRole('button', { name: said('Add cell') }).click()
  await page.getByRole('menuitem', { name: said(kind), exact: true }).click()
  const last = page.getByRole('article').last()
  await last.locator('input:focus, textarea:focus, .cm-focused').waitFor()
  return last
}

it('the docs lead from nothing to an app', async () => {
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(house.asAdmin.url)
  await page.getByRole('button', { name: said('New'), exact: true }).click()
  await page.getByRole('menuitem', { name: said('Notebook'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('By the book')
  await dialog.getByRole('button', { name: said('Create') }).click()
  await page
    .getByRole('group', { name: 'Cells' })
    .getByRole('button', { name: said('SQL') })
    .click()
  await page.locator('.cm-focused').waitFor()
  await page.keyboard.insertText(first)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('article', { name: 'result_1' }).getByText('5 rows').waitFor()
  await page.keyboard.press('Escape')

  const input = await add(page, 'Input')
  await input.getByRole('textbox', { name: said('Name') }).fill('chosen')
  await input.getByRole('textbox', { name: said('Label') }).fill('Status')
  await input.getByRole('combobox', { name: said('Kind of input') }).selectOption({ label: said('Dropdown') })
  await input.getByRole('combobox', { name: said('What may be chosen') }).selectOption({ label: said('Values of a result') })
  await input.getByRole('textbox', { name: said('Value to begin with') }).fill('shipped')
  await page.keyboard.press('Escape')

  const asked = await add(page, 'SQL')
  await page.keyboard.insertText(second)
  await page.keyboard.press('ControlOrMeta+Enter')
  await asked.getByRole('columnheader', { name: 'month' }).waitFor()
  await page.keyboard.press('Escape')
  const before = await asked.getByRole('gridcell').allTextContents()
  await page.getByRole('article', { name: 'Status' }).getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'returned' }).click()
  await expect.poll(() => asked.getByRole('gridcell').allTextContents()).not.toEqual(before)

  await add(page, 'Chart')
  await page.keyboard.press('Escape')
  await page.getByRole('radiogroup', { name: 'Parts of the notebook' }).getByText(said('App')).click()
  await page.getByRole('button', { name: said('Lay out the app from the cells') }).click()
  await page.getByRole('button', { name: said('Publish …') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: said('Run and publish') })
    .click()
  await page.waitForURL(/\/apps\/[\w-]+$/)
  // Readers are told how old it is, though they see none of the cells that asked.
  await page.getByRole('status').getByText('Data as of').waitFor()
  await page.getByRole('button', { name: said('Share'), exact: true }).click()
  await page.getByRole('radio', { name: 'Live session' }).waitFor()

  await page.goto(`${page.url()}?_chosen=${encodeURIComponent(/\?_chosen=("\w+")/.exec(docs)?.[1] ?? '')}`)
  await expect.poll(() => page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('returned')
  await page.getByRole('button', { name: said('Views'), exact: true }).waitFor()
  await page.getByRole('button', { name: 'More about the app' }).click()
  await page.getByRole('menuitem', { name: said('Runs and schedules') }).click()
  await page.getByRole('heading', { level: 1, name: 'Runs and schedules' }).waitFor()
  expect(complaints).toEqual([])
})

it('what the docs say is pressed or chosen is a text of the pages, in all their sections', () => {
  const words = [...docs.matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)/g)].map(([, word = '']) => word)
  expect(words).toEqual(expect.arrayContaining(['Run stale', 'Results of cells', 'Versions']))
  const texts = new Set([...textsOf(english), kindLabel('input', 'en')].map((text) => text.replace(/ \((\d+|\{\{count\}\})\)$/, '')))
  expect(words.filter((word) => !texts.has(word))).toEqual([])
})

const textsOf = (part: unknown): string[] => (typeof part === 'string' ? [part] : Object.values(part as object).flatMap(textsOf))
