import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { cubeShop } from '../../../golden/formats/cube-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const ask = (asked: Parameters<typeof askFiles>[2]): Promise<Record<string, unknown>[]> => askFiles(session, cubeShop, asked)

it('measures of a cube count, filter and combine', async () => {
  const metrics = ['count', 'revenue', 'paid_revenue', 'paid_percent', 'buyers'].map((name) => `orders_${name}`)
  expect(await ask({ explore: 'orders', metrics })).toEqual([
    { orders_count: '5', orders_revenue: '280.00', orders_paid_revenue: '210.00', orders_paid_percent: 75, orders_buyers: expect.stringMatching(/^[123]$/) },
  ])
  expect(await ask({ explore: 'orders', metrics: ['orders_mean'] })).toEqual([{ orders_mean: 56 }])
})

it('keep their value beside a cube that repeats their rows', async () => {
  expect(await ask({ explore: 'orders', metrics: ['orders_revenue', 'items_pieces', 'customers_people'] })).toEqual([
    { orders_revenue: '280.00', items_pieces: '12', customers_people: '2' },
  ])
})

it('dimensions are cut, sorted into cases and read over joins', async () => {
  const rows = await ask({
    explore: 'orders',
    dimensions: ['orders_size', 'regions_label'],
    metrics: ['orders_revenue'],
    filters: { dimensions: { id: 'f', and: [{ id: 'g', target: { fieldId: 'orders_gifts' }, operator: 'equals', values: [false] }] } },
    sorts: [{ fieldId: 'orders_revenue', descending: true }],
  })
  expect(rows).toEqual([
    { orders_size: 'large', regions_label: 'South', orders_revenue: '80.00' },
    { orders_size: 'medium', regions_label: 'North', orders_revenue: '50.00' },
    { orders_size: 'small', regions_label: null, orders_revenue: '30.00' },
  ])
  const buyers = await ask({ explore: 'orders', dimensions: ['orders_buyer'], sorts: [{ fieldId: 'orders_buyer', descending: false }] })
  expect(buyers.map((row) => row['orders_buyer'])).toEqual(['ADA', 'BO', null])
})

it('a cube that extends another has its members and its own rows', async () => {
  expect(await ask({ explore: 'gift_orders', metrics: ['gift_orders_revenue'] })).toEqual([{ gift_orders_revenue: '120.00' }])
})

it('a view reads along its join path', async () => {
  const rows = await ask({
    explore: 'sales',
    dimensions: ['regions_label', 'sales_placed_at_month'],
    metrics: ['sales_revenue'],
    sorts: [{ fieldId: 'sales_revenue', descending: true }],
    limit: 1,
  })
  expect(rows).toEqual([{ regions_label: 'North', sales_placed_at_month: '2024-01-01', sales_revenue: '150.00' }])
})

it('a rolling window reaches back from the end of each period', async () => {
  const rows = await ask({
    explore: 'orders',
    dimensions: ['orders_placed_at_month'],
    metrics: ['orders_revenue', 'orders_rolling', 'orders_of_year'],
    sorts: [{ fieldId: 'orders_placed_at_month', descending: false }],
  })
  // The last day is 20 February: a month before it is 20 January, whose order no longer counts.
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['2024-01-01', '150.00', '150.00', '150.00'],
    ['2024-02-01', '130.00', '130.00', '280.00'],
  ])
})
