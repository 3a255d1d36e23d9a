/** How many failing seeds a run shows before it gives up. */
const shown = 3

/**
 * Runs a check for each of `count` seeds from `first` on, or for the one seed that ATRIUM_SEED names, and returns how many
 * it ran. Throws with the messages of those that fail.
 */
export async function forEachSeed(first: number, count: number, check: (seed: number) => Promise<void>): Promise<number> {
  const only = process.env['ATRIUM_SEED']
  const seeds = only === undefined || only === '' ? Array.from({ length: count }, (_, at) => first + at) : [Number(only)]
  const failures: string[] = []
  for (const seed of seeds) {
    await check(seed).catch((error: unknown) => failures.push(`seed ${seed}: ${(error as Error).message}`))
    if (failures.length === shown) break
  }
  if (failures.length > 0) throw new Error(`${failures.join('\n\n')}\n\nAsk one of them alone with ATRIUM_SEED=<seed>.`)
  return seeds.length
}
