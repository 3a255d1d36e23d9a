import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

/** A file is dropped on the home page and ends as a chart (journey 2). */

let atrium: Atrium
beforeAll(async () => {
  atrium = await startAtrium()
})
afterAll(async () => {
  await atrium.stop()
})

/** Lets go of a file over the page, as a hand would. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  // As text: these tests know nothing of the browser's own types.
  const files = await page.evaluateHandle(
    `(() => { const transfer = new DataTransfer(); transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return transfer })()`,
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: files })
  await page.getByText('Drop a CSV, JSON, Parquet or XLSX file').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
}

describe('dropping a file', () => {
  it('finds the right types of a German export, makes a model, and shows its sums by month', async () => {
    const rows = Array.from({ length: 400 }, (_, row) => ({
      day: (row % 28) + 1,
      month: row % 12,
      cents: 100_000 + row * 137,
      region: ['Nord', 'Süd', 'West'][row % 3],
    }))
    const two = (n: number): string => String(n).padStart(2, '0')
    const german = (cents: number): string => `${Math.floor(cents / 100_000)}.${String(Math.floor(cents / 100) % 1000).padStart(3, '0')},${two(cents % 100)}`
    const csv = `Datum;Region;Betrag\r\n${rows.map(({ day, month, cents, region }) => `${two(day)}.${two(month + 1)}.2025;${region};${german(cents)}`).join('\r\n')}\r\n31.12.2025;Nord;1.000,00\r\n`
    const sums = Array.from({ length: 12 }, (_, month) => rows.reduce((sum, row) => sum + (row.month === month ? row.cents : 0), month === 11 ? 100_000 : 0))

    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}`)
    await page.getByRole('button', { name: 'Upload a file' }).waitFor()
    await drop(page, 'sales.csv', csv)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('401 rows, 3 columns').waitFor()
    expect(await dialog.getByLabel('Delimiter').inputValue()).toBe(';')
    expect(await dialog.getByLabel('Decimal sign').inputValue()).toBe(',')
    expect(await dialog.getByLabel('The first line names the columns').isChecked()).toBe(true)
    const types = await Promise.all(['Datum', 'Region', 'Betrag'].map((name) => dialog.getByLabel(`Type of ${name}`).inputValue()))
    expect(types).toEqual(['date', 'text', 'number'])
    await dialog.getByText('DD.MM.YYYY').waitFor()
    await dialog.getByRole('button', { name: 'Create model' }).click()

    await page.waitForURL(/\/explore\/sales\?/)
    await page.locator('canvas, svg[role="img"], [data-chart]').first().waitFor()
    const answered = await page.request.post(`${atrium.url}/api/v1/projects/${projectUuid}/explores/sales/runQuery`, {
      data: {
        exploreName: 'sales',
        dimensions: ['sales_datum_month'],
        metrics: ['sales_total_betrag'],
        filters: {},
        sorts: [{ fieldId: 'sales_datum_month', descending: false }],
        limit: 20,
        tableCalculations: [],
      },
    })
    const { results } = (await answered.json()) as { results: { rows: Record<string, { value: { raw: unknown } }>[] } }
    expect(results.rows.map((row) => Math.round(Number(row['sales_total_betrag']?.value.raw) * 100))).toEqual(sums)
    // The page shows the same numbers.
    const shown = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format((sums[11] ?? 0) / 100)
    await page.getByRole('gridcell', { name: shown }).first().waitFor()
    expect(complaints).toEqual([])
  })

  it('says what a chosen type does to values, and which name is taken', async () => {
    const { page, projectUuid, complaints } = await openSignedIn(atrium)
    await page.goto(`${atrium.url}/p/${projectUuid}`)
    await page.locator('input[type=file]').setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from('code,n\n007,1\nx1,2\n') })
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 rows, 2 columns').waitFor()
    expect(await dialog.getByLabel('Type of code').inputValue()).toBe('text')
    await dialog.getByLabel('Type of code').selectOption('number')
    await dialog.getByText('2 values are not of the type you chose and will be empty.').waitFor()
    await dialog.getByLabel('Type of code').selectOption('text')
    await dialog.getByLabel('Name of the model').fill('orders')
    await dialog.getByRole('button', { name: 'Create model' }).click()
    await dialog.getByText('There is a model or a table orders already').waitFor()
    await dialog.getByLabel('Name of the model').fill('codes')
    await dialog.getByRole('button', { name: 'Create model' }).click()
    await page.waitForURL(/\/explore\/codes/)
    // The refusal above is the only thing the browser complains of.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([])
  })

  it('says why a file cannot be used, and takes the next one', async () => {
    const { page, projectUuid } = await openSignedIn(atrium, { width: 390, height: 800 })
    await page.goto(`${atrium.url}/p/${projectUuid}`)
    const input = page.locator('input[type=file]')
    const dialog = page.getByRole('dialog')
    for (const [name, content, said] of [
      ['empty.csv', '', 'The file is empty.'],
      ['header.csv', 'a,b\n', 'The file has a header line and no rows.'],
      ['open.csv', 'a,b\n1,"2\n', 'In line 2 a quote is opened and never closed.'],
      ['a.zip', 'PK\u0003\u0004xx', 'This is a zip archive.'],
    ] as const) {
      await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
      await dialog.getByText(said).waitFor()
      await dialog.getByRole('button', { name: 'Choose another file' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
  })
})
