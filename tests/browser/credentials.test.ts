import { afterAll, beforeAll, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8' } })
})
afterAll(async () => {
  await atrium.stop()
})

it('own warehouse credentials are added, changed without their password, and deleted; the password is never on the page', async () => {
  const { page, complaints } = await openSignedIn(atrium)
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/warehouseCredentials')) received.push(response.text())
  })
  await page.goto(`${atrium.url}/me`)
  const card = page.getByRole('region', { name: 'Warehouse credentials' })
  await card.getByText('You have none.').waitFor()

  await card.getByRole('button', { name: 'Add credentials' }).click()
  const dialog = page.getByRole('dialog')
  const save = dialog.getByRole('button', { name: 'Save credentials' })
  await dialog.getByLabel('Name').fill('Mine')
  await dialog.getByRole('textbox', { name: 'User' }).fill('ada')
  expect(await save.isEnabled()).toBe(false)
  await dialog.getByRole('textbox', { name: 'Password', exact: true }).fill('canary-4711')
  await save.click()
  const row = card.getByRole('row').filter({ hasText: 'PostgreSQL' })
  await row.getByRole('cell', { name: 'ada', exact: true }).waitFor()

  await row.getByRole('button', { name: 'Actions on Mine' }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  expect(await dialog.getByRole('textbox', { name: 'Password', exact: true }).inputValue()).toBe('')
  await dialog.getByText('One is kept.').waitFor()
  // Another kind of warehouse needs a secret of its own.
  await dialog.getByLabel('Warehouse').selectOption('Databricks')
  expect(await save.isEnabled()).toBe(false)
  await dialog.getByLabel('Warehouse').selectOption('BigQuery')
  await dialog.getByLabel('Key file').fill('not a key')
  await dialog.getByText('This is not a key file').waitFor()
  expect(await save.isEnabled()).toBe(false)
  await dialog.getByLabel('Warehouse').selectOption('PostgreSQL')
  await dialog.getByRole('textbox', { name: 'User' }).fill('bob')
  await save.click()
  await row.getByRole('cell', { name: 'bob', exact: true }).waitFor()

  await row.getByRole('button', { name: 'Actions on Mine' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await card.getByText('You have none.').waitFor()
  expect(received.length).toBeGreaterThan(0)
  expect((await Promise.all(received)).join('\n')).not.toContain('canary-4711')
  expect(complaints).toEqual([])
})

it('each person chooses which of their credentials a project uses, where its connection takes some', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  const postgres = { type: 'postgres', host: '127.0.0.1', port: 1, user: 'house', dbname: 'shop', schema: 'public', sslmode: 'disable', password: 'kept' }
  const post = async (path: string, data: object): Promise<void> => {
    const answer = await page.request.post(`${atrium.url}${path}`, { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  await post('/api/v1/org/projects', { name: 'Away', type: 'DEFAULT', warehouseConnection: postgres })
  const projects = (await (await page.request.get(`${atrium.url}/api/v1/org/projects`)).json()) as { results: { projectUuid: string; name: string }[] }
  const away = projects.results.find(({ name }) => name === 'Away')?.projectUuid ?? ''

  await page.goto(`${atrium.url}/p/${projectUuid}/settings`)
  await page.getByText('There is nothing to sign in to.').waitFor()
  const card = page.getByRole('region', { name: 'Your credentials for this project' })
  expect(await card.count()).toBe(0)

  await page.goto(`${atrium.url}/p/${away}/settings`)
  await card.getByText('You have no PostgreSQL credentials.').waitFor()
  await post('/api/v1/user/warehouseCredentials', { name: 'First', credentials: { type: 'postgres', user: 'ada', password: 'x' } })
  await post('/api/v1/user/warehouseCredentials', { name: 'Second', credentials: { type: 'postgres', user: 'bob', password: 'x' } })
  await post('/api/v1/user/warehouseCredentials', { name: 'Elsewhere', credentials: { type: 'trino', user: 'cleo', password: 'x' } })
  await page.reload()
  const choice = card.getByLabel('Sign in with')
  await choice.waitFor()
  expect(await choice.locator('option').allTextContents()).toEqual(expect.arrayContaining(['First · ada', 'Second · bob']))
  expect(await choice.locator('option').count()).toBe(3)
  await expect.poll(() => choice.locator('option:checked').textContent()).toBe('The account of the connection')
  await choice.selectOption('Second · bob')
  await page.getByText('Your choice is saved').waitFor()
  await page.reload()
  await expect.poll(() => choice.locator('option:checked').textContent()).toBe('Second · bob')
  await choice.selectOption('First · ada')
  await page.getByText('Your choice is saved').waitFor()
  await page.reload()
  await expect.poll(() => choice.locator('option:checked').textContent()).toBe('First · ada')
  await choice.selectOption('The account of the connection')
  await page.getByText('Your choice is saved').waitFor()
  await page.reload()
  await expect.poll(() => choice.locator('option:checked').textContent()).toBe('The account of the connection')
  // The browser says, too, that the tables of a server that does not answer could not be listed.
  expect(complaints.filter((line) => !line.includes('503'))).toEqual([])
})
