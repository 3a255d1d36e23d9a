import { compileMetricQuery, duckdb, type MetricQuery } from '@atrium/semantic'
import { type MalloyFields, malloyRuntime } from '../packages/semantic/numbers/malloy/malloy-runtime.ts'
import { median, warmUp } from './measure.ts'
import type { Row } from './rows.ts'
import { tpchExplores } from './tpch/models.ts'
import { checkSameRows } from './tpch/same-rows.ts'
import { openTables } from './tpch/tables.ts'

const number = (name: string): MalloyFields[number] => ({ type: 'number', numberType: 'float', name })
const string = (name: string): MalloyFields[number] => ({ type: 'string', name })
const date = (name: string): MalloyFields[number] => ({ type: 'date', name })

const columns: Record<string, MalloyFields> = {
  lineitem: [...['l_orderkey', 'l_linenumber', 'l_quantity', 'l_extendedprice', 'l_discount'].map(number), date('l_shipdate')],
  orders: [number('o_orderkey'), number('o_custkey'), string('o_orderpriority'), date('o_orderdate')],
  customer: [number('c_custkey'), number('c_nationkey'), string('c_mktsegment')],
  nation: [number('n_nationkey'), string('n_name')],
}

const model = `source: nation is duckdb.table('nation') extend { primary_key: n_nationkey }
source: customer is duckdb.table('customer') extend { primary_key: c_custkey join_one: nation on nation.n_nationkey = c_nationkey }
source: orders is duckdb.table('orders') extend { primary_key: o_orderkey join_one: customer on customer.c_custkey = o_custkey }
source: lineitem is duckdb.table('lineitem') extend {
  join_one: orders on orders.o_orderkey = l_orderkey
  measure: revenue is sum(l_extendedprice * (1 - l_discount)), quantity is l_quantity.sum(), average_quantity is l_quantity.avg(), price is l_extendedprice.sum()
}`

/** A question of five fields over three joins, in the words of both. */
type Question = { ours: MetricQuery; malloy: string }

const seconds = [
  { ours: 'orders_o_orderpriority', malloy: 'orders.o_orderpriority' },
  { ours: 'customer_c_mktsegment', malloy: 'orders.customer.c_mktsegment' },
]
const filtered = [
  { ours: 'customer_c_mktsegment', malloy: 'orders.customer.c_mktsegment' },
  { ours: 'orders_o_orderpriority', malloy: 'orders.o_orderpriority' },
]
const measures = ['revenue', 'quantity', 'average_quantity', 'price']
const shapes = seconds.length * filtered.length * measures.length

/** The question of that number: another choice of fields, and another value to filter by, each time. */
function question(number: number, value = `value ${number}`): Question {
  const shape = number % shapes
  const second = at(seconds, shape % 2)
  const filter = at(filtered, Math.floor(shape / 2) % 2)
  const left = Math.floor(shape / 4)
  const metrics = measures.filter((_, place) => place !== left)
  const [first = ''] = metrics
  return {
    ours: {
      exploreName: 'lineitem',
      dimensions: ['customer_nation_n_name', second.ours],
      metrics: metrics.map((name) => `lineitem_${name}`),
      filters: { dimensions: { id: 'root', and: [{ id: 'a', target: { fieldId: filter.ours }, operator: 'equals', values: [value] }] } },
      sorts: [{ fieldId: `lineitem_${first}`, descending: true }],
      limit: 500,
      tableCalculations: [],
    },
    malloy: `run: lineitem -> {
  group_by: orders.customer.nation.n_name, ${second.malloy}
  aggregate: ${metrics.join(', ')}
  where: ${filter.malloy} = '${value}'
  order_by: ${first} desc
  limit: 500
}`,
  }
}

const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place]
  if (found === undefined) throw new RangeError(`There is no ${place}.`)
  return found
}

const values = ['BUILDING', '1-URGENT']
const options = { dialect: duckdb, now: Date.UTC(2026, 5, 15), timezone: 'UTC', startOfWeek: null, policy: { userAttributes: {} } }
const rounds = { warmUp: 200, measured: 300 }
/** Ours are compiled so many at a time, as one takes no longer than the clock's own jitter. */
const atATime = 10

/** Compile of the same queries by both, in turns, once both give the same rows. Both have loaded their model. */
export async function malloyCompileRows(): Promise<Row[]> {
  const malloy = malloyRuntime((table) => columns[table] ?? []).loadModel(model)
  await malloy.getModel()
  const explore = tpchExplores().get('lineitem')
  if (explore === undefined) throw new Error('lineitem is missing')
  const sqlOf = (asked: MetricQuery): string => compileMetricQuery(explore, asked, options).sql
  await checkShapes(sqlOf, (asked) => malloy.loadQuery(asked).getSQL())
  for (let number = 0; number < warmUp; number++) sqlOf(question(number).ours)
  const theirs: number[] = []
  const ours: number[] = []
  for (let round = 0; round < rounds.warmUp + rounds.measured; round++) {
    const text = question(round).malloy
    const questions = Array.from({ length: atATime }, (_, turn) => question(warmUp + round * atATime + turn).ours)
    const asked = performance.now()
    await malloy.loadQuery(text).getSQL()
    const answered = performance.now()
    for (const one of questions) sqlOf(one)
    const done = performance.now()
    if (round < rounds.warmUp) continue
    theirs.push(answered - asked)
    ours.push((done - answered) / atATime)
  }
  const [mine, other] = [median(ours), median(theirs)]
  return [
    {
      name: 'compile of one query: five fields, three joins',
      value: mine,
      unit: 'ms',
      target: { op: '<=', bound: 0.05 },
      detail: `median of ${(rounds.measured * atATime).toLocaleString('en-US')} different queries of ${shapes} shapes, after ${warmUp.toLocaleString('en-US')} to warm up`,
    },
    {
      name: 'compile of one query ÷ by Malloy, same queries and model',
      value: (100 * mine) / other,
      unit: '%',
      target: { op: '<=', bound: 5 },
      detail:
        `${mine.toFixed(3)} ms ÷ ${other.toFixed(2)} ms, medians of ${rounds.measured} rounds in turns, warm, models loaded; ` +
        'from a query object to SQL ÷ from query text to SQL; same rows',
    },
  ]
}

/** Both give the same rows for every choice of fields, on the tables of TPC-H's size. */
async function checkShapes(ours: (asked: MetricQuery) => string, theirs: (asked: string) => Promise<string>): Promise<void> {
  const connection = await openTables()
  try {
    for (let shape = 0; shape < shapes; shape++) {
      const asked = question(shape, at(values, Math.floor(shape / 2) % 2))
      await checkSameRows(connection, { name: `shape ${shape}`, ours: ours(asked.ours), theirs: await theirs(asked.malloy) })
    }
  } finally {
    connection.closeSync()
  }
}
