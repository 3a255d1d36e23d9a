/** The one source of time. Wall time for people and records, monotonic time for durations and limits. */
export type Clock = {
  /** Wall time, milliseconds since the epoch. */
  now(): number
  /** Milliseconds that only ever grow; for durations and deadlines. */
  monotonic(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}

/** A clock for tests: stands still until told otherwise. */
export function fixedClock(start: number): Clock & { advance(ms: number): void } {
  let now = start
  return {
    now: () => now,
    monotonic: () => now,
    advance(ms) {
      now += ms
    },
  }
}
