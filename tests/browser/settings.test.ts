import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { launchBrowser, openSignedIn } from './open-browser.ts'

let atrium: Atrium
let browser: Browser

beforeAll(async () => {
  ;[atrium, browser] = await Promise.all([startAtrium(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await atrium.stop()
})

it('the settings of a project are found in its menu, saved, and hold after a reload', async () => {
  const { page, projectUuid, context, complaints } = await openSignedIn(browser, atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.getByRole('button', { name: /^Project Atrium demo/ }).click()
  await page.getByRole('menuitem', { name: 'Project settings' }).click()
  await page.getByRole('heading', { name: 'Project settings' }).waitFor()
  const save = page.getByRole('button', { name: 'Save' })
  expect(await save.isEnabled()).toBe(false)
  await page.getByLabel('Name').fill('Shop and flights')
  await page.getByLabel('First day of the week').selectOption('Sunday')
  await page.getByLabel('Fiscal years begin with').selectOption('April')
  await save.click()
  await page.getByText('Settings saved').waitFor()
  await page.getByRole('button', { name: /^Project Shop and flights/ }).waitFor()
  await expect.poll(() => save.isEnabled()).toBe(false)
  await page.reload()
  await expect.poll(() => page.getByLabel('First day of the week').inputValue()).toBe('6')
  expect(await page.getByLabel('Fiscal years begin with').inputValue()).toBe('4')
  expect(complaints).toEqual([])
  await context.close()
})
