import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { hashboardShop } from '../../../golden/formats/hashboard-shop.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

it('measures of Hashboard answer over joined attributes and by grain', async () => {
  const metrics = ['sales_revenue', 'sales_per_buyer', 'sales_doubled', 'sales_paid_share', 'sales_row_count']
  expect(await askFiles(session, hashboardShop, { explore: 'sales', metrics })).toEqual([
    { sales_revenue: '280.00', sales_per_buyer: 140, sales_doubled: '560.00', sales_paid_share: 0.6, sales_row_count: '5' },
  ])
  const sorts = [{ fieldId: 'sales_revenue', descending: true }]
  expect(
    await askFiles(session, hashboardShop, { explore: 'sales', dimensions: ['sales_buyer_name', 'customers_name'], metrics: ['sales_revenue'], sorts }),
  ).toEqual([
    { sales_buyer_name: 'ADA', customers_name: 'Ada', sales_revenue: '150.00' },
    { sales_buyer_name: 'BO', customers_name: 'Bo', sales_revenue: '100.00' },
    { sales_buyer_name: null, customers_name: null, sales_revenue: '30.00' },
  ])
})
