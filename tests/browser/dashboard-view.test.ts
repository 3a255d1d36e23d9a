import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn, publishDraft, whenLoaded } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

let atrium: WayIn
let api: ApiClient
let projectUuid: string
let shop: string

type Named = { uuid: string; name: string }
type Rule = { id: string; label?: string; values: unknown[]; tileTargets?: Record<string, unknown> }
type Board = Named & { tiles: { uuid: string; type: string; properties: { savedChartUuid?: string; chartName?: string } }[]; filters: { dimensions: Rule[] } }

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
  api = withToken(atrium.url, atrium.token)
  projectUuid = (await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const boards = await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
  shop = boards.find(({ name }) => name === 'Shop overview')?.uuid ?? ''
})

/** A copy of the shop's dashboard, so that no test sees what another one saved. */
const copyOfShop = (name: string): Promise<Board> =>
  api.results<Board>('POST', `/api/v1/projects/${projectUuid}/dashboards?duplicateFrom=${shop}`, { dashboardName: name })
const read = (uuid: string): Promise<Board> => api.results<Board>('GET', `/api/v1/dashboards/${uuid}`)
const addressOf = (uuid: string, rest = ''): string => `${atrium.url}/p/${projectUuid}/dashboards/${uuid}${rest}`
const chartNamed = (page: Page, name: RegExp) => page.getByRole('img', { name })

describe('filters of a dashboard', () => {
  it('are picked from a calendar and a list, kept away from a tile, and made the default for everybody', async () => {
    const board = await copyOfShop('Filtered')
    const { page, complaints } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid))
    await chartNamed(page, /^Mixed chart, 34 points/).waitFor()

    // A click in the calendar is not one outside of the filter.
    await page.getByRole('button', { name: /^Ordered is between/ }).click()
    await page.getByRole('button', { name: /^From/ }).click()
    await page.getByRole('button', { name: '1 January 2024', exact: true }).click()
    await page.getByRole('button', { name: /^To/ }).click()
    await page.getByRole('button', { name: '15 October 2026' }).click()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByRole('button', { name: 'Ordered is between Jan 1, 2024 and Oct 15, 2026', exact: false }).waitFor()

    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'Field' }).fill('Status')
    await page.getByRole('option', { name: 'Status' }).first().click()
    await page.getByRole('combobox', { name: 'Value' }).fill('completed')
    await page.getByRole('combobox', { name: 'Value' }).press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: /^Applies to/ }).click()
    await page.getByRole('checkbox', { name: 'Revenue and orders by month' }).uncheck()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await chartNamed(page, /^Bar chart, \d+ points\./).waitFor()
    await chartNamed(page, /^Mixed chart, 34 points/).waitFor()
    await page.getByRole('button', { name: 'Filters on Revenue and orders by month' }).click()
    await page.getByText('is set not to reach this tile').waitFor()
    await page.keyboard.press('Escape')

    expect((await read(board.uuid)).filters.dimensions).toHaveLength(2)
    await page.getByRole('button', { name: 'Save as default' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('')
    const tile = board.tiles.find(({ properties }) => properties.chartName === 'Revenue and orders by month')?.uuid ?? ''
    expect((await read(board.uuid)).filters.dimensions).toMatchObject([
      { label: 'Ordered', values: ['2024-01-01', '2026-10-15'] },
      { label: 'Country' },
      { target: { fieldId: 'orders_status', tableName: 'orders' }, values: ['completed'], tileTargets: { [tile]: false } },
    ])
    expect(complaints).toEqual([])
  })

  it('are pointed at another field of a tile, which its numbers follow', async () => {
    const board = await copyOfShop('Mapped')
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid))
    await chartNamed(page, /^Bar chart, 12 points/).waitFor()
    await page.getByRole('button', { name: /^Ordered is between/ }).click()
    await page.getByRole('tab', { name: /^Applies to/ }).click()
    await page.getByRole('combobox', { name: 'Field on Orders by status' }).selectOption({ label: 'Delivered day' })
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByRole('button', { name: 'Filters on Orders by status' }).click()
    await page.getByText('Delivered day is between').or(page.getByText('Ordered is between')).last().waitFor()
    const rules = JSON.parse(new URL(page.url()).searchParams.get('filters') ?? '[]') as Rule[]
    const tile = board.tiles.find(({ properties }) => properties.chartName === 'Orders by status')?.uuid ?? ''
    expect(rules[0]?.tileTargets?.[tile]).toEqual({ fieldId: 'orders_delivered_on_day', tableName: 'orders' })
    // Of five states three are never delivered.
    await page
      .getByRole('region', { name: 'Orders by status' })
      .getByRole('img', { name: /^Bar chart, \d+ points, 2 series/ })
      .waitFor()
  })

  it('hold all tiles back while an editor’s required one is empty', async () => {
    const board = await copyOfShop('Required')
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid, '/edit'))
    await page.getByRole('button', { name: /^Country/ }).click()
    await page.getByLabel('Name', { exact: true }).fill('Where')
    await page.getByRole('checkbox', { name: 'Needs a value' }).check()
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByText('Pick Where to load.').first().waitFor()
    await publishDraft(page)
    expect(await page.getByText('Pick Where to load.').count()).toBeGreaterThan(1)
    await page.getByRole('button', { name: /^Where: needs a value/ }).click()
    await page.getByRole('combobox', { name: 'Value' }).fill('Germany')
    await page.getByRole('combobox', { name: 'Value' }).press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await chartNamed(page, /^Mixed chart/).waitFor()

    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByText('Draft · no changes yet').waitFor()
    await page.getByRole('button', { name: /^Where/ }).click()
    await page.getByRole('button', { name: 'Remove filter' }).click()
    await publishDraft(page)
    expect((await read(board.uuid)).filters.dimensions.map(({ label }) => label)).toEqual(['Ordered'])
  })

  it('are in a sheet on a phone', async () => {
    const { page } = await openSignedIn(atrium, { width: 390, height: 844 })
    await page.goto(addressOf(shop))
    await page.getByRole('button', { name: 'Filters (2)' }).click()
    const sheet = page.getByRole('dialog', { name: 'Filters' })
    await sheet.getByRole('button', { name: /^Country/ }).click()
    await page.getByRole('combobox', { name: 'Value' }).fill('Germany')
    await page.getByRole('combobox', { name: 'Value' }).press('Enter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await sheet.getByRole('button', { name: 'Country is Germany', exact: false }).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await sheet.waitFor({ state: 'detached' })
    await whenLoaded(page)
    expect(new URL(page.url()).searchParams.get('filters')).toContain('Germany')
  })
})

