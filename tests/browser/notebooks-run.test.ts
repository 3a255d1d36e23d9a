import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

type Cell = { kind: string; id: string; name?: string; sql?: string; sectionId?: string }
type Draft = { document: { cells: Cell[] } } | null

const create = (name: string, cells: object[]): Promise<{ uuid: string }> =>
  house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: { cells } })
const draftOf = async (uuid: string): Promise<Draft> => (await house.admin.results<{ draft: Draft }>('GET', `/api/v1/app/drafts/apps/${uuid}`)).draft
const cellsOf = async (uuid: string): Promise<string> => ((await draftOf(uuid))?.document.cells ?? []).map(({ name, id }) => name ?? id).join(' ')
const at = (uuid: string): string => `${house.asAdmin.url}/p/${projectUuid}/notebooks/${uuid}`
const cell = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const focused = (page: Page, name: string): Promise<void> => page.locator(`article:focus[aria-label="${name}"]`).waitFor()
const text = (id: string, markdown = id): object => ({ kind: 'text', id, title: id, markdown })

const region = {
  kind: 'input',
  id: 'in',
  name: 'region',
  title: 'Region',
  input: { type: 'dropdown', default: 'West', options: { values: [{ value: 'West' }, { value: 'East' }] } },
}
const sales = { kind: 'sql', id: 'sales', name: 'sales', on: 'warehouse', sql: "select 'West' as area, 10 as amount union all select 'East', 32" }
const chosen = { kind: 'sql', id: 'chosen', name: 'chosen', on: 'results', sql: 'select area, amount from sales where area = {{ region }}' }
const told = { kind: 'text', id: 'told', title: 'Told', markdown: 'All of **{{ region }}**' }
const pivot = {
  kind: 'pivot',
  id: 'pivot',
  title: 'Pivot',
  of: 'sales',
  rows: ['area'],
  columns: [],
  values: [{ column: 'amount', aggregation: 'sum' }],
  hasTotals: true,
}
const largest = { kind: 'single_value', id: 'largest', title: 'Largest', of: 'chosen', column: 'amount', format: '0.00' }
const drawn = {
  kind: 'chart',
  id: 'drawn',
  title: 'Drawn',
  of: 'sales',
  config: { type: 'vertical_bar', fieldConfig: { x: { reference: 'area' }, y: [{ reference: 'amount', aggregation: 'sum' }] } },
}

it('cells run with what they read, and another value of an input runs what is made of it alone', async () => {
  const { uuid } = await create('Runs', [region, told, sales, chosen, pivot, largest, drawn])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await cell(page, 'chosen').getByRole('gridcell', { name: 'West' }).waitFor()
  await cell(page, 'Told').getByText('All of West').waitFor()
  await cell(page, 'Largest').getByText('10.00').waitFor()
  await cell(page, 'Pivot').getByText('42', { exact: true }).waitFor()
  await cell(page, 'Drawn').getByRole('button', { name: 'Show as a table' }).waitFor()
  await page.getByText('All cells ran.').first().waitFor()
  const [{ startedAt }] = [await outcomeOf(uuid, 'sales')]
  await cell(page, 'Region').getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'East' }).click()
  await cell(page, 'chosen').getByRole('gridcell', { name: 'East' }).waitFor()
  await cell(page, 'Told').getByText('All of East').waitFor()
  await cell(page, 'Largest').getByText('32.00').waitFor()
  expect((await outcomeOf(uuid, 'sales')).startedAt).toBe(startedAt)
  // Who comes back finds what the cells answered.
  await page.reload()
  await cell(page, 'Largest').getByText('32.00').waitFor()
  expect(await violations(page, 'notebook', { type: 'tag', values: standard })).toEqual([])
  expect(complaints).toEqual([])
})

/** What came of a cell in the one open session of the notebook. */
async function outcomeOf(uuid: string, cellId: string): Promise<{ startedAt: string | null; state: string }> {
  type Session = { outcomes: { cellId: string; startedAt: string | null; state: string }[] }
  const { outcomes } = await house.admin.results<Session>('POST', `/api/v1/app/apps/${uuid}/sessions`, { of: 'draft', resume: true })
  return outcomes.find((one) => one.cellId === cellId) ?? { startedAt: null, state: 'never' }
}

