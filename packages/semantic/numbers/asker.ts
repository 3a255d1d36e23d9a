import { compile } from '../golden/compile.ts'
import type { DuckdbSession } from '../golden/duckdb-session.ts'
import { QueryError, type QueryErrorCode } from '../src/types/compiled-query.ts'
import type { Ask } from './ask.ts'
import { answerOf } from './compare-answers.ts'
import type { Clock } from './evaluate-time.ts'
import { randomOf } from './random.ts'
import { randomShape } from './random-query.ts'
import { shopFrom } from './shop-model.ts'
import { type ShopRows, shopRows, shopTablesSql } from './shop-rows.ts'
import type { ShopExplore } from './shop-types.ts'

/** Seeds that share rows and an explore: making the tables costs more than asking. */
const seedsPerShop = 25

/** What was asked in a run. `crashed`: what DuckDB's optimizer fell over, and answered with a part of it switched off. */
export type Tally = { queries: number; refused: number; unproven: number; crashed: number }

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

/** What a model may give a reason to refuse. */
const refusable = new Set<QueryErrorCode>(['unsafe_join', 'invalid_query'])

/** Asks a shop and counts; `describe` adds what was asked last to an error. */
export function askerOf(shop: Shop, session: DuckdbSession, tally: Tally): { ask: Ask; describe(error: Error, clock: Clock): Error } {
  let last = ''
  const ask: Ask = async (parts, { zone, startOfWeek, fiscalYearStart, now }) => {
    last = JSON.stringify(parts)
    tally.queries += 1
    const options = { now, startOfWeek, fiscalYearStart, timezone: zone }
    let compiled
    try {
      compiled = compile(shop.explore.explore, { limit: 100_000, ...parts }, options)
    } catch (error) {
      if (!(error instanceof QueryError) || !refusable.has(error.code)) throw error
      tally.refused += 1
      return { refused: true, because: error.message }
    }
    last += `\n${compiled.sql}`
    if (compiled.proof.status === 'unproven') tally.unproven += 1
    return { refused: false, compiled, answer: answerOf(compiled, await rowsOf(compiled.sql, session, tally)) }
  }
  const describe = (error: Error, clock: Clock): Error =>
    new Error(`${error.message}\n${shapeOf(shop.explore)} ${JSON.stringify(clock)}\nin ${last}`, { cause: error })
  return { ask, describe }
}

/**
 * The rows of a statement. DuckDB 1.5 now and then cannot plan two reads of the same joins side by side ("INTERNAL Error:
 * Failed to bind column reference"): that is an error and no wrong number, so the question is asked again without the
 * optimizer that does it.
 */
async function rowsOf(sql: string, session: DuckdbSession, tally: Tally): Promise<Record<string, unknown>[]> {
  try {
    return await session.rows(sql)
  } catch (error) {
    if (!(error as Error).message.includes('INTERNAL Error: Failed to bind column reference')) throw error
    tally.crashed += 1
    await session.run("set disabled_optimizers = 'common_subplan,compressed_materialization'")
    const rows = await session.rows(sql)
    await session.run("set disabled_optimizers = 'common_subplan'")
    return rows
  }
}

const shapeOf = ({ base, joins, keyless, declared }: ShopExplore): string =>
  `from ${base}, ${declared ? 'declared' : 'inferred'}, ${joins
    .filter(({ type }) => type !== 'left')
    .map(({ table, type }) => `${type} join ${table}`)
    .join(', ')}, no keys: ${keyless.join(', ')}\n`
