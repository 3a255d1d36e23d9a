/** So many calls in so many seconds. */
export type CallRate = { calls: number; seconds: number }

/** What is left of a rate, and in how many seconds there is more. */
export type RateLeft = CallRate & { left: number; resetSeconds: number }

/** When the span of time began that a moment lies in: the same everywhere, so that nodes can add up. */
export const spanStart = ({ seconds }: CallRate, nowMs: number): number => Math.floor(nowMs / (seconds * 1000)) * seconds * 1000

/**
 * Whether there is one more call, what is left after it, and when there is more. Counted are the calls within the last `seconds`: those
 * of the span before as far as it reaches into them, spread evenly.
 */
export function oneMore(rate: CallRate, nowMs: number, calls: { now: number; before: number }): RateLeft & { isAllowed: boolean } {
  const length = rate.seconds * 1000
  const startsAt = spanStart(rate, nowMs)
  const passed = (nowMs - startsAt) / length
  const left = Math.floor(rate.calls - calls.before * (1 - passed) - calls.now)
  const inSeconds = (at: number): number => Math.max(1, Math.ceil((at - nowMs) / 1000))
  if (left >= 1) return { ...rate, left: left - 1, resetSeconds: inSeconds(startsAt + length), isAllowed: true }
  return { ...rate, left: 0, resetSeconds: inSeconds(startsAt + length * nextAfter(rate.calls, calls)), isAllowed: false }
}

/** After how many spans there is one more: when enough of the older one has passed, in this one or, when this one is full, in the next. */
function nextAfter(limit: number, { now, before }: { now: number; before: number }): number {
  const passedFor = (older: number, newer: number): number => (older <= limit - 1 - newer ? 0 : 1 - (limit - 1 - newer) / older)
  return now < limit ? passedFor(before, now) : 1 + passedFor(now, 0)
}
