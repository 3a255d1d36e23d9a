import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { totpCode } from '../harness/totp.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openPage, openSignedIn } from './open-browser.ts'

let atrium: Atrium
beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(() => atrium.stop())

/** An administrator of the test's own: second factors belong to a person. */
let me: WayIn
let people = 0
beforeEach(async () => {
  const [admin, email] = [withToken(atrium.url, atrium.token), `admin-${(people += 1)}@atrium.example`]
  const { inviteCode } = await admin.results<{ inviteCode: string }>('POST', '/api/v1/invite-links', { email, role: 'admin' })
  await admin.results('POST', '/api/v1/user', { inviteCode, firstName: 'Ada', lastName: 'Test', password: atrium.adminPassword })
  me = { url: atrium.url, adminEmail: email, adminPassword: atrium.adminPassword, token: atrium.token }
})

/** Refused sign-ins are among what is tested; browsers write every one of them to the console. */
const unexpected = (complaints: readonly string[]): string[] => complaints.filter((each) => !/status of (401|400)/.test(each))
const stepMs = 30_000

async function typePassword(page: Page): Promise<void> {
  await page.goto(`${atrium.url}/login`)
  await page.getByLabel('E-mail').fill(me.adminEmail)
  await page.getByRole('textbox', { name: 'Password' }).fill(me.adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Sets up an app on the page that offers one. The code that it takes is used up. */
async function setUpApp(page: Page): Promise<{ key: string; codes: string[]; at: number }> {
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  const key = ((await page.locator('pre').first().textContent()) ?? '').replaceAll(/\s/g, '')
  expect(key).toMatch(/^[A-Z2-7]{32}$/)
  const at = Date.now()
  await page.getByLabel('Then type the code that it shows').fill(totpCode(key, at))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('They are shown this once only').waitFor()
  const codes = ((await page.locator('pre').first().textContent()) ?? '').trim().split('\n')
  expect(codes).toHaveLength(10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  return { key, codes, at }
}

describe('an authenticator app', () => {
  it('is set up, asked for at the next sign-in, and replaced by a recovery code when it is lost', async () => {
    const mine = await openSignedIn(me)
    await mine.page.goto(`${atrium.url}/me/security`)
    await mine.page.getByRole('button', { name: 'Set up an app' }).click()
    const { key, codes, at } = await setUpApp(mine.page)
    await mine.page.getByText('10 codes are left').waitFor()
    expect(unexpected(mine.complaints)).toEqual([])

    const { page, context, complaints } = await openPage()
    await typePassword(page)
    await page.getByText('Type the code that your authenticator app shows now.').waitFor()
    // Between the two steps nobody is signed in.
    expect((await context.request.get(`${atrium.url}/api/v1/user`)).status()).toBe(401)
    await page.getByRole('textbox', { name: 'Code' }).fill(totpCode(key, at))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('it was used before').waitFor()
    await page.getByRole('textbox', { name: 'Code' }).fill(totpCode(key, at + stepMs))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()

    await context.clearCookies({ name: 'connect.sid' })
    await typePassword(page)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(codes[3] ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()
    await page.goto(`${atrium.url}/me/security`)
    await page.getByText('9 codes are left').waitFor()
    expect(unexpected(complaints)).toEqual([])
  })
})

describe('a passkey', () => {
  it('is added, signs in alone and after a password, and is removed', async () => {
    const { page, context, complaints } = await openSignedIn(me)
    const devTools = await context.newCDPSession(page)
    await devTools.send('WebAuthn.enable')
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const leave = (): Promise<void> => context.clearCookies({ name: 'connect.sid' })
    await page.goto(`${atrium.url}/me/security`)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Test machine')
    await dialog.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page
      .getByRole('row', { name: /Test machine/ })
      .getByText('not yet')
      .waitFor()

    await leave()
    await page.goto(`${atrium.url}/login`)
    await page.getByRole('button', { name: 'Use a passkey instead' }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()

    await leave()
    await typePassword(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()

    await page.goto(`${atrium.url}/me/security`)
    await page.getByRole('button', { name: 'Actions for Test machine' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('You have no passkeys.').waitFor()
    expect(unexpected(complaints)).toEqual([])

    await leave()
    await page.goto(`${atrium.url}/login`)
    await page.getByRole('button', { name: 'Use a passkey instead' }).click()
    await page.getByText('This passkey is not known here').waitFor()
  })
})

describe('an organization that asks everybody for a second factor', () => {
  // Not tried again: the organization asks everybody by then.
  it('lets people in when they have set one up', { retry: 0 }, async () => {
    const { page, complaints } = await openSignedIn(me)
    await page.goto(`${atrium.url}/settings/members`)
    await page.getByRole('switch', { name: 'Everybody must have a second factor' }).click()
    await page.getByText('Everybody needs a second factor now').waitFor()
    await page.goto(`${atrium.url}/me`)
    await page.waitForURL(/\/second-factor\?/)
    const { page: elsewhere } = await openPage()
    await typePassword(elsewhere)
    await elsewhere.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    // A key that was shown later takes the place of an earlier one.
    await page.reload()
    await setUpApp(page)
    await page.waitForURL(/\/me$/)
    await page.goto(`${atrium.url}/settings/members`)
    await page
      .getByRole('row', { name: new RegExp(me.adminEmail) })
      .getByText('App', { exact: true })
      .waitFor()
    expect(complaints.filter((each) => !/status of 403/.test(each))).toEqual([])
  })
})

describe('when the sign-in is old', () => {
  // What the organization asks for would be asked here too.
  beforeAll(async () => {
    await atrium.stop()
    atrium = await startAtrium()
  })

  let minutes = 0
  /** The product twenty minutes later: whoever is signed in stays it, and did so long ago. */
  async function letTimePass(): Promise<void> {
    minutes += 20
    await atrium.stop({ keepData: true })
    const now = new Date(Date.now() + minutes * 60_000).toISOString()
    atrium = await startAtrium({ dataDir: atrium.dataDir, now })
    me = { ...me, url: atrium.url }
  }

  it('a new e-mail address asks over the page for the password, and goes on', async () => {
    const { page, complaints } = await openSignedIn(me)
    await letTimePass()
    await page.goto(`${atrium.url}/me`)
    await page.getByRole('textbox', { name: 'E-mail' }).fill(`new-${me.adminEmail}`)
    await page.getByRole('button', { name: 'Save' }).click()
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await dialog.getByRole('textbox', { name: 'Password' }).fill('not it at all 1')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.getByText('Email and password not recognized').waitFor()
    await dialog.getByRole('textbox', { name: 'Password' }).fill(me.adminPassword)
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('Saved').waitFor()
    await page.reload()
    await expect.poll(() => page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(`new-${me.adminEmail}`)
    expect(complaints.filter((each) => !/status of (401|403)/.test(each))).toEqual([])
  })

  it('who lets others in is asked over the page who they are, and what they did goes on', async () => {
    const admin = withToken(atrium.url, atrium.token)
    await admin.results('POST', '/api/v1/invite-links', { email: 'grace@atrium.example', role: 'viewer', expiresAt: new Date(Date.now() + 86_400_000) })
    const account = await admin.results<{ uuid: string }>('POST', '/api/v1/app/service-accounts', { name: 'Loader', role: 'viewer' })
    const visitors = [await openSignedIn(me), await openSignedIn(me), await openSignedIn(me), await openSignedIn(me)]
    await letTimePass()
    const prove = async (page: Page): Promise<void> => {
      const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
      await dialog.getByRole('textbox', { name: 'Password' }).fill(me.adminPassword)
      await dialog.getByRole('button', { name: 'Confirm' }).click()
    }
    const acts: ((page: Page) => Promise<() => Promise<void>>)[] = [
      async (page) => {
        await page.goto(`${atrium.url}/settings/members`)
        await page.getByRole('button', { name: 'Invite somebody' }).click()
        await page.getByRole('dialog').getByLabel('E-mail').fill('ida@atrium.example')
        await page.getByRole('dialog').getByLabel('Role').selectOption('admin')
        await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click()
        return async () => expect(await page.getByRole('textbox', { name: 'Link' }).inputValue()).toContain('/register/')
      },
      async (page) => {
        await page.goto(`${atrium.url}/settings/members`)
        await page
          .getByRole('row', { name: new RegExp(me.adminEmail) })
          .getByRole('button', { name: /^Actions for/ })
          .click()
        await page.getByRole('menuitem', { name: 'New password…' }).click()
        return async () => expect(await page.getByRole('textbox', { name: 'Link' }).inputValue()).toContain('/reset-password/')
      },
      async (page) => {
        await page.goto(`${atrium.url}/settings/members`)
        await page.getByLabel('Role of grace@atrium.example').selectOption('admin')
        return () => page.getByText('grace@atrium.example is now Admin').waitFor()
      },
      async (page) => {
        await page.goto(`${atrium.url}/settings/service-accounts/${account.uuid}`)
        await page.getByRole('button', { name: 'New token' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('What is it for?').fill('ci')
        await dialog.getByRole('combobox', { name: 'Scopes' }).fill('project:read')
        await page.getByRole('option', { name: 'project:read' }).click()
        await page.keyboard.press('Escape')
        await dialog.getByRole('button', { name: 'New token' }).click()
        return () => page.getByText('Copy it now').waitFor()
      },
    ]
    for (const [index, { page, complaints }] of visitors.entries()) {
      const whenDone = await acts[index]?.(page)
      await prove(page)
      await whenDone?.()
      expect(complaints.filter((each) => !/status of 403/.test(each))).toEqual([])
    }
  })
})
