/** How an answer may be got; the words of the format that has them. */
export const refreshModes = ['blocking', 'force_blocking', 'async', 'async_except_on_cache_miss', 'lazy_async', 'force_async', 'force_cache'] as const
export type RefreshMode = (typeof refreshModes)[number]

/** What is kept of an answer, by its age. */
export type KeptState = 'fresh' | 'somewhat_fresh' | 'stale' | 'missing'

/** What to do: give what is kept, the same and read anew behind it, read now, read behind and say so, or say that nothing is kept. */
export type RefreshStep = 'give' | 'give_and_renew' | 'compute' | 'renew' | 'nothing'

const steps: Record<RefreshMode, Record<KeptState, RefreshStep>> = {
  blocking: { fresh: 'give', somewhat_fresh: 'compute', stale: 'compute', missing: 'compute' },
  force_blocking: { fresh: 'compute', somewhat_fresh: 'compute', stale: 'compute', missing: 'compute' },
  async: { fresh: 'give', somewhat_fresh: 'give_and_renew', stale: 'give_and_renew', missing: 'renew' },
  async_except_on_cache_miss: { fresh: 'give', somewhat_fresh: 'give_and_renew', stale: 'give_and_renew', missing: 'compute' },
  lazy_async: { fresh: 'give', somewhat_fresh: 'give', stale: 'give_and_renew', missing: 'renew' },
  force_async: { fresh: 'renew', somewhat_fresh: 'renew', stale: 'renew', missing: 'renew' },
  force_cache: { fresh: 'give', somewhat_fresh: 'give', stale: 'give', missing: 'nothing' },
}

export const refreshStep = (mode: RefreshMode, state: KeptState): RefreshStep => steps[mode][state]

const hours = 3600
/** Seconds for which an answer is fresh, and after which it is stale, where an endpoint says nothing. */
export const defaultFreshness = { fresh: 6 * hours, lazy: 12 * hours }

/** How good an answer of this age is. An endpoint's own freshness stands for both limits. */
export function keptState(ageSeconds: number | null, freshnessSeconds: number | null): KeptState {
  if (ageSeconds === null) return 'missing'
  if (ageSeconds < (freshnessSeconds ?? defaultFreshness.fresh)) return 'fresh'
  return freshnessSeconds === null && ageSeconds < defaultFreshness.lazy ? 'somewhat_fresh' : 'stale'
}
