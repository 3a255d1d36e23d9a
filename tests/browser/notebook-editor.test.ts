import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse, type SharedHouse } from './shared-house.ts'

/** What is around the cells of a notebook while it is written. */

let house: SharedHouse
let projectUuid: string
beforeAll(async () => {
  house = await sharedHouse()
  projectUuid = (await house.admin.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
})

const create = (name: string, cells: object[]): Promise<{ uuid: string }> =>
  house.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${projectUuid}/apps`, { name, document: { cells } })
const at = (rest: string): string => `${house.asAdmin.url}/p/${projectUuid}/notebooks${rest}`
const sql = (id: string, text: string) => ({ kind: 'sql', id, name: id, sql: text, on: 'results' })
const boxOf = (page: Page, selector: string) =>
  page.evaluate<{ left: number; top: number; right: number; bottom: number }>(
    `(() => { const { left, top, right, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { left, top, right, bottom } })()`,
  )

it('an explore that waits for a table written above it has a line in the drawing, and its words in the list', async () => {
  const query = { exploreName: 'orders', dimensions: [], metrics: ['orders_order_count'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
  const { uuid } = await create('Waits for a table', [
    sql('areas', 'select 1 as one'),
    { kind: 'writeback', id: 'keep', title: 'Keep', of: 'areas', table: 'orders', mode: 'append' },
    { kind: 'explore', id: 'asked', name: 'asked', exploreName: 'orders', query },
  ])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  const drawing = page.getByRole('group', { name: 'Who reads whom' })
  await drawing.getByRole('button', { name: /^asked/ }).waitFor()
  await expect
    .poll(() => page.evaluate<string[]>(`[...document.querySelectorAll('svg[role="group"] path')].map(({ dataset }) => dataset.waits ?? 'reads')`))
    .toEqual(['reads', 'true'])
  await page.getByRole('radiogroup', { name: 'Show as' }).getByText('List').click()
  await page.getByText('waits for what is written by Keep').waitFor()
})

it('the drawing of hundreds of cells is walked by keyboard, seen as a whole and opened large', async () => {
  const { uuid } = await create(
    'Three hundred',
    Array.from({ length: 300 }, (_, place) => sql(`n${place}`, place < 40 ? `select ${place} as one` : `select * from n${(place * 7) % 40}`)),
  )
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  const nodes = page.locator('svg [data-node]')
  await nodes.first().waitFor()
  // One stop of the Tab key for all of them.
  expect(await page.locator('svg [data-node][tabindex="0"]').count()).toBe(1)
  await page.getByRole('button', { name: 'Open it large' }).press('Tab')
  await page.locator('[data-node="n0"]:focus').waitFor()
  await page.keyboard.press('End')
  const last = await page.evaluate<string>('document.activeElement.dataset.node')
  expect(last).not.toBe('n0')
  // What has the focus is in sight, whatever had to be scrolled.
  const frame = await boxOf(page, ':has(> svg[role="group"])')
  const box = await boxOf(page, `[data-node="${last}"]`)
  expect(box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right).toBe(true)
  await page.keyboard.press('0')
  const drawn = async (): Promise<number> => {
    const { left, top, right, bottom } = await boxOf(page, 'svg[role="group"]')
    return Math.max(right - left - (frame.right - frame.left), bottom - top - (frame.bottom - frame.top))
  }
  await expect.poll(drawn).toBeLessThanOrEqual(0)
  await page.keyboard.press('+')
  await expect.poll(drawn).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Open it large' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Who reads whom' })
  await dialog.locator('[data-node="n3"]').press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.locator('article:focus[aria-label="n3"]').waitFor()
  await whenLoaded(page)
  expect(await violations(page, 'a notebook of hundreds of cells', { type: 'tag', values: standard })).toEqual([])
  expect(complaints).toEqual([])
})

/** Where the bars are that stay at the top: of the draft, and of the page below it. */
const stuck = (page: Page) =>
  page.evaluate<{ header: number; draft: number; below: number; end: number }>(`(() => {
    const [draft, below] = [...document.querySelectorAll('.stuck-bar')].map((bar) => bar.getBoundingClientRect())
    return { header: document.querySelector('header').getBoundingClientRect().bottom, draft: draft.top, below: below.top - draft.bottom, end: below.bottom }
  })()`)

it.each([
  { width: 1440, height: 700 },
  { width: 390, height: 844 },
])('the bars of a long notebook stay at the top, with nothing behind them that has the focus ($width px)', async (look) => {
  const { uuid } = await create(
    `Long at ${look.width}`,
    Array.from({ length: 30 }, (_, place) => sql(`long_${place}`, 'select 1 as one')),
  )
  const { page } = await openSignedIn(house.asAdmin, look)
  await page.goto(at(`/${uuid}`))
  await page.locator('[data-cell="long_29"]').focus()
  expect(await page.evaluate<number>('window.scrollY')).toBeGreaterThan(400)
  const { header, draft, below, end } = await stuck(page)
  expect(Math.abs(draft - header)).toBeLessThan(1.5)
  expect(Math.abs(below)).toBeLessThan(1.5)
  expect(end).toBeLessThan(look.height / 4)
  for (const name of ['Undo', 'Publish as it is …', 'Run all']) expect((await page.getByRole('button', { name }).boundingBox())?.y).toBeGreaterThan(0)
  // Up again, cell by cell: each is seen whole below the bars.
  for (let place = 28; place >= 10; place--) {
    await page.keyboard.press('k')
    await page.locator(`[data-cell="long_${place}"]:focus`).waitFor()
    expect((await boxOf(page, `[data-cell="long_${place}"]`)).top).toBeGreaterThanOrEqual((await stuck(page)).end)
  }
})

it('the bars of a dashboard stay at the top while it is changed, too', async () => {
  const boards = await house.admin.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
  const { page } = await openSignedIn(house.asAdmin, { width: 1440, height: 600 })
  await page.goto(`${house.asAdmin.url}/p/${projectUuid}/dashboards/${boards.find(({ name }) => name === 'Shop overview')?.uuid ?? ''}/edit`)
  await page.getByRole('region', { name: 'Paid by' }).waitFor()
  await page.mouse.move(700, 400)
  await expect.poll(() => page.mouse.wheel(0, 300).then(() => page.evaluate<number>('window.scrollY'))).toBeGreaterThan(100)
  const { header, draft, below } = await stuck(page)
  expect([Math.abs(draft - header), Math.abs(below)].every((gap) => gap < 1.5)).toBe(true)
})

it('a notebook without cells offers nothing to be published as it is', async () => {
  const { uuid } = await create('Without cells', [])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  await page.getByRole('button', { name: 'Publish …', disabled: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Publish as it is …' }).count()).toBe(0)
})

it('a text is seen as it is written, with the values that are there', async () => {
  const { uuid } = await create('Seen while written', [
    { kind: 'code', id: 'gives', language: 'typescript', code: 'const answer = 42' },
    { kind: 'text', id: 'says', markdown: 'Nothing yet' },
  ])
  const { page, complaints } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  await page.locator('[data-cell="says"]').press('Enter')
  const markdown = page.getByRole('textbox', { name: 'Markdown' })
  const preview = page.getByRole('region', { name: 'Preview' })
  await markdown.fill('# Of all\n\nThe answer is **{{ answer }}**')
  await preview.getByRole('heading', { name: 'Of all' }).waitFor()
  await preview.getByText('Values are filled in once what gives them has run.').waitFor()
  // Beside each other.
  expect((await preview.boundingBox())?.y).toBeLessThan(((await markdown.boundingBox())?.y ?? 0) + 20)
  await page.getByRole('button', { name: 'Run all' }).click()
  await preview.getByText('The answer is 42').waitFor()
  await markdown.fill('It is {{ answer }}, and nothing else')
  await preview.getByText('It is 42, and nothing else').waitFor()
  expect(complaints).toEqual([])
})

it('the form of an explore has no heading over nothing', async () => {
  const query = { exploreName: 'orders', dimensions: [], metrics: [], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
  const { uuid } = await create('Nothing in order', [{ kind: 'explore', id: 'asked', name: 'asked', exploreName: 'orders', query }])
  const { page } = await openSignedIn(house.asAdmin)
  await page.goto(at(`/${uuid}`))
  await page.getByRole('button', { name: 'Write asked' }).click()
  await page.getByRole('group', { name: 'Dimensions' }).first().waitFor()
  expect(await page.getByRole('group', { name: 'Order', exact: true }).count()).toBe(0)
  await page
    .getByRole('combobox', { name: 'Metrics' })
    .or(page.getByRole('textbox', { name: 'Metrics' }))
    .first()
    .click()
  await page.getByRole('option').first().click()
  await page.getByRole('group', { name: 'Order', exact: true }).waitFor()
})
