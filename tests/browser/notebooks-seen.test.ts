import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** Things in notebooks and apps that only the eye notices, and the hand. */

let house: SharedHouse
beforeAll(async () => {
  house = await sharedHouse()
})

const create = (name: string, document: object): Promise<{ uuid: string }> =>
  house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name, document })
const at = (rest: string): string => `${house.asAdmin.url}/p/${house.projectUuid}/${rest}`
const cell = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true })
const names = async (page: Page): Promise<string[]> => {
  const cells = await page.getByRole('article').all()
  return Promise.all(cells.map(async (one) => (await one.getAttribute('aria-label')) ?? ''))
}

const parts = { kind: 'sql', id: 'parts', name: 'parts', on: 'warehouse', sql: "select 'West' as area, 10 as amount union all select 'East', 32" }
const text = (id: string): object => ({ kind: 'text', id, title: id, markdown: 'words\n\n'.repeat(12) })

it('the wheel goes on to the page from rows that fit, and a cell is added between two others', async () => {
  const { uuid } = await create('Seen', { cells: [parts, text('one'), text('two')] })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  const rows = cell(page, 'parts').getByRole('grid')
  await rows.getByRole('gridcell', { name: 'West' }).hover()
  await page.mouse.wheel(0, 200)
  await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(100)
  const between = page.getByRole('button', { name: 'Add a cell before one' })
  await between.click()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.locator('button:focus[aria-label="Add a cell before one"]').waitFor()
  await between.click()
  await page.getByRole('menuitem', { name: 'Chart', exact: true }).click()
  await cell(page, 'Chart (cell 2)').waitFor()
  expect(await names(page)).toEqual(['parts', 'Chart (cell 2)', 'one', 'two'])
  // All of what it asks is in sight.
  const height = page.viewportSize()?.height ?? 0
  await expect.poll(async () => bottomOf(await box(cell(page, 'Chart (cell 2)')))).toBeLessThanOrEqual(height)
  expect(complaints).toEqual([])
})

it('a failure quotes the SQL as it was written', async () => {
  const { uuid } = await create('Quoted', { cells: [{ ...parts, sql: 'select nothing_like_that from orders' }] })
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  const quoted = cell(page, 'parts').locator('pre').filter({ hasText: 'LINE 1' })
  expect(await quoted.textContent()).toBe('LINE 1: select nothing_like_that from orders\n               ^')
})

