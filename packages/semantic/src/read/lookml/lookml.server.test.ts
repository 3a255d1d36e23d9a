import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { lookmlShop } from '../../../golden/formats/lookml-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const ask = (asked: Parameters<typeof askFiles>[2], attributes: Record<string, string[]> = {}): Promise<Record<string, unknown>[]> =>
  askFiles(session, lookmlShop, asked, { attributes })

it('measures count, filter and combine', async () => {
  const metrics = ['count', 'gift_revenue', 'large_or_open', 'average_value'].map((name) => `orders_${name}`)
  expect(await ask({ explore: 'orders', metrics })).toEqual([
    { orders_count: '5', orders_gift_revenue: '120.00', orders_large_or_open: '3', orders_average_value: 56 },
  ])
})

it('keep their value beside a view that repeats their rows', async () => {
  expect(await ask({ explore: 'orders', metrics: ['orders_total', 'items_pieces', 'customers_people'] })).toEqual([
    { orders_total: '280.00', items_pieces: '12', customers_people: '2' },
  ])
})

it('dimensions are cut, cased, stepped and read over joins', async () => {
  const rows = await ask({
    explore: 'orders',
    dimensions: ['regions_region_name', 'orders_created_month', 'orders_kind', 'orders_size', 'orders_is_large', 'orders_buyer'],
    sorts: [{ fieldId: 'orders_created_month', descending: true }],
    filters: { dimensions: { id: 'f', and: [{ id: 'g', target: { fieldId: 'orders_kind' }, operator: 'equals', values: ['Gift'] }] } },
  })
  expect(rows).toEqual([
    {
      regions_region_name: 'South',
      orders_created_month: '2024-02-01',
      orders_kind: 'Gift',
      orders_size: 'Below 40',
      orders_is_large: false,
      orders_buyer: 'BO',
    },
    {
      regions_region_name: 'North',
      orders_created_month: '2024-01-01',
      orders_kind: 'Gift',
      orders_size: '80 or more',
      orders_is_large: true,
      orders_buyer: 'ADA',
    },
  ])
})

it('an explore has its own rows, and the view alone has no explore', async () => {
  expect(await ask({ explore: 'paid_orders', metrics: ['paid_orders_total', 'paid_orders_count'] })).toEqual([
    { paid_orders_total: '110.00', paid_orders_count: '2' },
  ])
  await expect(ask({ explore: 'customers', metrics: ['customers_people'] })).rejects.toThrow('customers did not compile')
})

it('rules of access hold: grants on a field, values of an attribute on rows', async () => {
  await expect(ask({ explore: 'orders', metrics: ['orders_revenue'] })).rejects.toThrow('department')
  expect(await ask({ explore: 'orders', metrics: ['orders_revenue'] }, { department: ['board'] })).toEqual([{ orders_revenue: '280.00' }])
  await expect(ask({ explore: 'my_orders', metrics: ['my_orders_total'] })).rejects.toThrow('state')
  expect(await ask({ explore: 'my_orders', metrics: ['my_orders_total'] }, { state: ['open'] })).toEqual([{ my_orders_total: '50.00' }])
})
