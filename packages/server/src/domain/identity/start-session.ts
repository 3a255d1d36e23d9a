import type { WriteCtx } from '../../access/operation.ts'
import { newSecret } from '../../platform/ids.ts'
import { credentialHash, sessionHashOf } from './credential-hash.ts'
import { forgetAfterCommit, nowOf, type IdentityCtx } from './identity-ctx.ts'
import { deleteSession, insertSession, type SessionProof } from './session-store.ts'
import type { StartedSession } from './types.ts'

/**
 * Starts a session for a person, always under a new id; the session that the request came with ends, so that nobody
 * who knew it before the sign-in has it after. Part of an operation that has made sure who it is.
 */
export async function startSession(
  ctx: IdentityCtx & WriteCtx,
  input: {
    userId: string
    organizationId: string | null
    /** What started it, for the log. */
    via: string
    userAgent?: string | undefined
    /** The proof that it goes on with; without, whoever asks has just proved who they are. */
    proof?: SessionProof
  },
): Promise<StartedSession> {
  const { actor, tx, identity } = ctx
  if (actor.kind === 'user' && actor.via === 'session') {
    await deleteSession(tx, sessionHashOf(actor))
    forgetAfterCommit(ctx, actor.userId)
  }
  const secret = newSecret(32)
  const now = nowOf(ctx)
  const expiresAt = new Date(now.getTime() + identity.sessionSeconds * 1000)
  const proof = input.proof ?? { via: input.via, provenAt: now }
  await insertSession(tx, { hash: credentialHash(secret), userId: input.userId, now, expiresAt, userAgent: input.userAgent ?? null, ...proof })
  const { userId, organizationId } = input
  ctx.record({ targetKind: 'session', targetId: userId, before: null, after: { via: input.via }, by: { userId, organizationId } })
  return { secret, userId, maxAgeSeconds: identity.sessionSeconds }
}
