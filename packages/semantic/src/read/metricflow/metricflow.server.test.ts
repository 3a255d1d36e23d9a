import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, rule } from '../../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { latestShop, legacyShop } from '../../../golden/formats/metricflow-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

describe.each([
  ['legacy', legacyShop],
  ['latest', latestShop],
])('metrics of the %s spec', (_, files) => {
  const ask = (asked: Parameters<typeof askFiles>[2], now?: number): Promise<Record<string, unknown>[]> =>
    askFiles(session, files, asked, now === undefined ? {} : { now })

  it('aggregate, filter, divide and combine', async () => {
    const metrics = ['revenue', 'orders_placed', 'gift_count', 'paid_revenue', 'open_revenue', 'january_revenue'].map((name) => `orders_${name}`)
    expect(await ask({ explore: 'orders', metrics })).toEqual([
      {
        orders_revenue: '280.00',
        orders_orders_placed: '5',
        orders_gift_count: '2',
        orders_paid_revenue: '210.00',
        orders_open_revenue: '70.00',
        orders_january_revenue: '150.00',
      },
    ])
    expect(await ask({ explore: 'orders', metrics: ['orders_paid_share'] })).toEqual([{ orders_paid_share: 0.75 }])
  })

  it('are grouped and filtered over entities, two joins away', async () => {
    const rows = await ask({
      explore: 'orders',
      dimensions: ['regions_region_name'],
      metrics: ['orders_revenue', 'orders_north_revenue'],
      sorts: [{ fieldId: 'orders_revenue', descending: true }],
    })
    expect(rows).toEqual([
      { regions_region_name: 'North', orders_revenue: '150.00', orders_north_revenue: '150.00' },
      { regions_region_name: 'South', orders_revenue: '100.00', orders_north_revenue: null },
      { regions_region_name: null, orders_revenue: '30.00', orders_north_revenue: null },
    ])
  })

  it('of two models are computed each at its own grain', async () => {
    expect(await ask({ explore: 'orders', metrics: ['orders_revenue_per_customer'] })).toEqual([{ orders_revenue_per_customer: 140 }])
  })

  it('fall into months', async () => {
    const rows = await ask({
      explore: 'orders',
      dimensions: ['orders_ordered_at_month', 'orders_is_large'],
      metrics: ['orders_revenue'],
      sorts: [
        { fieldId: 'orders_ordered_at_month', descending: false },
        { fieldId: 'orders_revenue', descending: false },
      ],
    })
    expect(rows).toEqual([
      { orders_ordered_at_month: '2024-01-01', orders_is_large: false, orders_revenue: '50.00' },
      { orders_ordered_at_month: '2024-01-01', orders_is_large: true, orders_revenue: '100.00' },
      { orders_ordered_at_month: '2024-02-01', orders_is_large: false, orders_revenue: '50.00' },
      { orders_ordered_at_month: '2024-02-01', orders_is_large: true, orders_revenue: '80.00' },
    ])
  })

  it('look at other times', async () => {
    const rows = await ask(
      {
        explore: 'orders',
        dimensions: ['orders_ordered_at_month'],
        metrics: ['revenue', 'revenue_mtd', 'customers_30_days', 'revenue_change', 'balance', 'paid_to_open', 'month_average'].map((name) => `orders_${name}`),
        filters: { dimensions: and(rule('orders_ordered_at_month', 'lessThanOrEqual', ['2024-02-01'])) },
        sorts: [{ fieldId: 'orders_ordered_at_month', descending: false }],
      },
      Date.UTC(2024, 4, 1),
    )
    expect(
      rows.map((row) => Object.values(row).map((value) => (value === null || Number.isNaN(Number(value)) ? value : Math.round(Number(value) * 10) / 10))),
    ).toEqual([
      // Of a period the first day stands: nothing was sold on the first of January's days before the tenth.
      ['2024-01-01', 150, 100, 1, null, 100, 1, 127.3],
      ['2024-02-01', 130, 80, 1, -20, 80, 0.5, 87.5],
    ])
  })
})
