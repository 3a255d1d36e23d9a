import type { ContentCtx } from '../content/content-ctx.ts'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { MaterializationCtx } from './materialization/plan-materialization.ts'
import type { Runs } from '../../jobs/run.ts'
import type { EndpointRunLog } from './run-log.ts'

/** What operations on endpoints need. */
export type EndpointCtx = ContentCtx & ExploreCtx & MaterializationCtx & { endpointRuns: EndpointRunLog; runs: Runs }
