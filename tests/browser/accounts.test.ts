import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openPage, openSignedIn } from './open-browser.ts'

/** People come, lose their password, and go. */

describe('where no mail is sent', () => {
  let atrium: Atrium
  beforeAll(async () => {
    atrium = await startAtrium()
  })
  afterAll(() => atrium.stop())

  it('an administrator invites somebody, passes the link on, and they see the project', async () => {
    const admin = await openSignedIn(atrium)
    const { page } = admin
    await page.goto(`${atrium.url}/settings/members`)
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByText('Enter an e-mail address').waitFor()
    await dialog.getByLabel('E-mail').fill('grace@atrium.example')
    await dialog.getByLabel('Role').selectOption('editor')
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByText('This installation sends no mail.').first().waitFor()
    const link = await page.getByRole('dialog').getByLabel('Link').inputValue()
    expect(link.startsWith(`${atrium.url}/register/`)).toBe(true)
    await page.getByRole('button', { name: 'Done' }).click()
    const line = page.getByRole('row', { name: /grace@atrium\.example/ })
    await line.getByText('Invited').waitFor()

    const guest = await openPage()
    await guest.page.goto(link)
    await guest.page.getByText('This invitation is for grace@atrium.example.').waitFor()
    await guest.page.getByLabel('First name').fill('Grace')
    await guest.page.getByLabel('Last name').fill('Example')
    await guest.page.getByRole('textbox', { name: 'Password' }).fill('a long passphrase 1')
    await guest.page.getByRole('button', { name: 'Make the account' }).click()
    await guest.page.waitForURL(/\/p\/[0-9a-f-]+$/)
    await guest.page.getByRole('heading', { name: 'Hello Grace' }).waitFor()
    expect(guest.complaints).toEqual([])
    // The link was good once.
    const late = await openPage()
    await late.page.goto(link)
    await late.page.getByText('This invitation does not work').waitFor()

    // Whoever goes is named with what goes along, and is out at once.
    await page.reload()
    await page.getByLabel('Search by name, e-mail or role').fill('grace editor')
    await page.getByText('1 person', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Actions for Grace Example' }).click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await page.getByText('1 session ends').waitFor()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('Nobody has all of these words').waitFor()
    await guest.page.reload()
    await guest.page.getByRole('heading', { name: 'Sign in to Atrium' }).waitFor()
    expect(admin.complaints).toEqual([])
  })

  it('says whom to ask for a new password', async () => {
    const { page } = await openPage()
    await page.goto(`${atrium.url}/login`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByText('Ask an administrator of your organization').waitFor()
  })

  it('shows where one is signed in, and signs out elsewhere', async () => {
    const here = await openSignedIn(atrium)
    const there = await openSignedIn(atrium)
    await here.page.goto(`${atrium.url}/me`)
    await here.page.getByText('this one').waitFor()
    await here.page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await here.page.getByText('Signed out there').waitFor()
    await there.page.goto(`${atrium.url}/me`)
    await there.page.getByRole('heading', { name: 'Sign in to Atrium' }).waitFor()
    await here.page.reload()
    await here.page.getByText('this one').waitFor()
  })
})

describe('where mail is sent', () => {
  let atrium: Atrium
  let mail: MailSink
  beforeAll(async () => {
    mail = await startMailSink()
    atrium = await startAtrium({ env: await mailSettings(mail) })
  })
  afterAll(async () => {
    await atrium.stop()
    await mail.close()
  })
  const linkIn = (text: string): string => /http:\S+/.exec(text)?.[0] ?? ''

  it('a forgotten password is replaced by the mailed link', async () => {
    const { page, complaints } = await openPage()
    await page.goto(`${atrium.url}/forgot-password`)
    await page.getByLabel('E-mail').fill(atrium.adminEmail)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText(`If ${atrium.adminEmail} has an account`).waitFor()
    await page.goto(linkIn(textOf(await mail.next(atrium.adminEmail))))
    await page.getByRole('textbox', { name: 'New password' }).fill('quite another horse 9')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Your password is set').waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail').fill(atrium.adminEmail)
    await page.getByRole('textbox', { name: 'Password' }).fill('quite another horse 9')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: /^Hello/ }).waitFor()
    expect(complaints).toEqual([])
  })

  it('people of an allowed domain register, type in their code, and join', async () => {
    const admin = await openSignedIn({ ...atrium, adminPassword: 'quite another horse 9' })
    await admin.page.goto(`${atrium.url}/settings/members`)
    await admin.page.getByRole('combobox', { name: 'Domains' }).fill('partner.example')
    await admin.page.keyboard.press('Enter')
    await admin.page.getByRole('button', { name: 'Save domains' }).click()
    await admin.page.getByText('The allowed domains are saved').waitFor()
    expect(admin.complaints).toEqual([])

    const { page, complaints } = await openPage()
    await page.goto(`${atrium.url}/register`)
    await page.getByLabel('First name').fill('Lin')
    await page.getByLabel('E-mail').fill('lin@partner.example')
    await page.getByRole('textbox', { name: 'Password' }).fill('a long passphrase 1')
    await page.getByRole('button', { name: 'Make the account' }).click()
    // Without an organization every way leads here.
    await page.waitForURL(/\/verify-email$/)
    await page.goto(atrium.url)
    await page.waitForURL(/\/verify-email$/)
    const code = /\b\d{6}\b/.exec(textOf(await mail.next('lin@partner.example')))?.[0] ?? ''
    const field = page.getByLabel('Code', { exact: true })
    await field.fill(code === '000000' ? '000001' : '000000')
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText('Tries left: 4').waitFor()
    await field.fill(code)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText('lin@partner.example is verified.').waitFor()
    await page.getByRole('button', { name: /^Join / }).click()
    await page.getByRole('heading', { name: 'Hello Lin' }).waitFor()
    expect(complaints).toEqual([])
  })
})
