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

it('a deleted chart is found in the trash from the spaces, and comes back to where it was', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const [chart] = await people.admin.results<{ uuid: string; name: string; spaceUuid: string }[]>('GET', `/api/v1/projects/${projectUuid}/charts`)
  if (chart === undefined) throw new Error('the demo has no chart')
  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${chart.spaceUuid}`)
  await page.getByRole('link', { name: chart.name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: chart.name }).waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete chart' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete chart' }).click()
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Spaces' }).click()
  await page.getByRole('link', { name: 'Trash' }).click()
  await page
    .getByRole('row')
    .filter({ hasText: chart.name })
    .getByText(/^Chart in /)
    .waitFor()

  // Who may not delete it may not bring it back, and is not offered to.
  const viewer = await openSignedIn(people.atrium)
  await viewer.page.goto(`${people.atrium.url}/p/${projectUuid}/trash`)
  await viewer.page.getByRole('row').filter({ hasText: chart.name }).waitFor()
  expect(await viewer.page.getByRole('button', { name: /^Restore/ }).count()).toBe(0)

  await page.getByRole('button', { name: `Restore ${chart.name}` }).click()
  await page.getByText('The trash is empty', { exact: false }).waitFor()
  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${chart.spaceUuid}`)
  await page.getByRole('link', { name: chart.name, exact: true }).waitFor()
  expect(complaints).toEqual([])
})

it('a viewer is led to what they may use, and told what the rest takes', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.atrium)
  const project = `${people.atrium.url}/p/${projectUuid}`
  await page.goto(`${project}/dashboards`)
  await page.getByRole('link', { name: 'Shop overview' }).waitFor()
  await whenLoaded(page)
  for (const name of ['New', 'New dashboard']) expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
  for (const name of ['SQL', 'Explore', 'Develop']) expect(await page.getByRole('link', { name, exact: true }).count()).toBe(0)
  await page.goto(`${project}/sql`)
  await page.getByText('at least the role Developer', { exact: false }).waitFor()
  await page.goto(`${people.atrium.url}/settings/scim`)
  await page.getByText('This page is for administrators', { exact: false }).waitFor()
  expect(complaints).toEqual([])
})

it('what is deleted can be taken back at once, and its list shows it again: a chart, a dashboard, a space', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const inProject = `/api/v1/projects/${projectUuid}`
  const [chart] = await people.admin.results<{ uuid: string; name: string; spaceUuid: string }[]>('GET', `${inProject}/charts`)
  const [dashboard] = await people.admin.results<{ uuid: string; name: string }[]>('GET', `${inProject}/dashboards`)
  const space = await people.admin.results<{ uuid: string; name: string }>('POST', `${inProject}/spaces`, { name: 'Drafts' })
  if (chart === undefined || dashboard === undefined) throw new Error('the demo has no chart or no dashboard')
  const kinds = [
    { thing: chart, path: `charts/${chart.uuid}`, remove: 'Delete chart', confirm: 'Delete chart', list: new RegExp(`/spaces/${chart.spaceUuid}$`) },
    { thing: dashboard, path: `dashboards/${dashboard.uuid}`, remove: 'Delete dashboard', confirm: 'Delete', list: /\/dashboards$/ },
    { thing: space, path: `spaces/${space.uuid}`, remove: 'Delete space', confirm: 'Delete space', list: /\/spaces$/ },
  ]
  for (const { thing, path, remove, confirm, list } of kinds) {
    await page.goto(`${people.atrium.url}/p/${projectUuid}/${path}`)
    await page.getByRole('button', { name: /^More/ }).click()
    await page.getByRole('menuitem', { name: remove }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: confirm, exact: true }).click()
    await page.waitForURL(list)
    await page.getByRole('link', { name: thing.name, exact: true }).waitFor({ state: 'detached' })
    const trashed = page.getByRole('alert').filter({ hasText: `“${thing.name}” is in the trash` })
    await trashed.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`“${thing.name}” is back where it was`).waitFor()
    await page.getByRole('link', { name: thing.name, exact: true }).waitFor()
  }
  expect(complaints).toEqual([])
})
