import type { IdentityCtx } from '../../identity/identity-ctx.ts'
import type { ExecutionCtx } from '../execution/execution-ctx.ts'
import type { Sessions } from './sessions.ts'

/** What operations on sessions need. */
export type SessionsCtx = ExecutionCtx & IdentityCtx & { sessions: Sessions }
