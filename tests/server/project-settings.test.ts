import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

let base: string
let atrium: Atrium
let client: ApiClient
let uuid: string

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-fiscal-'))
  const models = path.join(base, 'models')
  await mkdir(models)
  await writeFile(
    path.join(models, 'orders.yml'),
    `models:
  - name: orders
    columns:
      - name: ordered_on
        meta: { dimension: { time_intervals: [DAY, WEEK, FISCAL_QUARTER, FISCAL_YEAR] }, metrics: { orders: { type: count } } }
`,
  )
  await makeDatabase(
    path.join(base, 'data'),
    "CREATE TABLE orders AS SELECT CAST(DATE '2026-02-10' + INTERVAL (i) MONTH AS DATE) AS ordered_on FROM range(4) t(i)",
  )
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), now: '2026-05-20T12:00:00Z', env: { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models } })
  client = withToken(atrium.url, atrium.token)
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  uuid = first?.projectUuid ?? ''
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

const set = (settings: object) => client.put(`/api/v1/app/project-settings/${uuid}`, settings)

type Cell = { value: { raw: unknown; formatted: string } }
async function rowsOf(filters: object): Promise<[unknown, string, unknown][]> {
  const { rows } = await client.results<{ rows: Record<string, Cell>[] }>('POST', `/api/v1/projects/${uuid}/explores/orders/runQuery`, {
    exploreName: 'orders',
    dimensions: ['orders_ordered_on_fiscal_quarter'],
    metrics: ['orders_orders'],
    filters,
    sorts: [{ fieldId: 'orders_ordered_on_fiscal_quarter', descending: false }],
    limit: 10,
    tableCalculations: [],
  })
  return rows.map((row) => {
    const [quarter, orders] = [row['orders_ordered_on_fiscal_quarter']?.value, row['orders_orders']?.value]
    return [quarter?.raw, quarter?.formatted ?? '', orders?.raw]
  })
}

it('counts by the calendar year until a project says when its fiscal year begins', async () => {
  expect(await rowsOf({})).toEqual([
    ['2026-01-01T00:00:00Z', 'Q1 FY2026', 2],
    ['2026-04-01T00:00:00Z', 'Q2 FY2026', 2],
  ])
  const answer = await set({ fiscalYearStart: 5 })
  expect([answer.status, (answer.body as { results: { changed: boolean } }).results.changed]).toEqual([200, true])
  const project = await client.results<{ warehouseConnection: { fiscalYearStart: number } }>('GET', `/api/v1/projects/${uuid}`)
  expect(project.warehouseConnection.fiscalYearStart).toBe(5)
  expect(await rowsOf({})).toEqual([
    ['2026-02-01T00:00:00Z', 'Q4 FY2026', 3],
    ['2026-05-01T00:00:00Z', 'Q1 FY2027', 1],
  ])
  const current = { id: 'r', target: { fieldId: 'orders_ordered_on_day' }, operator: 'inTheCurrent', values: [1], settings: { unitOfTime: 'fiscalYears' } }
  expect(await rowsOf({ dimensions: { id: 'g', and: [current] } })).toEqual([['2026-05-01T00:00:00Z', 'Q1 FY2027', 1]])
})

it('cuts weeks on the first day that the project names, and says its name and zone', async () => {
  const weeks = async (): Promise<unknown[]> => {
    const { rows } = await client.results<{ rows: Record<string, Cell>[] }>('POST', `/api/v1/projects/${uuid}/explores/orders/runQuery`, {
      exploreName: 'orders',
      dimensions: ['orders_ordered_on_week'],
      metrics: ['orders_orders'],
      filters: {},
      sorts: [{ fieldId: 'orders_ordered_on_week', descending: false }],
      limit: 1,
      tableCalculations: [],
    })
    return rows.map((row) => row['orders_ordered_on_week']?.value.raw)
  }
  // 10 February 2026 is a Tuesday.
  expect(await weeks()).toEqual(['2026-02-09T00:00:00Z'])
  expect((await set({ startOfWeek: 6, name: 'Books', timezone: 'Asia/Tokyo' })).status).toBe(200)
  expect(await weeks()).toEqual(['2026-02-08T00:00:00Z'])
  const project = await client.results<{ name: string; schedulerTimezone: string; warehouseConnection: { startOfWeek: number } }>(
    'GET',
    `/api/v1/projects/${uuid}`,
  )
  expect([project.name, project.schedulerTimezone, project.warehouseConnection.startOfWeek]).toEqual(['Books', 'Asia/Tokyo', 6])
})

it('refuses a zone that is none, a day and a month that do not exist, and changes nothing', async () => {
  expect((await set({ timezone: 'Mars/Olympus', name: 'Lost' })).status).toBe(422)
  expect((await set({ startOfWeek: 7 })).status).toBe(422)
  expect((await client.results<{ name: string }>('GET', `/api/v1/projects/${uuid}`)).name).toBe('Books')
  expect((await set({ fiscalYearStart: 13 })).status).toBe(422)
  expect((await set({ fiscalYearStart: 0 })).status).toBe(422)
})
