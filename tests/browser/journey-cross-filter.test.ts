import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { standard, violations } from './accessibility-violations.ts'
import { openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

// Journey 10: what is clicked on one tile filters the others; a link shows the same to somebody else.

let atrium: WayIn
let address: string

type Named = { uuid: string; name: string }

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
  const api = withToken(atrium.url, atrium.token)
  const [project] = await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const boards = await api.results<Named[]>('GET', `/api/v1/projects/${project?.projectUuid}/dashboards`)
  address = `${atrium.url}/p/${project?.projectUuid}/dashboards/${boards.find(({ name }) => name === 'Shop overview')?.uuid}`
})

const tile = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const chips = (page: Page): Locator => page.getByRole('group', { name: 'Clicked on tiles' })
const crossOf = (page: Page): unknown => JSON.parse(new URL(page.url()).searchParams.get('cross') ?? '[]')
const revenue = (page: Page): Promise<string> => tile(page, 'Revenue').getByRole('button', { name: /^€/ }).innerText()

async function open(page: Page): Promise<void> {
  await page.goto(address)
  await tile(page, 'Revenue').getByRole('button', { name: /^€/ }).waitFor()
  await tile(page, 'Revenue by category').scrollIntoViewIfNeeded()
  await tile(page, 'Revenue by category').getByRole('gridcell', { name: 'Bedroom' }).waitFor()
  await whenLoaded(page)
}

/** The place of a mark in a chart: by key, because marks are pixels. */
async function openMenuOfFirstMark(page: Page, name: string): Promise<void> {
  const chart = tile(page, name).getByRole('application')
  await chart.press('ArrowRight')
  await chart.press('Enter')
  await page.getByRole('menu').waitFor()
}

