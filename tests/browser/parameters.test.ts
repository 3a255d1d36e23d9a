import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { parameterShop, type Shop } from '../harness/start-shop.ts'
import { openSignedIn } from './open-browser.ts'

let shop: Shop

beforeAll(async () => {
  shop = await parameterShop()
})
afterAll(async () => {
  await shop.stop()
})

describe('parameters on the explore page', () => {
  it('are asked for by the picked fields, change the result, are in the address and can be reset', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(shop.atrium)
    await page.goto(`${shop.atrium.url}/p/${projectUuid}/explore/orders`)
    const bar = page.getByRole('region', { name: 'Parameters' })
    const region = bar.getByRole('combobox', { name: 'Region' })
    await bar.getByText('Where it was sold').waitFor()
    expect(await bar.getByLabel('Least amount', { exact: true }).count()).toBe(0)

    await page.getByRole('treeitem', { name: 'Region', exact: true }).click()
    await page.getByRole('treeitem', { name: 'Large orders', exact: true }).click()
    await bar.getByLabel('Least amount', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')
    const rows = page.getByRole('row')
    await rows.filter({ hasText: 'north' }).first().waitFor()

    await region.click()
    await page.getByRole('option', { name: 'south' }).click()
    await page.keyboard.press('Escape')
    await rows.filter({ hasText: 'south' }).first().waitFor()
    await bar.getByLabel('Least amount', { exact: true }).fill('15')
    await page.keyboard.press('Enter')
    await rows.filter({ hasText: 'south' }).getByText('5', { exact: true }).waitFor()

    await page.reload()
    await rows.filter({ hasText: 'south' }).getByText('5', { exact: true }).waitFor()
    expect(await bar.getByLabel('Least amount', { exact: true }).inputValue()).toBe('15')

    await bar.getByRole('button', { name: 'Reset Region to its default' }).click()
    await rows.filter({ hasText: 'south' }).first().waitFor({ state: 'detached' })
    await rows.filter({ hasText: 'north' }).getByText('5', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it('without a default say that they need a value, offer those of their dimension, and answer', async () => {
    const { page, projectUuid } = await openSignedIn(shop.atrium)
    await page.goto(`${shop.atrium.url}/p/${projectUuid}/explore/orders`)
    await page.getByRole('treeitem', { name: 'Noted', exact: true }).click()
    const bar = page.getByRole('region', { name: 'Parameters' })
    await bar.getByText('Needs a value').waitFor()
    await bar.getByRole('combobox', { name: 'Note' }).click()
    await page.getByRole('option', { name: "it's" }).click()
    await page.getByRole('row').filter({ hasText: "webit's" }).first().waitFor()
    await bar.getByText('Needs a value').waitFor({ state: 'detached' })
  })
})

describe('parameters on a dashboard', () => {
  it('are asked for once for all tiles, are in the address, and become what everybody sees', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(shop.atrium)
    const board = await saveBoard(projectUuid)
    await page.goto(`${shop.atrium.url}/p/${projectUuid}/dashboards/${board}`)
    const bar = page.getByRole('group', { name: 'Parameters' })
    const region = bar.getByRole('combobox', { name: 'Region' })
    const cells = page.getByRole('gridcell').or(page.getByRole('cell'))
    await cells.filter({ hasText: 'north' }).nth(1).waitFor()

    await region.click()
    await page.getByRole('option', { name: 'south' }).click()
    await page.keyboard.press('Escape')
    await cells.filter({ hasText: 'south' }).nth(1).waitFor()
    await page.reload()
    await cells.filter({ hasText: 'south' }).nth(1).waitFor()

    await bar.getByRole('button', { name: 'Save as default' }).click()
    await page.getByText('These values are now what everybody sees first.').waitFor()
    await page.goto(`${shop.atrium.url}/p/${projectUuid}/dashboards/${board}`)
    await cells.filter({ hasText: 'south' }).nth(1).waitFor()
    expect(await bar.getByRole('button', { name: 'Reset parameters' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('stand in one line with the filters, in a sheet on a phone, and as a sentence on paper', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(shop.atrium)
    await page.goto(`${shop.atrium.url}/p/${projectUuid}/dashboards/${await saveBoard(projectUuid)}`)
    const bar = page.getByRole('group', { name: 'Parameters' })
    const region = bar.getByRole('combobox', { name: 'Region' })
    const middleOf = async (locator: Locator): Promise<number> => {
      const box = await locator.boundingBox()
      return (box?.y ?? 0) + (box?.height ?? 0) / 2
    }
    await region.waitFor()
    expect(await middleOf(region)).toBeCloseTo(await middleOf(page.getByRole('button', { name: 'Filter', exact: true })), -1)
    await bar.getByRole('button', { name: 'About Region: Where it was sold' }).waitFor()

    await page.emulateMedia({ media: 'print' })
    await page.getByText('Region: north', { exact: true }).waitFor()
    expect(await region.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    expect(await page.getByText('Region: north', { exact: true }).isVisible()).toBe(false)

    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Parameters (1)' }).click()
    const sheet = page.getByRole('dialog', { name: 'Parameters' })
    await sheet.getByText('Where it was sold').waitFor()
    await sheet.getByRole('combobox', { name: 'Region' }).click()
    await page.getByRole('option', { name: 'south' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    expect(await sheet.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('gridcell').filter({ hasText: 'south' }).nth(1).waitFor()
    expect(complaints).toEqual([])
  })
})

/** A dashboard of two tiles with the same chart; answers its id. */
async function saveBoard(projectUuid: string): Promise<string> {
  const client = withToken(shop.atrium.url, shop.atrium.token)
  const project = `/api/v1/projects/${projectUuid}`
  const space = await client.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Boards', isPrivate: false })
  const chart = await client.results<{ uuid: string }>('POST', `${project}/saved`, {
    name: 'By region',
    tableName: 'orders',
    metricQuery: {
      exploreName: 'orders',
      dimensions: ['orders_region'],
      metrics: ['orders_orders'],
      filters: {},
      sorts: [],
      limit: 10,
      tableCalculations: [],
    },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  })
  const tile = (x: number) => ({ uuid: `tile-${x}`, type: 'saved_chart', x, y: 0, w: 18, h: 8, properties: { savedChartUuid: chart.uuid } })
  const board = await client.results<{ uuid: string }>('POST', `${project}/dashboards`, {
    name: 'Regions',
    spaceUuid: space.uuid,
    tiles: [tile(0), tile(18)],
    tabs: [],
  })
  return board.uuid
}
