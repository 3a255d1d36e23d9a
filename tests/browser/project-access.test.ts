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

it('access to a project says where it is from, and roles are given, changed and taken', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const viewer = await people.viewer.results<{ userUuid: string; email: string; firstName: string; lastName: string }>('GET', '/api/v1/user')
  const name = `${viewer.firstName} ${viewer.lastName}`.trim()
  const abilities = () => people.viewer.results<string[]>('GET', `/api/v1/app/abilities/${projectUuid}`)
  await people.admin.results('POST', '/api/v1/org/groups', { name: 'Sales', members: [viewer] })

  await page.goto(`${people.atrium.url}/p/${projectUuid}/settings`)
  await page.getByRole('navigation', { name: 'Project settings' }).getByRole('link', { name: 'Access' }).click()
  await page.getByText('Viewer in the organization').waitFor()
  await page.getByRole('combobox', { name: 'Give a person a role of their own' }).click()
  await page.getByRole('option', { name: viewer.email }).click()
  await page.getByLabel('Role to give').selectOption('Developer')
  await page.getByRole('button', { name: 'Give role' }).click()
  await page.getByText('Developer by a role of their own · Viewer in the organization').waitFor()
  expect(await abilities()).toContain('sql_runner.run')
  await page.getByLabel(`Own role of ${name}`, { exact: true }).selectOption('Interactive viewer')
  await page.getByText('Interactive viewer by a role of their own').waitFor()
  expect(await abilities()).not.toContain('sql_runner.run')

  await page.getByRole('combobox', { name: 'Add a group' }).click()
  await page.getByRole('option', { name: 'Sales' }).click()
  await page.getByLabel('Role of group Sales', { exact: true }).selectOption('Editor')
  await page.getByText('Editor by group Sales · Viewer in the organization · Interactive viewer by a role of their own').waitFor()
  expect(await abilities()).toContain('space.create')
  await page.getByRole('button', { name: `Take the role of ${name} away` }).click()
  await page.getByText('Editor by group Sales · Viewer in the organization', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Take the role of Sales away' }).click()
  await page.getByText('Viewer in the organization', { exact: true }).waitFor()
  expect(await abilities()).not.toContain('space.create')

  // Viewers ask no questions of their own; administrators do.
  const row = page.getByRole('row', { name: /^Ask questions in explores/ })
  expect(await row.getByRole('img').evaluateAll((signs) => signs.map((sign) => sign.getAttribute('aria-label')))).toEqual(['no', 'yes', 'yes', 'yes', 'yes'])
  expect(complaints).toEqual([])
})

it('a service account with access is marked, and counted as none of the people', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const made = await people.admin.results<{ uuid: string }>('POST', '/api/v1/app/service-accounts', { name: 'Nightly loader', role: 'developer' })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/settings/access`)
  await page.getByRole('heading', { name: '3 people can see this project' }).waitFor()
  await page.getByText('1 service account can see it too.').waitFor()
  await page.getByLabel('Search people').fill('service account')
  await page.getByText('Nightly loader', { exact: true }).waitFor()
  expect(await page.getByText('Service account', { exact: true }).count()).toBe(1)
  expect(await page.getByText('Viewer in the organization', { exact: true }).count()).toBe(0)
  await people.admin.results('DELETE', `/api/v1/app/service-accounts/${made.uuid}`)
  expect(complaints).toEqual([])
})

it('who may not manage the project is not led to its access', async () => {
  const { page, projectUuid } = await openSignedIn(people.atrium)
  await page.goto(`${people.atrium.url}/p/${projectUuid}/settings`)
  const navigation = page.getByRole('navigation', { name: 'Project settings' })
  await navigation.getByRole('link', { name: 'General' }).waitFor()
  await page.getByText('You may look at these settings').waitFor()
  expect(await navigation.getByRole('link').allTextContents()).toEqual(['General', 'Tables'])
})