describe('a click on a name', () => {
  it('filters the other tiles, is in the link, and goes back step by step', async () => {
    const { page, complaints } = await openSignedIn(atrium)
    await open(page)
    const before = await revenue(page)
    const top = await page.evaluate<number>('window.scrollY')
    await tile(page, 'Revenue by category').getByRole('gridcell', { name: 'Bedroom' }).click()
    await chips(page).getByText('Category is Bedroom').waitFor()
    await expect.poll(() => revenue(page)).not.toBe(before)
    const bedroom = await revenue(page)
    // The page does not jump to its top; the bar may have become one line higher.
    expect(await page.evaluate<number>('window.scrollY')).toBeGreaterThan(top - 100)
    // The tile that was clicked goes on showing all, and says why.
    expect(await tile(page, 'Revenue by category').getByRole('gridcell', { name: 'Kitchen' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Filters on Revenue by category' }).click()
    await page.getByText('was clicked on this tile').waitFor()
    await page.keyboard.press('Escape')

    // ⌘click adds a value; another plain click takes the place of both.
    await tile(page, 'Revenue by category')
      .getByRole('gridcell', { name: 'Kitchen' })
      .click({ modifiers: ['ControlOrMeta'] })
    await chips(page).getByText('Category is Bedroom, Kitchen').waitFor()
    expect(crossOf(page)).toMatchObject([{ field: 'products_category', values: ['Bedroom', 'Kitchen'] }])
    await whenLoaded(page)
    const both = await revenue(page)
    expect(both).not.toBe(bedroom)

    // Somebody else sees the same by the link; refreshing keeps it.
    const other = await openSignedIn(atrium)
    await other.page.goto(page.url())
    await chips(other.page).getByText('Category is Bedroom, Kitchen').waitFor()
    await expect.poll(() => revenue(other.page)).toBe(both)
    await other.page.reload()
    await chips(other.page).getByText('Category is Bedroom, Kitchen').waitFor()
    await other.page.getByRole('button', { name: 'Reset filters' }).click()
    await expect.poll(() => revenue(other.page)).toBe(before)
    expect(new URL(other.page.url()).search).toBe('')

    await page.goBack()
    await chips(page).getByText('Category is Bedroom', { exact: true }).waitFor()
    await expect.poll(() => revenue(page)).toBe(bedroom)
    await page.keyboard.press('Escape')
    await expect.poll(() => crossOf(page)).toEqual([])
    await expect.poll(() => revenue(page)).toBe(before)
    expect(complaints).toEqual([])
  })
})

describe('a click on a number', () => {
  it('filters, shows the rows behind it, breaks it down and explains it', async () => {
    const { page, complaints } = await openSignedIn(atrium)
    await open(page)
    await openMenuOfFirstMark(page, 'Orders by status')
    const menu = page.getByRole('menu')
    const orders = (await menu.getByText(/^Orders: /).innerText()).replace('Orders: ', '')
    await menu.getByRole('menuitem', { name: 'See the rows behind it' }).click()
    const drawer = page.getByRole('dialog')
    // As many rows as the mark is high, or the first of them.
    await drawer.getByText(Number(orders.replace(',', '')) > 500 ? 'first 500 rows' : `${orders} rows`).waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    await openMenuOfFirstMark(page, 'Orders by status')
    await menu.getByRole('menuitem', { name: 'Break down by …' }).click()
    await page.getByRole('combobox', { name: 'Break down by' }).fill('Coupon')
    await page.getByRole('option', { name: 'Coupon' }).first().click()
    const parts = page.getByRole('grid', { name: new RegExp(`^Orders: ${orders}, broken down`) })
    await parts.getByRole('row').nth(1).waitFor()
    const cells = await parts.locator('[aria-colindex="2"]').allInnerTexts()
    const sum = cells.filter((text) => /^[\d,]+$/.test(text)).reduce((total, text) => total + Number(text.replace(',', '')), 0)
    expect(sum).toBe(Number(orders.replace(',', '')))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await openMenuOfFirstMark(page, 'Orders by status')
    await menu.getByRole('menuitem', { name: 'Explain this number' }).click()
    const dialog = page.getByRole('dialog', { name: 'Where Orders comes from' })
    await dialog.getByText('Ordered quarter: Q1 2024').waitFor()
    await dialog.getByText('Data as of').waitFor()
    await dialog.getByText(/^SELECT/).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await openMenuOfFirstMark(page, 'Orders by status')
    await menu.getByRole('menuitem', { name: 'Leave out Q1 2024' }).click()
    await chips(page).getByText('Ordered quarter is not Q1 2024').waitFor()
    expect(crossOf(page)).toMatchObject([{ not: true }])
    expect(complaints).toEqual([])
  })
})

describe('chips, menus and dialogs of values', () => {
  it.each([
    { look: 'light', size: { width: 1440, height: 900 }, dark: false },
    { look: 'dark', size: { width: 1440, height: 900 }, dark: true },
    { look: 'on a phone', size: { width: 390, height: 844 }, dark: false },
  ])('break no rule for those who do not see or point: $look', async ({ look, size, dark }) => {
    const { page } = await openSignedIn(atrium, { ...size, dark })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const rules = { type: 'tag', values: standard } as const
    await open(page)
    await tile(page, 'Revenue by category').getByRole('gridcell', { name: 'Bedroom' }).click()
    await chips(page).getByText('Category is Bedroom').waitFor()
    await whenLoaded(page)
    expect(await violations(page, `${look}: chip`, rules)).toEqual([])
    // Nothing is cut off at the side.
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
    await openMenuOfFirstMark(page, 'Orders by status')
    expect(await violations(page, `${look}: menu`, rules)).toEqual([])
    await page.getByRole('menuitem', { name: 'Break down by …' }).click()
    await page.getByRole('combobox', { name: 'Break down by' }).fill('Coupon')
    await page.getByRole('option', { name: 'Coupon' }).first().click()
    await page.getByRole('grid', { name: /broken down$/ }).waitFor()
    expect(await violations(page, `${look}: parts`, rules)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await openMenuOfFirstMark(page, 'Orders by status')
    await page.getByRole('menuitem', { name: 'Explain this number' }).click()
    await page.getByRole('dialog').getByText('Data as of').waitFor()
    expect(await violations(page, `${look}: explanation`, rules)).toEqual([])
  })
})
