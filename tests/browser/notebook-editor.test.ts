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
