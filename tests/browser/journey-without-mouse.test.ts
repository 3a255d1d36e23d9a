import axe from 'axe-core'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import type { WayIn } from '../harness/start-with-viewer.ts'
import { openPage, openSignedIn, whenLoaded } from './open-browser.ts'
import { sharedHouse } from './shared-house.ts'

/** Somebody without a mouse, and somebody with a phone. */

let atrium: WayIn
let projectUuid: string
let board: string

beforeAll(async () => {
  atrium = (await sharedHouse()).asAdmin
  const api = withToken(atrium.url, atrium.token)
  projectUuid = (await api.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  const boards = await api.results<{ uuid: string; name: string }[]>('GET', `/api/v1/projects/${projectUuid}/dashboards`)
  board = boards.find(({ name }) => name === 'Shop overview')?.uuid ?? ''
})

/** What has the focus: its name, or its text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => { const at = document.activeElement; return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '' })()`)

/** Presses Tab (or the key that leads back) until something of this name has the focus. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (name.test(now)) return
    passed.push(now.slice(0, 40))
  }
  throw new Error(`${key} never came to ${name}; it passed ${passed.join(' | ')}`)
}

async function pressUntilFocused(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let press = 0; press < 20; press++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never came to ${String(wanted)}`)
}

describe('without a mouse', () => {
  it('leads from sign-in to a changed filter, the points of a chart and its table', async () => {
    const { page, complaints } = await openPage()
    await page.goto(`${atrium.url}/login`)
    const email = page.getByLabel('E-mail')
    await email.waitFor()
    await pressUntilFocused(page, 'Tab', email)
    await page.keyboard.type(atrium.adminEmail)
    await page.keyboard.press('Tab')
    await page.keyboard.type(atrium.adminPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Search/ }).waitFor()
    await whenLoaded(page)

    // The palette finds everything.
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Search pages', { exact: false }).waitFor()
    await page.keyboard.type('Shop overview')
    await page.locator('[data-action][data-selected]', { hasText: 'Shop overview' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Shop overview' }).waitFor()
    await page.getByRole('img', { name: /^Mixed chart, 34 points/ }).waitFor()
    await whenLoaded(page)

    // The points of a chart, said one by one.
    await tabTo(page, /^Menu of Revenue and orders by month/)
    await tabTo(page, /^Points of the chart/)
    const said = page.locator('[role="application"]:focus [aria-live]')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => said.textContent()).toMatch(/^Jan 2024: Revenue €[\d,.]+, 1 of 34$/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => said.textContent()).toMatch(/^Feb 2024: .*, 2 of 34$/)
    await page.keyboard.press('End')
    await expect.poll(() => said.textContent()).toMatch(/^Oct 2026: .*, 34 of 34$/)

    // A filter, from the bar: this year instead of all.
    await tabTo(page, /^Ordered is between/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Filter', exact: true }).waitFor()
    await tabTo(page, /^Operator for Ordered/)
    await page.keyboard.type('in the current')
    await tabTo(page, /^Apply$/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Ordered in the current month/ }).waitFor()
    await whenLoaded(page)

    // Its table.
    await tabTo(page, /^Menu of Revenue and orders by month/)
    await page.keyboard.press('Enter')
    const asTable = page.getByRole('menuitem', { name: 'Show as table' })
    await asTable.waitFor()
    await pressUntilFocused(page, 'ArrowDown', asTable)
    await page.keyboard.press('Enter')
    const grid = page.getByRole('region', { name: 'Revenue and orders by month' }).getByRole('grid')
    await grid.waitFor()
    expect(await grid.getByRole('columnheader').allTextContents()).toContain('Revenue')
    expect(await grid.getByRole('row').count()).toBeGreaterThan(1)
    expect(complaints).toEqual([])
  })
})

describe('on a phone', () => {
  it('a dashboard is opened, its dates changed, a number looked into and the page shared, with nothing cut off', async () => {
    const { page, context, complaints } = await openSignedIn(atrium, { width: 360, height: 740 })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    /** Nothing is wider than the screen, and nothing to press is smaller than a finger needs. */
    const fits = async (where: string): Promise<void> => {
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'), where).toBeLessThanOrEqual(0)
      expect(await page.evaluate<string[]>(small), where).toEqual([])
    }
    await page.goto(`${atrium.url}/p/${projectUuid}/dashboards/${board}`)
    await page.getByRole('img', { name: /^Mixed chart/ }).waitFor()
    await whenLoaded(page)
    await fits('the dashboard')

    await page.getByRole('button', { name: 'Filters (2)' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ordered is between/ })
      .click()
    const operator = page.getByLabel('Operator for Ordered')
    await operator.waitFor()
    await fits('a filter')
    await operator.selectOption({ label: 'in the current' })
    await page.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.getByRole('button', { name: /Ordered in the current month/ }).waitFor()
    // The form may still be on its way out; Escape closes one thing at a time.
    await expect.poll(async () => page.keyboard.press('Escape').then(() => page.getByRole('dialog').count())).toBe(0)
    await whenLoaded(page)
    await fits('the filtered dashboard')

    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
    await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe(page.url())
    expect(page.url()).toContain('inTheCurrent')

    await page.getByRole('button', { name: 'Menu of Paid by', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Explore from here' }).click()
    await page.getByRole('heading', { name: 'Results' }).waitFor()
    await whenLoaded(page)
    await fits('the numbers behind a tile')
    expect(complaints).toEqual([])
  })
})

describe('in German and dark', () => {
  it('numbers are written as in German, and everything can be read', async () => {
    const { page, complaints } = await openSignedIn(atrium, { dark: true })
    await page.goto(`${atrium.url}/me`)
    await page.getByRole('region', { name: 'Language' }).getByText('Deutsch').click()
    await page.getByRole('heading', { level: 1, name: 'Profil', exact: true }).waitFor()
    // A browser may give the next page to a process of its own, which hears of the choice a moment later.
    const opened = async (): Promise<string> => {
      await page.goto(`${atrium.url}/p/${projectUuid}/dashboards/${board}`)
      return page.evaluate<string>('document.documentElement.lang')
    }
    await expect.poll(opened).toBe('de')
    await page.getByRole('img', { name: /^Verbunddiagramm, 34 Punkte/ }).waitFor()
    await whenLoaded(page)
    const revenue = await page.getByRole('region', { name: 'Revenue', exact: true }).textContent()
    expect(revenue).toMatch(/\d+,\d\u00a0Tsd\.\u00a0€/)
    await page.evaluate(axe.source)
    const pale = await page.evaluate<string[]>(
      `axe.run(document, { runOnly: ['color-contrast'] }).then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' '))))`,
    )
    expect(pale).toEqual([])
    expect(complaints).toEqual([])
  })
})

/** Targets that are less than 24 px wide or high and are no words in a line of text, which WCAG 2.5.8 leaves alone. */
const small = `[...document.querySelectorAll('a, button, input, select, [role=tab], [role=menuitem]')]
  .filter((one) => {
    const { width, height } = one.getBoundingClientRect()
    return width > 1 && height > 1 && getComputedStyle(one).display !== 'inline' && one.checkVisibility({ opacityProperty: true }) && (width < 24 || height < 24)
  })
  .map((one) => one.getAttribute('aria-label') ?? one.textContent.trim())`
