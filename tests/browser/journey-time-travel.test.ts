import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { root, startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

/** A dashboard that was there the day before yesterday is deleted today; somebody looks at yesterday and brings it back. */

const second = { email: 'second@atrium.example', token: 'atr_pat_test_fedcba9876543210fedcba9876543210' }
const run = promisify(execFile)

let atrium: Atrium
let viewer: ApiClient
let admin: ApiClient
let asAdmin: { url: string; adminEmail: string; adminPassword: string }

beforeAll(async () => {
  // The demo is made two days ago, by the one who only looks today.
  const before = await startAtrium({ fresh: true, now: new Date(Date.now() - 2 * 86_400_000).toISOString() })
  await before.stop({ keepData: true })
  atrium = await startAtrium({ fresh: true, dataDir: before.dataDir, env: { ATRIUM_ADMIN_EMAIL: second.email, ATRIUM_ADMIN_TOKEN: second.token } })
  viewer = withToken(atrium.url, atrium.token)
  const { userUuid } = await viewer.results<{ userUuid: string }>('GET', '/api/v1/user')
  admin = withToken(atrium.url, second.token)
  await admin.results('PATCH', `/api/v1/org/users/${userUuid}`, { role: 'viewer' })
  asAdmin = { url: atrium.url, adminEmail: second.email, adminPassword: atrium.adminPassword }
}, 240_000)
afterAll(async () => {
  await atrium.stop()
})

it('a deleted dashboard is found as of yesterday and brought back; its history and the audit log tell of it', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(asAdmin)
  const project = `${atrium.url}/p/${projectUuid}`
  const [dashboard] = await viewer.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
  if (dashboard === undefined) throw new Error('the demo has no dashboard')
  const { uuid, name } = dashboard
  await viewer.results('GET', `/api/v1/dashboards/${uuid}`)
  // Who looked is written in batches.
  await expect
    .poll(async () => (await admin.results<{ viewerCount: number }>('GET', `/api/v1/app/impact/dashboards/${uuid}`)).viewerCount, { timeout: 30_000 })
    .toBe(1)
  const { firstName, lastName } = await viewer.results<{ firstName: string; lastName: string }>('GET', '/api/v1/user')

  await page.goto(`${project}/dashboards/${uuid}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Delete dashboard' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('group', { name: 'Who would notice' }).getByText(`${firstName} ${lastName}`, { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForURL(/\/dashboards$/)
  await page
    .getByRole('alert')
    .filter({ hasText: `“${name}” is in the trash` })
    .getByRole('button', { name: 'Undo' })
    .waitFor()
  await page.getByRole('link', { name, exact: true }).waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'As of…' }).click()
  await page.getByRole('button', { name: 'Yesterday at this time' }).click()
  await page.getByText('You are looking at the past', { exact: false }).waitFor()
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText('Deleted').waitFor()
  await row.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  const banner = page.getByRole('status').filter({ hasText: 'You are looking at the past' })
  await banner.getByText('The data are of today.', { exact: false }).waitFor()
  await whenLoaded(page)
  expect(await page.getByText('could not run', { exact: false }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0)
  const past = page.url()

  // Who may not change it sees the same, and is not offered to bring it back.
  const seen = await openSignedIn(atrium)
  await seen.page.goto(past)
  await seen.page.getByRole('heading', { level: 1, name }).waitFor()
  await whenLoaded(seen.page)
  expect(await seen.page.getByRole('button', { name: 'Restore this' }).count()).toBe(0)
  expect(seen.complaints).toEqual([])

  await banner.getByRole('button', { name: 'Restore this' }).click()
  await page.waitForURL(new RegExp(`/dashboards/${uuid}$`))
  await page.getByRole('link', { name: 'Edit', exact: true }).waitFor()

  await page.goto(`${project}/dashboards/${uuid}/history`)
  const versions = page.getByRole('list', { name: 'Versions, newest first' })
  await versions.getByText('Taken out of the trash').waitFor()
  await versions.getByText('Moved to the trash').waitFor()
  await page.getByRole('complementary', { name: 'History' }).getByRole('button', { name: 'As of…' }).click()
  await page.getByLabel('Another moment').fill('2001-01-01T00:00')
  await page.getByRole('button', { name: 'Look', exact: true }).last().click()
  await page.getByText('was not there yet', { exact: false }).waitFor()
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([])

  const verified = await run(process.execPath, [path.join(root, 'dist', 'cli.js'), 'audit', 'verify'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ATRIUM_DATA_DIR: atrium.dataDir },
  })
  expect(verified.stdout).toMatch(/^OK: \d+ lines/)
})