it('what an app draws fits its box, with its buttons beside the heading, and nothing lies on a field', async () => {
  const months = { kind: 'input', id: 'months', name: 'months', title: 'Months', input: { type: 'slider', default: 3, min: 1, max: 9 } }
  const drawn = {
    kind: 'chart',
    id: 'drawn',
    title: 'Drawn',
    of: 'parts',
    config: { type: 'vertical_bar', fieldConfig: { x: { reference: 'area' }, y: [{ reference: 'amount', aggregation: 'sum' }] } },
  }
  const elements = [
    { cellId: 'months', x: 0, y: 0, w: 12, h: 2 },
    { cellId: 'drawn', x: 0, y: 2, w: 18, h: 6 },
  ].map((element) => ({ ...element, uuid: crypto.randomUUID() }))
  const { uuid } = await create('Boxes', { cells: [months, parts, drawn], app: { elements } })
  await house.admin.results('POST', `/api/v1/app/apps/${uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`apps/${uuid}`))
  await whenLoaded(page)
  const frame = page.getByRole('region', { name: 'Drawn' })
  const picture = frame.locator('canvas, svg[width]').first()
  await picture.waitFor()
  expect(bottomOf(await box(picture))).toBeLessThanOrEqual(bottomOf(await box(frame)))
  const heading = await box(frame.getByRole('heading', { name: 'Drawn' }))
  for (const button of [frame.getByRole('button', { name: 'Show as a table' }), frame.getByRole('link', { name: 'CSV' })]) {
    const { y, height } = await box(button)
    expect(Math.abs(y + height / 2 - heading.y - heading.height / 2)).toBeLessThan(8)
  }
  const field = await box(page.getByRole('textbox', { name: 'Months' }))
  const mark = await box(page.getByRole('region', { name: 'Months' }).getByRole('button', { name: /Comment/ }))
  expect(mark.x).toBeGreaterThanOrEqual(field.x + field.width)
})

it('a chart of rows that are there is drawn while it is written', async () => {
  const { uuid } = await create('At once', { cells: [parts] })
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await cell(page, 'parts').getByRole('gridcell', { name: 'West' }).waitFor()
  await page.getByRole('button', { name: 'Add cell', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Chart', exact: true }).click()
  const chart = cell(page, 'Chart (cell 2)')
  await chart.getByRole('button', { name: 'Show as a table' }).waitFor()
  type Session = { outcomes: { cellId: string; startedAt: string; state: string }[] }
  const drawn = async (): Promise<string | undefined> => {
    const { outcomes } = await house.admin.results<Session>('POST', `/api/v1/app/apps/${uuid}/sessions`, { of: 'draft', resume: true })
    return outcomes.find(({ cellId, state }) => cellId !== parts.id && state === 'done')?.startedAt
  }
  const before = await drawn()
  expect(before).toBeDefined()
  await chart.getByRole('radiogroup').getByText('Pie').click()
  await expect.poll(async () => [undefined, before].includes(await drawn()), { timeout: 20_000 }).toBe(false)
  // Rows are asked by those who say so.
  await page.getByRole('button', { name: 'Add cell', exact: true }).click()
  await page.getByRole('menuitem', { name: 'SQL', exact: true }).click()
  await page.keyboard.insertText('select 1 as one')
  await page.getByRole('button', { name: 'Run stale (1)' }).waitFor()
  expect(complaints).toEqual([])
})

it('what is drawn without being asked for says nothing when it cannot be, and what somebody asks for does', async () => {
  const { uuid } = await create('Quiet', { cells: [parts] })
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await cell(page, 'parts').getByRole('gridcell', { name: 'West' }).waitFor()
  const refused: string[] = []
  await page.route('**/app-sessions/*/runs', async (route) => {
    await route.fulfill({ status: 409, json: { status: 'error', error: { statusCode: 409, name: 'ConflictError', message: 'Not now', data: {} } } })
    refused.push(route.request().postData() ?? '')
  })
  await page.getByRole('button', { name: 'Add cell', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Chart', exact: true }).click()
  await expect.poll(() => refused.length).toBe(1)
  await page.getByRole('button', { name: 'Run stale (1)' }).click()
  await expect.poll(() => refused.length).toBe(2)
  const said = page.getByText('It could not be run')
  await said.first().waitFor()
  expect(await said.count()).toBe(1)
})

it('a text of one row is read while the app is built', async () => {
  const { uuid } = await create('Built', {
    cells: [{ kind: 'text', id: 'said', title: 'Said', markdown: 'To be read' }],
    app: { elements: [{ uuid: crypto.randomUUID(), cellId: 'said', x: 0, y: 0, w: 12, h: 1 }] },
  })
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`notebooks/${uuid}`))
  await page.getByRole('radiogroup', { name: 'Parts of the notebook' }).getByText('App').click()
  const frame = page.getByRole('region', { name: 'Said' })
  const said = await box(frame.getByText('To be read'))
  expect(bottomOf(said)).toBeLessThanOrEqual(bottomOf(await box(frame)))
  expect((await box(frame.getByRole('button').first())).x).toBeGreaterThanOrEqual(said.x + said.width)
})

it('a phone leads to notebooks and apps, and from a page up', async () => {
  const { uuid } = await create('In the hand', { cells: [parts] })
  const { page } = await openSignedIn(house.asAdmin, { width: 390, height: 844 })
  await page.goto(at(`apps/${uuid}/runs`))
  await page.getByRole('link', { name: 'Back to In the hand' }).click()
  await page.waitForURL(`**/notebooks/${uuid}`)
  await page.getByRole('link', { name: 'Notebooks', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Notebooks' }).waitFor()
})

type Box = { x: number; y: number; width: number; height: number }
const box = async (what: Locator): Promise<Box> => (await what.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN }
const bottomOf = ({ y, height }: Box): number => y + height
