import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
  await people.atrium.stop()
})

it('a test is written beside what an endpoint answers, run, found failing on a draft, and brought back after it was deleted', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const query = { kind: 'HogQLQuery', query: 'select status, count(*) as orders from orders group by 1 order by 1' }
  const made = await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/`, { name: 'tested_orders', query })
  expect(made.status).toBe(201)
  const { body } = await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/tested_orders/run`, {})
  const statuses = (body as { results: unknown[][] }).results
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints/tested_orders?tab=tests`)
  await page.getByText('No test is here yet.').waitFor()
  await page.getByRole('button', { name: 'New test' }).click()
  const dialog = page.getByRole('dialog', { name: 'New test' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('What there is')
  await dialog.getByRole('status').getByText(`${statuses.length} rows`).waitFor()

  // What it answers now is taken as what has to be answered.
  const add = async (kind: string): Promise<void> => {
    await dialog.getByRole('button', { name: 'Add an expectation' }).click()
    await page.getByRole('menuitem', { name: kind }).click()
  }
  await add('Exactly these rows')
  const rows = dialog.getByRole('group', { name: 'Exactly these rows' }).getByRole('textbox', { name: 'Rows, a list on each line' })
  expect(await rows.inputValue()).toBe(statuses.map((row) => JSON.stringify(row)).join('\n'))
  await rows.fill('["open"')
  await dialog.getByText('Line 1 is no list of 2 values.').waitFor()
  await dialog.getByRole('button', { name: 'Take what it answers now' }).click()
  await add('Number of rows')
  const bounds = dialog.getByRole('group', { name: 'Number of rows' })
  await bounds.getByRole('textbox', { name: 'At least' }).fill('99')
  await bounds.getByRole('textbox', { name: 'At least' }).press('Tab')
  await dialog.getByRole('button', { name: 'Try it' }).click()
  await bounds.getByText(`There are ${statuses.length} rows.`).waitFor()
  await dialog.getByRole('group', { name: 'Exactly these rows' }).getByText('Holds').waitFor()
  expect(await violations(page, 'a test that is written', { type: 'tag', values: standard })).toEqual([])
  await bounds.getByRole('textbox', { name: 'At least' }).fill(String(statuses.length))
  await bounds.getByRole('textbox', { name: 'At least' }).press('Tab')
  await dialog.getByRole('button', { name: 'Save' }).click()

  const card = page.getByRole('region', { name: 'What there is' })
  await card.getByText('Never run').waitFor()
  await page.getByRole('button', { name: 'Run all' }).click()
  await page.getByRole('status').getByText('1 passed, 0 failed, 0 not run').waitFor()
  await card.getByText('Passed').waitFor()

  // A draft that answers something else is published only by whoever says so.
  const draft = { query: { kind: 'sql', sql: 'select status, count(*) + 1 as orders from orders group by 1 order by 1' }, version: null }
  await people.admin.results('PUT', `/api/v1/app/projects/${projectUuid}/endpoints/tested_orders/draft`, draft)
  await page.reload()
  await page.getByRole('tab', { name: 'Query' }).click()
  await page.getByRole('button', { name: 'Compare and publish' }).click()
  const publishing = page.getByRole('dialog', { name: 'tested_orders: publish as version 2' })
  await publishing.getByText('The rows are others').waitFor()
  const publish = publishing.getByRole('button', { name: 'Publish as version 2' })
  expect(await publish.isDisabled()).toBe(true)
  await publishing.getByRole('checkbox', { name: 'Tests may fail: publish it all the same' }).check()
  await publish.click()
  await page.getByText('Version 2 · edited').waitFor()

  await page.getByRole('tab', { name: 'Tests' }).click()
  await card.getByRole('button', { name: 'Run the test What there is' }).click()
  await card.getByText('Failed').waitFor()
  const first = statuses[0] ?? []
  await card.getByRole('cell', { name: `${String(first[0])} · ${Number(first[1]) + 1}` }).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page, `a test that failed, ${colorScheme}`, { type: 'tag', values: standard })).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints`)
  await page
    .getByRole('row', { name: /tested_orders/ })
    .getByText('1 test fails')
    .waitFor()

  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints/tested_orders?tab=tests`)
  await card.getByRole('button', { name: 'Delete the test What there is' }).click()
  await page.getByText('No test is here yet.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await card.waitFor()
  await whenLoaded(page)
  expect(complaints).toEqual([])
})
