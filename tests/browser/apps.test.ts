import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

type Element = { uuid: string; cellId: string; x: number; y: number; w: number; h: number; tabUuid?: string; hideTitle?: boolean; showsSource?: boolean }
type Draft = { document: { app: { elements: Element[]; tabs: { uuid: string; name: string }[]; isFullWidth?: boolean } } } | null

const intro = { kind: 'text', id: 'intro', markdown: '# Sales of the year' }
const year = { kind: 'input', id: 'year', name: 'year', title: 'Year', input: { type: 'number', default: 2026 } }
const numbers = { kind: 'sql', id: 'numbers', name: 'numbers', title: 'Numbers', sql: "select 'Y' || cast({{ year }} as varchar) as label", on: 'warehouse' }
const said = { kind: 'text', id: 'said', markdown: 'The year is {{ year }}.' }
const wrong = { kind: 'sql', id: 'wrong', name: 'wrong', title: 'Wrong', sql: 'select * from no_such_table', on: 'warehouse' }
const place = (cellId: string, y: number, h: number): Element => ({ uuid: `of-${cellId}`, cellId, x: 0, y, w: 36, h })

const create = async (name: string, cells: object[], elements: Element[] = []): Promise<string> =>
  (await house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: { cells, app: { elements } } })).uuid
const publish = (uuid: string): Promise<unknown> => house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
const appOf = async (uuid: string) => (await house.admin.results<{ draft: Draft }>('GET', `/api/v1/app/drafts/apps/${uuid}`)).draft?.document.app
const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}${rest}`
const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

it('an app is laid out from the cells of a notebook, and arranged by keyboard', async () => {
  const uuid = await create('Laid out', [intro, numbers, year])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${uuid}`))
  await page.getByRole('radiogroup', { name: 'Parts of the notebook' }).getByText('App').click()
  await page.getByRole('button', { name: 'Lay out the app from the cells' }).click()
  const ids = async (): Promise<string> => ((await appOf(uuid))?.elements ?? []).map(({ cellId }) => cellId).join(' ')
  await expect.poll(ids).toBe('year intro numbers')
  // Two columns to the right, then two wider.
  const handle = page.getByRole('button', { name: 'Move Year' })
  await handle.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key)
  const placed = async (): Promise<Element | undefined> => (await appOf(uuid))?.elements.find(({ cellId }) => cellId === 'year')
  await expect.poll(placed).toMatchObject({ x: 2, w: 11 })
  await page.getByRole('button', { name: 'Actions for Numbers' }).click()
  await page.getByRole('menuitem', { name: 'Show source' }).click()
  await page.getByRole('region', { name: 'Numbers' }).getByText('cast({{ year }} as varchar)').waitFor()
  // What readers have on a phone stands in one column.
  await page.getByRole('radiogroup', { name: 'Width of the preview' }).getByText('Phone').click()
  expect(await handle.isVisible()).toBe(false)
  await page.getByRole('radiogroup', { name: 'Width of the preview' }).getByText('Desktop').click()
  for (let step = 0; step < 6; step++) await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The app shows nothing yet.').waitFor()
  expect(complaints).toEqual([])
})

