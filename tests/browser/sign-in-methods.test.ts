import { afterAll, beforeAll, expect, it } from 'vitest'
import { startIdentityProvider, type IdentityProvider } from '../harness/identity-provider.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openPage, openSignedIn } from './open-browser.ts'

let atrium: Atrium
let provider: IdentityProvider

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
  provider = await startIdentityProvider({
    redirectUri: `${atrium.url}/api/v1/oauth/redirect/oidc/acme-id`,
    people: {
      ida: { email: 'ida@acme.example', email_verified: true, given_name: 'Ida', family_name: 'Test', groups: ['bi'] },
      una: { email: 'una@acme.example', email_verified: false },
      boss: { email: 'boss@acme.example', email_verified: true },
    },
  })
})
afterAll(async () => {
  await provider.close()
  await atrium.stop()
})

it('an administrator adds a provider, is told what does not work, and mends it', async () => {
  const { page, complaints, context } = await openSignedIn(atrium)
  await context.request.post(`${atrium.url}/api/v1/org/groups`, { data: { name: 'Analysts' } })
  await page.goto(`${atrium.url}/settings`)
  await page.getByRole('link', { name: 'Sign-in methods' }).click()
  await page.getByText('There is none yet').waitFor()
  // Without a provider nobody can be told to use one.
  expect(await page.getByLabel('Members can sign in with a password').isDisabled()).toBe(true)

  await page.getByRole('button', { name: 'Add provider' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Name/).fill('Acme ID')
  await dialog.getByText(`${atrium.url}/api/v1/oauth/redirect/oidc/acme-id`).waitFor()
  await dialog.getByLabel('Issuer').fill(provider.issuer)
  await dialog.getByLabel('Client ID').fill(provider.clientId)
  await dialog.getByLabel('Client secret').first().fill('not the secret')
  await dialog.getByLabel('Scopes').fill('openid profile email groups')
  await dialog.getByLabel('People without an account get one').check()
  await dialog.getByLabel('Claim with the groups').fill('groups')
  await dialog.getByRole('button', { name: 'Add a group' }).click()
  await dialog.getByLabel('Value of the claim').fill('bi')
  await dialog.getByLabel('Group here').selectOption('Analysts')
  await dialog.getByRole('button', { name: 'Save and test' }).click()

  const row = page.getByRole('region', { name: 'Acme ID' })
  await row.getByText('Acme ID is saved, but does not work yet').waitFor()
  await row.getByText('The provider does not accept the client with this secret', { exact: false }).waitFor()
  await row.getByRole('button', { name: 'Change Acme ID' }).click()
  expect(await dialog.getByLabel('Client secret').first().inputValue()).toBe('')
  await dialog.getByLabel('Client secret').first().fill(provider.clientSecret)
  await dialog.getByRole('button', { name: 'Save and test' }).click()
  await row.getByText('Acme ID works').waitFor()
  expect(await row.getByRole('listitem').count()).toBe(5)
  expect(complaints).toEqual([])
})

it('people sign in with it, and come back to where they wanted to be', async () => {
  const { page, complaints, context } = await openPage()
  await page.goto(`${atrium.url}/me`)
  await page.getByRole('heading', { name: 'Sign in to Atrium' }).waitFor()
  provider.next = 'una'
  await page.getByRole('link', { name: 'Sign in with Acme ID' }).click()
  await page.getByRole('alert').getByText('The identity provider does not vouch for your e-mail address', { exact: false }).waitFor()
  // The provider would remember who was there. Where one wanted to go is in the address, and not forgotten.
  await context.clearCookies()
  provider.next = 'ida'
  await page.getByRole('link', { name: 'Sign in with Acme ID' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  expect(await page.getByLabel('First name').inputValue()).toBe('Ida')
  // The only way in of somebody without a password stays.
  await page.getByRole('button', { name: 'Unlink ida@acme.example' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).click()
  await page.getByText('This is your only way to sign in. Set a password first.').waitFor()
  // A browser names what the server refused.
  expect(complaints.filter((complaint) => !complaint.includes('status of 4'))).toEqual([])
})

it('an administrator links an account, and passwords can be switched off for the others', async () => {
  const { page } = await openSignedIn(atrium)
  provider.next = 'boss'
  await page.goto(`${atrium.url}/me`)
  await page.getByRole('button', { name: 'Link Acme ID' }).click()
  await page.getByText('boss@acme.example').waitFor()
  await page.goto(`${atrium.url}/settings/sign-in-methods`)
  await page.getByText(`(${atrium.adminEmail})`).waitFor()
  await page.getByLabel('Members can sign in with a password').click()
  await page.getByText('Saved', { exact: true }).waitFor()

  const visitor = await openPage()
  await visitor.page.goto(`${atrium.url}/login`)
  await visitor.page.getByRole('link', { name: 'Sign in with Acme ID' }).waitFor()
  expect(await visitor.page.getByLabel('Password').count()).toBe(0)
  await visitor.page.getByRole('button', { name: 'Sign in with a password (administrators)' }).click()
  await visitor.page.getByLabel('E-mail').fill(atrium.adminEmail)
  await visitor.page.getByRole('textbox', { name: 'Password' }).fill(atrium.adminPassword)
  await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await visitor.page.getByRole('heading', { name: /^Hello/ }).waitFor()
})
