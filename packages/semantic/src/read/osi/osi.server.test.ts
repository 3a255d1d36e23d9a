import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { flatOsiShop, osiShop } from '../../../golden/formats/osi-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

describe.each([
  ['a list of models', osiShop],
  ['one model', flatOsiShop],
])('a document with %s', (_, files) => {
  it('answers with its metrics, each at its own grain', async () => {
    const metrics = ['orders_revenue', 'orders_per_customer', 'orders_paid']
    expect(await askFiles(session, files, { explore: 'orders', metrics })).toEqual([
      { orders_revenue: '280.00', orders_per_customer: 140, orders_paid: '210.00' },
    ])
  })

  it('groups over its relationships and by time', async () => {
    const rows = await askFiles(session, files, {
      explore: 'orders',
      dimensions: ['customers_shout', 'orders_placed_month'],
      metrics: ['orders_revenue'],
      sorts: [{ fieldId: 'orders_revenue', descending: true }],
      limit: 2,
    })
    expect(rows).toEqual([
      { customers_shout: 'ADA!', orders_placed_month: '2024-01-01', orders_revenue: '150.00' },
      { customers_shout: 'BO!', orders_placed_month: '2024-02-01', orders_revenue: '100.00' },
    ])
  })
})