it('cells of an app stand on tabs, and one that is deleted is said where it was', async () => {
  const uuid = await create('With tabs', [intro, numbers], [place('intro', 0, 2), place('numbers', 2, 5)])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/notebooks/${uuid}?part=app`))
  const addTab = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Add tab' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add tab' })
    await dialog.getByRole('textbox').fill(name)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('tab', { name, selected: true }).waitFor()
  }
  await addTab('First')
  await addTab('Second')
  await page.getByText('Nothing is on this tab yet.').waitFor()
  await page.getByRole('tab', { name: 'First' }).click()
  await page.getByRole('button', { name: 'Actions for Numbers' }).click()
  await page.getByRole('menuitem', { name: 'Move to Second' }).click()
  await page.getByRole('tab', { name: 'Second' }).click()
  await page.getByRole('region', { name: 'Numbers' }).waitFor()
  await expect
    .poll(async () => {
      const app = await appOf(uuid)
      const tabOf = ({ tabUuid }: Element): string | undefined => app?.tabs.find((tab) => tab.uuid === tabUuid)?.name
      return app?.elements.map((element) => `${element.cellId} on ${tabOf(element)}`)
    })
    .toEqual(['intro on First', 'numbers on Second'])
  // Somebody else deletes the cell and leaves the layout as it was.
  const draft = (await house.admin.results<{ draft: { version: string; document: object } }>('GET', `/api/v1/app/drafts/apps/${uuid}`)).draft
  await house.admin.results('PUT', `/api/v1/app/drafts/apps/${uuid}`, {
    document: { ...draft.document, cells: [intro] },
    version: draft.version,
    baseVersion: 1,
  })
  await page.reload()
  await page.getByRole('tab', { name: 'Second' }).click()
  await page.getByText('The cell that was here is deleted.').waitFor()
  await page.getByRole('button', { name: 'Actions for Deleted cell' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the app' }).click()
  await expect.poll(async () => (await appOf(uuid))?.elements.map(({ cellId }) => cellId)).toEqual(['intro'])
  expect(complaints).toEqual([])
})

it('readers use an app: what the address gives its inputs, what they give, and one cell that fails alone', async () => {
  const cells = [intro, year, said, numbers, wrong]
  const uuid = await create('Read', cells, [place('intro', 0, 2), place('year', 2, 2), place('said', 4, 1), place('numbers', 5, 5), place('wrong', 10, 4)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  // One that is out of what the input takes, and one of nobody, spoil nothing.
  await page.goto(at(`/apps/${uuid}?_year=1999&_nobody=1&tab=none`))
  await page.getByRole('heading', { level: 1, name: 'Read' }).waitFor()
  await page.getByText('The year is 1999.').waitFor()
  await expect.poll(() => new URL(page.url()).search).toBe('?tab=none')
  await page.getByRole('region', { name: 'Wrong' }).getByText('There is no table no_such_table in this project').waitFor()
  await page.getByRole('region', { name: 'Numbers' }).getByText('Y1999').first().waitFor()
  await page.getByRole('textbox', { name: 'Year' }).fill('2001')
  await page.keyboard.press('Tab')
  await page.getByText('The year is 2001.').waitFor()
  // Who loads the page anew goes on where they were; another window begins anew.
  await page.reload()
  await page.getByText('The year is 2001.').waitFor()
  const other = await page.context().newPage()
  await other.goto(at(`/apps/${uuid}`))
  await other.getByText('The year is 2026.').waitFor()
  await other.close()
  // The link with these values leads somebody else to the same; that of the app to its beginning.
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share “Read”' })
  await dialog.getByRole('radio', { name: 'Current inputs' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(link).toBe(`${at(`/apps/${uuid}`)}?_year=2001`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reset inputs' }).click()
  await page.getByText('The year is 2026.').waitFor()
  await page.goto(link)
  await page.getByText('The year is 2001.').waitFor()
  // So does one that is followed within the page, as often as it is.
  for (const [given, said] of [
    ['2003', '2003'],
    ['2004', '2004'],
    ['"no number"', '2026'],
    ['2004', '2004'],
  ] as const) {
    await page.evaluate(`history.pushState({}, "", "?${new URLSearchParams({ _year: given }).toString()}")`)
    await page.getByText(`The year is ${said}.`).waitFor()
    await expect.poll(() => new URL(page.url()).search).toBe('')
  }
  expect(complaints).toEqual([])
})

it('whoever has an app open when another version is published is told, and loads it with the values that they gave when they want', async () => {
  const uuid = await create('Replaced', [intro, year], [place('intro', 0, 2), place('year', 2, 3)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const opened = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/sessions'))
  await page.goto(at(`/apps/${uuid}`))
  const { results: before } = (await (await opened).json()) as { results: { uuid: string } }
  await page.getByRole('heading', { name: 'Sales of the year' }).waitFor()
  await page.getByRole('textbox', { name: 'Year' }).fill('2020')
  await page.keyboard.press('Tab')
  const document = { cells: [{ ...intro, markdown: '# Sales of all years' }, year], app: { elements: [place('intro', 0, 2), place('year', 2, 3)] } }
  const { version } = await house.admin.results<{ version: string }>('PUT', `/api/v1/app/drafts/apps/${uuid}`, { document, version: null, baseVersion: 1 })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version, comparedVersion: 1 })
  // Somebody comes back to the page.
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
  await page.getByText('There is another version of this app by now.').waitFor()
  await page.getByRole('heading', { name: 'Sales of the year' }).waitFor()
  await page.getByRole('button', { name: 'Load that version' }).click()
  await page.getByRole('heading', { name: 'Sales of all years' }).waitFor()
  expect(await page.getByText('There is another version of this app by now.').count()).toBe(0)
  await expect.poll(() => page.getByRole('textbox', { name: 'Year' }).inputValue()).toBe('2020')
  // The one of before does not stay open beside it.
  const { endedAt } = await house.admin.results<{ endedAt: string | null }>('GET', `/api/v1/app/app-sessions/${before.uuid}`)
  expect(endedAt).not.toBeNull()
  expect(complaints).toEqual([])
})

it('whoever begins again after another version was published gets that version', async () => {
  const uuid = await create('Renewed', [intro, year], [place('intro', 0, 2), place('year', 2, 3)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const opened = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/sessions'))
  await page.goto(at(`/apps/${uuid}`))
  const { results: before } = (await (await opened).json()) as { results: { uuid: string } }
  await page.getByRole('textbox', { name: 'Year' }).fill('2020')
  await page.keyboard.press('Tab')
  const document = {
    cells: [intro, { ...year, id: 'since', name: 'since', title: 'Since' }],
    app: { elements: [place('intro', 0, 2), place('since', 2, 3)] },
  }
  const { version } = await house.admin.results<{ version: string }>('PUT', `/api/v1/app/drafts/apps/${uuid}`, { document, version: null, baseVersion: 1 })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version, comparedVersion: 1 })
  await house.admin.results('DELETE', `/api/v1/app/app-sessions/${before.uuid}`)
  await page.getByRole('button', { name: 'Begin again' }).click()
  await page.getByRole('textbox', { name: 'Since' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Year' }).count()).toBe(0)
  expect(await page.getByText('given by somebody else').count()).toBe(0)
  expect(complaints).toEqual([])
})

it('values are saved as a view, which opens by its address', async () => {
  const uuid = await create('Viewed', [year, said], [place('year', 0, 2), place('said', 2, 1)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}?_year=1066`))
  await page.getByText('The year is 1066.').waitFor()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save values as a view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save values as a view' })
  await dialog.getByRole('textbox').fill('Hastings')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Hastings', exact: true }).waitFor()
  const { search } = new URL(page.url())
  expect(search).toMatch(/^\?view=/)
  await page.getByRole('textbox', { name: 'Year' }).fill('1067')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Hastings (changed)' }).waitFor()
  await page.goto(at(`/apps/${uuid}${search}`))
  await page.getByText('The year is 1066.').waitFor()
  expect(complaints).toEqual([])
})

