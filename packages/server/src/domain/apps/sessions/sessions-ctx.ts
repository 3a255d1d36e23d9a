import type { ExecutionCtx } from '../execution/execution-ctx.ts'
import type { Sessions } from './sessions.ts'

/** What operations on sessions need. */
export type SessionsCtx = ExecutionCtx & { sessions: Sessions }
