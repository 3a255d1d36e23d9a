import type { RequestCtx } from '../../house.ts'
import type { Reads } from '../reads.ts'

/** What resolvers get: who asks, and the lists that are read once. */
export type GraphContext = { ctx: RequestCtx; reads: Reads }
