import type { Random } from './random.ts'
import type { Row, Value } from './shop-types.ts'

/** Rows by table. `referrers` are the customers once more. */
export type ShopRows = Readonly<Record<string, readonly Row[]>>

const day = 86_400_000
const first = Date.UTC(2023, 0, 1)
/** Rows lie in the two years from here. */
export const shopBegins = first
export const shopDays = 730

const columns: Record<string, string> = {
  customers: 'id integer, name varchar, region varchar, credit integer, since date, referrer_id integer',
  profiles: 'customer_id integer, tier varchar, points integer',
  campaigns: 'id integer, region varchar, channel varchar, budget decimal(10, 2)',
  products: 'id integer, name varchar, category varchar, price decimal(10, 2)',
  orders: 'id integer, customer_id integer, status varchar, amount decimal(10, 2), is_gift boolean, ordered_on date, created_at timestamptz',
  items: 'order_id integer, line integer, product_id integer, quantity integer, note varchar, shipped_at timestamptz',
  payments: 'id integer, order_id integer, method varchar, total decimal(10, 2), paid_at timestamp',
}

/** A small shop at random: nulls everywhere, orders of nobody, items and payments of no order, customers without orders. */
export function shopRows(random: Random): ShopRows {
  const maybe = <T extends Value>(value: T): T | null => (random.chance(0.15) ? null : value)
  const cents = (limit: number): number => random.whole(limit * 4) / 4
  // Many rows on few days, so that groups meet; and some in every season.
  // And some at the ends of winter's months, where months have no day to meet.
  const someDay = (): number =>
    random.chance(0.3) ? Date.UTC(2023, random.pick([1, 2, 3, 13, 14, 15]), 0) - random.whole(3) * day : first + random.whole(shopDays / 5) * 5 * day
  const moment = (): number => someDay() + random.whole(24 * 4) * 900_000
  const date = (): string => new Date(moment()).toISOString().slice(0, 10)
  const rows = (count: number, make: (id: number) => Row): Row[] => Array.from({ length: count }, (_, at) => make(at + 1))
  const customers = rows(9, (id) => ({
    id,
    name: maybe(random.pick(['Ada', 'Bo', 'Cy', "D'Arc"])),
    region: maybe(random.pick(['north', 'south', 'east'])),
    credit: maybe(random.whole(90) - 20),
    since: maybe(date()),
    referrer_id: maybe(1 + random.whole(11)),
  }))
  return {
    customers,
    referrers: customers,
    profiles: rows(7, (id) => ({ customer_id: id, tier: maybe(random.pick(['gold', 'tin'])), points: maybe(random.whole(50)) })),
    campaigns: rows(6, (id) => ({
      id,
      region: maybe(random.pick(['north', 'south', 'west'])),
      channel: maybe(random.pick(['mail', 'tv'])),
      budget: maybe(cents(80)),
    })),
    products: rows(5, (id) => ({ id, name: maybe(`p${random.whole(4)}`), category: maybe(random.pick(['pens', 'ink'])), price: maybe(cents(20)) })),
    orders: rows(26, (id) => ({
      id,
      customer_id: maybe(1 + random.whole(11)),
      status: maybe(random.pick(['open', 'paid', 'Void_%'])),
      amount: maybe(cents(100)),
      is_gift: maybe(random.chance(0.5)),
      ordered_on: maybe(date()),
      created_at: maybe(moment()),
    })),
    items: rows(55, (id) => ({
      order_id: 1 + random.whole(30),
      line: id,
      product_id: maybe(1 + random.whole(6)),
      quantity: maybe(random.whole(9)),
      note: maybe(random.pick(['a', 'B', '50%'])),
      shipped_at: maybe(moment()),
    })),
    payments: rows(38, (id) => ({
      id,
      order_id: maybe(1 + random.whole(30)),
      method: maybe(random.pick(['card', 'cash'])),
      total: maybe(cents(70)),
      paid_at: maybe(moment()),
    })),
  }
}

/** Columns of a table with their types, in order. */
export function shopColumns(table: string): { name: string; type: string }[] {
  return (columns[table] ?? '').split(/, (?=\w+ )/).map((column) => ({ name: column.split(' ', 1)[0] ?? '', type: column.replace(/^\w+ /, '') }))
}

/** SQL that makes the tables of these rows, for DuckDB. */
export function shopTablesSql(shop: ShopRows): string {
  return Object.entries(columns)
    .map(([name, list]) => {
      const types = shopColumns(name).map(({ type }) => type)
      const values = (shop[name] ?? []).map(
        (row) =>
          `(${Object.values(row)
            .map((value, at) => literal(value, types[at] ?? ''))
            .join(', ')})`,
      )
      return `create or replace table ${name} (${list}); insert into ${name} values ${values.join(', ')};`
    })
    .join('\n')
}

function literal(value: Value, type: string): string {
  if (value === null) return 'NULL'
  if (type === 'timestamptz') return `TIMESTAMPTZ '${new Date(Number(value)).toISOString().replace('T', ' ').replace('Z', '+00')}'`
  if (type === 'timestamp') return `TIMESTAMP '${new Date(Number(value)).toISOString().replace('T', ' ').replace('Z', '')}'`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