describe('looking at a dashboard', () => {
  it('zooms dates: charts are drawn over the other grain and say so', async () => {
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(shop))
    await chartNamed(page, /^Mixed chart, 34 points/).waitFor()
    await page.getByRole('button', { name: /^Date zoom/ }).click()
    await page.getByRole('menuitem', { name: 'By year' }).click()
    await chartNamed(page, /^Mixed chart, 3 points, 3 series\. .*\(2024\).*\(2026\)/).waitFor()
    await chartNamed(page, /^Bar chart, 3 points, 5 series\. .*\(2024\)/).waitFor()
    expect(new URL(page.url()).searchParams.get('dateZoom')).toBe('Year')
  })

  it('goes through tiles in full screen with the arrow keys, and back with Escape', async () => {
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(shop))
    await page.getByRole('button', { name: 'Menu of Revenue', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Full screen/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Revenue in October 2026').waitFor()
    await page.keyboard.press('ArrowRight')
    await dialog.getByRole('img', { name: /^Mixed chart/ }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await dialog.getByText('Revenue in October 2026').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.has('tile')).toBe(false)
  })

  it('prints the page without the frame, with its filters', async () => {
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(shop))
    await chartNamed(page, /^Mixed chart/).waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation', { name: 'Places' }).isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'New' }).isVisible()).toBe(false)
    expect(await page.getByText('Ordered is between Jan 1, 2024 and Oct 31, 2026').first().isVisible()).toBe(true)
    expect(await page.getByRole('heading', { name: 'Shop overview' }).isVisible()).toBe(true)
    // No tile is wider than the paper: A4 lying, without its margins.
    await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`)
    const right = await page.evaluate<number>(`Math.max(...[...document.querySelectorAll('section')].map((tile) => tile.getBoundingClientRect().right))`)
    expect(right).toBeLessThan(1040)
  })

  it('cancels everything that runs, and loads again on request', async () => {
    const slow = await api.results<Named>('POST', `/api/v1/projects/${projectUuid}/saved`, {
      name: 'Slow',
      tableName: 'orders',
      metricQuery: {
        exploreName: 'orders',
        dimensions: ['slow'],
        metrics: ['orders_order_count'],
        filters: {},
        sorts: [],
        limit: 10,
        tableCalculations: [],
        customDimensions: [
          {
            id: 'slow',
            name: 'slow',
            table: 'orders',
            type: 'sql',
            dimensionType: 'number',
            sql: '(SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b)',
          },
        ],
      },
      chartConfig: { type: 'table' },
      tableConfig: { columnOrder: [] },
    })
    const tile = { type: 'saved_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedChartUuid: slow.uuid } }
    const board = await api.results<Named>('POST', `/api/v1/projects/${projectUuid}/dashboards`, { name: 'Slow ones', tiles: [tile], tabs: [] })
    const { page } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid))
    await page.getByText('Still running', { exact: false }).waitFor()
    const cancelled = page.waitForResponse((response) => response.url().includes('/api/v1/app/queries/') && response.request().method() === 'DELETE')
    await page.getByRole('button', { name: 'Cancel all' }).click()
    // The server knew the query and has cancelled it; leaving it alone would answer false.
    expect(await (await cancelled).json()).toMatchObject({ results: { cancelled: true } })
    await page.getByText('Not loaded.').waitFor()
    await page.getByRole('button', { name: 'Load', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel all' }).click()
    await page.getByText('Not loaded.').waitFor()
  })
})

describe('the history of a dashboard', () => {
  it('tells who changed what, shows an old version and brings it back as the newest', async () => {
    const board = await copyOfShop('Remembered')
    const [gone] = board.tiles.filter(({ properties }) => properties.chartName === 'Paid by')
    const rest = { tiles: board.tiles.filter((tile) => tile !== gone), filters: board.filters, tabs: (board as unknown as { tabs: object[] }).tabs }
    await api.results('PATCH', `/api/v1/dashboards/${board.uuid}`, rest)
    const { page, complaints } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid))
    await chartNamed(page, /^Mixed chart/).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'History' }).click()
    const versions = page.getByRole('complementary', { name: 'History' })
    await versions.getByText('Removed “Paid by”').waitFor()
    expect(await versions.getByText('Admin', { exact: false }).count()).toBeGreaterThan(0)
    expect(await page.getByRole('region', { name: 'Paid by' }).count()).toBe(0)

    await versions.getByRole('button', { name: 'Look' }).click()
    await chartNamed(page, /^Pie chart/).waitFor()
    await page.getByText('This is the version saved').waitFor()
    await page.goBack()
    await page.getByText('This is the version saved').waitFor({ state: 'detached' })
    expect((await read(board.uuid)).tiles).toHaveLength(board.tiles.length - 1)

    await versions.getByRole('button', { name: 'Restore' }).click()
    await versions.getByText('Restored version 1').waitFor()
    await versions.getByText('Added “Paid by”').waitFor()
    await chartNamed(page, /^Pie chart/).waitFor()
    expect((await read(board.uuid)).tiles.map(({ uuid }) => uuid).toSorted()).toEqual(board.tiles.map(({ uuid }) => uuid).toSorted())

    // What somebody saves then is not taken back with it.
    const theirs = { ...rest, tiles: rest.tiles.slice(1) }
    await api.results('PATCH', `/api/v1/dashboards/${board.uuid}`, theirs)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Somebody saved a newer version meanwhile.', { exact: false }).waitFor()
    expect((await read(board.uuid)).tiles).toHaveLength(theirs.tiles.length)
    expect(complaints).toEqual([])
  })
})
