import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { launchBrowser, openSignedIn } from './open-browser.ts'

let atrium: Atrium
let browser: Browser

beforeAll(async () => {
  ;[atrium, browser] = await Promise.all([startAtrium(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
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

/** First column of the answer as the grid shows it, when it has as many rows as asked for. */
const rowCount = (page: Page): Promise<string | null> =>
  page
    .getByText(/^\d[\d,]* rows/)
    .first()
    .textContent()

describe('answering a question (journey 4)', () => {
  it('picks a metric and a month, draws a line, and the address opens the same elsewhere', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(browser, atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore`)
    await page
      .getByRole('link', { name: /^Orders/ })
      .first()
      .click()
    await pick(page, 'Ordered month', 'Revenue')
    await page.keyboard.press('Control+Enter')
    const chart = page.getByRole('img', { name: /^Line chart, 35 points/ })
    await chart.waitFor()
    await page.getByText('35 rows').first().waitFor()
    expect(page.url()).toContain('create_saved_chart_version')

    const other = await openSignedIn(browser, atrium)
    await other.page.goto(page.url())
    await other.page.getByRole('img', { name: /^Line chart, 35 points/ }).waitFor()
    expect(await other.page.getByRole('img', { name: /^Line chart/ }).getAttribute('aria-label')).toBe(await chart.getAttribute('aria-label'))
    expect(complaints).toEqual([])
    await other.context.close()
    await page.context().close()
  })

  it('shows the SQL, and how the numbers were kept right, beside it', async () => {
    const { page, projectUuid } = await openSignedIn(browser, atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Status', 'Revenue', 'Paid')
    await page.keyboard.press('Control+Enter')
    await page.getByText('5 rows').first().waitFor()
    await page.getByRole('button', { name: 'SQL', exact: false }).last().click()
    await page.getByRole('tab', { name: 'Proof' }).click()
    await page.getByText('aggregated in 2 separate reads', { exact: false }).first().waitFor()
    await page.getByRole('tab', { name: 'Compiled' }).click()
    await page.getByText('WITH', { exact: true }).first().waitFor()
    await page.context().close()
  })
})

describe('filtering in sentences (journey 6)', () => {
  it('filters by pasted countries and by a metric, counts match SQL, and Back takes the last filter away', async () => {
    const { page, projectUuid, context } = await openSignedIn(browser, atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
    await pick(page, 'Country', 'Name', 'Orders')
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/limit reached|500 rows/i)
      .first()
      .waitFor()

    await page
      .getByRole('button', { name: /^Filters/ })
      .first()
      .click()
    const addFilter = page
      .getByPlaceholder('Add filter')
      .or(page.getByRole('combobox', { name: 'Add filter' }))
      .or(page.getByRole('button', { name: 'Add filter' }))
      .first()
    await addFilter.click()
    await page.keyboard.type('Country')
    await page
      .getByRole('option', { name: /Country/ })
      .first()
      .click()
    await page.getByLabel('Value', { exact: true }).first().click()
    await paste(page, 'Germany\nFrance\nJapan\nBrazil\nIndia')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Enter')
    const sqlCount = await countBySql(
      `SELECT count(*) AS n FROM (SELECT c.country, c.customer_name FROM orders o JOIN customers c USING (customer_id) WHERE c.country IN ('Germany','France','Japan','Brazil','India') GROUP BY ALL)`,
    )
    await expect.poll(() => new URL(page.url()).searchParams.get('create_saved_chart_version') ?? '').toContain('"Germany","France","Japan","Brazil","India"')
    const byApi = await rowsOfUrl(page.url(), projectUuid)
    expect(Math.min(byApi, 500)).toBe(Math.min(sqlCount, 500))

    const withFilter = page.url()
    await page.goBack()
    await expect.poll(() => page.url()).not.toBe(withFilter)
    await page.goForward()
    await expect.poll(() => page.url()).toBe(withFilter)
    await page.getByText('Germany').first().waitFor()
    expect(await rowCount(page)).not.toBeNull()
    await context.close()
  })
})

async function countBySql(sql: string): Promise<number> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const { rows } = await client.results<{ rows: { n: number }[] }>('POST', `/api/v1/projects/${project?.projectUuid}/sqlQuery`, { sql })
  return rows[0]?.n ?? 0
}

/** Runs the question that an address holds. */
async function rowsOfUrl(url: string, projectUuid: string): Promise<number> {
  const state = JSON.parse(new URL(url).searchParams.get('create_saved_chart_version') ?? '{}') as { tableName: string; metricQuery: object }
  const client = withToken(atrium.url, atrium.token)
  const { rows } = await client.results<{ rows: object[] }>('POST', `/api/v1/projects/${projectUuid}/explores/${state.tableName}/runQuery`, {
    ...state.metricQuery,
    limit: 5000,
  })
  return rows.length
}
