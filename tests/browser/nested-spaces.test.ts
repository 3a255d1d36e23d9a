import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn } from '../harness/api-client.ts'
import { startWithViewer, type WithViewer } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'

let people: WithViewer

beforeAll(async () => {
  people = await startWithViewer()
  const { url, adminEmail, adminPassword } = people.atrium
  await (await signIn(url, adminEmail, adminPassword)).results('PATCH', '/api/v1/user/me', { firstName: 'Vera', lastName: 'Viewer' })
})
afterAll(async () => {
  await people.atrium.stop()
})

it('a space is made in another one, says that it inherits, is moved with who loses access, and deleted with what is in it', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const name = 'Vera Viewer'
  const spaces = `/api/v1/projects/${projectUuid}/spaces`
  const finance = await people.admin.results<{ uuid: string }>('POST', spaces, { name: 'Finance' })
  const board = await people.admin.results<{ uuid: string }>('POST', spaces, { name: 'Board' })
  await people.admin.results('POST', `${spaces}/${finance.uuid}/share`, { userUuid: people.viewerUuid, spaceRole: 'viewer' })
  const maySee = async (uuid: string): Promise<boolean> => (await people.viewer.get(`${spaces}/${uuid}`)).status === 200

  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${finance.uuid}`)
  await page.getByRole('button', { name: 'New space' }).click()
  await page.getByRole('dialog', { name: 'New space in Finance' }).getByLabel('Name').fill('Payroll')
  await page.getByRole('button', { name: 'Create space' }).click()
  await page.getByRole('heading', { name: 'Payroll' }).waitFor()
  const crumbs = page.getByRole('navigation', { name: 'Where you are' })
  await crumbs.getByRole('link', { name: 'Finance' }).waitFor()
  const payroll = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await maySee(payroll)).toBe(true)

  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who can see “Payroll”' })
  await dialog.getByText('Access inherited from Finance').waitFor()
  await dialog.getByText('inherited from Finance', { exact: true }).first().waitFor()
  await dialog.getByRole('button', { name: 'Give it access of its own' }).click()
  await page.getByRole('alertdialog').getByText('Nobody gains or loses access by it.').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Give it access of its own' }).click()
  await dialog.getByText('It has access of its own, apart from Finance.').waitFor()
  await dialog.getByLabel(`Role of ${name}`, { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Inherit access' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Inherit access' }).click()
  await dialog.getByText('Access inherited from Finance').waitFor()
  // What it was given of its own stays: it is taken away by name.
  await dialog
    .getByRole('button', { name: `Remove ${name}` })
    .last()
    .click()
  await dialog.getByText('inherited from Finance', { exact: true }).first().waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Move…' }).click()
  const move = page.getByRole('dialog', { name: 'Move “Payroll”' })
  await move.getByLabel('Move it into').selectOption('Board')
  await move.getByText(`${name}: can view → no access`).waitFor()
  expect(await maySee(payroll)).toBe(true)
  await move.getByRole('button', { name: 'Move here' }).click()
  await crumbs.getByRole('link', { name: 'Board' }).waitFor()
  expect(await maySee(payroll)).toBe(false)

  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces`)
  await page.getByRole('row').filter({ hasText: 'Payroll' }).waitFor()
  const rows = await page.getByRole('row').allTextContents()
  const [at, inside] = [rows.findIndex((text) => text.startsWith('Board')), rows.findIndex((text) => text.startsWith('Payroll'))]
  expect(inside).toBe(at + 1)

  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${board.uuid}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete space' }).click()
  await page.getByRole('alertdialog').getByText('1 space inside', { exact: false }).waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete space' }).click()
  await page.getByText('“Board” is in the trash').waitFor()
  expect((await people.admin.get(`${spaces}/${payroll}`)).status).toBe(404)
  expect(complaints).toEqual([])
})

it('a space lists its notebooks: who may change one comes to it, others to its app', async () => {
  const { page, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  const spaces = `/api/v1/projects/${projectUuid}/spaces`
  const lab = await people.admin.results<{ uuid: string }>('POST', spaces, { name: 'Lab' })
  await people.admin.results('POST', `${spaces}/${lab.uuid}/share`, { userUuid: people.viewerUuid, spaceRole: 'viewer' })
  const address = `${people.atrium.url}/p/${projectUuid}/spaces/${lab.uuid}`
  await page.goto(address)
  await page.getByText('Nothing is in here yet.').waitFor()
  const notebook = { name: 'Rockets', spaceUuid: lab.uuid, document: { cells: [{ kind: 'text', id: 'said', markdown: 'They fly.' }] } }
  const { uuid } = await people.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, notebook)
  await people.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  await page.reload()
  await page.getByRole('heading', { name: 'Notebooks and apps' }).waitFor()
  expect(await page.getByRole('link', { name: 'Rockets' }).getAttribute('href')).toBe(`/p/${projectUuid}/notebooks/${uuid}`)
  const reader = await openSignedIn(people.atrium)
  await reader.page.goto(address)
  await reader.page.getByRole('link', { name: 'Rockets' }).click()
  await reader.page.getByRole('heading', { level: 1, name: 'Rockets' }).waitFor()
  expect(new URL(reader.page.url()).pathname).toBe(`/p/${projectUuid}/apps/${uuid}`)
  expect([...complaints, ...reader.complaints]).toEqual([])
})
