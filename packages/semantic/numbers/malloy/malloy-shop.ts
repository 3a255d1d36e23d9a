import type { ModelMaterializer } from '@malloydata/malloy'
import type { ShopExplore } from '../shop-types.ts'
import { shopColumns } from '../shop-rows.ts'
import { type MalloyFields, malloyRuntime } from './malloy-runtime.ts'

const types: Record<string, MalloyFields[number]> = {
  integer: { type: 'number', numberType: 'integer', name: '' },
  'decimal(10, 2)': { type: 'number', numberType: 'float', name: '' },
  varchar: { type: 'string', name: '' },
  boolean: { type: 'boolean', name: '' },
  date: { type: 'date', name: '' },
  timestamp: { type: 'timestamp', name: '' },
  timestamptz: { type: 'timestamptz', name: '' },
}

const runtime = malloyRuntime((table) =>
  shopColumns(table).map(({ name, type }) => {
    const known = types[type]
    if (known === undefined) throw new Error(`Malloy is not told of the type ${type}.`)
    return { ...known, name }
  }),
)

/** The shop from the table that an explore begins at, as a Malloy source with its joins in one another. */
export function malloyShop(shop: ShopExplore): { text: string; model: ModelMaterializer } {
  const text = `source: shop is ${source(shop, shop.base)}`
  return { text, model: runtime.loadModel(text) }
}

/** How Malloy reads a table's columns from the base: `customers.referrers.`; nothing for the base itself. */
export function pathTo(shop: ShopExplore, table: string): string {
  const join = shop.joins.find((one) => one.table === table)
  return join === undefined ? '' : `${pathTo(shop, join.parent)}${table}.`
}

const joinWords = { 'one-to-one': 'join_one', 'many-to-one': 'join_one', 'one-to-many': 'join_many', 'many-to-many': 'join_cross' } as const
const conditions: Record<string, string> = {
  'customers orders': 'orders.customer_id = id',
  'orders customers': 'customers.id = customer_id',
  'orders items': 'items.order_id = id',
  'items orders': 'orders.id = order_id',
  'items products': 'products.id = product_id',
  'products items': 'items.product_id = id',
  'orders payments': 'payments.order_id = id',
  'payments orders': 'orders.id = order_id',
  'customers profiles': 'profiles.customer_id = id',
  'customers referrers': 'referrers.id = referrer_id',
  'customers campaigns': 'campaigns.region = region',
}
/** Items have a key of two columns, which Malloy cannot declare: it numbers their rows. */
const keys: Record<string, string> = { profiles: 'customer_id', items: '' }

function source(shop: ShopExplore, table: string): string {
  const key = keys[table] ?? 'id'
  const lines = key === '' ? [] : [`primary_key: ${key}`]
  for (const { table: to, relationship } of shop.joins.filter(({ parent }) => parent === table)) {
    const on = conditions[`${table} ${to}`]
    if (on === undefined) throw new Error(`Malloy is not told how ${to} is joined to ${table}.`)
    lines.push(`${joinWords[relationship]}: ${to} is ${source(shop, to)} on ${on}`)
  }
  return `duckdb.table('${table === 'referrers' ? 'customers' : table}') extend {\n${lines.join('\n').replace(/^/gm, '  ')}\n}`
}
