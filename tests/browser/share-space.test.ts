import { beforeAll, expect, it } from 'vitest'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let people: SharedHouse

beforeAll(async () => {
  people = await sharedHouse()
})

it('a space is closed with who loses access, shared with a group and a person, and says why people see it', async () => {
  const { page, context, complaints, projectUuid } = await openSignedIn(people.asAdmin)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const viewer = await people.viewer.results<{ userUuid: string; email: string; firstName: string; lastName: string }>('GET', '/api/v1/user')
  const name = `${viewer.firstName} ${viewer.lastName}`.trim()
  const inProject = `/api/v1/projects/${projectUuid}`
  const space = await people.admin.results<{ uuid: string }>('POST', `${inProject}/spaces`, { name: 'Board', isPrivate: false })
  await people.admin.results('POST', '/api/v1/org/groups', { name: 'Sales', members: [viewer] })
  const maySee = async (): Promise<boolean> => (await people.viewer.get(`${inProject}/spaces/${space.uuid}`)).status === 200

  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${space.uuid}`)
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who can see “Board”' })
  await dialog.getByText('inherited from the organization: Viewer').waitFor()
  await dialog.getByRole('button', { name: 'Change' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByText(`${name}: can view → no access`).waitFor()
  expect(await maySee()).toBe(true)
  await question.getByRole('button', { name: 'Make private' }).click()
  await dialog.getByText('Only who it is shared with', { exact: false }).waitFor()
  expect(await maySee()).toBe(false)

  await dialog.getByRole('combobox', { name: 'Add a group' }).click()
  await page.getByRole('option', { name: 'Sales' }).click()
  await dialog.getByText('by a group this space is shared with').waitFor()
  expect(await maySee()).toBe(true)
  await dialog.getByRole('button', { name: 'Remove Sales' }).click()
  await dialog.getByText('by a group this space is shared with').waitFor({ state: 'detached' })
  expect(await maySee()).toBe(false)

  await dialog.getByRole('combobox', { name: 'Add a person' }).click()
  await page.getByRole('option', { name: viewer.email }).click()
  await dialog.getByLabel(`Role of ${name}`, { exact: true }).selectOption('can edit')
  await expect.poll(maySee).toBe(true)
  await dialog.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Link copied.', { exact: false }).waitFor()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(page.url())
  expect(complaints).toEqual([])
})

it('who may not manage a space sees who else does, and changes nothing', async () => {
  const { page, projectUuid } = await openSignedIn(people.atrium)
  const space = await people.admin.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'Open', isPrivate: false })
  await page.goto(`${people.atrium.url}/p/${projectUuid}/spaces/${space.uuid}`)
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Who can see “Open”' })
  await dialog.getByText('Only those who manage this space change who can see it.').waitFor()
  expect(await dialog.getByRole('combobox').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'More', exact: true }).count()).toBe(0)
})

/** A chart of the demo without metrics of its own, which could be written into the models. */
async function plainChart(projectUuid: string): Promise<string> {
  const charts = await people.admin.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/charts`)
  const { uuid } = charts.find(({ name }) => name === 'Orders by status') ?? {}
  if (uuid === undefined) throw new Error('the demo has no chart “Orders by status”')
  return uuid
}

it('a chart offers only what one may do with it', async () => {
  const menuOf = async (who: WayIn): Promise<[edit: number, items: string[]]> => {
    const { page, projectUuid } = await openSignedIn(who)
    await page.goto(`${people.atrium.url}/p/${projectUuid}/charts/${await plainChart(projectUuid)}`)
    await page.getByRole('button', { name: 'More', exact: false }).first().click()
    await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
    const seen: [number, string[]] = [await page.getByRole('link', { name: 'Edit', exact: true }).count(), await page.getByRole('menuitem').allTextContents()]
    return seen
  }
  const [edit, items] = await menuOf(people.asAdmin)
  expect([edit, items.includes('Delete chart'), items.includes('Rename and describe')]).toEqual([1, true, true])
  const [theirEdit, theirs] = await menuOf(people.atrium)
  expect([theirEdit, theirs.includes('Delete chart'), theirs.includes('Rename and describe'), new Set(items.filter((item) => !theirs.includes(item)))]).toEqual(
    [0, false, false, new Set(['Rename and describe', 'Pin to home', 'Verify', 'Delete chart'])],
  )
})
