import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'

let people: WithViewer
let dashboards: { uuid: string; name: string }[]

beforeAll(async () => {
  people = await startWithViewer()
  dashboards = await people.admin.results('GET', `/api/v1/projects/${people.projectUuid}/dashboards`)
})
afterAll(async () => {
  await people.atrium.stop()
})

const pathOf = (rest = ''): string => `${people.atrium.url}/p/${people.projectUuid}${rest}`
const firstDashboard = (): { uuid: string; name: string } => dashboards[0] ?? { uuid: '', name: '' }
const pinnedNames = (page: Page): Promise<string[]> => page.getByRole('region', { name: 'Pinned' }).getByRole('listitem').getByRole('link').allTextContents()

it('a comment that mentions somebody reaches their bell and leads them to the tile; it is answered, resolved and gone', async () => {
  await people.admin.results('PATCH', `/api/v1/org/users/${people.viewerUuid}`, { role: 'interactive_viewer' })
  const viewer = await people.viewer.results<{ firstName: string; lastName: string }>('GET', '/api/v1/user')
  const name = `${viewer.firstName} ${viewer.lastName}`.trim()
  const admin = await openSignedIn(people.asAdmin)
  const { page } = admin
  await page.goto(pathOf(`/dashboards/${firstDashboard().uuid}`))
  await page
    .getByRole('button', { name: /^Comments on / })
    .first()
    .click()
  const panel = page.getByRole('dialog', { name: 'Comments' })
  const field = panel.getByRole('textbox', { name: /^Comment on / })
  await field.fill('Why so few? ')
  await field.pressSequentially(`@${name.slice(0, 3)}`)
  // By keyboard: the first person that is offered.
  await page.getByRole('option', { name, exact: true }).waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toBe(`Why so few? @${name} `)
  await field.pressSequentially('<img src=x onerror=alert(1)>')
  await panel.getByRole('button', { name: 'Send' }).click()
  await panel.getByRole('article').getByText('<img src=x onerror=alert(1)>', { exact: false }).waitFor()
  expect(await panel.getByRole('article').locator('img').count()).toBe(0)
  expect(await panel.getByRole('article').locator('strong').allTextContents()).toEqual([`@${name}`])

  const other = await openSignedIn(people.atrium)
  await other.page.goto(pathOf())
  await other.page
    .getByRole('region', { name: 'Needs you' })
    .getByRole('link', { name: /mentioned you/ })
    .waitFor()
  await other.page.getByRole('button', { name: 'Notifications: 1 new' }).click()
  await other.page
    .getByRole('dialog', { name: 'Notifications' })
    .getByRole('link', { name: /mentioned you/ })
    .click()
  const theirs = other.page.getByRole('dialog', { name: 'Comments' })
  await theirs.getByRole('button', { name: 'Reply' }).click()
  await theirs.getByRole('textbox', { name: 'Reply' }).fill('A holiday.')
  await theirs.getByRole('button', { name: 'Reply' }).click()
  await theirs.getByRole('list', { name: 'Replies' }).getByText('A holiday.').waitFor()
  expect(await theirs.getByRole('button', { name: 'Resolve' }).count()).toBe(0)
  await theirs.getByRole('button', { name: 'Close' }).or(theirs.locator('.mantine-Drawer-close')).first().click()
  await other.page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()

  // The panel of the first is open all the time.
  await panel.getByRole('list', { name: 'Replies' }).getByText('A holiday.').waitFor()
  await panel.getByRole('button', { name: 'Resolve' }).click()
  await panel.getByRole('article').waitFor({ state: 'detached' })
  expect([...admin.complaints, ...other.complaints]).toEqual([])
})

it('what is pinned stands on the home page of everybody, in the order that is made by keyboard or by dragging', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  const charts = await people.admin.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${people.projectUuid}/charts`)
  const [first, second] = charts
  const dashboard = firstDashboard()
  await page.goto(pathOf(`/dashboards/${dashboard.uuid}`))
  await page.getByRole('button', { name: 'More', exact: false }).last().waitFor()
  await page.getByRole('button', { name: /^More/ }).first().click()
  await page.getByRole('menuitem', { name: 'Pin to home' }).click()
  await page.getByText('Pinned to the home page', { exact: false }).waitFor()
  for (const chart of [first, second]) await people.admin.results('PATCH', `/api/v1/saved/${chart?.uuid}/pinning`)

  await page.goto(pathOf())
  const names = [dashboard.name, first?.name ?? '', second?.name ?? '']
  await expect.poll(() => pinnedNames(page)).toEqual(names)
  const up = page.getByRole('button', { name: `Move ${names[2]} up` })
  await up.focus()
  await up.press('Enter')
  await expect.poll(() => pinnedNames(page)).toEqual([names[0], names[2], names[1]])
  await page.getByRole('status').getByText(`${names[2]} is at place 2 of 3`).waitFor()
  const rows = page.getByRole('region', { name: 'Pinned' }).getByRole('listitem')
  await rows.nth(2).dragTo(rows.nth(0))
  await expect.poll(() => pinnedNames(page)).toEqual([names[1], names[0], names[2]])
  await page.reload()
  await expect.poll(() => pinnedNames(page)).toEqual([names[1], names[0], names[2]])

  const viewer = await openSignedIn(people.atrium)
  await viewer.page.goto(pathOf())
  await expect.poll(() => pinnedNames(viewer.page)).toEqual([names[1], names[0], names[2]])
  expect(await viewer.page.getByRole('button', { name: /^Move / }).count()).toBe(0)
  expect([...complaints, ...viewer.complaints]).toEqual([])
})

it('a star makes a favourite, which the home page shows beside what was opened last', async () => {
  const { page, complaints } = await openSignedIn(people.atrium)
  const { uuid, name } = firstDashboard()
  await page.goto(pathOf(`/dashboards/${uuid}`))
  const star = page.getByRole('button', { name: `Favourite: ${name}` })
  await star.click()
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
  await page.goto(pathOf())
  await page.getByRole('region', { name: 'Favourites' }).getByRole('link', { name }).waitFor()
  await page.getByRole('region', { name: 'Recent' }).getByRole('link', { name }).waitFor()
  await page.getByRole('region', { name: 'Favourites' }).getByRole('link', { name }).click()
  await star.click()
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('false')
  expect(complaints).toEqual([])
})

it('a short link opens the explore as it was, under either of its addresses', async () => {
  const { page, context, complaints } = await openSignedIn(people.asAdmin)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [chart] = await people.admin.results<{ uuid: string }[]>('GET', `/api/v1/projects/${people.projectUuid}/charts`)
  await page.goto(pathOf(`/charts/${chart?.uuid}`))
  await page.getByRole('link', { name: 'Explore from here' }).click()
  await page.waitForURL(/create_saved_chart_version=/)
  // The address goes before the page.
  await page.getByRole('heading', { name: 'Results' }).waitFor()
  const whole = page.url()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy short link' }).click()
  await page.getByText('Short link copied').waitFor()
  const short = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(short).toMatch(/\/explore\/\w+\?s=[\w-]{22}$/)
  await page.goto(short)
  await page.waitForURL(whole)
  await page.goto(`${people.atrium.url}/share/${new URL(short).searchParams.get('s')}`)
  await page.waitForURL(whole)
  expect(complaints).toEqual([])
})
