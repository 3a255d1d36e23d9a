import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeZip } from '@atrium/semantic'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { openSignedIn } from './open-browser.ts'

/** Models come and go as files in the browser, and uploaded tables go again. */

let base: string
let models: string
let atrium: Atrium
beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-import-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await writeFile(path.join(models, 'orders.yml'), model('orders'))
  await makeDatabase(
    path.join(base, 'data'),
    'CREATE TABLE orders AS SELECT range AS id FROM range(60)',
    "CREATE TABLE visits AS SELECT range AS id, DATE '2026-01-01' AS day, range AS amount FROM range(3)",
  )
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_WATCH_MODELS: 'false' } })
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

const model = (name: string): string =>
  `models:\n  - name: ${name}\n    columns:\n      - name: id\n        meta: { dimension: { type: number }, metrics: { total: { type: sum } } }\n`
const semanticModels = `semantic_models:
  - name: visits
    model: ref('visits')
    defaults: { agg_time_dimension: day }
    entities: [{ name: id, type: primary }]
    dimensions: [{ name: day, type: time, type_params: { time_granularity: day } }]
    measures: [{ name: amount, agg: sum }]
metrics:
  - { name: total, label: Total, type: simple, type_params: { measure: amount } }
saved_queries: [{ name: weekly, query_params: { metrics: [total] } }]
`
const zip = (files: Record<string, string>): Buffer =>
  Buffer.from(writeZip(Object.entries(files).map(([name, text]) => ({ path: name, bytes: new TextEncoder().encode(text) }))))
const tree = async (): Promise<string[]> => (await readdir(models, { recursive: true })).toSorted()
const choose = (page: Page, ...files: { name: string; buffer: Buffer }[]): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })))

async function openDevelop(size?: { width: number; height: number }): ReturnType<typeof openSignedIn> {
  const opened = await openSignedIn(atrium, size)
  await opened.page.goto(`${atrium.url}/p/${opened.projectUuid}/develop`)
  await opened.page.getByRole('button', { name: 'Import models' }).waitFor()
  return opened
}

describe('an import', () => {
  it('of a ZIP shows its report first, then its explore appears, and can be undone', async () => {
    const { page, projectUuid, complaints } = await openDevelop()
    await choose(page, { name: 'web-shop.zip', buffer: zip({ 'shop/dbt_project.yml': 'name: shop\n', 'shop/models/visits.yml': semanticModels }) })
    const dialog = page.getByRole('dialog', { name: 'Import web-shop.zip' })
    expect(await dialog.getByLabel('Folder').inputValue()).toBe('web-shop')
    const report = dialog.getByRole('region', { name: 'Report of the import' })
    await report.getByText('1 explore will appear').waitFor()
    await report.getByText('1 definition is left out').waitFor()
    await report.getByText('web-shop/models/visits.yml:10').waitFor()
    expect(await tree()).toEqual(['orders.yml'])

    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('1 explore was imported into web-shop/').waitFor()
    await page.getByRole('link', { name: 'web-shop/models/visits.yml', exact: true }).waitFor()
    expect(await tree()).toEqual(['orders.yml', 'web-shop', 'web-shop/dbt_project.yml', 'web-shop/models', 'web-shop/models/visits.yml'])
    const explores = await page.request.get(`${atrium.url}/api/v1/projects/${projectUuid}/explores`)
    expect(((await explores.json()) as { results: { name: string }[] }).results.map(({ name }) => name).toSorted()).toEqual(['orders', 'visits'])

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Models: 1 · files: 1').waitFor()
    expect(await tree()).toEqual(['orders.yml'])
    expect(complaints).toEqual([])
  })

  it('of several files says what is in the way, and its folder can be named, explored and deleted', async () => {
    const { page, projectUuid } = await openDevelop({ width: 390, height: 800 })
    await choose(page, { name: 'orders.yml', buffer: Buffer.from(model('orders')) }, { name: 'visits.yml', buffer: Buffer.from(model('visits')) })
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The project has models of these names already').waitFor()
    await dialog.getByText('orders (imported/orders.yml:2) is in orders.yml already').waitFor()
    expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await choose(page, { name: 'visits.yml', buffer: Buffer.from(model('visits')) })
    await dialog.getByLabel('Folder').fill('../web')
    await dialog.getByText('Use letters, digits').waitFor()
    await dialog.getByLabel('Folder').fill('web')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('1 explore was imported into web/').waitFor()
    await page.goto(`${atrium.url}/p/${projectUuid}/explore`)
    await page.getByRole('link', { name: /^Visits/ }).waitFor()
    await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
    await page.getByRole('button', { name: 'Delete web/' }).click()
    const asked = page.getByRole('alertdialog', { name: 'Delete the folder web/?' })
    await asked.getByText('1 explore is gone or stops working:').waitFor()
    await asked.getByRole('button', { name: 'Delete folder' }).click()
    await page.getByText('web/ was deleted').waitFor()
    expect(await tree()).toEqual(['orders.yml'])
  })

  it('says why an archive cannot be read', async () => {
    const { page } = await openDevelop()
    await choose(page, { name: 'shop.zip', buffer: zip({ '../orders.yml': model('x') }) })
    await page.getByRole('dialog').getByText('leads out of the archive').waitFor()
  })
})

