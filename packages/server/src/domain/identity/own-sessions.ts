import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { sessionHashOf } from './credential-hash.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { deleteSessionOf, deleteSessionsOf, listSessionsOf, type Session } from './session-store.ts'

/** The caller's sessions, the one used last first. `isCurrent` is the one that asks. */
export const listOwnSessions = readOperation<IdentityCtx, Record<string, never>, Target, (Session & { isCurrent: boolean })[]>({
  name: 'identity.listOwnSessions',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx) {
    const person = personOf(ctx)
    const here = sessionHashOf(person)
    // Uses are written down in a while; this page is about when a session was used.
    await ctx.identity.authenticator.flush()
    const sessions = await listSessionsOf(ctx.db, person.userId, nowOf(ctx))
    return sessions.map((session) => ({ ...session, isCurrent: session.hash.equals(here) }))
  },
})

/** Ends one of the caller's sessions at once. `not_found` for those of others. */
export const endOwnSession = writeOperation<IdentityCtx, { sessionId: string }, Target, void>({
  name: 'identity.endOwnSession',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { sessionId }) {
    const { userId } = personOf(ctx)
    if (!(await deleteSessionOf(ctx.tx, userId, sessionId))) {
      throw new AppError('not_found', 'You have no such session; it may have ended already', { reason: 'session_missing' })
    }
    ctx.record({ targetKind: 'session', targetId: sessionId, before: {}, after: null })
    forgetAfterCommit(ctx, userId)
  },
})

/** Ends all of the caller's sessions but the one that asks. */
export const endOtherSessions = writeOperation<IdentityCtx, Record<string, never>, Target, void>({
  name: 'identity.endOtherSessions',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const person = personOf(ctx)
    const { userId } = person
    await deleteSessionsOf(ctx.tx, userId, sessionHashOf(person))
    ctx.record({ targetKind: 'session', targetId: userId, before: { others: true }, after: null })
    forgetAfterCommit(ctx, userId)
  },
})
