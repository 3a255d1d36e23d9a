import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
  await people.atrium.stop()
})

it('what programs can ask is found, read and tried, without any other server', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const strangers: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(people.atrium.url) && !request.url().startsWith('data:')) strangers.push(request.url())
  })
  await people.admin.call('POST', `/api/projects/${projectUuid}/endpoints/`, { name: 'numbers', query: { kind: 'HogQLQuery', query: 'SELECT 42 AS answer' } })
  await page.goto(`${people.atrium.url}/docs/api`)
  await page.getByRole('heading', { level: 1, name: 'API' }).waitFor()
  await page.getByRole('combobox', { name: 'Format' }).selectOption('endpoints')
  await page.getByRole('textbox', { name: 'Search operations' }).fill('run post')
  await page.getByRole('link', { name: '/api/projects/{project_id}/endpoints/{name}/run/' }).click()
  await page.getByRole('heading', { level: 1, name: 'endpoints_run_create' }).waitFor()
  // The project is known; its endpoint has to be named.
  expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'name' }).fill('numbers')
  await page.getByRole('textbox', { name: 'Body (JSON)' }).fill('{"limit": 1')
  await page.getByText('This is no JSON').waitFor()
  await page.getByRole('textbox', { name: 'Body (JSON)' }).fill('{"limit": 1}')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Answered with status 200').waitFor()
  await page.getByText('"answer"').first().waitFor()

  // How the endpoint is called from elsewhere, and where it stands among those that nobody calls.
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints/numbers?tab=code`)
  await page.getByRole('tab', { name: 'GraphQL' }).click()
  await page.getByText('runEndpoint').waitFor()
  await page.goto(`${people.atrium.url}/p/${projectUuid}/endpoints`)
  await page.getByRole('link', { name: 'numbers' }).waitFor()
  await page.getByRole('combobox', { name: 'Order' }).selectOption('p95')
  await page.getByRole('link', { name: 'numbers' }).waitFor()
  await page.getByRole('switch', { name: 'Not called for 30 days' }).click()
  await page.getByText('Each of them was called in the last 30 days, or is newer than that.').waitFor()
  await whenLoaded(page)
  expect(strangers).toEqual([])
  expect(complaints).toEqual([])
})

it('where only tokens count, one is asked for, and used for that call', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/docs/api?operation=HexMe`)
  await page.getByRole('heading', { level: 1, name: 'HexMe' }).waitFor()
  const send = page.getByRole('button', { name: 'Send' })
  expect(await send.isDisabled()).toBe(true)
  expect(await page.getByRole('link', { name: 'Your tokens' }).getAttribute('href')).toContain('tokens')
  await page.getByLabel('Token', { exact: false }).first().fill(people.atrium.token)
  await send.click()
  await page.getByText('Answered with status 200').waitFor()
  await page.getByText(people.atrium.adminEmail).first().waitFor()
  // An address of these programs names a notebook, which is not the project that is open.
  await page.goto(`${people.atrium.url}/docs/api?operation=HexGetProjectRuns`)
  expect(await page.getByRole('textbox', { name: 'projectUuid' }).inputValue()).toBe('')
  await whenLoaded(page)
  expect(complaints).toEqual([])
})
