import { beforeAll, expect, it } from 'vitest'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

type Run = { uuid: string; endedAt: string | null }

const year = { kind: 'input', id: 'year', name: 'year', title: 'Year', input: { type: 'number', default: 2026 } }
const numbers = { kind: 'sql', id: 'numbers', name: 'numbers', title: 'Numbers', sql: "select 'Y' || cast({{ year }} as varchar) as label", on: 'warehouse' }
/** What it says is for whoever asks. */
const own = { kind: 'sql', id: 'own', name: 'own', title: 'Who asks', sql: "select coalesce({{ user_email }}, 'nobody') as who", on: 'warehouse' }

async function ranWith(name: string, cells: readonly { id: string }[], inputs: object, by = house.admin): Promise<string> {
  const elements = cells.map(({ id }, place) => ({ uuid: `of-${id}`, cellId: id, x: 0, y: place * 4, w: 36, h: 4 }))
  const { uuid: app } = await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name,
    document: { cells, app: { elements } },
  })
  await house.admin.results('POST', `/api/v1/app/apps/${app}/force-publish`, { version: null, comparedVersion: 1 })
  const { run } = await by.results<{ run: Run }>('POST', `/api/v1/app/apps/${app}/runs`, { inputs })
  await expect.poll(async () => (await house.admin.results<Run>('GET', `/api/v1/app/apps/${app}/runs/${run.uuid}`)).endedAt, { timeout: 30_000 }).not.toBeNull()
  return `/p/${projectUuid}/apps/${app}/runs/${run.uuid}`
}

it('whoever has the app sees what a run showed, its owner with the inputs, and nobody changes anything', async () => {
  const address = await ranWith('Snapshot', [year, numbers], { year: 1999 })
  const { page, complaints } = await openSignedIn(house.atrium)
  await page.goto(house.atrium.url + address)
  await page.getByRole('region', { name: 'Numbers' }).getByText('Y1999').waitFor()
  // What somebody else gave is theirs to tell.
  await page.getByText('Year: given by somebody else').waitFor()
  const owner = await openSignedIn(house.asAdmin)
  await owner.page.goto(house.atrium.url + address)
  const given = owner.page.getByRole('group', { name: 'Year' }).getByRole('textbox')
  await given.waitFor()
  expect([await given.inputValue(), await given.isDisabled()]).toEqual(['1999', true])
  // It is there to be read.
  const looks = `[getComputedStyle(document.querySelector('[aria-label="Year"] input')), getComputedStyle(document.body)]`
  expect(await owner.page.evaluate(`(([field, body]) => [field.opacity, field.color === body.color])(${looks})`)).toEqual(['1', true])
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByText('Log', { exact: true }).waitFor()
  await page.reload()
  expect(await page.getByRole('tab', { name: 'Details' }).getAttribute('aria-selected')).toBe('true')
  expect(complaints).toEqual([])
})

it('what was computed for somebody else is said, with the way to one’s own', async () => {
  const address = await ranWith('For others', [year, own], { year: 1999 })
  const { page, complaints } = await openSignedIn(house.atrium, { dark: true, width: 390, height: 844, locale: 'de-DE' })
  await page.goto(house.atrium.url + address)
  await page.getByText(/Diese Zeilen wurden für jemand anderen berechnet/).waitFor()
  await page.getByText('Year: von jemand anderem angegeben').waitFor()
  expect(await page.getByText('1999').count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  await page.getByRole('link', { name: 'App öffnen' }).click()
  await page.getByRole('region', { name: 'Who asks' }).getByText(/@/).waitFor()
  expect(complaints).toEqual([])
})

it('editors are told what somebody gave, and nothing of what was offered to them', async () => {
  const chosen = { kind: 'input', id: 'chosen', name: 'chosen', title: 'Chosen', input: { type: 'dropdown', default: null, options: { of: 'own' } } }
  const address = await ranWith('Offered to others', [chosen, own], {}, house.viewer)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(house.atrium.url + address)
  await page.getByText(/These rows were computed for somebody else/).waitFor()
  await page.getByRole('combobox', { name: 'Chosen' }).waitFor()
  expect(complaints).toEqual([])
})
