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

it('an administrator views as a member, sees what the member sees, and ends it; the member can read about it', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const viewer = await people.viewer.results<{ email: string }>('GET', '/api/v1/user')
  await people.admin.results('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Board', isPrivate: true })
  const spaces = `${people.atrium.url}/p/${projectUuid}/spaces`

  await page.goto(`${people.atrium.url}/settings/members`)
  await page
    .getByRole('row')
    .filter({ hasText: viewer.email })
    .getByRole('button', { name: /^Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'View as…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: 'View as this person' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Reason').fill('The board is missing')
  await dialog.getByRole('button', { name: 'View as this person' }).click()

  const banner = page.getByRole('region', { name: 'Viewing as another person' })
  await banner.getByText('nothing can be changed').waitFor()
  expect(await banner.textContent()).toContain('second@atrium.example')
  await page.goto(spaces)
  await whenLoaded(page)
  await page.getByRole('heading', { name: 'Spaces' }).waitFor()
  expect(await page.getByText('Board', { exact: true }).count()).toBe(0)
  for (const own of ['/me', '/me/security', '/me/tokens']) {
    await page.goto(`${people.atrium.url}${own}`)
    await page.getByText('is for them alone', { exact: false }).waitFor()
  }
  expect(complaints).toEqual([])

  await banner.getByRole('button', { name: 'End' }).click()
  await page.getByRole('heading', { name: 'Members' }).waitFor()
  expect(await banner.count()).toBe(0)
  await page.goto(spaces)
  await page.getByText('Board', { exact: true }).first().waitFor()

  const theirs = await openSignedIn(people.atrium)
  await theirs.page.goto(`${people.atrium.url}/me`)
  const row = theirs.page.getByRole('row').filter({ hasText: 'The board is missing' })
  await row.getByText('second@atrium.example').waitFor()
})

it('starts from the answer to why somebody cannot see a thing, at that thing', async () => {
  const { page, projectUuid } = await openSignedIn(people.asAdmin)
  const viewer = await people.viewer.results<{ email: string }>('GET', '/api/v1/user')
  await page.goto(`${people.atrium.url}/p/${projectUuid}/settings/access`)
  await page.getByRole('combobox', { name: 'Person', exact: true }).click()
  await page.getByRole('option', { name: viewer.email }).click()
  await page.getByRole('button', { name: /^View as / }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('What is on their home page?')
  await page.getByRole('button', { name: 'View as this person' }).click()
  await page.getByRole('region', { name: 'Viewing as another person' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/p/${projectUuid}`)
})
