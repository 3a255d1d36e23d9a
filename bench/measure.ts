/** Queries compiled before any is measured: a server that has been up for a minute runs optimized code, and so does the benchmark. */
export const warmUp = 10_000

/** Median of numbers; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** Milliseconds one call takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * Medians of two ways to do the same, measured in turns, so that whatever else the machine does falls on both.
 * The first round of each is thrown away.
 */
export async function compare(
  rounds: number,
  a: (round: number) => Promise<unknown>,
  b: (round: number) => Promise<unknown>,
): Promise<{ a: number; b: number }> {
  const times = { a: [] as number[], b: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const one = await timed(() => a(round))
    const other = await timed(() => b(round))
    if (round === 0) continue
    times.a.push(one)
    times.b.push(other)
  }
  return { a: median(times.a), b: median(times.b) }
}
