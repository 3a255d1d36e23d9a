import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
})
afterAll(async () => {
  await atrium.stop()
})

/** The project that the page is in, as the server knows it. */
async function projectOf(page: Page): Promise<{ type: string; upstreamProjectUuid?: string; warehouseConnection: { host: string } }> {
  const uuid = new URL(page.url()).pathname.split('/')[2]
  const answer = (await (await page.request.get(`${atrium.url}/api/v1/projects/${uuid}`)).json()) as { results: Awaited<ReturnType<typeof projectOf>> }
  return answer.results
}

it('a project is made from the menu of projects, opens, says what to do next, and takes a file', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.getByRole('button', { name: /^Project Atrium demo/ }).click()
  await page.getByRole('menuitem', { name: 'New project' }).click()
  const create = page.getByRole('button', { name: 'Create project' })
  await create.waitFor()
  expect(await create.isEnabled()).toBe(false)
  await page.getByLabel('Name').fill('Second shop')
  await create.click()
  await page.getByRole('button', { name: /^Project Second shop/ }).waitFor()
  const next = page.getByRole('region', { name: 'Describe your first table' })
  await next.getByText('Drop or upload a file').waitFor()
  expect(await projectOf(page)).toMatchObject({ type: 'DEFAULT', warehouseConnection: { host: 'embedded' } })

  const home = page.url()
  await next.getByRole('link', { name: 'Open Develop' }).click()
  await page.getByText('There is no model file yet.').waitFor()
  await page.goto(home)
  // What the page tells to do first works.
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from('day,amount\n2026-01-01,5\n2026-01-02,7\n') })
  await page.getByRole('button', { name: 'Create model' }).click()
  await page.waitForURL(/\/explore\/sales/)
  expect(complaints).toEqual([])
})

it('a preview belongs to the project it is of, and a PostgreSQL connection is tested before the project is made', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}/new-project`)
  await page.getByLabel('Name').fill('Try-out')
  await page.getByRole('radio', { name: 'Preview of a project' }).check()
  expect(await page.getByLabel('Preview of', { exact: true }).inputValue()).toBe(projectUuid)
  await page.getByRole('radio', { name: 'PostgreSQL' }).check()
  const test = page.getByRole('button', { name: 'Test connection' })
  expect(await test.isEnabled()).toBe(false)
  await page.getByLabel('Host').fill('127.0.0.1')
  await page.getByLabel('Port').fill('1')
  await page.getByRole('textbox', { name: 'User' }).fill('ada')
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('secret')
  await page.getByLabel('Database').fill('shop')
  await test.click()
  await page.getByRole('status').filter({ hasText: 'The connection does not work' }).waitFor()
  // A connection that does not work yet is saved all the same.
  await page.getByRole('button', { name: 'Create project' }).click()
  const next = page.getByRole('region', { name: 'Describe your first tables' })
  await next.waitFor()
  await next.getByText('it does not answer').waitFor()
  expect(await projectOf(page)).toMatchObject({ type: 'PREVIEW', upstreamProjectUuid: projectUuid, warehouseConnection: { host: '127.0.0.1' } })
  // There is nowhere to put a file.
  expect(await page.locator('input[type=file]').count()).toBe(0)
  await next.getByRole('link', { name: 'Project settings' }).click()
  await page.getByRole('button', { name: 'Save connection' }).waitFor()
  expect(await page.getByLabel('Host').inputValue()).toBe('127.0.0.1')
  // The browser says, too, that the tables of a server that does not answer could not be listed.
  expect(complaints.filter((line) => !line.includes('503'))).toEqual([])
})
