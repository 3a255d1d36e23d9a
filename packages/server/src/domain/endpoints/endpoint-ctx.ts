import type { ContentCtx } from '../content/content-ctx.ts'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { Runs } from '../../jobs/run.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import type { EndpointRunLog } from './run-log.ts'
import type { MaterializationCtx } from './materialization/types.ts'

/** What operations on endpoints need. */
export type EndpointCtx = ContentCtx & ExploreCtx & MaterializationCtx & { endpointRuns: EndpointRunLog; endpointMemory: EndpointMemory; runs: Runs }
