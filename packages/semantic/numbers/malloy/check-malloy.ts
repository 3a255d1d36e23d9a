import type { ModelMaterializer } from '@malloydata/malloy'
import { compile } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { FilterGroup } from '../../src/types/metric-query.ts'
import { answerOf, difference, momentOf, valueOf } from '../compare-answers.ts'
import { dimensionIds, dimensionOf, groupKey } from '../joined-rows.ts'
import { cutType } from '../evaluate-filters.ts'
import { type Clock, wallOf } from '../evaluate-time.ts'
import { type Random, randomOf } from '../random.ts'
import { randomTree } from '../random-query.ts'
import { forEachSeed } from '../seeds.ts'
import { metricOf } from '../shop-fields.ts'
import { shopFrom } from '../shop-model.ts'
import type { ShopExplore, Value } from '../shop-types.ts'
import { shopRows, shopTablesSql } from '../shop-rows.ts'
import { malloyShop } from './malloy-shop.ts'
import { isInMalloy, malloyIntervals, malloyMetrics, type MalloyQuestion, toMalloy } from './to-malloy.ts'

/** Differences between two right answers, and why each is one. Everything else fails. */
export const explained: readonly { why: string; isIt(metric: string, ours: Value, theirs: Value): boolean }[] = [
  {
    why: 'The sum of no values is null in SQL and here; Malloy writes COALESCE(SUM(…), 0).',
    isIt: (metric, ours, theirs) => ours === null && theirs === 0 && /sum/i.test(metricOf(metric).type),
  },
  {
    why: 'A formula whose numerator is such a sum is null here and 0 in Malloy.',
    isIt: (metric, ours, theirs) => ours === null && theirs === 0 && metricOf(metric).kind === 'formula',
  },
]

export type MalloyTally = { cases: number; explained: number[] }

type MalloyShop = { block: number; explore: ShopExplore; model: ModelMaterializer }

/** Asks random questions of the planner and of Malloy, over the same rows in the same DuckDB; throws with the seeds that differ. */
export async function runAgainstMalloy(first: number, count: number): Promise<MalloyTally> {
  const session = await duckdbSession()
  // Malloy reads a naive timestamp in the zone of the session.
  await session.run("set TimeZone = 'UTC'")
  const tally: MalloyTally = { cases: 0, explained: explained.map(() => 0) }
  let shop: MalloyShop | undefined
  try {
    tally.cases = await forEachSeed(first, count, async (seed) => {
      shop = await shopOf(seed, session, shop)
      await checkOne(seed, shop, session, tally)
    })
    return tally
  } finally {
    session.close()
  }
}

async function shopOf(seed: number, session: DuckdbSession, known: MalloyShop | undefined): Promise<MalloyShop> {
  const block = Math.floor(seed / 25)
  if (known?.block === block) return known
  const random = randomOf(block + 2_000_000_011)
  await session.run(shopTablesSql(shopRows(random)))
  const explore = shopFrom({
    base: random.pick(['orders', 'orders', 'customers', 'items', 'payments', 'products']),
    declared: random.chance(0.7),
    types: {},
    keyless: [],
  })
  return { block, explore, model: malloyShop(explore).model }
}

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata']
const dimensionsInMalloy = dimensionIds.filter(
  ({ dimension, interval }) => malloyIntervals.has(interval) && dimension.name !== 'at_home' && (dimension.type !== 'timestamp' || interval !== undefined),
)

function questionOf(random: Random): MalloyQuestion {
  // Weeks of Malloy begin on Sunday.
  const clock: Clock = { zone: random.pick(zones), startOfWeek: 6, fiscalYearStart: 1, now: 0 }
  const metrics = random.some(malloyMetrics, 4)
  const dimensions = random.some(dimensionsInMalloy, 3).map(({ id }) => id)
  let filter: FilterGroup | undefined
  for (let attempt = 0; attempt < 20 && filter === undefined && random.chance(0.9); attempt += 1) {
    const tree = randomTree(random, clock, 1, () => true)
    if (isInMalloy(tree)) filter = tree
  }
  return { dimensions, metrics: metrics.length === 0 ? ['orders_revenue'] : metrics, clock, ...(filter === undefined ? {} : { filter }) }
}

async function checkOne(seed: number, { explore, model }: MalloyShop, session: DuckdbSession, tally: MalloyTally): Promise<void> {
  const question = questionOf(randomOf(seed))
  const { dimensions, metrics, filter, clock } = question
  const filters = filter === undefined ? {} : { filters: { dimensions: filter as FilterGroup } }
  const compiled = compile(
    explore.explore,
    { dimensions: [...dimensions], metrics: [...metrics], limit: 100_000, ...filters },
    { timezone: clock.zone, startOfWeek: clock.startOfWeek },
  )
  const malloy = toMalloy(explore, question)
  const sql = await model.loadQuery(malloy).getSQL()
  const ours = answerOf(compiled, await session.rows(compiled.sql))
  const theirs = answersOfMalloy(await session.rows(sql), question)
  for (const [key, values] of ours) {
    const other = theirs.get(key)
    for (const [at, metric] of other === undefined ? [] : metrics.entries()) {
      const why = explained.findIndex(({ isIt }) => isIt(metric, values[at] ?? null, other?.[at] ?? null))
      if (why === -1) continue
      tally.explained[why] = (tally.explained[why] ?? 0) + 1
      other?.splice(at, 1, values[at] ?? null)
    }
  }
  const onlyOverRows = metrics.every((id) => metricOf(id).kind === 'rows')
  const optional = new Set(onlyOverRows ? [...theirs].filter(([, values]) => values.every((value) => value === null)).map(([key]) => key) : [])
  const found = difference(ours, theirs, optional)
  if (found !== undefined) throw new Error(`${found}, says Malloy\nfrom ${explore.base}\n${malloy}\n${sql}\n\n${compiled.sql}`)
}

function answersOfMalloy(rows: readonly Record<string, unknown>[], { dimensions, metrics, clock }: MalloyQuestion): Map<string, Value[]> {
  const groupValue = (value: unknown, id: string): Value => {
    const { dimension, interval } = dimensionOf(id)
    const type = cutType(dimension.type, interval)
    if (value === null || value === undefined || type !== 'date') return valueOf(value, type)
    // A bucket of moments is the moment at which it begins.
    return dimension.type === 'timestamp'
      ? wallOf(momentOf(String(value)), clock.zone)
          .toPlainDate()
          .toString()
      : String(value).slice(0, 10)
  }
  return new Map(
    rows.map((row) => [groupKey(dimensions.map((id, at) => groupValue(row[`d${at}`], id))), metrics.map((_, at) => valueOf(row[`m${at}`], 'number'))]),
  )
}
