import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { filtersForTile } from '@atrium/documents'
import { compileMetricQuery, duckdb, mergeFilterRules, type Explore, type MetricQuery } from '@atrium/semantic'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoData } from './load-demo-data.ts'
import { demoDatabase, vegaFolder, type DemoDatabase } from './testing/demo-database.ts'
import { demoDocuments } from './testing/demo-documents.ts'
import { demoExplores, exploreNamed } from './testing/demo-project.ts'

let shop: DemoDatabase
beforeAll(async () => {
  shop = await demoDatabase('shop.sql')
})
afterAll(() => shop.close())

const count = async (sql: string): Promise<number> => Number(await shop.value(`SELECT count(*) FROM ${sql}`))

describe('data of the shop', () => {
  it('are the same on every machine, row for row', async () => {
    const tables = await shop.rows('SELECT table_name AS name FROM information_schema.tables ORDER BY 1')
    const found = await Promise.all(tables.map(({ name }) => shop.value(`SELECT concat('${name}: ', count(*), ' rows, ', bit_xor(hash(t))) FROM "${name}" t`)))
    expect(found).toEqual([
      'customers: 5000 rows, 13273021164536276621',
      'order_items: 119534 rows, 14140739774982626069',
      'orders: 40000 rows, 18307574327489240950',
      'payments: 44726 rows, 4855337128793752211',
      'products: 300 rows, 18042830854732727496',
      'web_events: 300000 rows, 3076591438147605954',
    ])
  })

  it('have orders without items, without payments and with several, and customers without orders', async () => {
    expect(await count('orders ANTI JOIN order_items USING (order_id)')).toBe(40)
    expect(await count('orders ANTI JOIN payments USING (order_id)')).toBeGreaterThan(1000)
    expect(await count('(SELECT order_id FROM payments GROUP BY 1 HAVING count(*) > 1)')).toBeGreaterThan(5000)
    expect(await count('customers ANTI JOIN orders USING (customer_id)')).toBeGreaterThanOrEqual(500)
  })

  it('have refunds, failed payments and missing values', async () => {
    expect(await count("payments WHERE amount < 0 AND state = 'settled'")).toBeGreaterThan(1000)
    expect(await count("payments WHERE state = 'failed'")).toBeGreaterThan(1000)
    expect(await count('customers WHERE country IS NULL')).toBe(217)
    expect(await count('customers WHERE email IS NULL')).toBe(294)
    expect(await count('web_events WHERE customer_id IS NULL')).toBeGreaterThan(90_000)
  })

  it('have names that break careless quoting, formatting and spreadsheets', async () => {
    const names = (await shop.rows('SELECT product_name FROM products WHERE product_id IN (7, 13, 42, 77) ORDER BY product_id')).map(
      (row) => row['product_name'],
    )
    expect(names).toEqual(['5" screen, 100 % glass', "Bob's <b>bold</b> mug", 'Kaffeemühle „Größe L“ 日本', '=SUM(A1:A9) poster'])
    expect(await count("customers WHERE customer_name LIKE 'Łukasz%'")).toBeGreaterThan(0)
  })

  it('have orders around the hour that Berlin skips and in the one that New York has twice', async () => {
    const berlin = await shop.rows("SELECT DISTINCT hour(timezone('Europe/Berlin', ordered_at)) AS hour FROM orders WHERE order_id <= 20 ORDER BY 1")
    expect(berlin.map((row) => Number(row['hour']))).toEqual([1, 3, 4])
    const newYork = "SELECT ordered_at, timezone('America/New_York', ordered_at) AS wall FROM orders WHERE order_id BETWEEN 21 AND 40"
    expect(await count(`(SELECT wall FROM (${newYork}) GROUP BY 1 HAVING count(*) > 1)`)).toBeGreaterThan(0)
    expect(await count("(SELECT DISTINCT column_name FROM information_schema.columns WHERE data_type = 'TIMESTAMP WITH TIME ZONE')")).toBe(2)
  })

  it('make sense: nobody orders before signing up, every item belongs to an order, days end with October 2026', async () => {
    expect(await count('orders JOIN customers USING (customer_id) WHERE ordered_at::DATE < signed_up_on')).toBe(0)
    expect(await count('order_items ANTI JOIN orders USING (order_id)')).toBe(0)
    expect(await shop.value("SELECT max(timezone('America/Los_Angeles', ordered_at))::DATE::VARCHAR FROM orders")).toBe('2026-10-31')
    expect(await shop.value('SELECT min(ordered_at)::DATE::VARCHAR FROM orders')).toBe('2024-01-01')
    expect(await count("customers WHERE signed_up_on > '2026-10-31'")).toBe(0)
  })
})