it('what is written is saved and run by the keys, and a failure says where', async () => {
  const { uuid } = await create('Keys', [{ ...sales, sql: 'select 1 as one' }])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  const editor = cell(page, 'sales').getByRole('textbox', { name: 'SQL' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('select 7 as seven')
  // At once: what is not saved yet is saved before.
  await page.keyboard.press('ControlOrMeta+Enter')
  await cell(page, 'sales').getByRole('gridcell', { name: '7' }).waitFor()
  expect((await draftOf(uuid))?.document.cells[0]?.sql).toBe('select 7 as seven')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('select\n  nothing_like_that')
  await page.keyboard.press('Alt+Enter')
  // Another one behind it, which is written at once.
  await cell(page, 'result_1').waitFor()
  await cell(page, 'sales').getByText('Failed', { exact: true }).waitFor()
  await cell(page, 'sales')
    .getByText(/nothing_like_that/)
    .last()
    .waitFor()
  await page.getByRole('tab', { name: 'Problems' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: 'sales' }).waitFor()
})

it('cells are selected, copied under free names, dragged and taken back', async () => {
  const { uuid } = await create('Moves', [sales, chosen, text('end')])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await cell(page, 'sales').focus()
  await page.keyboard.press('Shift+J')
  await focused(page, 'chosen')
  await page.keyboard.press('c')
  await page.getByText('2 cells copied').waitFor()
  await cell(page, 'end').focus()
  await page.keyboard.press('v')
  await expect.poll(() => cellsOf(uuid)).toBe('sales chosen end sales_1 chosen_1')
  expect((await draftOf(uuid))?.document.cells.at(-1)?.sql).toBe('select area, amount from sales_1 where area = {{ region }}')
  await page.keyboard.press('d')
  await page.keyboard.press('d')
  await expect.poll(() => cellsOf(uuid)).toBe('sales chosen end')
  await page.keyboard.press('z')
  await expect.poll(() => cellsOf(uuid)).toBe('sales chosen end sales_1 chosen_1')
  await cell(page, 'end')
    .locator('[draggable]')
    .dragTo(cell(page, 'sales'), { targetPosition: { x: 100, y: 4 } })
  await expect.poll(() => cellsOf(uuid)).toBe('end sales chosen sales_1 chosen_1')
  expect(complaints).toEqual([])
})

it('a text is found in all cells and replaced in one step', async () => {
  const { uuid } = await create('Finds', [sales, chosen])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await cell(page, 'sales').focus()
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: 'Find and replace' })
  await dialog.getByRole('textbox', { name: 'Find' }).fill('amount')
  await dialog.getByText('Found in 2 places').waitFor()
  await dialog.getByRole('textbox', { name: 'Replace by' }).fill('value')
  await dialog.getByRole('button', { name: 'Replace all' }).click()
  await expect.poll(async () => (await draftOf(uuid))?.document.cells.map(({ sql }) => sql?.includes('value'))).toEqual([true, true])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await draftOf(uuid))?.document.cells.map(({ sql }) => sql)).toEqual([sales.sql, chosen.sql])
})

it('a folded section hides its cells, and every kind of cell has a form', async () => {
  const { uuid } = await create('Kinds', [
    { kind: 'section', id: 'part', title: 'Part' },
    { ...sales, sectionId: 'part' },
  ])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await page.getByRole('button', { name: 'Fold Part' }).click()
  await cell(page, 'sales').waitFor({ state: 'hidden' })
  await cell(page, 'Part').getByText('1 cell').waitFor()
  await page.getByRole('button', { name: 'Unfold Part' }).click()
  for (const kind of ['Explore', 'Chart', 'Table', 'Pivot table', 'Single value', 'Filter', 'Writeback', 'Component']) {
    const before = await page.getByRole('article').count()
    await page.getByRole('button', { name: 'Add cell' }).click()
    await page.getByRole('menuitem', { name: kind, exact: true }).click()
    await expect.poll(() => page.getByRole('article').count()).toBe(before + 1)
    // Its form takes the focus.
    await page.locator('article').last().locator('input:focus, textarea:focus').waitFor()
    await page.keyboard.press('Escape')
  }
  const kinds = (await expectSaved(uuid, 10)).map((one) => `${one.kind}${one.sectionId === undefined ? '' : ' in'}`)
  expect(kinds).toEqual(['section', 'sql in', 'explore in', 'chart in', 'table in', 'pivot in', 'single_value in', 'filter in', 'writeback in', 'component in'])
  expect(complaints).toEqual([])
})

async function expectSaved(uuid: string, count: number): Promise<Cell[]> {
  await expect.poll(async () => (await draftOf(uuid))?.document.cells.length).toBe(count)
  return (await draftOf(uuid))?.document.cells ?? []
}

it('what two people changed to something else is decided one by one', async () => {
  const { uuid } = await create('Clash', [sales, text('note', 'before')])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await cell(page, 'sales').waitFor()
  await house.admin.results('PUT', `/api/v1/app/drafts/apps/${uuid}`, {
    document: { cells: [{ ...sales, sql: 'select 2 as theirs' }, text('note', 'by them')] },
    version: null,
    baseVersion: 1,
  })
  await cell(page, 'sales').getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('select 3 as mine')
  await page.keyboard.press('Escape')
  await page.getByText('What they did').waitFor()
  const clash = page.getByRole('group', { name: 'sales · sql' })
  await clash.getByText('select 2 as theirs').waitFor()
  await clash.getByRole('radiogroup').getByText('Yours').click()
  await page.getByRole('button', { name: 'Go on with this' }).click()
  await cell(page, 'note').getByText('by them').waitFor()
  await expect.poll(async () => (await draftOf(uuid))?.document.cells[0]?.sql).toBe('select 3 as mine')
})

it('two hundred cells are no burden: editors are there where one looks', async () => {
  const { uuid } = await create(
    'Many',
    Array.from({ length: 200 }, (_, place) => ({ ...sales, id: `c${place}`, name: `r_${place}`, sql: `select ${place} as n` })),
  )
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(uuid))
  await cell(page, 'r_0').getByRole('textbox', { name: 'SQL' }).waitFor()
  expect(await page.locator('.cm-editor').count()).toBeLessThan(60)
  await page.getByRole('tab', { name: 'Outline' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: /r_180/ }).click()
  await focused(page, 'r_180')
  await cell(page, 'r_180').getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.insertText('-- here\n')
  await expect.poll(async () => (await draftOf(uuid))?.document.cells[180]?.sql).toContain('-- here')
})

it('on a phone, in German and in the dark, cells are read and run', async () => {
  const { uuid } = await create('Unterwegs', [region, sales, chosen])
  const { page, complaints } = await openSignedIn(house.asAdmin, { width: 390, height: 844, locale: 'de-DE', dark: true })
  await page.goto(at(uuid))
  await page.getByRole('button', { name: 'chosen ausführen' }).click()
  await cell(page, 'chosen').getByRole('gridcell', { name: 'West' }).waitFor()
  await whenLoaded(page)
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  expect(await violations(page, 'notebook', { type: 'tag', values: standard })).toEqual([])
  expect(complaints).toEqual([])
})
