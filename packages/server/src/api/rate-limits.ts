import type { Config } from '../platform/config.ts'
import type { Rate } from '../platform/http/rate-limiter.ts'
import type { RouteLimit } from '../platform/http/route.ts'

/** What is counted: kinds of routes, tokens that nobody has, and all requests of programs of the Hex format. */
export type CountedKind = RouteLimit | 'unknown_token' | 'hex'

/** What a person, or an address that nobody is signed in from, may ask for. Attempts of a password are counted apart, in the store. */
export const requestRates = ({ requests, runs, ingests, embeds }: Config['hex']): Readonly<Record<CountedKind, Rate>> => ({
  sign_in: { burst: 60, perMinute: 30 },
  secrets: { burst: 40, perMinute: 20 },
  expensive: { burst: 120, perMinute: 60 },
  // By address: nobody needs to try tokens.
  unknown_token: { burst: 100, perMinute: 30 },
  hex: inMinute(requests),
  hex_run: inMinute(runs),
  hex_ingest: inMinute(ingests),
  hex_embed: inMinute(embeds),
})

const inMinute = (perMinute: number): Rate => ({ burst: perMinute, perMinute })
