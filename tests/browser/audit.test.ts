import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

it('an administrator sees who changed what from where, finds a refused sign-in, and takes the log along', async () => {
  await expect(signIn(atrium.url, atrium.adminEmail, 'not the password 1')).rejects.toThrow('401')
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  const renamed = await page.request.put(`${atrium.url}/api/v1/app/project-settings/${projectUuid}`, { data: { name: 'Shop of the year' } })
  expect(renamed.status()).toBe(200)

  await page.goto(`${atrium.url}/me`)
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Settings', exact: true }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit log' }).click()
  await page.getByRole('heading', { name: 'Audit log' }).waitFor()
  await whenLoaded(page)

  const change = page.getByRole('row', { name: /Change settings of a project/ }).first()
  await change.getByRole('button', { name: /^Details of/ }).click()
  await page.getByRole('cell', { name: 'Shop of the year', exact: true }).waitFor()
  expect(await page.locator('ins', { hasText: 'Shop of the year' }).count()).toBe(1)

  await page.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'Refused' }).click()
  const refused = page.getByRole('row', { name: /Check credentials/ }).first()
  await refused.waitFor()
  expect(await refused.textContent()).toContain(atrium.adminEmail)
  expect(new URL(page.url()).search).toBe('?outcome=refused')

  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()])
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n')
  expect(lines[0]).toContain('id,at,actor_kind')
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.slice(1).every((line) => line.includes('refused'))).toBe(true)
  expect(complaints).toEqual([])
})