describe('loading', () => {
  it('leaves a database that is there alone', async () => {
    const again = { databasePath: shop.databasePath, scripts: [{ name: 'bad.sql', sql: 'nonsense' }], vegaFolder }
    expect(await loadDemoData(again)).toEqual({ made: false })
  })

  it('leaves nothing behind when a script fails, and names script and statement', async () => {
    const databasePath = path.join(shop.folder, 'failed', 'demo.duckdb')
    const scripts = [{ name: 'bad.sql', sql: 'CREATE TABLE a AS SELECT 1;\n-- a comment;\nSELECT nothing FROM nowhere;\n' }]
    await expect(loadDemoData({ databasePath, scripts, vegaFolder })).rejects.toThrow(/^bad\.sql: [\s\S]*nowhere[\s\S]*in: [\s\S]*SELECT nothing/)
    expect(await readdir(path.dirname(databasePath))).toEqual([])
  })

  it('takes away what an attempt left that was killed', async () => {
    const databasePath = path.join(shop.folder, 'demo-2.duckdb')
    const left = `${databasePath}.tmp-2147483646`
    await writeFile(left, '')
    expect(await loadDemoData({ databasePath, scripts: [{ name: 'one.sql', sql: 'CREATE TABLE a AS SELECT 1;' }], vegaFolder })).toEqual({ made: true })
    expect([existsSync(databasePath), existsSync(left)]).toEqual([true, false])
  })
})

describe('questions to the shop', () => {
  let explores: Map<string, Explore>
  beforeAll(async () => {
    explores = await demoExplores(await shop.catalog())
  })

  const ask = async (query: Partial<MetricQuery> & { exploreName: string }): Promise<Record<string, unknown>[]> => {
    const whole = { dimensions: [], metrics: [], filters: {}, sorts: [], limit: 500, tableCalculations: [], ...query }
    const options = { dialect: duckdb, now: Date.UTC(2026, 9, 31), timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }
    return shop.rows(compileMetricQuery(exploreNamed(explores, query.exploreName), whole, options).sql)
  }

  it('can be asked for every field of every explore', async () => {
    for (const explore of explores.values()) {
      if (explore.groupLabel !== 'Shop') continue
      for (const { dimensions, metrics } of Object.values(explore.tables)) {
        const ids = (fields: typeof dimensions | typeof metrics): string[] => Object.values(fields).map(({ table, name }) => `${table}_${name}`)
        await ask({ exploreName: explore.name, dimensions: ids(dimensions), limit: 1 })
        // What looks back needs a time to look back over.
        const times = Object.values(metrics).flatMap(({ table, offset }) => (offset === undefined ? [] : [`${table}_${offset.time}_month`]))
        const shown = Object.fromEntries(Object.entries(metrics).filter(([, { hidden }]) => !hidden))
        if (Object.keys(shown).length > 0) await ask({ exploreName: explore.name, dimensions: [...new Set(times)], metrics: ids(shown), limit: 1 })
      }
    }
  })

  it('give the same revenue and payments together as each alone', async () => {
    const together = await ask({
      exploreName: 'orders',
      metrics: ['order_items_revenue', 'payments_amount_paid', 'orders_order_count', 'orders_shipping_revenue'],
    })
    expect(together).toEqual([
      {
        order_items_revenue: await shop.value('SELECT sum(quantity * unit_price - discount) FROM order_items'),
        payments_amount_paid: await shop.value("SELECT sum(amount) FROM payments WHERE state = 'settled'"),
        orders_order_count: '40000',
        orders_shipping_revenue: await shop.value('SELECT sum(shipping_fee) FROM orders'),
      },
    ])
  })

  it('have an answer for every chart of the shop, alone and on its dashboard', async () => {
    const { charts, dashboards } = await demoDocuments()
    const shopCharts = new Map(charts.filter(({ space }) => space === 'shop').map(({ slug, document }) => [slug, document]))
    for (const [slug, { metricQuery }] of shopCharts) expect(await ask(metricQuery), slug).not.toEqual([])
    for (const { document } of dashboards) {
      for (const tile of document.tiles) {
        const chart = tile.type === 'saved_chart' ? shopCharts.get(tile.properties.savedChartUuid ?? '') : undefined
        if (chart === undefined) continue
        const { applied } = filtersForTile(document.filters, tile.uuid, Object.keys(exploreNamed(explores, chart.tableName).tables))
        expect(await ask({ ...chart.metricQuery, filters: mergeFilterRules(chart.metricQuery.filters, applied) })).not.toEqual([])
      }
    }
  })
})
