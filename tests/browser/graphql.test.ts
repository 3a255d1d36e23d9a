import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(() => atrium.stop())

it('a query is completed, run and mended, under the strict rules for scripts', async () => {
  const { page, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/graphql`)
  await page.getByRole('heading', { level: 1, name: 'GraphQL' }).waitFor()

  // The first example, with the project filled in, as it is.
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText('"name": "Shop overview"').waitFor()

  // The editor offers what there is.
  const editor = page.getByRole('textbox', { name: 'Query' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('{ projects { das')
  await page.getByRole('option', { name: 'dashboards' }).waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{ projects { nam } }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('Cannot query field "nam" on type "Project".').first().waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{ projects { name } }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('"name": "Atrium demo"').waitFor()

  // What can be asked stands below; a question to a model is among the examples.
  await page.getByRole('textbox', { name: 'Type or field' }).fill('SavedExploration')
  await page.getByRole('heading', { level: 3, name: 'SavedExploration' }).waitFor()
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('menuitem', { name: 'Ask a model' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByText('"orders_status": "completed"').waitFor()

  await page.getByRole('textbox', { name: 'Variables (JSON)' }).fill('{"project"')
  await page.getByText('This is not a JSON object. Write {} for no variables.').waitFor()
  expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true)
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
})