it('a model file is renamed and deleted, and an undo brings it back', async () => {
  const { page, projectUuid, complaints } = await openDevelop()
  await page.getByRole('link', { name: 'orders.yml' }).click()
  await page.getByRole('button', { name: 'More about orders.yml' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('all_orders')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.waitForURL(/file=all_orders\.yml/)
  expect(await tree()).toEqual(['all_orders.yml'])

  await page.getByRole('button', { name: 'More about all_orders.yml' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Delete all_orders.yml?' })
  await asked.getByText('Orders', { exact: true }).waitFor()
  await asked.getByRole('button', { name: 'Delete file' }).click()
  await page.getByText('There is no model file yet.').waitFor()
  expect(await tree()).toEqual([])
  await page.getByText('all_orders.yml was deleted').locator('..').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'all_orders.yml' }).waitFor()
  expect(await readFile(path.join(models, 'all_orders.yml'), 'utf8')).toBe(model('orders'))
  await page.goto(`${atrium.url}/p/${projectUuid}/explore/orders`)
  await page.getByRole('treeitem', { name: 'Total' }).waitFor()
  expect(complaints).toEqual([])
})

it('the models are exported, saying what others will not understand', async () => {
  const { page } = await openDevelop()
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the models' })
  await dialog.getByText('1 explore can be said in that form as it is.').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Download .*\.osi\.yml$/ }).click()])
  expect(await readFile(await download.path(), 'utf8')).toContain('semantic_model:')
})

it('an uploaded table is deleted with its model, after its charts were named', async () => {
  const { page, projectUuid, complaints } = await openSignedIn(atrium)
  await page.goto(`${atrium.url}/p/${projectUuid}`)
  await page.locator('input[type=file]').setInputFiles({ name: 'clicks.csv', mimeType: 'text/csv', buffer: Buffer.from('page,clicks\na,1\nb,2\n') })
  await page.getByRole('button', { name: 'Create model' }).click()
  await page.waitForURL(/\/explore\/clicks/)
  const spaces = await page.request.post(`${atrium.url}/api/v1/projects/${projectUuid}/spaces`, { data: { name: 'Web', isPrivate: false, access: [] } })
  const { results: space } = (await spaces.json()) as { results: { uuid: string } }
  const metricQuery = { exploreName: 'clicks', dimensions: [], metrics: ['clicks_total_clicks'], filters: {}, sorts: [], limit: 10, tableCalculations: [] }
  const chart = {
    name: 'All clicks',
    tableName: 'clicks',
    metricQuery,
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  }
  expect((await page.request.post(`${atrium.url}/api/v1/projects/${projectUuid}/saved`, { data: chart })).ok()).toBe(true)

  await page.goto(`${atrium.url}/p/${projectUuid}/develop`)
  const tables = page.getByRole('region', { name: 'Uploaded tables' })
  await tables.getByRole('button', { name: 'Delete clicks' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Delete the table clicks?' })
  await asked.getByText('clicks.yml').waitFor()
  await asked.getByRole('link', { name: 'All clicks' }).waitFor()
  await asked.getByRole('button', { name: 'Delete table' }).click()
  await page.getByText('The table clicks was deleted').waitFor()
  await tables.waitFor({ state: 'hidden' })
  expect((await tree()).includes('clicks.yml')).toBe(false)
  expect(complaints).toEqual([])
})
