import { query } from '../golden/build-explore.ts'
import type { DuckdbSession } from '../golden/duckdb-session.ts'
import { exploreIndex } from '../src/plan/explore-index.ts'
import { totalsQuery } from '../src/plan/totals-query.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'
import type { Ask, Asked } from './ask.ts'
import { askerOf, type Shop, type Tally } from './asker.ts'
import { difference } from './compare-answers.ts'
import { evaluate } from './evaluate.ts'
import { evaluateCompared } from './evaluate-comparison.ts'
import type { Question } from './joined-rows.ts'
import { checkPartition } from './partition.ts'
import { type Random, randomOf } from './random.ts'
import type { RandomQuery } from './random-query.ts'
import { reasonToDoubt, reasonToRefuse } from './refusals.ts'
import { checkShifted } from './shifted.ts'
import { metricOf } from './shop-fields.ts'
import type { Value } from './shop-types.ts'

/** Makes the question of a seed. */
export type MakeQuery = (random: Random) => RandomQuery

/**
 * Asks the random question of one seed in several ways and checks each against the evaluator or against another way of
 * asking. Throws with the seed, the question and the SQL when a number is not right.
 */
export async function checkCase(seed: number, make: MakeQuery, shop: Shop, session: DuckdbSession, tally: Tally): Promise<void> {
  const random = randomOf(seed)
  const { comparisons, ...asked } = make(random)
  const { dimensions, metrics, filter, having, sorts, clock } = asked
  const question: Question = { ...asked, shop: shop.explore, rows: shop.rows }
  const { ask, describe } = askerOf(shop, session, tally)
  try {
    const parts: Partial<MetricQuery> = {
      dimensions,
      metrics,
      filters: {
        ...(filter === undefined ? {} : { dimensions: filter }),
        ...(having === undefined ? {} : { metrics: { id: 'having', and: [having] } }),
      },
      sorts: (sorts ?? []).map((fieldId) => ({ fieldId, descending: false })),
    }
    const whole = await ask({ ...parts, ...(comparisons.length > 0 ? { comparisons } : {}) }, clock)
    if (!mayBeJudged(whole, question)) return
    if (comparisons.length > 0) same(whole.answer, evaluateCompared(question, comparisons).groups)
    else {
      const { groups, optional } = evaluate(question)
      same(whole.answer, groups, optional)
    }
    if (having === undefined) await checkAlone(question, parts, whole.answer, random, ask)
    await checkTotals(question, parts, ask)
    await checkPartition(question, random, ask)
    for (const comparison of comparisons) await checkShifted(question, comparison, ask)
  } catch (error) {
    throw describe(error as Error, clock)
  }
}

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
  // What looks at the other rows looks at fewer of them.
  if (metrics.some((id) => metricOf(id).kind === 'result')) return
  const alone = await ask({ ...parts, metrics }, question.clock)
  if (alone.refused) throw new Error(`${metrics[0]} is answered among others and refused alone`)
  for (const [key, values] of whole) same(new Map([[key, [values[at] ?? null]]]), new Map([[key, alone.answer.get(key) ?? [null]]]))
  const missing = [...alone.answer.keys()].find((key) => !whole.has(key))
  if (missing !== undefined) throw new Error(`${metrics[0]} alone has the group ${missing}, which is missing among others`)
}

/** Grand totals are the metrics over all rows that the filter keeps. */
async function checkTotals(question: Question, parts: Partial<MetricQuery>, ask: Ask): Promise<void> {
  if (question.metrics.length === 0) return
  const itemOf = (id: string) => exploreIndex(question.shop.explore).metrics.get(id)
  const { dimensions, metrics, filters } = totalsQuery(query(parts), { itemOf })
  if (metrics.length === 0) return
  const totals = await ask({ dimensions, metrics, filters }, question.clock)
  const { having: _, sorts: __, ...rows } = question
  const asked = { ...rows, dimensions, metrics }
  if (mayBeJudged(totals, asked)) same(totals.answer, evaluate(asked).groups)
}
