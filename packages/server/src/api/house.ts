import type { ZodError } from 'zod'
import type { OutgoingMail } from '../channels/mail/mail.ts'
import type { ExploreCtx } from '../domain/explore/explore-target.ts'
import type { LiveRooms } from '../domain/apps/live/live-rooms.ts'
import type { ImportCtx } from '../domain/apps/notebook-files.ts'
import type { DrawCtx } from '../domain/apps/pictures/draw-session.ts'
import type { ContentCtx } from '../domain/content/content-ctx.ts'
import type { PagedAnswer } from '../domain/endpoints/answered-by.ts'
import type { CallLimits } from '../domain/endpoints/limits/call-limits.ts'
import type { RepeatedRuns } from '../domain/endpoints/repeated-runs.ts'
import type { EndpointCtx } from '../domain/endpoints/endpoint-ctx.ts'
import type { IdentityCtx } from '../domain/identity/identity-ctx.ts'
import type { AppRunLimits } from '../domain/apps/runs/types.ts'
import type { Runs } from '../jobs/run.ts'
import type { Uploads } from '../domain/uploads/uploads-ctx.ts'
import type { Warehouses } from '../warehouses/warehouse.ts'
import type { Ctx } from '../access/operation.ts'
import type { KeptAnswers } from '../query/kept-answers.ts'
import type { StartedQueries } from '../query/started-queries.ts'
import type { CountedKind } from './rate-limits.ts'
import type { RunningQueries } from './running-queries.ts'
import type { RateLimiter } from '../platform/http/rate-limiter.ts'
import type { KeyRing } from '../platform/secrets/key-ring.ts'
import type { Outbound } from '../platform/net/outbound.ts'
import type { GitPlaces } from '../domain/integrations/repository/repository-ctx.ts'
import type { ProjectFolders } from '../domain/projects/new-model-folder.ts'
import type { Log } from '../platform/log.ts'

/** Everything the operations behind a route may need: the house's capabilities and who asks. */
export type RequestCtx = Ctx &
  ExploreCtx &
  ContentCtx &
  EndpointCtx &
  DrawCtx &
  ImportCtx &
  IdentityCtx & {
    live: LiveRooms
    runs: Runs
    appRunLimits: AppRunLimits
    mail: OutgoingMail
    warehouses: Warehouses
    /** Where files are written that people download. */
    exportFolder: string
    uploads: Uploads
    keys: KeyRing
    outbound: Outbound
    projectFolders: ProjectFolders
    git: GitPlaces
    settings: DoorSettings
    runningQueries: RunningQueries
    startedQueries: StartedQueries
    keptAnswers: KeptAnswers<PagedAnswer>
    callLimits: CallLimits
    repeatedRuns: RepeatedRuns
    /** Makes what the configuration asks for once there is an organization for it: the project of `ATRIUM_MODELS_DIR`, the identity provider. Never fails: what went wrong is logged. */
    settleOrganization(): Promise<void>
  }

/** The capabilities without the request: what doors are opened with. Made once by `main.ts`. */
export type House = Omit<RequestCtx, 'actor' | 'origin' | 'requestId' | 'signal'> & {
  log: Log
  rateLimits: RateLimiter<CountedKind>
  /** Told when an answer does not fit its own documented schema; only set in tests. */
  onWrongAnswer?: (operationId: string, error: ZodError) => void
}

export type DoorSettings = {
  version: string
  siteUrl: string
  /** False: it is a guess by the port. */
  isSiteUrlGiven: boolean
  secureCookies: boolean
  /** Hosts whose pages dashboards may show. */
  frameHosts: readonly string[]
}
