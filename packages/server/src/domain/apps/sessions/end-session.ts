import { readOperation } from '../../../access/operation.ts'
import { openSessionTarget, workTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/** Stops what runs in a session, and forgets what waits. */
export const interruptSession = readOperation<SessionsCtx, SessionKey, SessionTarget, void>({
  name: 'app_sessions.interrupt',
  action: 'app.run',
  allow: ['embed'],
  changesElsewhere: true,
  target: openSessionTarget,
  run: (ctx, { sessionId }) => ctx.sessions.interrupt(sessionId),
})

/** Ends a session with all that runs in it; what came of its cells can be looked at for a while. One that is over stays so. */
export const closeSession = readOperation<SessionsCtx, SessionKey, SessionTarget, void>({
  name: 'app_sessions.close',
  action: 'app.run',
  allow: ['embed'],
  changesElsewhere: true,
  target: workTarget,
  async run(ctx, { sessionId }, { session }) {
    if (session.endedAt === null) await ctx.sessions.end(sessionId, 'closed')
  },
})
