import type { Rate } from '../platform/http/rate-limiter.ts'
import type { RouteLimit } from '../platform/http/route.ts'

/** What a person, or an address that nobody is signed in from, may ask for. Attempts of a password are counted apart, in the store. */
export const requestRates: Readonly<Record<RouteLimit | 'unknown_token', Rate>> = {
  sign_in: { burst: 60, perMinute: 30 },
  secrets: { burst: 40, perMinute: 20 },
  expensive: { burst: 120, perMinute: 60 },
  // By address: nobody needs to try tokens.
  unknown_token: { burst: 100, perMinute: 30 },
}