it('whoever begins again after their session has ended goes on with the values that they gave', async () => {
  const uuid = await create('Begun again', [year, said], [place('year', 0, 2), place('said', 2, 1)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const opened = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/sessions'))
  await page.goto(at(`/apps/${uuid}`))
  const { results } = (await (await opened).json()) as { results: { uuid: string } }
  await page.getByRole('textbox', { name: 'Year' }).fill('1066')
  await page.keyboard.press('Tab')
  await page.getByText('The year is 1066.').waitFor()
  await house.admin.results('DELETE', `/api/v1/app/app-sessions/${results.uuid}`)
  await page.getByRole('button', { name: 'Begin again' }).click()
  await page.getByRole('button', { name: 'Begin again' }).waitFor({ state: 'detached' })
  await page.getByText('The year is 1066.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Year' }).isEnabled()).toBe(true)
  expect(await page.getByRole('textbox', { name: 'Year' }).inputValue()).toBe('1066')
  expect(complaints).toEqual([])
})

it('readers come from an app to its runs', async () => {
  const uuid = await create('With runs', [intro], [place('intro', 0, 2)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}`))
  await page.getByRole('button', { name: 'More about the app' }).click()
  await page.getByRole('menuitem', { name: 'Runs and schedules' }).click()
  await page.getByText('This app was not run yet').waitFor()
  expect(complaints).toEqual([])
})

it('whoever opens an app has old results computed anew', async () => {
  const uuid = await create('Refreshed', [intro], [place('intro', 0, 2)])
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin)
  const asked = page.waitForResponse((response) => response.url().endsWith(`/apps/${uuid}/refresh-results`))
  await page.goto(at(`/apps/${uuid}`))
  expect((await asked).status()).toBe(200)
  expect(complaints).toEqual([])
})

it('whoever opens an app that is not there is told why, editors with the way to its notebook', async () => {
  const uuid = await create('Unpublished', [intro])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/apps/${uuid}`))
  await page.getByText('This notebook is not published, so there is no app yet.').waitFor()
  await page.getByRole('link', { name: 'Open the notebook' }).click()
  await page.getByRole('heading', { level: 1, name: 'Unpublished' }).waitFor()
})

it('an app is used in German and in the dark on a phone, and is found by the search', async () => {
  const uuid = await create(
    'Telefonbuch',
    [intro, year, said, numbers],
    [place('intro', 0, 2), place('year', 2, 2), place('said', 4, 1), place('numbers', 5, 5)],
  )
  await publish(uuid)
  const { page, complaints } = await openSignedIn(house.asAdmin, { width: 390, height: 844, locale: 'de-DE', dark: true })
  await page.goto(at(''))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await whenLoaded(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await page.keyboard.type('Telefonbuch')
  await page.locator('[data-action][data-selected]', { hasText: 'Telefonbuch' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Telefonbuch' }).waitFor()
  await page.getByText('The year is 2026.').waitFor()
  await whenLoaded(page)
  expect(await fits(page)).toBe(true)
  const tops = await page.locator('[data-element]').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
  expect(new Set(tops).size).toBe(1)
  expect(complaints).toEqual([])
})
