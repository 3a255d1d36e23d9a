import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

/** Within the demo's data, which end on 31 October 2026. */
const today = '2026-10-15T12:00:00Z'

let atrium: Atrium

beforeAll(async () => {
  atrium = await startAtrium({ now: today })
})
afterAll(async () => {
  await atrium.stop()
})

/** Opens a field's interval list in the tree and picks fields by their label. */
async function pick(page: Page, ...labels: string[]): Promise<void> {
  const search = page.getByPlaceholder('Search fields')
  for (const label of labels) {
    await search.fill(label)
    await page.getByRole('treeitem', { name: label, exact: true }).last().click()
  }
  await search.fill('')
}

/** Pastes a text into what has the focus, as a spreadsheet's column comes from the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(
    `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) })()`,
  )
}

describe('answering a question (journey 4)', () => {
  it('picks a metric and a month, draws a line, compares with the year before, and the address opens the same elsewhere', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore`)
    await page
      .getByRole('link', { name: /^Orders/ })
      .first()
      .click()
    await pick(page, 'Ordered month', 'Revenue')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('img', { name: /^Line chart, 35 points/ }).waitFor()
    await page.getByText('35 rows').first().waitFor()
    expect(page.url()).toContain('create_saved_chart_version')

    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByLabel('The year before').click()
    await page.keyboard.press('Escape')
    await page.getByText('Revenue Δ % previous year', { exact: true }).waitFor()
    const october = page.getByRole('row').filter({ hasText: '2026-10' })
    await october.getByText('so far', { exact: true }).waitFor()
    expect(await page.getByRole('row').filter({ hasText: '2026-09' }).getByText('so far', { exact: true }).count()).toBe(0)
    // The elapsed part of October meets the same part of the October before.
    const [now, before] = await Promise.all([revenueBetween('2026-10-01', '2026-10-15 12:00'), revenueBetween('2025-10-01', '2025-10-15 12:00')])
    const cells = (await october.getByRole('gridcell').allTextContents()).map((text) => Number(text.replaceAll(/[^\d.-]/g, '')))
    expect(cells[2]).toBeCloseTo(before, 2)
    expect(cells[4]).toBeCloseTo((100 * ((cells[1] ?? 0) - before)) / before, 1)
    // The minutes since the server started belong to the present only.
    expect(cells[1]).toBeGreaterThanOrEqual(now)
    const chart = page.getByRole('img', { name: /^Line chart, 35 points/ })
    await chart.waitFor()

    const other = await openSignedIn(atrium)
    await other.page.goto(page.url())
    await other.page.getByText('Revenue Δ % previous year', { exact: true }).waitFor()
    await other.page.getByRole('img', { name: /^Line chart, 35 points/ }).waitFor()
    expect(await other.page.getByRole('img', { name: /^Line chart/ }).getAttribute('aria-label')).toBe(await chart.getAttribute('aria-label'))
    expect(complaints).toEqual([])
  })

  it('shows the SQL, and how the numbers were kept right, beside it', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Status', 'Revenue', 'Paid')
    await page.keyboard.press('Control+Enter')
    await page.getByText('5 rows').first().waitFor()
    await page.getByRole('button', { name: 'SQL', exact: false }).last().click()
    await page.getByRole('tab', { name: 'Proof' }).click()
    await page.getByText('aggregated in 2 separate reads', { exact: false }).first().waitFor()
    await page.getByRole('tab', { name: 'Compiled' }).click()
    await page.getByText('WITH', { exact: true }).first().waitFor()
  })
})

describe('grouping values', () => {
  it('names groups of a text with suggested values and changes them later', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Revenue')
    const menuOf = async (field: string, item: string): Promise<void> => {
      await page.getByPlaceholder('Search fields').fill(field)
      const node = page.getByRole('treeitem', { name: field, exact: true }).last()
      const more = node.getByRole('button', { name: `More about ${field}` })
      // The list follows the search a moment later: a field that moves away under the mouse is followed.
      await vi.waitFor(
        async () => {
          await page.mouse.move(0, 0)
          await node.hover()
          await more.click({ timeout: 1000 })
        },
        { timeout: 20_000 },
      )
      await page.getByRole('menuitem', { name: item }).click()
    }
    await menuOf('Status', 'Group values')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Outcome')
    await dialog.getByLabel('Name of group 1').fill('Settled')
    await dialog.getByLabel('Value', { exact: true }).first().fill('shi')
    await page.getByRole('option', { name: 'shipped', exact: true }).click()
    expect(await dialog.getByRole('button', { name: 'Add groups' }).isEnabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Add group', exact: true }).click()
    await dialog.getByLabel('Name of group 2').fill('Returned')
    // A group without values would be lost.
    expect(await dialog.getByRole('button', { name: 'Add groups' }).isEnabled()).toBe(false)
    await dialog.getByLabel('How group 2 finds values').selectOption('includes')
    await dialog.getByLabel('Value', { exact: true }).nth(1).fill('RETURN')
    await dialog.getByLabel('Value', { exact: true }).nth(1).press('Enter')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Add groups' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+Enter')
    await page.getByText('3 rows').first().waitFor()
    for (const name of ['Settled', 'Returned', 'Other']) await page.getByRole('gridcell', { name, exact: true }).waitFor()

    await menuOf('Outcome', 'Edit')
    await dialog.getByLabel('All other values').fill('Still open')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('gridcell', { name: 'Still open', exact: true }).waitFor()
    expect(complaints).toEqual([])
  })
})

describe('filtering in sentences (journey 6)', () => {
  it('the last 30 complete days, any of two rules, a metric filter: rows match SQL, and Back takes the last filter away', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Name', 'Revenue')
    await page
      .getByRole('button', { name: /^Filters/ })
      .first()
      .click()
    const add = async (button: string, field: string): Promise<void> => {
      await page.getByRole('button', { name: button, exact: true }).last().click()
      await page.getByPlaceholder('Search fields').filter({ visible: true }).last().fill(field)
      await page
        .getByRole('option', { name: new RegExp(`${field}$`) })
        .first()
        .click()
    }
    await add('Add filter', 'Ordered day')
    await page.getByLabel(/^Operator for .*Ordered day$/).selectOption('inThePast')
    await page.getByLabel('How many').fill('30')
    await page.getByLabel('How many').press('Enter')
    await page.getByLabel('complete only').check()

    await page.getByRole('button', { name: 'Add group' }).click()
    const group = page.getByRole('group', { name: 'Any of', exact: true })
    await add('Add to this group', 'Country')
    await group.getByRole('button', { name: /^Remove the filter on .*Ordered day$/ }).click()
    await group.getByLabel('Value', { exact: true }).click()
    await paste(page, 'Germany\nFrance\nJapan\nBrazil\nIndia')
    await page.keyboard.press('Escape')
    await add('Add to this group', 'Status')
    await group.getByLabel('Value', { exact: true }).last().fill('returned')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')

    await add('Add filter', 'Revenue')
    await page.getByLabel(/^Operator for .*Revenue$/).selectOption('greaterThan')
    const least = page.getByRole('region', { name: 'Filters on metrics' }).getByLabel('Value', { exact: true })
    await least.fill('1000')
    await least.press('Enter')
    await page.keyboard.press('Control+Enter')

    const rows = await bySql(`SELECT count(*) AS n FROM (
      SELECT c.customer_name, sum(i.quantity * i.unit_price - i.discount) AS revenue
      FROM orders o LEFT JOIN customers c USING (customer_id) LEFT JOIN order_items i USING (order_id)
      WHERE o.ordered_at >= TIMESTAMPTZ '2026-09-15 00:00:00+00:00' AND o.ordered_at < TIMESTAMPTZ '2026-10-15 00:00:00+00:00'
        AND (c.country IN ('Germany', 'France', 'Japan', 'Brazil', 'India') OR o.status = 'returned')
      GROUP BY ALL HAVING revenue > 1000)`)
    expect(rows).toBeGreaterThan(10)
    expect(rows).toBeLessThan(500)
    await page.getByText(`${rows} rows`, { exact: true }).waitFor()
    const filtered = page.url()
    await page.goBack()
    await expect.poll(() => page.url()).not.toBe(filtered)
    await expect
      .poll(() =>
        page
          .getByLabel(/^Operator for .*Revenue$/)
          .count()
          .then((count) => count === 0 || page.url() !== filtered),
      )
      .toBe(true)
    await page.goForward()
    await expect.poll(() => page.url()).toBe(filtered)
    await page.getByText(`${rows} rows`, { exact: true }).waitFor()
  })
})

describe('metrics of several tables in one question (journey 5)', () => {
  it('each keeps the value it has alone, and the proof says how', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Country', 'Shipping fees', 'Revenue', 'Refunded')
    await page.keyboard.press('Control+Enter')
    const results = page.getByRole('region', { name: 'Results' })
    await results.getByText('9 rows', { exact: true }).waitFor()
    await results.getByRole('switch', { name: 'Totals' }).press('Space')
    const total = results.getByRole('row').filter({ hasText: 'Σ' })
    await total.waitFor()
    const [, shipping, revenue, refunded] = (await total.getByRole('gridcell').allTextContents()).map((text) => Number(text.replaceAll(/[^\d.-]/g, '')))
    expect(shipping).toBeCloseTo(await bySql('SELECT sum(shipping_fee) AS n FROM orders'), 2)
    expect(revenue).toBeCloseTo(await bySql('SELECT sum(quantity * unit_price - discount) AS n FROM orders JOIN order_items USING (order_id)'), 2)
    expect(refunded).toBeCloseTo(
      await bySql("SELECT sum(-least(p.amount, 0)) AS n FROM payments p JOIN orders o USING (order_id) WHERE p.state = 'settled'"),
      2,
    )
    await page.getByRole('button', { name: 'SQL', exact: false }).last().click()
    await page.getByRole('tab', { name: 'Proof' }).click()
    await page.getByText('separate reads', { exact: false }).first().waitFor()
  })
})

describe('a formula (journey 8)', () => {
  it('is written as in a spreadsheet, shown as percent, sorted and filtered by', async () => {
    const { page, projectUuid } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Category', 'Revenue')
    await page.getByRole('button', { name: 'New calculation' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New calculation' })
    await dialog.getByLabel('Name').fill('Share')
    const formula = dialog.getByRole('textbox', { name: 'Formula' })
    await formula.click()
    await page.keyboard.type('=revenue / SUM(revenu')
    await page.keyboard.press('Escape')
    await dialog.getByText('Did you mean revenue?', { exact: false }).waitFor()
    await page.keyboard.type('e')
    await dialog.getByRole('table', { name: 'First rows with this calculation' }).waitFor()
    await dialog.getByLabel('Format').selectOption('percent')
    await dialog.getByRole('button', { name: 'Add calculation' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+Enter')
    const results = page.getByRole('region', { name: 'Results' })
    await results.getByText('6 rows', { exact: true }).waitFor()
    const shares = async (): Promise<number[]> =>
      (await results.locator('[role=gridcell][data-column="2"]').allTextContents()).map((text) => Number(text.replace('%', '')))
    expect((await shares()).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0)

    await results.getByRole('button', { name: 'Menu of Share' }).click()
    await page.getByRole('menuitem', { name: 'Filter by this field' }).click()
    await page.getByLabel(/^Operator for .*Share$/).selectOption('greaterThan')
    const least = page.getByRole('region', { name: 'Filters on calculations' }).getByLabel('Value', { exact: true })
    await least.fill('0.05')
    await least.press('Enter')
    await results.getByRole('button', { name: 'Menu of Share' }).click()
    await page.getByRole('menuitem', { name: 'Sort descending' }).click()
    await results.getByText('5 rows', { exact: true }).waitFor()
    const kept = await shares()
    expect(kept).toEqual(kept.toSorted((a, b) => b - a))
    expect(Math.min(...kept)).toBeGreaterThan(5)
    // What the filter leaves out still counts in the whole: shares do not grow to 100 %.
    expect(kept.reduce((sum, share) => sum + share, 0)).toBeLessThan(99)
  })
})

/** One number of the shop, asked in SQL. */
async function bySql(sql: string): Promise<number> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const { rows } = await client.results<{ rows: { n: number }[] }>('POST', `/api/v1/projects/${project?.projectUuid}/sqlQuery`, { sql })
  return Number(rows[0]?.n)
}

const revenueBetween = (from: string, to: string): Promise<number> =>
  bySql(`SELECT sum(i.quantity * i.unit_price - i.discount) AS n FROM orders o JOIN order_items i USING (order_id)
    WHERE o.ordered_at AT TIME ZONE 'UTC' >= '${from}' AND o.ordered_at AT TIME ZONE 'UTC' <= '${to}'`)
