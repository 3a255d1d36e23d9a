import { beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openSignedIn } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

let atrium: WayIn

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
})

describe('tables', () => {
  it('colour cells by rule, keep frozen columns in sight and show totals that the warehouse computed', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium, { width: 700 })
    await page.goto(`${atrium.url}/p/${projectUuid}/charts/revenue-by-category`)
    const table = page.getByRole('grid', { name: 'Table' })
    const row = (name: string) => table.getByRole('row').filter({ hasText: name })
    const colorOf = (name: string, column: number): Promise<string | null> => row(name).getByRole('gridcell').nth(column).getAttribute('style')
    await row('Office').waitFor()
    // The rule: a margin above 50 %. Office has 52.5 %, Kitchen 47.1 %.
    expect(await colorOf('Office', 2)).toContain('rgb(71, 165, 112)')
    expect(await colorOf('Kitchen', 2)).not.toContain('rgb(71, 165, 112)')

    const client = withToken(atrium.url, atrium.token)
    const { rows } = await client.results<{ rows: { n: string }[] }>('POST', `/api/v1/projects/${projectUuid}/sqlQuery`, {
      sql: 'SELECT sum(quantity * unit_price - discount) AS n FROM order_items',
    })
    const totals = await table.getByRole('row').last().getByRole('gridcell').allTextContents()
    expect(Number(totals[1]?.replaceAll(/[^\d.]/g, ''))).toBeCloseTo(Number(rows[0]?.n), 2)
    // The share of everything in everything.
    expect(totals[4]).toBe('100.0%')

    await page.setViewportSize({ width: 420, height: 800 })
    const frozen = row('Office').getByRole('gridcell').first()
    const before = await frozen.boundingBox()
    await table.evaluate((box) => (box.scrollLeft = 200))
    await expect.poll(() => table.evaluate((box) => box.scrollLeft)).toBeGreaterThan(100)
    expect((await frozen.boundingBox())?.x).toBe(before?.x)
    expect(complaints).toEqual([])
  })

  it('a pivot has totals of columns and rows that are right for rates, not sums of them', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/charts/states-by-weekday`)
    const table = page.getByRole('table', { name: 'Table' })
    await table.getByText('Total On-time rate', { exact: true }).waitFor()
    const cells = async (name: string): Promise<string[]> =>
      table
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .getByRole('cell')
        .allTextContents()
    await expect.poll(async () => (await cells('Total')).at(-1)).toMatch(/%$/)
    const [texas, total] = [await cells('TX'), await cells('Total')]
    const rate = (text: string | undefined): number => Number(text?.replace('%', ''))
    const flights = (text: string | undefined): number => Number(text?.replaceAll(',', ''))
    // Seven days of two columns, then both totals.
    expect(texas).toHaveLength(16)
    expect(flights(texas[14])).toBe([0, 2, 4, 6, 8, 10, 12].reduce((sum, place) => sum + flights(texas[place]), 0))
    expect(rate(total[15])).toBeGreaterThan(50)
    expect(rate(total[15])).toBeLessThan(100)
  })

  it('a colour rule is made in the settings of the chart and shows at once', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    const client = withToken(atrium.url, atrium.token)
    const original = await client.results<{ uuid: string }>('GET', '/api/v1/saved/revenue-by-category')
    const copied = { chartName: 'Revenue by category, coloured' }
    const { uuid } = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/saved?duplicateFrom=${original.uuid}`, copied)
    await page.goto(`${atrium.url}/p/${projectUuid}/charts/${uuid}/edit`)
    const table = page.getByRole('region', { name: 'Chart' }).getByRole('grid', { name: 'Table' })
    const units = table.getByRole('row').filter({ hasText: 'Kitchen' }).getByRole('gridcell').nth(3)
    await units.waitFor()
    await page.keyboard.press(']')
    await page.getByRole('button', { name: 'Add a rule' }).click()
    const rule = page.getByRole('group', { name: 'Colour rule 2' })
    await rule.getByLabel('Column').selectOption({ label: 'Units sold' })
    await rule.getByLabel('Value', { exact: true }).fill('40000')
    await rule.getByLabel('Value', { exact: true }).press('Enter')
    await expect.poll(() => units.getAttribute('style')).toContain('rgb(38, 90, 223)')
  })
})
