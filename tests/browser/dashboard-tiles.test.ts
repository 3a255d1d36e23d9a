import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { launchBrowser, openSignedIn, whenLoaded } from './open-browser.ts'

let atrium: Atrium
let browser: Browser
let api: ApiClient
let projectUuid: string
let byStatus: string
let sqlChart: string

type Named = { uuid: string; name: string }

beforeAll(async () => {
  ;[atrium, browser] = await Promise.all([startAtrium(), launchBrowser()])
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
afterAll(async () => {
  await browser.close()
  await atrium.stop()
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
    const { page, context, complaints } = await openSignedIn(browser, atrium)
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
    await context.close()
  })

  it('with SQL are counted while they load, and shown over the whole window', async () => {
    const sqlTile = { type: 'sql_chart', x: 0, y: 6, w: 18, h: 6, properties: { savedSqlUuid: sqlChart, chartName: 'Counted by hand' } }
    const board = await makeDashboard('With SQL', [chartTile(0), sqlTile])
    const { page, context, complaints } = await openSignedIn(browser, atrium)
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
    await context.close()
  })
})
