import { expect, it } from 'vitest'
import { duckdbSession } from '../../../golden/duckdb-session.ts'
import { askFiles } from '../../../golden/formats/ask-files.ts'
import { shopTables } from '../../../golden/formats/shop-tables.ts'
import { duckdb } from '../../dialects/duckdb.ts'
import type { SchemaColumn } from './database-schema.ts'
import { generateModels } from './generate-models.ts'

it('models made from a database answer questions about it', async () => {
  const session = await duckdbSession(shopTables)
  try {
    const rows = (await session.rows(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' ORDER BY table_name, ordinal_position",
    )) as { table_name: string; column_name: string; data_type: string }[]
    const tables = [...new Set(rows.map((row) => row.table_name))].map((name) => ({
      name,
      columns: rows.filter((row) => row.table_name === name).map((row): SchemaColumn => ({ name: row.column_name, type: row.data_type })),
    }))
    const files = Object.fromEntries(generateModels({ tables }, duckdb).map(({ path, text }) => [path, text]))
    const asked = {
      explore: 'orders',
      dimensions: ['customers_full_name', 'orders_ordered_at_month'],
      metrics: ['orders_total_amount', 'orders_order_count'],
      sorts: [{ fieldId: 'orders_total_amount', descending: true }],
      limit: 2,
    }
    expect(await askFiles(session, files, asked)).toEqual([
      { customers_full_name: 'Ada', orders_ordered_at_month: '2024-01-01', orders_total_amount: '150.00', orders_order_count: '2' },
      { customers_full_name: 'Bo', orders_ordered_at_month: '2024-02-01', orders_total_amount: '100.00', orders_order_count: '2' },
    ])
    expect(await askFiles(session, files, { explore: 'items', metrics: ['items_total_quantity', 'orders_total_amount'] })).toEqual([
      { items_total_quantity: '12', orders_total_amount: '230.00' },
    ])
  } finally {
    session.close()
  }
})
