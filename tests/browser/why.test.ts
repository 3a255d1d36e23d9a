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

it('an administrator asks why somebody cannot see a thing, mends it, and asks again', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const viewer = await people.viewer.results<{ userUuid: string; email: string }>('GET', '/api/v1/user')
  const inProject = `/api/v1/projects/${projectUuid}`
  const space = await people.admin.results<{ uuid: string }>('POST', `${inProject}/spaces`, { name: 'Board', isPrivate: true })

  await page.goto(`${people.atrium.url}/p/${projectUuid}/settings/access`)
  await page.getByRole('combobox', { name: 'Person', exact: true }).click()
  await page.getByRole('option', { name: viewer.email }).click()
  const answer = page.getByRole('group', { name: 'Answer' })
  await answer.getByText('can see the project “Atrium demo”').waitFor()
  await answer.getByText('Change name, time zone and calendar: no. Their role in the project is too low. It takes at least the role Editor.').waitFor()

  await page.getByLabel('Kind of thing').selectOption('Explore')
  await page.getByRole('combobox', { name: 'Thing', exact: true }).click()
  await page.getByRole('option', { name: 'Orders', exact: true }).click()
  await answer.getByText('All fields and all rows.').waitFor()
  await answer.getByText('Ask questions in explores: no.', { exact: false }).waitFor()

  await page.getByLabel('Kind of thing').selectOption('Space')
  await page.getByRole('combobox', { name: 'Thing', exact: true }).click()
  await page.getByRole('option', { name: 'Board', exact: true }).click()
  await answer.getByText('cannot see the space “Board”').waitFor()
  await answer.getByText('The space is private · not shared with them or a group of theirs').waitFor()

  await people.admin.results('POST', `${inProject}/spaces/${space.uuid}/share`, { userUuid: viewer.userUuid, spaceRole: 'viewer' })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${space.uuid}`)
  await page.getByRole('button', { name: 'Share' }).click()
  await page
    .getByRole('button', { name: /^Why\?/ })
    .last()
    .click()
  await page.getByRole('group', { name: 'Answer' }).getByText('can see the space “Board”').waitFor()
  expect(complaints).toEqual([])
})
