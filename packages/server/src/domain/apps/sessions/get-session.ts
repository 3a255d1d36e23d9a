import { readOperation } from '../../../access/operation.ts'
import { sessionState, type SessionState } from './session-state.ts'
import { sessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/** A session with what came of its cells, for whoever works in it. */
export const getSession = readOperation<SessionsCtx, SessionKey, SessionTarget, SessionState>({
  name: 'app_sessions.get',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, _key, target) {
    if (target.session.endedAt === null) ctx.sessions.markUsed(target.session.id)
    return sessionState(ctx, target)
  },
})
