/** Repeatable random choices: the same seed gives the same ones, on every machine. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  share(): number
  /** A whole number from 0 up to, not including, `limit`. */
  whole(limit: number): number
  /** True in that share of the calls. */
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** Different members of a list, at most `most`, in a random order; sometimes none. */
  some<T>(list: readonly T[], most: number): T[]
}

/** The random choices of one seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (limit: number): number => Math.floor(share() * limit)
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('There is nothing to pick from.')
    return list[whole(list.length)] as T
  }
  const some = <T>(list: readonly T[], most: number): T[] => {
    const left = [...list]
    return Array.from({ length: Math.min(whole(most + 1), left.length) }, () => left.splice(whole(left.length), 1)[0] as T)
  }
  return { share, whole, chance: (wanted) => share() < wanted, pick, some }
}
