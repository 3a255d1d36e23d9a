import type { Page } from 'playwright-core'
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

const call = (path: string, token: string, init: RequestInit = {}): Promise<Response> =>
  fetch(people.atrium.url + path, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })

const openSettings = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: entry, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}
const shownSecret = async (page: Page): Promise<string> => {
  const dialog = page.getByRole('dialog').filter({ hasText: 'Copy it now' })
  const secret = await dialog.locator('pre').innerText()
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  return secret
}

it('a service account is made, its token reaches its scopes and nothing else, until it is revoked', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/settings/service-accounts`)
  await page.getByText('There is no service account yet').waitFor()
  await page.getByRole('button', { name: 'New service account' }).first().click()
  await page.getByLabel('Name').fill('Nightly loader')
  await page.getByLabel('Role in the organization').selectOption('Viewer')
  await page.getByRole('button', { name: 'Create service account' }).click()
  await page.getByRole('heading', { name: 'Nightly loader' }).waitFor()

  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is it for?').fill('ci')
  await dialog.getByRole('combobox', { name: 'Scopes' }).fill('project:read')
  await page.getByRole('option', { name: 'project:read' }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'New token' }).click()
  const secret = await shownSecret(page)
  expect(secret).toMatch(/^atr_svc_/)

  const project = `/api/v1/projects/${people.projectUuid}`
  expect((await call(project, secret)).status).toBe(200)
  const refused = await call(`${project}/explores`, secret)
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("required scope 'model:read'")])
  await page.reload()
  await page.getByRole('cell', { name: /from 127\.0\.0\.1|from ::1/ }).waitFor()

  // Renewed with an overlap both secrets work; then it is revoked among all tokens.
  await page.getByRole('button', { name: 'Actions on ci' }).click()
  await page.getByRole('menuitem', { name: 'New secret' }).click()
  await page.getByLabel('The old secret').selectOption('works for another hour')
  await page.getByRole('button', { name: 'New secret' }).click()
  const renewed = await shownSecret(page)
  for (const token of [secret, renewed]) expect((await call(project, token)).status).toBe(200)
  await page.getByText('The old secret ends').waitFor()
  await openSettings(page, 'All tokens')
  await page.getByLabel('Search by description, owner or scope').fill('nightly')
  await page.getByRole('button', { name: 'Actions on ci' }).click()
  await page.getByRole('menuitem', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('No token fits this.').waitFor()
  for (const token of [secret, renewed]) expect((await call(project, token)).status).toBe(401)
  expect(complaints).toEqual([])
})

it('a provider of identities is given an address and a token, and what it makes is marked', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/settings/scim`)
  const address = await page.getByLabel('SCIM base URL').inputValue()
  expect(address).toBe(`${people.atrium.url}/scim/v2`)
  await page.getByRole('button', { name: 'New SCIM token' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New token' }).click()
  const secret = await shownSecret(page)
  await page.getByText('There is 1 token for it.').waitFor()
  const made = await call('/scim/v2/Users', secret, {
    method: 'POST',
    body: JSON.stringify({ userName: 'grace@provider.example', name: { givenName: 'Grace', familyName: 'Hopper' } }),
  })
  expect(made.status).toBe(201)
  await call('/scim/v2/Groups', secret, { method: 'POST', body: JSON.stringify({ displayName: 'From the provider' }) })
  expect((await call('/api/v1/org', secret)).status).toBe(403)

  await openSettings(page, 'Members')
  await page.getByRole('row', { name: /Grace Hopper.*Managed by SCIM/ }).waitFor()
  await openSettings(page, 'Groups')
  await page.getByRole('row', { name: /From the provider.*Managed by SCIM/ }).waitFor()
  await page.getByRole('link', { name: 'From the provider' }).click()
  await page.getByText('has the last word on the name and the people of this group').waitFor()
  await openSettings(page, 'Audit log')
  await page
    .getByRole('cell', { name: /Identity provider.*Service account/ })
    .first()
    .waitFor()
  expect(complaints).toEqual([])
})

it('a token of one’s own can be narrowed, and rules of the organization bound how long it lives', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/settings/tokens`)
  await page.getByRole('group', { name: 'Of people' }).getByLabel('Days at most').fill('30')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  await openSettings(page, 'Tokens')
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Your organization allows 30 days at most.').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'New token' }).click()
  expect(await dialog.getByLabel('Expires').locator('option').allTextContents()).toEqual(['in 7 days', 'in 30 days'])
  await dialog.getByLabel('Expires').selectOption('in 7 days')
  await dialog.getByLabel('What is it for?').fill('my laptop')
  await dialog.getByRole('switch', { name: 'Only for some things' }).check()
  await dialog.getByRole('combobox', { name: 'Scopes' }).fill('member:read')
  await page.getByRole('option', { name: 'member:read' }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'New token' }).click()
  const secret = await shownSecret(page)
  expect([(await call('/api/v1/org/users', secret)).status, (await call('/api/v1/org/groups', secret)).status]).toEqual([200, 403])
  await page.getByRole('alert').filter({ hasText: 'my laptop' }).waitFor()
  expect(complaints).toEqual([])
})

it('an agent is connected with what the page of tokens says', async () => {
  const { page, complaints } = await openSignedIn(people.asAdmin)
  await page.goto(`${people.atrium.url}/me/tokens`)
  const settings = await page.locator('section').filter({ hasText: 'Settings for HTTP' }).locator('pre').innerText()
  const { url, headers } = (JSON.parse(settings) as { mcpServers: { atrium: { url: string; headers: Record<string, string> } } }).mcpServers.atrium
  expect(headers).toEqual({ Authorization: 'Bearer <your token>' })
  const send = (token: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
  expect([(await send('<your token>')).status, (await send(people.atrium.token)).status]).toEqual([401, 200])
  expect(complaints).toEqual([])
})
