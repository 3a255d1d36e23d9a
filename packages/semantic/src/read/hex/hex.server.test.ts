import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { hexShop } from '../../../golden/formats/hex-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const ask = (asked: Parameters<typeof askFiles>[2]): Promise<Record<string, unknown>[]> => askFiles(session, hexShop, asked)

it('measures aggregate, filter and are calculated', async () => {
  const metrics = ['orders', 'revenue', 'gifts', 'paid_revenue', 'gift_count', 'per_buyer', 'paid_share', 'high', 'balance'].map((name) => `sales_${name}`)
  expect(await ask({ explore: 'sales', metrics })).toEqual([
    {
      sales_orders: '5',
      sales_revenue: '280.00',
      sales_gifts: '2',
      sales_paid_revenue: '210.00',
      sales_gift_count: '2',
      sales_per_buyer: 140,
      sales_paid_share: 0.75,
      sales_high: 80,
      sales_balance: '30.00',
    },
  ])
})

it('keep their value beside a relation that repeats their rows', async () => {
  const metrics = ['sales_revenue', 'sales_per_buyer', 'sales_paid_share', 'items_pieces_sold', 'buyer_people']
  expect(await ask({ explore: 'sales', metrics })).toEqual([
    { sales_revenue: '280.00', sales_per_buyer: 140, sales_paid_share: 0.75, items_pieces_sold: '12', buyer_people: '2' },
  ])
  const [alone] = await ask({ explore: 'sales', metrics: ['sales_spread'] })
  const [joined] = await ask({ explore: 'sales', metrics: ['sales_spread', 'items_pieces_sold'] })
  expect(joined?.['sales_spread']).toBeCloseTo(Number(alone?.['sales_spread']))
})

it('dimensions are computed, and read over relations', async () => {
  const dimensions = ['month', 'week_day', 'size', 'buyer_name', 'buyer_code', 'buyer_region'].map((name) => `sales_${name}`)
  const rows = await ask({
    explore: 'sales',
    dimensions: [...dimensions, 'buyer_region_label'],
    metrics: ['sales_revenue'],
    sorts: [{ fieldId: 'sales_revenue', descending: true }],
  })
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['2024-01-01', '2024-01-07', 'paid/2024', 'ADA', 101, 'NORTH', 'in North', '100.00'],
    ['2024-02-01', '2024-01-28', 'big/2024', 'BO', 102, 'SOUTH', 'in South', '80.00'],
    ['2024-01-01', '2024-01-14', 'other/2024', 'ADA', 101, 'NORTH', 'in North', '50.00'],
    ['2024-02-01', '2024-02-18', 'paid/2024', null, null, null, null, '30.00'],
    ['2024-02-01', '2024-02-11', 'other/2024', 'BO', 102, 'SOUTH', 'in South', '20.00'],
  ])
})

it('a field over a relation is never one of the same name on another way', async () => {
  const files = {
    'a.yml': `id: a\nbase_sql_table: (select 1 as a_id, 1 as b_id, 2 as place_id)\ndimensions:\n  - {id: a_id, type: number, unique: true}\n  - {id: of_b, type: string, expr_sql: "\${b.where}"}\nrelations:
  - {id: b, type: many_to_one, join_sql: "b_id = \${b}.b_id"}\n  - {id: place, target: places, type: many_to_one, join_sql: "place_id = \${place}.id"}\n`,
    'b.yml': `id: b\nbase_sql_table: (select 1 as b_id, 1 as place_id)\ndimensions:\n  - {id: b_id, type: number, unique: true}\n  - {id: where, type: string, expr_sql: "\${place.name}"}\nrelations:
  - {id: place, target: places, type: many_to_one, join_sql: "place_id = \${place}.id"}\n`,
    'p.yml': `id: places\nbase_sql_table: (select 1 as id, 'north' as name union all select 2, 'south')\ndimensions:\n  - {id: id, type: number, unique: true}\n  - {id: name, type: string}\n`,
  }
  expect(await askFiles(session, files, { explore: 'b', dimensions: ['b_where'] })).toEqual([{ b_where: 'north' }])
  expect(await askFiles(session, files, { explore: 'a', dimensions: ['place_name'] })).toEqual([{ place_name: 'south' }])
  await expect(askFiles(session, files, { explore: 'a', dimensions: ['b_where'] })).rejects.toThrow('b_where')
  await expect(askFiles(session, files, { explore: 'a', dimensions: ['a_of_b'] })).rejects.toThrow('a_of_b')
})

it('a view shows its part of a model and of the relations behind it', async () => {
  const rows = await ask({
    explore: 'paid_sales',
    dimensions: ['home_name'],
    metrics: ['paid_sales_revenue'],
    sorts: [{ fieldId: 'paid_sales_revenue', descending: true }],
  })
  expect(rows).toEqual([
    { home_name: 'North', paid_sales_revenue: '150.00' },
    { home_name: 'South', paid_sales_revenue: '100.00' },
    { home_name: null, paid_sales_revenue: '30.00' },
  ])
})
