import { compile } from '../golden/compile.ts'
import type { DuckdbSession } from '../golden/duckdb-session.ts'
import { totalsQuery } from '../src/plan/totals-query.ts'
import { QueryError } from '../src/types/compiled-query.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'
import { query } from '../golden/build-explore.ts'
import type { Ask, Asked } from './ask.ts'
import { answerOf, difference } from './compare-answers.ts'
import { evaluate, type Question } from './evaluate.ts'
import { evaluateCompared } from './evaluate-comparison.ts'
import { checkPartition } from './partition.ts'
import { type Random, randomOf } from './random.ts'
import { randomQuery, randomShape } from './random-query.ts'
import { reasonToDoubt, reasonToRefuse } from './refusals.ts'
import { checkShifted } from './shifted.ts'
import { type ShopExplore, shopFrom, type Value } from './shop-model.ts'
import { type ShopRows, shopRows, shopTablesSql } from './shop-rows.ts'

/** Seeds that share rows and an explore: making the tables costs more than asking. */
const seedsPerShop = 25

/** What was asked in a run. */
export type Tally = { queries: number; refused: number; unproven: number }

/** A shop in DuckDB to ask random questions of. */
export type Shop = { block: number; explore: ShopExplore; rows: ShopRows }

/** The rows and explore that a seed asks, as tables of the session. */
export async function shopOfSeed(seed: number, session: DuckdbSession, known: Shop | undefined): Promise<Shop> {
  const block = Math.floor(seed / seedsPerShop)
  if (known?.block === block) return known
  const random = randomOf(block + 1_000_000_007)
  const rows = shopRows(random)
  await session.run(shopTablesSql(rows))
  return { block, explore: shopFrom(randomShape(random)), rows }
}

/**
 * Asks the random question of one seed in several ways and checks each against the evaluator or against another way of
 * asking. Throws with the seed, the question and the SQL when a number is not right.
 */
export async function checkCase(seed: number, shop: Shop, session: DuckdbSession, tally: Tally): Promise<void> {
  const random = randomOf(seed)
  const asked = randomQuery(random)
  const { dimensions, metrics, filter, comparisons, clock } = asked
  const question: Question = { shop: shop.explore, rows: shop.rows, dimensions, metrics, clock, ...(filter === undefined ? {} : { filter }) }
  let last = ''
  const ask: Ask = async (parts, { zone, startOfWeek, now }) => {
    last = JSON.stringify(parts)
    tally.queries += 1
    const options = { now, startOfWeek, timezone: zone }
    let compiled
    try {
      compiled = compile(shop.explore.explore, { limit: 100_000, ...parts }, options)
    } catch (error) {
      if (!(error instanceof QueryError) || error.code !== 'unsafe_join') throw error
      tally.refused += 1
      return { refused: true, because: error.message }
    }
    last += `\n${compiled.sql}`
    if (compiled.proof.status === 'unproven') tally.unproven += 1
    return { refused: false, compiled, answer: answerOf(compiled, await session.rows(compiled.sql), parts.dimensions?.length ?? 0) }
  }
  try {
    const filters = filter === undefined ? {} : { filters: { dimensions: filter } }
    const parts: Partial<MetricQuery> = { dimensions, metrics, ...filters }
    const whole = await ask({ ...parts, ...(comparisons.length > 0 ? { comparisons } : {}) }, clock)
    if (!mayBeJudged(whole, question)) return
    if (comparisons.length > 0) same(whole.answer, evaluateCompared(question, comparisons).groups)
    else {
      const { groups, optional } = evaluate(question)
      same(whole.answer, groups, optional)
    }
    await checkAlone(question, parts, whole.answer, random, ask)
    await checkTotals(question, parts, ask)
    await checkPartition(question, random, ask)
    for (const comparison of comparisons) await checkShifted(question, comparison, ask)
  } catch (error) {
    const { message } = error as Error
    throw new Error(`${message}\n${shapeOf(shop.explore)} ${JSON.stringify(clock)}\nin ${last}`, { cause: error })
  }
}

const shapeOf = ({ base, joins, keyless, declared }: ShopExplore): string =>
  `from ${base}, ${declared ? 'declared' : 'inferred'}, ${joins
    .filter(({ type }) => type !== 'left')
    .map(({ table, type }) => `${type} join ${table}`)
    .join(', ')}, no keys: ${keyless.join(', ')}\n`

/** Throws when an answer is not the expected one. */
export function same(actual: ReadonlyMap<string, readonly Value[]>, expected: ReadonlyMap<string, readonly Value[]>, optional?: ReadonlySet<string>): void {
  const found = difference(actual, expected, optional)
  if (found !== undefined) throw new Error(found)
}

/** False for what was refused or is said to be unproven, after seeing that the model gives a reason for it. */
export function mayBeJudged(asked: Asked, question: Pick<Question, 'shop' | 'dimensions' | 'metrics' | 'filter'>): asked is Asked & { refused: false } {
  const reason = reasonToRefuse(question)
  if (asked.refused) {
    if (reason === undefined) throw new Error(`was refused without a reason in the model: ${asked.because}`)
    return false
  }
  if (asked.compiled.proof.status === 'unproven') {
    if ((question.shop.declared || reason === undefined) && reasonToDoubt(question) === undefined)
      throw new Error(`is said to be unproven without a reason in the model: ${asked.compiled.proof.lines.join(' ')}`)
    return false
  }
  if (reason !== undefined) throw new Error(`was answered, although ${reason}`)
  return true
}

/** A metric among others has the values that it has alone. */
async function checkAlone(
  question: Question,
  parts: Partial<MetricQuery>,
  whole: ReadonlyMap<string, readonly Value[]>,
  random: Random,
  ask: Ask,
): Promise<void> {
  if (question.metrics.length < 2) return
  const at = random.whole(question.metrics.length)
  const metrics = question.metrics.slice(at, at + 1)
  const alone = await ask({ ...parts, metrics }, question.clock)
  if (alone.refused) throw new Error(`${metrics[0]} is answered among others and refused alone`)
  for (const [key, values] of whole) same(new Map([[key, [values[at] ?? null]]]), new Map([[key, alone.answer.get(key) ?? [null]]]))
  const missing = [...alone.answer.keys()].find((key) => !whole.has(key))
  if (missing !== undefined) throw new Error(`${metrics[0]} alone has the group ${missing}, which is missing among others`)
}

/** Grand totals are the metrics over all rows that the filter keeps. */
async function checkTotals(question: Question, parts: Partial<MetricQuery>, ask: Ask): Promise<void> {
  if (question.metrics.length === 0) return
  const { dimensions, metrics, filters } = totalsQuery(query(parts), { itemOf: () => undefined })
  const totals = await ask({ dimensions, metrics, filters }, question.clock)
  if (!mayBeJudged(totals, { ...question, dimensions: [] })) return
  same(totals.answer, evaluate({ ...question, dimensions: [] }).groups)
}
