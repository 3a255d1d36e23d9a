import type { ContentCtx } from '../content/content-ctx.ts'
import type { ExploreCtx } from '../explore/explore-target.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import type { EndpointRunLog } from './run-log.ts'

/** What operations on endpoints need. */
export type EndpointCtx = ContentCtx & ExploreCtx & { endpointRuns: EndpointRunLog; endpointMemory: EndpointMemory }
