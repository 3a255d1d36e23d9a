import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { credentialHash } from '../identity/credential-hash.ts'
import { nowOf, personOf } from '../identity/identity-ctx.ts'
import { insertIntegrationAttempt, takeIntegrationAttempt } from './attempt-store.ts'

/** Minutes that somebody may take at a service. */
const minutes = 15

/** The state to send along: it comes back once, in the session of the caller, within a quarter of an hour. */
export async function beginAttempt(ctx: Ctx, integrationId: string, returnPath: string): Promise<string> {
  const { userId, credentialId } = personOf(ctx)
  const state = newSecret(32)
  const now = nowOf(ctx)
  const expiresAt = new Date(now.getTime() + minutes * 60_000)
  await insertIntegrationAttempt(ctx.db, credentialHash(state), { integrationId, userId, sessionId: credentialId, returnPath, expiresAt }, now)
  return state
}

/**
 * Takes the state that a browser brought back, whatever comes of it: it does not work a second time. Throws
 * `unauthenticated` (`state`) unless it left in this session, for this integration, a short while ago.
 */
export async function finishAttempt(ctx: Ctx, state: string): Promise<{ integrationId: string; returnPath: string }> {
  const attempt = await takeIntegrationAttempt(ctx.db, credentialHash(state))
  const { actor } = ctx
  const isOwn =
    attempt !== null &&
    actor.kind === 'user' &&
    actor.via === 'session' &&
    attempt.userId === actor.userId &&
    attempt.sessionId === actor.credentialId &&
    attempt.expiresAt.getTime() > nowOf(ctx).getTime()
  if (isOwn) return attempt
  throw new AppError(
    'unauthenticated',
    'This way back was not begun in this session, was used already or took too long. Begin again on the page you came from.',
    {
      reason: 'state',
    },
  )
}
