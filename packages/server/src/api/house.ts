import type { Authenticator } from '../domain/identity/authenticate.ts'
import type { ExploreCtx } from '../domain/explore/explore-target.ts'
import type { ContentCtx } from '../domain/content/content-ctx.ts'
import type { IdentityCtx } from '../domain/identity/identity-ctx.ts'
import type { Runs } from '../jobs/run.ts'
import type { Warehouses } from '../warehouses/warehouse.ts'
import type { Ctx } from '../access/operation.ts'

/** Everything a route's operations may need. Made once by `main.ts`; doors add who asks. */
export type RequestCtx = Ctx & ExploreCtx & ContentCtx & IdentityCtx & { runs: Runs; warehouses: Warehouses }

/** The capabilities without the request: what doors are opened with. */
export type House = Omit<RequestCtx, 'actor' | 'requestId' | 'signal'> & {
  authenticator: Authenticator
  settings: DoorSettings
}

export type DoorSettings = {
  version: string
  siteUrl: string
  secureCookies: boolean
  sessionHours: number
  /** True while nobody has set the house up. */
  demo: boolean
}
