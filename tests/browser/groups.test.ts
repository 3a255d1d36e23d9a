import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
})
afterAll(async () => {
  await people.atrium.stop()
})

it('a group is made, filled, given a role, and deleted with who loses what', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  const { email } = await people.viewer.results<{ email: string }>('GET', '/api/v1/user')
  const mayRun = async (): Promise<boolean> =>
    (await people.viewer.results<string[]>('GET', `/api/v1/app/abilities/${people.projectUuid}`)).includes('explore.run')
  await page.goto(people.atrium.url)
  const { firstName, lastName } = await people.admin.results<{ firstName: string; lastName: string }>('GET', '/api/v1/user')
  await page.getByRole('button', { name: `${firstName} ${lastName}`.trim() }).click()
  await page.getByRole('menuitem', { name: 'Settings', exact: true }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Groups' }).click()
  await page.getByText('There is no group yet').waitFor()
  await page.getByRole('button', { name: 'New group' }).first().click()
  await page.getByLabel('Name').fill('Sales West')
  await page.getByRole('button', { name: 'Create group' }).click()
  await page.getByRole('heading', { name: 'Sales West' }).waitFor()

  await page.getByRole('combobox', { name: 'Add a person' }).click()
  await page.getByRole('option', { name: email }).click()
  await page.getByText('1 member', { exact: true }).waitFor()
  expect(await mayRun()).toBe(false)
  await page.getByRole('combobox', { name: 'Add a project' }).click()
  await page.getByRole('option', { name: 'Atrium demo' }).click()
  await page.getByLabel('Role in Atrium demo', { exact: true }).selectOption('Editor')
  await expect.poll(mayRun).toBe(true)

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('West')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('heading', { name: 'West', exact: true }).waitFor()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('row', { name: 'West 1 member' }).waitFor()
  await page.getByLabel('Search groups').fill('east')
  await page.getByText('No group has this in its name.').waitFor()
  await page.getByLabel('Search groups').fill('we')
  await page.getByRole('link', { name: 'West' }).click()

  await page.getByRole('button', { name: 'Delete group' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('Project Atrium demo: Editor → Viewer').waitFor()
  await dialog.getByRole('button', { name: 'Delete group' }).click()
  await page.getByText('There is no group yet').waitFor()
  expect(await mayRun()).toBe(false)
  expect(complaints).toEqual([])
})

it('who may not see groups is not led to them', async () => {
  const { page } = await openSignedIn(people.atrium)
  await page.goto(`${people.atrium.url}/settings`)
  const navigation = page.getByRole('navigation', { name: 'Settings' })
  await navigation.getByRole('link', { name: 'Tokens' }).waitFor()
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
  expect(await navigation.getByRole('link').allTextContents()).toEqual(['Members', 'API', 'GraphQL', 'Profile', 'Sign-in and security', 'Tokens'])
  await navigation.getByRole('link', { name: 'Tokens' }).click()
  await page.getByRole('button', { name: 'New token' }).waitFor()
})
