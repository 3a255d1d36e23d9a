import type { Dialect } from '../../src/types/dialect.ts'

/** Column types of the shop, in words that each engine has its own for. */
export type ColumnWord = 'whole' | 'decimal' | 'text' | 'boolean' | 'date' | 'instant' | 'naive'

type Table = { name: string; columns: Record<string, ColumnWord>; rows: (string | number | boolean | null)[][] }

/** Days of a calendar of four, four and five weeks a quarter. */
function retailDays(): (string | number)[][] {
  const days = Array.from({ length: 308 }, (_, at): [string, number, string] => {
    const week = Math.floor(at / 7)
    const month = 3 * Math.floor(week / 13) + Math.min(2, Math.floor((week % 13) / 4)) + 1
    return [new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10), week + 1, `M${String(month).padStart(2, '0')}`]
  })
  return [...days.filter(([day]) => day !== '2024-03-10'), ['2024-02-29', 40, 'M99']]
}

/** Moments as UTC, beside them what a clock in New York showed; naive times avoid the hours that a clock shows twice or never. */
const tables: readonly Table[] = [
  {
    name: 'orders',
    columns: {
      id: 'whole',
      customer_id: 'whole',
      status: 'text',
      amount: 'decimal',
      units: 'whole',
      is_gift: 'boolean',
      ordered_on: 'date',
      created_at: 'instant',
      local_at: 'naive',
      utc_at: 'naive',
    },
    rows: [
      [1, 1, 'paid', 10, 3, true, '2024-01-15', '2024-01-15T12:00:00Z', '2024-01-15T07:00:00Z', '2024-01-15T12:00:00Z'],
      [2, 1, 'paid', 90.5, 1, false, '2024-01-31', '2024-01-31T23:30:15.250Z', '2024-01-31T18:30:15.250Z', '2024-01-31T23:30:15.250Z'],
      [3, 2, 'open', 60.25, 7, null, '2024-02-01', '2024-02-01T04:00:00Z', '2024-01-31T23:00:00Z', '2024-02-01T04:00:00Z'],
      [4, null, 'open', 5, null, false, '2024-02-29', '2024-02-29T23:59:59.999Z', '2024-02-29T18:59:59.999Z', '2024-02-29T23:59:59.999Z'],
      [5, 3, null, 120, 2, true, '2024-03-10', '2024-03-10T06:30:00Z', '2024-03-10T01:30:00Z', '2024-03-10T06:30:00Z'],
      [6, 3, 'void', null, null, null, null, null, null, null],
      [7, 2, "a'b%c_d", 33, 4, true, '2024-03-10', '2024-03-10T07:15:00Z', '2024-03-10T03:15:00Z', '2024-03-10T07:15:00Z'],
      [8, 3, 'paid', 33, 4, false, '2024-03-31', '2024-03-31T00:59:00Z', '2024-03-30T20:59:00Z', '2024-03-31T00:59:00Z'],
      [9, 4, 'Paid', -12.5, -5, true, '2024-03-31', '2024-03-31T01:01:00Z', '2024-03-30T21:01:00Z', '2024-03-31T01:01:00Z'],
      [10, 4, 'open', 0, 0, false, '2024-04-06', '2024-04-06T14:45:00Z', '2024-04-06T10:45:00Z', '2024-04-06T14:45:00Z'],
      [11, 1, 'ähnlich', 75, 2, null, '2024-04-07', '2024-04-06T15:15:00Z', '2024-04-06T11:15:00Z', '2024-04-06T15:15:00Z'],
      [12, 2, 'back\\slash', 18.75, 6, true, '2024-10-27', '2024-10-27T00:30:00Z', '2024-10-26T20:30:00Z', '2024-10-27T00:30:00Z'],
      [13, 2, '', 44, 9, false, '2024-10-27', '2024-10-27T01:30:00Z', '2024-10-26T21:30:00Z', '2024-10-27T01:30:00Z'],
      [14, 5, 'paid', 61, 8, true, '2024-11-03', '2024-11-03T05:30:00Z', '2024-11-03T00:30:00Z', '2024-11-03T05:30:00Z'],
      [15, 5, 'open', 7.25, 1, null, '2024-11-03', '2024-11-03T06:30:00Z', '2024-11-03T03:30:00Z', '2024-11-03T06:30:00Z'],
      [16, 1, 'paid', 250, 12, false, '2011-12-29', '2011-12-30T09:59:00Z', '2011-12-30T04:59:00Z', '2011-12-30T09:59:00Z'],
      [17, 1, 'paid', 249.99, 12, false, '2011-12-31', '2011-12-30T10:00:00Z', '2011-12-30T05:00:00Z', '2011-12-30T10:00:00Z'],
      [18, 3, 'open', 18.5, 2, true, '2023-12-31', '2023-12-31T23:00:00Z', '2023-12-31T18:00:00Z', '2023-12-31T23:00:00Z'],
    ],
  },
  {
    name: 'customers',
    columns: { id: 'whole', name: 'text', region: 'text', credit: 'whole' },
    rows: [
      [1, 'Ada', 'north', 100],
      [2, 'Bo', 'south', 50],
      [3, 'Cy', null, 25],
      [4, 'Di', 'north', 7],
      [5, 'Ed', 'south', null],
      [6, 'Flo', 'west', 11],
    ],
  },
  {
    name: 'order_items',
    columns: { order_id: 'whole', line: 'whole', product: 'text', quantity: 'whole' },
    rows: [
      [1, 1, 'pen', 2],
      [1, 2, 'ink', 1],
      [2, 1, 'pen', 10],
      [2, 2, 'pad', 3],
      [3, 1, 'pad', 2],
      [5, 1, 'ink', 4],
      [5, 2, 'pen', 1],
      [5, 3, 'pad', 1],
      [7, 1, null, 1],
      [8, 1, 'pen', 5],
      [12, 1, 'ink', 6],
      [12, 2, 'ink', 6],
      [14, 1, 'pad', 1],
    ],
  },
  {
    name: 'payments',
    columns: { id: 'whole', order_id: 'whole', method: 'text', total: 'decimal' },
    rows: [
      [1, 1, 'card', 10],
      [2, 2, 'card', 50],
      [3, 2, 'cash', 40.5],
      [4, 5, 'card', 60],
      [5, 5, 'card', 60],
      [6, 7, null, 33],
      [7, 8, 'cash', 30],
      [8, 14, 'card', 61],
      [9, 14, 'card', 1],
    ],
  },
  { name: 'retail_calendar', columns: { date_day: 'date', week_number: 'whole', month_label: 'text' }, rows: retailDays() },
]

