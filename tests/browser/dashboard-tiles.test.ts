import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

let atrium: WayIn
let api: ApiClient
let projectUuid: string
let byStatus: string
let sqlChart: string

type Named = { uuid: string; name: string }

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
  api = withToken(atrium.url, atrium.token)
  projectUuid = (await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const charts = await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/charts`)
  byStatus = charts.find(({ name }) => name === 'Orders by status')?.uuid ?? ''
  const [space] = await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/spaces`)
  const saved = await api.results<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${projectUuid}/sqlRunner/saved`, {
    name: 'Counted by hand',
    sql: 'select status, count(*) as orders from orders group by all',
    limit: 50,
    config: { type: 'table', metadata: { version: 1 } },
    spaceUuid: space?.uuid,
  })
  sqlChart = saved.savedSqlUuid
})

const chartTile = (place: number) => ({
  type: 'saved_chart',
  x: (place % 2) * 18,
  y: Math.floor(place / 2) * 6,
  w: 18,
  h: 6,
  properties: { savedChartUuid: byStatus, title: `Tile ${place + 1}` },
})
const makeDashboard = (name: string, tiles: readonly object[]): Promise<Named> =>
  api.results<Named>('POST', `/api/v1/projects/${projectUuid}/dashboards`, { name, tiles, tabs: [] })
const addressOf = (uuid: string, rest = ''): string => `${atrium.url}/p/${projectUuid}/dashboards/${uuid}${rest}`

/** How many tiles the page asks for from now on. */
function countAsked(page: Page): () => number {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/chart-and-results')) asked += 1
  })
  return () => asked
}

describe('tiles of a dashboard', () => {
  it('load as they come into view, so that two hundred stay usable', async () => {
    const board = await makeDashboard(
      'Two hundred',
      Array.from({ length: 200 }, (_, place) => chartTile(place)),
    )
    const { page, complaints } = await openSignedIn(atrium)
    const asked = countAsked(page)
    await page.goto(addressOf(board.uuid))
    const tile = (place: number) => page.getByRole('region', { name: `Tile ${place}`, exact: true })
    await tile(1)
      .getByRole('img', { name: /^Bar chart/ })
      .waitFor()
    await whenLoaded(page)
    const atFirst = asked()
    expect(atFirst).toBeGreaterThan(3)
    expect(atFirst).toBeLessThan(30)
    // The place of the last one is kept from the start; its numbers come when somebody gets there.
    await tile(200).scrollIntoViewIfNeeded()
    await tile(200)
      .getByRole('img', { name: /^Bar chart/ })
      .waitFor()
    await whenLoaded(page)
    expect(asked()).toBeGreaterThan(atFirst)
    expect(asked()).toBeLessThan(100)
    expect(complaints).toEqual([])
  })

  it('with SQL are counted while they load, and shown over the whole window', async () => {
    const sqlTile = { type: 'sql_chart', x: 0, y: 6, w: 18, h: 6, properties: { savedSqlUuid: sqlChart, chartName: 'Counted by hand' } }
    const board = await makeDashboard('With SQL', [chartTile(0), sqlTile])
    const { page, complaints } = await openSignedIn(atrium)
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/sql-charts/*/results', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(addressOf(board.uuid))
    await page.getByText('1 of 2 loaded').waitFor()
    letGo()
    await page.getByText('1 of 2 loaded').waitFor({ state: 'detached' })
    const region = page.getByRole('region', { name: 'Counted by hand' })
    await region.getByText('completed').waitFor()
    await region.getByRole('button', { name: 'Menu of Counted by hand' }).click()
    await page.getByRole('menuitem', { name: /^Full screen/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('completed').waitFor()
    expect(new URL(page.url()).searchParams.get('tile')).not.toBeNull()
    await dialog.getByRole('button', { name: 'Previous tile' }).click()
    await dialog.getByRole('img', { name: /^Bar chart/ }).waitFor()
    expect(complaints).toEqual([])
  })
})

describe('whoever looks at a dashboard', () => {
  const table = () => ({ type: 'sql_chart', x: 0, y: 0, w: 18, h: 6, properties: { savedSqlUuid: sqlChart, chartName: 'Counted by hand' } })

  it('orders the rows of a table, and has them as saved again', async () => {
    const { page, complaints } = await openSignedIn(atrium)
    const boards = await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
    await page.goto(addressOf(boards.find(({ name }) => name === 'Shop overview')?.uuid ?? ''))
    const tile = page.getByRole('region', { name: 'Revenue by category' })
    await tile.scrollIntoViewIfNeeded()
    const first = () => tile.getByRole('row').nth(1).getByRole('gridcell').first().innerText()
    await tile.getByRole('gridcell', { name: 'Living room' }).waitFor()
    expect(await first()).toBe('Living room')
    await tile.getByRole('columnheader', { name: 'Category' }).getByRole('button').click()
    await expect.poll(first).toBe('Bedroom')
    const sorts = JSON.parse(new URL(page.url()).searchParams.get('sorts') ?? '{}') as Record<string, object[]>
    expect(Object.values(sorts)).toEqual([[{ fieldId: 'products_category', descending: false }]])
    await tile.getByRole('button', { name: 'Menu of Revenue by category' }).click()
    await page.getByRole('menuitem', { name: 'Order as saved' }).click()
    await expect.poll(first).toBe('Living room')
    expect(new URL(page.url()).search).toBe('')
    expect(complaints).toEqual([])
  })

  it('zooms dates to what fits the time, and tiles say which grain that is', async () => {
    const { page, complaints } = await openSignedIn(atrium)
    const boards = await api.results<Named[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
    await page.goto(addressOf(boards.find(({ name }) => name === 'Shop overview')?.uuid ?? ''))
    await page.getByRole('button', { name: /^Date zoom/ }).click()
    await page.getByRole('menuitem', { name: 'Automatic' }).click()
    await page.getByRole('button', { name: 'Date zoom: Automatic (By month)' }).waitFor()
    const tile = page.getByRole('region', { name: 'Orders by status' })
    await tile.getByText('By month', { exact: true }).waitFor()
    await tile.getByRole('img', { name: /^Bar chart, 34 points/ }).waitFor()
    // What is by month anyway is not zoomed.
    expect(await page.getByRole('region', { name: 'Revenue and orders by month' }).getByText('By month', { exact: true }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('sees pages of allowed hosts in a frame that is kept apart, and of others where they are', async () => {
    const pageTile = (y: number, title: string, url: string) => ({ type: 'loom', x: 0, y, w: 18, h: 4, properties: { title, url } })
    const board = await makeDashboard('Framed', [
      pageTile(0, 'Tour', 'https://www.loom.com/share/abc'),
      pageTile(4, 'Wiki', 'https://wiki.example/page'),
      pageTile(8, 'Trick', 'javascript:alert(1)'),
      { type: 'markdown', x: 0, y: 12, w: 36, h: 1, properties: { title: '', content: '## Below' } },
      table(),
    ])
    const { page, complaints } = await openSignedIn(atrium)
    await page.route('https://www.loom.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<p>The tour</p>' }))
    await page.goto(addressOf(board.uuid))
    await page.frameLocator('iframe[title="Tour"]').getByText('The tour').waitFor()
    const frame = page.locator('iframe[title="Tour"]')
    expect(await frame.getAttribute('src')).toBe('https://www.loom.com/embed/abc')
    expect(await frame.getAttribute('sandbox')).not.toMatch(/top-navigation|forms|modals/)
    await page.getByRole('region', { name: 'Wiki' }).getByText('Pages of wiki.example are not shown here', { exact: false }).waitFor()
    expect(await page.getByRole('link', { name: 'Open the page' }).getAttribute('href')).toBe('https://wiki.example/page')
    await page.getByRole('region', { name: 'Trick' }).getByText('This is no address of a page', { exact: false }).waitFor()
    expect(await page.locator('iframe').count()).toBe(1)
    await page.getByRole('heading', { name: 'Below' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('stars dashboards where they are listed', async () => {
    const board = await makeDashboard('Starred from the list', [])
    const { page, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards`)
    const star = page.getByRole('button', { name: `Favourite: ${board.name}` })
    await star.click()
    await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
    const favourites = await api.results<Named[]>('GET', `/api/v1/app/favourites/${projectUuid}`)
    expect(favourites.map(({ name }) => name)).toContain(board.name)
    expect(complaints).toEqual([])
  })
})

