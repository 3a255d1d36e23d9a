import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** Inputs that begin with an attribute of whoever looks or with what a query says: chosen while writing, seen in the app. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

const newest = { kind: 'sql', id: 'newest', name: 'newest', on: 'results', sql: "select date '2026-03-01' as first, date '2026-03-31' as last" }
const day = { kind: 'input', id: 'day', name: 'day', title: 'Day', input: { type: 'text', default: 'never' } }
const said = { kind: 'text', id: 'said', markdown: 'Until {{ day }}.' }
const create = async (name: string, document: object): Promise<string> =>
  (await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name, document })).uuid
/** An input as it is saved in the draft by now. */
const savedInput = async (uuid: string, id: string): Promise<unknown> => {
  const { draft } = await house.admin.results<{ draft: { document: { cells: { id: string; input?: unknown }[] } } | null }>(
    'GET',
    `/api/v1/app/drafts/apps/${uuid}`,
  )
  return draft?.document.cells.find((cell) => cell.id === id)?.input
}
const at = (rest: string): string => `${house.asAdmin.url}/p/${house.projectUuid}${rest}`

it('whoever writes chooses where an input begins, and sees at once what it finds', async () => {
  const uuid = await create('Begins elsewhere', { cells: [newest, day, said] })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${uuid}`))
  const cell = page.locator('[data-cell="day"]')
  await cell.click()
  await page.keyboard.press('Enter')
  const sources = page.getByRole('radiogroup', { name: 'It begins with' })
  await sources.getByText('User attribute').click()
  await page.getByLabel('Name of the attribute').fill('no_such_attribute')
  await page.getByLabel('Where nothing is found').fill('unknown')
  await page.getByLabel('Where nothing is found').blur()
  await expect.poll(() => savedInput(uuid, 'day')).toMatchObject({ default: 'unknown', defaultFrom: { attribute: 'no_such_attribute' } })
  await sources.getByText('Query').click()
  await page.getByRole('combobox', { name: 'Column' }).fill('last')
  await page.getByRole('combobox', { name: 'Column' }).blur()
  expect(await violations(page, 'an input that begins elsewhere', { type: 'tag', values: standard })).toEqual([])
  await page.getByRole('button', { name: /^Run stale/ }).click()
  await page.getByText('Comes from a query').waitFor()
  await page.getByText('Until 2026-03-31.').waitFor()
  expect(complaints).toEqual([])
})

it('the app says where a value came from; who gives one takes the default again, and a view keeps only what was given', async () => {
  const input = { ...day, input: { ...day.input, defaultFrom: { of: 'newest' } } }
  const own = {
    kind: 'input',
    id: 'team',
    name: 'team',
    title: 'Team',
    input: { type: 'text', default: 'all', defaultFrom: { attribute: 'no_such_attribute' } },
  }
  const elements = [input, own, said].map(({ id }, y) => ({ uuid: `e-${id}`, cellId: id, x: 0, y: y * 6, w: 36, h: 6 }))
  const uuid = await create('Said where from', { cells: [newest, input, own, said], app: { elements } })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}`))
  await page.getByText('Comes from a query').waitFor()
  await page.getByText('There is no value for this input where its default comes from.').waitFor()
  await page.getByText('Until 2026-03-01.').waitFor()
  const reset = page.getByRole('button', { name: 'Reset inputs' })
  expect(await reset.count()).toBe(0)
  await page.getByRole('textbox', { name: 'Day' }).fill('tomorrow')
  await page.getByRole('textbox', { name: 'Day' }).press('Enter')
  await page.getByText('Until tomorrow.').waitFor()
  await reset.waitFor()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save values as a view' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Mine')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await house.admin.results('GET', `/api/v1/app/apps/${uuid}/views`)).toMatchObject([{ name: 'Mine', inputs: { day: 'tomorrow' } }])
  await page.getByRole('group', { name: 'Day' }).locator('..').getByRole('button', { name: 'Take the default again' }).click()
  await page.getByText('Until 2026-03-01.').waitFor()
  await page.getByText('Comes from a query').waitFor()
  expect(await violations(page, 'an app whose inputs begin elsewhere', { type: 'tag', values: standard })).toEqual([])
  expect(complaints).toEqual([])
})
