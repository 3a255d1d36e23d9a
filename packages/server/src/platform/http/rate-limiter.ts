import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'

/** `burst` at once, and `perMinute` in the long run. */
export type Rate = { burst: number; perMinute: number }

/** Counts requests by who sends them, in this process. */
export type RateLimiter<Kind extends string> = {
  /** Takes one of what `key` may do; throws `limit_exceeded` with the seconds until there is another. */
  take(kind: Kind, key: string): void
}

type Bucket = { left: number; at: number }

/** Buckets that are remembered; who fills the memory with made-up keys only makes full ones be forgotten first. */
const remembered = 20_000

/** Token buckets: each key has its own, filled again little by little. */
export function createRateLimiter<Kind extends string>(rates: Readonly<Record<Kind, Rate>>, clock: Clock, capacity = remembered): RateLimiter<Kind> {
  const buckets = new Map<string, Bucket>()
  const filled = ({ left, at }: Bucket, { burst, perMinute }: Rate, now: number): number => Math.min(burst, left + ((now - at) / 60_000) * perMinute)

  return {
    take(kind, key) {
      const rate = rates[kind]
      const now = clock.monotonic()
      const name = `${kind} ${key}`
      const known = buckets.get(name)
      const left = known === undefined ? rate.burst : filled(known, rate, now)
      if (left < 1) {
        const seconds = Math.max(1, Math.ceil(((1 - left) / rate.perMinute) * 60))
        throw new AppError('limit_exceeded', `Too many requests of this kind. Try again in ${seconds} s.`, {
          reason: 'rate_limit',
          retryAfterSeconds: seconds,
        })
      }
      // Put back at the end: the first ones in the map are those that were used longest ago.
      buckets.delete(name)
      buckets.set(name, { left: left - 1, at: now })
      if (buckets.size > capacity) {
        const oldest = buckets.keys().next()
        if (oldest.done !== true) buckets.delete(oldest.value)
      }
    },
  }
}
