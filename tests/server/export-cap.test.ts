import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** "Cut" is said when rows are missing, and only then: orders have five states, the cap is four rows of two columns. */

let atrium: Atrium
let client: ApiClient
let base: string

beforeAll(async () => {
  atrium = await startAtrium({ env: { ATRIUM_CSV_CELLS_LIMIT: '8', ATRIUM_QUERY_MAX_ROWS: '4' } })
  client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  base = `/api/v1/projects/${project?.projectUuid}`
})
afterAll(() => atrium.stop())

const states = ['cancelled', 'completed', 'pending', 'returned', 'shipped']

/** Orders by state for the first states only. */
const ask = (rows: number, limit: number) => ({
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: ['orders_order_count'],
  filters: { dimensions: { id: 'a', and: [{ id: 'b', target: { fieldId: 'orders_status' }, operator: 'equals', values: states.slice(0, rows) }] } },
  sorts: [{ fieldId: 'orders_status', descending: false }],
  limit,
  tableCalculations: [],
})

async function exported(rows: number, layout: object): Promise<{ lines: string[]; truncated: boolean }> {
  const { jobId } = await client.results<{ jobId: string }>('POST', `${base}/explores/orders/downloadCsv`, {
    ...ask(rows, 100),
    showTableNames: false,
    columnOrder: [],
    ...layout,
  })
  await expect.poll(async () => (await client.results<{ status: string }>('GET', `/api/v1/csv/${jobId}`)).status, { timeout: 20_000 }).toBe('completed')
  const { url, truncated } = await client.results<{ url: string; truncated: boolean }>('GET', `/api/v1/csv/${jobId}`)
  const file = await apiClient(atrium.url, {}).get(new URL(url).pathname)
  return { lines: String(file.body).trimEnd().split('\n'), truncated }
}

/** Rows there are, rows that must come, whether that is cut. */
const cases: [number, number, boolean][] = [
  [3, 3, false],
  [4, 4, false],
  [5, 4, true],
]

describe('rows under, at and over the cap', () => {
  it.each(cases)('%i rows as a formatted export are %i, cut: %s', async (rows, kept, cut) => {
    const { lines, truncated } = await exported(rows, { onlyRaw: false })
    expect([lines.length - 1, truncated]).toEqual([kept, cut])
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(states.slice(0, kept))
  })

  it.each(cases)('%i rows as an export the engine writes itself are %i, cut: %s', async (rows, kept, cut) => {
    const { lines, truncated } = await exported(rows, { onlyRaw: true })
    expect([lines.length - 1, truncated]).toEqual([kept, cut])
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(states.slice(0, kept))
  })

  it.each(cases)('%i rows as a pivoted export are %i columns, cut: %s', async (rows, kept, cut) => {
    const { lines, truncated } = await exported(rows, { onlyRaw: false, pivotColumns: ['orders_status'] })
    expect([lines[0]?.split(','), truncated]).toEqual([states.slice(0, kept), cut])
  })

  it.each(cases)('%i rows as a result are %i, cut: %s', async (rows, kept, cut) => {
    const { rows: found, truncated } = await client.results<{ rows: unknown[]; truncated: boolean }>('POST', `${base}/explores/orders/runQuery`, ask(rows, 4))
    expect([found.length, truncated]).toEqual([kept, cut])
  })

  it.each(cases)('%i rows of somebody’s SQL are %i, cut: %s', async (rows, kept, cut) => {
    const { rows: found, truncated } = await client.results<{ rows: unknown[]; truncated: boolean }>('POST', `${base}/sqlQuery`, {
      sql: `SELECT range FROM range(${rows})`,
    })
    expect([found.length, truncated]).toEqual([kept, cut])
  })

  it.each(cases)('%i groups of a question have %i subtotals, cut: %s', async (rows, kept, cut) => {
    const body = { explore: 'orders', metricQuery: grouped(rows), columnOrder }
    expect(subtotalsIn(await client.post(`${base}/calculate-subtotals`, body))).toEqual([kept, cut])
  })

  it.each(cases)('%i groups of a saved chart have %i subtotals and totals, cut: %s', async (rows, kept, cut) => {
    const space = await client.results<{ uuid: string }>('POST', `${base}/spaces`, { name: `Of ${rows}`, isPrivate: false })
    const { exploreName, ...metricQuery } = grouped(rows)
    const chart = await client.results<{ uuid: string }>('POST', `${base}/saved`, {
      name: `Of ${rows}`,
      tableName: exploreName,
      metricQuery,
      chartConfig: { type: 'table', config: { showSubtotals: true } },
      tableConfig: { columnOrder },
      spaceUuid: space.uuid,
    })
    expect(subtotalsIn(await client.post(`/api/v1/saved/${chart.uuid}/calculate-subtotals`, { columnOrder }))).toEqual([kept, cut])
    const totals = await client.results<{ rows: unknown[]; truncated: boolean }>('POST', `/api/v1/saved/${chart.uuid}/calculate-group-totals`, {
      dimensions: ['orders_status'],
    })
    expect([totals.rows.length, totals.truncated]).toEqual([kept, cut])
  })
})

const columnOrder = ['orders_status', 'orders_ordered_at_month']

/** The same, also by month. */
const grouped = (rows: number) => ({ ...ask(rows, 4), dimensions: columnOrder })

/** How many subtotals by state there are, and whether some were cut. */
function subtotalsIn({ body }: { body: unknown }): [number | undefined, boolean] {
  const { results, truncated } = body as { results: Record<string, unknown[]>; truncated: boolean }
  return [results['orders_status']?.length, truncated]
}