/** Moments of the orders, by their ids. */
export function orderMoments(): Map<number, string | null> {
  const [orders] = tables
  const place = Object.keys(orders?.columns ?? {}).indexOf('created_at')
  return new Map(orders?.rows.map((row) => [Number(row[0]), row[place] === null ? null : String(row[place])]))
}

/** How an engine makes the shop's tables. */
export type TableWords = {
  types: Record<ColumnWord, string>
  /** Between the name of a column's type and the next column; NOT NULL is never said, unless the engine needs NULL to be. */
  nullable?: (type: string) => string
  /** After the closing bracket of CREATE TABLE. */
  suffix?: string
}

/** The statements that make and fill the shop, every value written by the dialect's own literal writer. */
export function shopStatements(dialect: Dialect, words: TableWords): string[] {
  const nullable = words.nullable ?? ((type: string): string => type)
  return tables.flatMap(({ name, columns, rows }) => {
    const kinds = Object.values(columns)
    const list = Object.entries(columns).map(([column, word]) => `${dialect.quote(column)} ${nullable(words.types[word])}`)
    const values = rows.map((row) => `(${row.map((value, place) => literal(dialect, value, kinds[place] ?? 'text')).join(', ')})`)
    const columnNames = Object.keys(columns).map((column) => dialect.quote(column)).join(', ')
    return [
      `CREATE TABLE ${dialect.quote(name)} (${list.join(', ')})${words.suffix ?? ''}`,
      `INSERT INTO ${dialect.quote(name)} (${columnNames}) VALUES\n${values.join(',\n')}`,
    ]
  })
}

function literal(dialect: Dialect, value: string | number | boolean | null, word: ColumnWord): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return dialect.numberLiteral(value)
  if (typeof value === 'boolean') return dialect.booleanLiteral(value)
  if (word === 'date') return dialect.dateLiteral(value)
  if (word === 'text') return dialect.stringLiteral(value)
  return dialect.timestampLiteral(Date.parse(value), word === 'instant' ? 'instant' : 'naive', 'UTC')
}
