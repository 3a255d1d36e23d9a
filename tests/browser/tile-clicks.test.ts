import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, publishDraft, whenLoaded } from './open-browser.ts'

// Pivot tables and SQL are clicked as bars are.

let atrium: Atrium
let api: ApiClient
let projectUuid: string
let spaceUuid: string
let sum: string

type Named = { uuid: string; name: string }

beforeAll(async () => {
  atrium = await startAtrium()
  api = withToken(atrium.url, atrium.token)
  projectUuid = (await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  spaceUuid = (await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/spaces`))[0]?.uuid ?? ''
  sum = await makeChart('All orders', [], { chartConfig: { type: 'big_number' } })
})
afterAll(async () => {
  await atrium.stop()
})

async function makeChart(name: string, dimensions: readonly string[], more: object): Promise<string> {
  const { uuid } = await api.results<Named>('POST', `/api/v1/projects/${projectUuid}/saved`, {
    name,
    tableName: 'orders',
    metricQuery: { exploreName: 'orders', dimensions, metrics: ['orders_order_count'], filters: {}, sorts: [], limit: 500, tableCalculations: [] },
    tableConfig: { columnOrder: [...dimensions, 'orders_order_count'] },
    spaceUuid,
    ...more,
  })
  return uuid
}
const place = { x: 0, w: 18, h: 8 }
const sumTile = () => ({ type: 'saved_chart', ...place, x: 18, y: 0, properties: { savedChartUuid: sum, title: 'All orders' } })
async function open(page: Page, name: string, board: object): Promise<void> {
  const { uuid } = await api.results<Named>('POST', `/api/v1/projects/${projectUuid}/dashboards`, { name, tabs: [], ...board })
  await page.goto(`${atrium.url}/p/${projectUuid}/dashboards/${uuid}`)
}
const tile = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const chips = (page: Page): Locator => page.getByRole('group', { name: 'Clicked on tiles' })
const orders = (page: Page): Promise<string> =>
  tile(page, 'All orders')
    .getByRole('button', { name: /^[\d,]+$/ })
    .innerText()

describe('a pivot table', () => {
  it('opens what a bar opens on cells, headings and totals, also by key', async () => {
    const uuid = await makeChart('Statuses by quarter', ['orders_ordered_at_quarter', 'orders_status'], {
      chartConfig: { type: 'table', config: { showColumnCalculation: true, showRowCalculation: true } },
      pivotConfig: { columns: ['orders_status'] },
    })
    const { page, complaints } = await openSignedIn(atrium)
    const pivotTile = { type: 'saved_chart', ...place, y: 0, properties: { savedChartUuid: uuid, title: 'Pivot' } }
    await open(page, 'With a pivot', { tiles: [pivotTile, sumTile()] })
    const pivot = tile(page, 'Pivot').getByRole('grid')
    const menu = page.getByRole('menu')
    await pivot.getByRole('rowheader', { name: 'Total' }).waitFor()
    const all = await orders(page)
    const total = pivot.getByRole('row').last().getByRole('gridcell')
    expect(await total.last().innerText()).toBe(all)

    // A heading filters by its value, as a name on an axis does.
    const statuses = await pivot.getByRole('row').first().getByRole('columnheader').allInnerTexts()
    const at = statuses.indexOf('completed') - 1
    const completed = await total.nth(at).innerText()
    await pivot.getByRole('columnheader', { name: 'completed' }).click()
    await chips(page).getByText('Status is completed').waitFor()
    await expect.poll(() => orders(page)).toBe(completed)
    await page.keyboard.press('Escape')
    await expect.poll(() => orders(page)).toBe(all)

    // A total is of its column alone.
    await total.nth(at).click()
    await menu.getByText(`Orders: ${completed}`).waitFor()
    expect(await menu.getByRole('menuitem', { name: /^Filter to/ }).allInnerTexts()).toEqual(['Filter to completed'])
    expect(await violations(page, 'the menu of a pivot', { type: 'tag', values: standard })).toEqual([])
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })

    // A cell is of its line and its column; its rows are as many as it says.
    const cell = pivot.getByRole('row').nth(2).getByRole('gridcell').nth(at)
    const some = await cell.innerText()
    await cell.click()
    expect(await menu.getByRole('menuitem', { name: /^Filter to/ }).allInnerTexts()).toEqual([
      expect.stringMatching(/^Filter to Q\d \d{4}$/),
      'Filter to completed',
    ])
    await menu.getByRole('menuitem', { name: 'See the rows behind it' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText(Number(some.replace(',', '')) > 500 ? 'first 500 rows' : `${some} rows`).waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    // By key: the name of the first line.
    await pivot.focus()
    for (const key of ['ControlOrMeta+Home', 'ArrowDown', 'ArrowDown', 'Enter']) await pivot.press(key)
    await chips(page)
      .getByText(/^Ordered quarter is/)
      .waitFor()
    await whenLoaded(page)
    expect(complaints).toEqual([])
  })
})

describe('a SQL tile', () => {
  it('says why nothing lies behind it, and filters the others once a filter names its column', async () => {
    const { savedSqlUuid } = await api.results<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${projectUuid}/sqlRunner/saved`, {
      name: 'By hand',
      sql: 'select status as state, count(*) as n from orders group by all',
      config: { type: 'table', metadata: { version: 1 } },
      spaceUuid,
    })
    const sqlTile = { type: 'sql_chart', ...place, y: 0, properties: { savedSqlUuid, title: 'By hand' } }
    const filter = { id: 'status', target: { fieldId: 'orders_status', tableName: 'orders' }, operator: 'equals', values: [], disabled: true }
    const { page, complaints } = await openSignedIn(atrium)
    await open(page, 'With SQL', { tiles: [sqlTile, sumTile()], filters: { dimensions: [filter], metrics: [], tableCalculations: [] } })
    const rows = tile(page, 'By hand')
    const menu = page.getByRole('menu')
    await rows.getByRole('gridcell', { name: 'completed' }).click()
    await menu.getByText('SQL belongs to no explore', { exact: false }).waitFor()
    await menu.getByText('no filter of this dashboard names a column', { exact: false }).waitFor()
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual(['Copy value'])
    expect(await violations(page, 'the menu of SQL', { type: 'tag', values: standard })).toEqual([])
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })

    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    // The page to read has the same button, which goes with it.
    await page.getByText('Draft · no changes yet').waitFor()
    await page.getByRole('button', { name: /^Status: / }).click()
    await page.getByRole('tab', { name: /^Applies to/ }).click()
    await page.getByRole('combobox', { name: 'Column on By hand' }).selectOption('state')
    expect(await violations(page, 'the columns of SQL', { type: 'tag', values: standard })).toEqual([])
    await page.getByRole('button', { name: 'Apply' }).click()
    await publishDraft(page)

    const n = await rows.getByRole('row').filter({ hasText: 'completed' }).getByRole('gridcell').nth(1).innerText()
    await rows.getByRole('gridcell', { name: 'completed' }).click()
    await chips(page).getByText('Status is completed').waitFor()
    await expect.poll(async () => (await orders(page)).replace(',', '')).toBe(n.replace(',', ''))
    // Its own rows stay; the number beside offers the same, and says why there is no more.
    await rows.getByRole('row').filter({ hasText: 'shipped' }).getByRole('gridcell').nth(1).click()
    await menu.getByText('SQL belongs to no explore', { exact: false }).waitFor()
    await menu.getByRole('menuitem', { name: 'Leave out shipped' }).click()
    await chips(page).getByText('Status is not shipped').waitFor()
    await whenLoaded(page)
    expect(complaints).toEqual([])
  })
})
