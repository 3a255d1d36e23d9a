import { duckdbSession } from '../golden/duckdb-session.ts'
import { type Shop, shopOfSeed, type Tally } from './asker.ts'
import { checkCase, type MakeQuery } from './check-case.ts'
import { forEachSeed } from './seeds.ts'

/** Checks the questions that `make` makes of `count` seeds from `first` on; throws with those whose numbers are wrong. */
export async function runProperties(make: MakeQuery, first: number, count: number): Promise<Tally & { cases: number }> {
  const session = await duckdbSession()
  const tally: Tally = { queries: 0, refused: 0, unproven: 0, crashed: 0 }
  let shop: Shop | undefined
  try {
    const cases = await forEachSeed(first, count, async (seed) => {
      shop = await shopOfSeed(seed, session, shop)
      await checkCase(seed, make, shop, session, tally)
    })
    return { ...tally, cases }
  } finally {
    session.close()
  }
}
