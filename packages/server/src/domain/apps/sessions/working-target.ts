import type { Actor } from '../../../access/actor.ts'
import { isAppError } from '../../../platform/errors.ts'
import { requireAction } from '../../content/content-target.ts'
import { embedActorNow } from '../embedding/caller-of-embed-token.ts'
import { openSessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/**
 * A session for work that goes on after what asked for it, as the caller with the rights of now. Where the notebook is no longer theirs
 * to run, the session ends. Throws what opening it would, and `unauthenticated` when their credential is over.
 */
export async function workingTarget(ctx: SessionsCtx, { sessionId }: SessionKey): Promise<{ ctx: SessionsCtx; target: SessionTarget }> {
  const now = { ...ctx, actor: await actorNow(ctx) }
  try {
    const target = await openSessionTarget(now, { sessionId })
    requireAction(now, 'app.run', target)
    return { ctx: now, target }
  } catch (error) {
    const isLost = isAppError(error) && (error.code === 'forbidden' || error.code === 'not_found')
    // Not waited for: the end of a session waits for what runs in it.
    if (isLost) ctx.sessions.end(sessionId, 'gone').catch((trouble: unknown) => ctx.sessions.complain('a session could not be ended', trouble))
    throw error
  }
}

function actorNow(ctx: SessionsCtx): Promise<Actor> | Actor {
  const { actor } = ctx
  if (actor.kind === 'embed') return embedActorNow(ctx, actor)
  return actor.kind === 'user' ? ctx.identity.authenticator.actorNow(actor) : actor
}
