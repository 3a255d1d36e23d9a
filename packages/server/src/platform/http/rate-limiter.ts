import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'

/** `burst` at once, and `perMinute` in the long run. */
export type Rate = { burst: number; perMinute: number }

/** What somebody may do still: of `limit` at once `left`, and all of them again after so many seconds. */
export type RateStanding = { limit: number; left: number; fullInSeconds: number }

/** Counts requests by who sends them, in this process. */
export type RateLimiter<Kind extends string> = {
  /** Takes one of what `key` may do; throws `limit_exceeded` with the seconds until there is another. */
  take(kind: Kind, key: string): void
  /** Where `key` stands; takes nothing. */
  standing(kind: Kind, key: string): RateStanding
}

type Bucket = { left: number; at: number }

/** Buckets that are remembered; who fills the memory with made-up keys only makes full ones be forgotten first. */
const remembered = 20_000

/** Token buckets: each key has its own, filled again little by little. */
export function createRateLimiter<Kind extends string>(rates: Readonly<Record<Kind, Rate>>, clock: Clock, capacity = remembered): RateLimiter<Kind> {
  const buckets = new Map<string, Bucket>()
  const filled = ({ left, at }: Bucket, { burst, perMinute }: Rate, now: number): number => Math.min(burst, left + ((now - at) / 60_000) * perMinute)
  const leftOf = (name: string, rate: Rate, now: number): number => {
    const known = buckets.get(name)
    return known === undefined ? rate.burst : filled(known, rate, now)
  }

  return {
    take(kind, key) {
      const rate = rates[kind]
      const now = clock.monotonic()
      const name = `${kind} ${key}`
      const left = leftOf(name, rate, now)
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
    standing(kind, key) {
      const rate = rates[kind]
      const left = leftOf(`${kind} ${key}`, rate, clock.monotonic())
      return { limit: rate.burst, left: Math.floor(left), fullInSeconds: Math.ceil(((rate.burst - left) / rate.perMinute) * 60) }
    },
  }
}
