import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

it('the settings of a project are found in its menu, saved, and hold after a reload', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.getByRole('button', { name: /^Project Atrium demo/ }).click()
  await page.getByRole('menuitem', { name: 'Project settings' }).click()
  await page.getByRole('heading', { name: 'Project settings' }).waitFor()
  const save = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.getByLabel('Name') })
    .getByRole('button', { name: 'Save' })
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
})

it('a connection is tested step by step, and a project is deleted once its name is typed', async () => {
  const { page, complaints } = await openSignedIn(atrium)
  const made = await page.request.post(`${atrium.url}/api/v1/org/projects`, {
    data: {
      name: 'Spare shop',
      type: 'DEFAULT',
      warehouseConnection: { type: 'postgres', host: '203.0.113.7', port: 5432, user: 'ada', dbname: 'shop', schema: 'public', password: 'kept' },
    },
  })
  // Addresses for documentation are nobody's: refused before anything is stored.
  expect(made.status()).toBe(400)
  const embedded = await page.request.post(`${atrium.url}/api/v1/org/projects`, { data: { name: 'Spare shop', type: 'DEFAULT' } })
  const { results } = (await embedded.json()) as { results: { project: { projectUuid: string } } }

  await page.goto(`${atrium.url}/p/${results.project.projectUuid}/settings`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  const steps = page.getByRole('status').filter({ hasText: 'The connection works' })
  await steps.waitFor()
  expect(await steps.getByRole('listitem').count()).toBe(2)

  await page.getByRole('button', { name: 'Delete project…' }).click()
  const dialog = page.getByRole('alertdialog')
  const confirm = dialog.getByRole('button', { name: 'Delete project' })
  await dialog.getByText('0 charts').waitFor()
  expect(await confirm.isEnabled()).toBe(false)
  await dialog.getByLabel('Type “Spare shop” to confirm').fill('Spare shop')
  await confirm.click()
  await page.waitForURL((url) => !url.pathname.includes(results.project.projectUuid))
  const projects = (await (await page.request.get(`${atrium.url}/api/v1/org/projects`)).json()) as { results: { name: string }[] }
  expect(projects.results.map(({ name }) => name)).not.toContain('Spare shop')
  expect(complaints).toEqual([])
})