describe('whoever edits a dashboard', () => {
  it('puts tabs in order by dragging and by key, and adds a heading', async () => {
    const board = await api.results<Named>('POST', `/api/v1/projects/${projectUuid}/dashboards`, {
      name: 'Ordered',
      tiles: [],
      tabs: ['One', 'Two', 'Three'].map((name, order) => ({ uuid: name, name, order })),
    })
    const { page, complaints } = await openSignedIn(atrium)
    await page.goto(addressOf(board.uuid, '/edit'))
    const names = () => page.getByRole('tab').allInnerTexts()
    await page.getByRole('tab', { name: 'Three' }).dragTo(page.getByRole('tab', { name: 'One' }))
    await expect.poll(names).toEqual(['Three', 'One', 'Two'])
    await page.getByRole('tab', { name: 'One' }).click()
    await page.getByRole('tab', { name: 'One' }).press('Shift+ArrowRight')
    await expect.poll(names).toEqual(['Three', 'Two', 'One'])
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(names).toEqual(['Three', 'One', 'Two'])
    // The tab is in the address: a reload shows it again.
    await page.getByRole('tab', { name: 'Two' }).click()
    await page.getByText('Draft · saved').waitFor()
    await page.reload()
    await expect.poll(() => page.getByRole('tab', { name: 'Two' }).getAttribute('aria-selected')).toBe('true')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Text' }).click()
    await page.getByRole('dialog', { name: 'Add a text' }).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Heading' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Sales')
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
    await page.getByRole('heading', { level: 2, name: 'Sales' }).waitFor()
    expect(complaints).toEqual([])
  })
})
