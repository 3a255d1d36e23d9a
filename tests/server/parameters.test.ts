import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiClient } from '../harness/api-client.ts'
import { parameterShop, type Shop } from '../harness/start-shop.ts'

/** What people choose for the parameters of models, over the wire. */

let shop: Shop
let client: ApiClient
let project: string

beforeAll(async () => {
  shop = await parameterShop()
  client = withToken(shop.atrium.url, shop.atrium.token)
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  project = `/api/v1/projects/${first?.projectUuid}`
})
afterAll(() => shop.stop())

type Cell = { value: { raw: unknown } }
type Answer = { rows: Record<string, Cell>[]; metricQuery: { parameters?: unknown }; receipt: { sql: string; queryHash: string; proof: { lines: string[] } } }

const question = (part: object): object => ({ dimensions: [], metrics: ['orders_orders'], filters: {}, sorts: [], limit: 100, tableCalculations: [], ...part })
const ask = (part: object) => client.post(`${project}/explores/orders/runQuery`, question(part))
const answer = (part: object) => client.results<Answer>('POST', `${project}/explores/orders/runQuery`, question(part))
const refusal = async (part: object): Promise<unknown> => {
  const { status, body } = await ask(part)
  return [status, (body as { error: { message: string } }).error.message]
}
const orders = ({ rows }: Answer): unknown => rows[0]?.['orders_orders']?.value.raw

describe('a query with parameters', () => {
  it('counts with the default, with one value and with several, and says which were used', async () => {
    const [plain, one, two] = [await answer({}), await answer({ parameters: { region: 'south' } }), await answer({ parameters: { region: ['south', 'east'] } })]
    expect([plain, one, two].map(orders)).toEqual([10, 10, 20])
    expect([plain, one, two].map(({ metricQuery }) => metricQuery.parameters)).toEqual([
      { region: ['north'] },
      { region: ['south'] },
      { region: ['south', 'east'] },
    ])
    expect(two.receipt.proof.lines).toContain('Parameter Region is south, east.')
    expect(new Set([plain, one, two].map(({ receipt }) => receipt.queryHash)).size).toBe(3)
  })

  it('is the same question when a value is its default, or nothing reads it', async () => {
    const [plain, spelled] = [await answer({}), await answer({ parameters: { region: ['north'], least: 7, unknown: 'x' } })]
    expect(spelled.receipt.queryHash).toBe(plain.receipt.queryHash)
    const large = await answer({ metrics: ['orders_large_orders'], parameters: { least: '15' } })
    expect(large.rows[0]?.['orders_large_orders']?.value.raw).toBe(5)
  })

  it('keeps what looks like SQL a value', async () => {
    const hostile = "'; DROP TABLE orders; --"
    const { rows } = await answer({ dimensions: ['orders_noted'], metrics: [], parameters: { 'orders.note': hostile } })
    expect(rows.map((row) => String(row['orders_noted']?.value.raw)).toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([`it's${hostile}`, `web${hostile}`])
    expect(orders(await answer({}))).toBe(10)
  })

  it('refuses what a parameter does not take, by its name', async () => {
    expect(await refusal({ parameters: { region: "north') OR 1=1 --" } })).toEqual([400, expect.stringContaining('Parameter "Region" (region) does not take')])
    expect(await refusal({ dimensions: ['orders_noted'] })).toEqual([
      400,
      'Parameter "Note" (orders.note) has no value and no default: choose one. It is used by dimension "orders_noted".',
    ])
    expect(await refusal({ metrics: ['orders_large_orders'], parameters: { least: '1 OR 1=1' } })).toEqual([400, expect.stringContaining('takes a number')])
    expect(await refusal({ dimensions: ['orders_noted'], parameters: { 'orders.note': 'a\0b' } })).toEqual([400, expect.stringContaining('NUL')])
    expect(await refusal({ parameters: { region: Array.from({ length: 1001 }, () => 'north') } })).toEqual([
      400,
      expect.stringContaining('at most 1000 values'),
    ])
  })

  it.each([{ region: { not: 'a value' } }, { region: null }, { region: [['north']] }, { region: Array.from({ length: 10_001 }, () => 'north') }])(
    'refuses a body that is none: %#',
    async (parameters) => expect((await ask({ parameters })).status).toBe(422),
  )

  it('searches values of a field under the same choice', async () => {
    const values = await client.results<{ results: unknown[] }>('POST', `${project}/field/orders_region/search`, {
      table: 'orders',
      search: '',
      parameters: { region: 'east' },
    })
    expect(values.results).toEqual(['east'])
  })

  it('is saved with a chart, and a viewer may choose another', async () => {
    const space = await client.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Choices', isPrivate: false })
    const chart = await client.results<{ uuid: string; metricQuery: { parameters?: unknown } }>('POST', `${project}/saved`, {
      name: 'South and east',
      tableName: 'orders',
      metricQuery: { ...question({ parameters: { region: ['south', 'east'] } }), exploreName: 'orders' },
      chartConfig: { type: 'table', config: {} },
      tableConfig: { columnOrder: [] },
      spaceUuid: space.uuid,
    })
    expect(chart.metricQuery.parameters).toEqual({ region: ['south', 'east'] })
    expect(orders(await client.results<Answer>('POST', `/api/v1/saved/${chart.uuid}/results`, {}))).toBe(20)
    expect(orders(await client.results<Answer>('POST', `/api/v1/saved/${chart.uuid}/results`, { parameters: { region: 'north' } }))).toBe(10)
    expect(orders(await client.results<Answer>('POST', `/api/v1/saved/${chart.uuid}/chart-and-results`, { parameters: { region: 'east' } }))).toBe(10)
  })

  it('is set for a dashboard, counts more there than what a chart is saved with, and is in its history', async () => {
    const space = await client.results<{ uuid: string }>('POST', `${project}/spaces`, { name: 'Boards', isPrivate: false })
    const saved = (name: string, parameters?: object) =>
      client.results<{ uuid: string }>('POST', `${project}/saved`, {
        name,
        tableName: 'orders',
        metricQuery: { ...question(parameters === undefined ? {} : { parameters }), exploreName: 'orders' },
        chartConfig: { type: 'table', config: {} },
        tableConfig: { columnOrder: [] },
        spaceUuid: space.uuid,
      })
    const [own, plain] = [await saved('South', { region: 'south' }), await saved('Default')]
    const needed = (charts: string[]) =>
      client.results<{ name: string; values: unknown; parameter: { label: string } }[]>('POST', '/api/v1/app/dashboards/parameters', charts)
    expect((await needed([plain.uuid])).map(({ name, values, parameter }) => [name, values, parameter.label])).toEqual([['region', ['north'], 'Region']])
    // The charts do not agree.
    expect((await needed([own.uuid, plain.uuid])).map(({ values }) => values)).toEqual([null])

    const region = { parameterName: 'region', value: ['south', 'east'] }
    const path = (uuid: string): string => `/api/v1/dashboards/${uuid}`
    type Board = { uuid: string; parameters?: unknown }
    const board = await client.results<Board>('POST', `${project}/dashboards`, { name: 'Regions', spaceUuid: space.uuid, tiles: [], tabs: [] })
    expect(board.parameters).toBeUndefined()
    await client.results<Board>('PATCH', path(board.uuid), { parameters: { region } })
    // What is not sent stays as it was.
    await client.results<Board>('PATCH', path(board.uuid), { tabs: [{ uuid: 'one', name: 'One', order: 0 }] })
    expect((await client.results<Board>('GET', path(board.uuid))).parameters).toEqual({ region })
    const { history } = await client.results<{ history: { changes: { what: string }[] }[] }>('GET', `/api/v1/app/dashboards/${board.uuid}/history`)
    expect(history.map(({ changes }) => changes.map(({ what }) => what))).toEqual([[], ['parameters_changed'], ['tab_added']])
    const tile = { dashboardUuid: board.uuid, tileUuid: 't', dashboardFilters: null, parameters: { region: region.value } }
    expect(orders(await client.results<Answer>('POST', `/api/v1/saved/${own.uuid}/chart-and-results`, tile))).toBe(20)

    const bad = await client.patch(path(board.uuid), { parameters: { region: { parameterName: 'region', value: { not: 'a value' } } } })
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('parameters.region')])
  })
})
