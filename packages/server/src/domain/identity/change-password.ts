import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { checkCredentials } from './check-credentials.ts'
import { sessionHashOf } from './credential-hash.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx } from './identity-ctx.ts'
import { requireGoodPassword } from './password-rules.ts'
import { requireProof } from './require-proof.ts'
import { deleteSessionsOf, findSessionProof } from './session-store.ts'
import { startSession } from './start-session.ts'
import { tellPerson } from './tell-person.ts'
import type { StartedSession } from './types.ts'
import { findUser, updatePasswordHash } from './user-store.ts'

export type ChangePassword = {
  /** Not asked of a person who has none yet. */
  currentPassword: string | null
  newPassword: string
  address: string
  /** The cookie of a browser that signed in before. */
  device?: string | undefined
  userAgent?: string | undefined
}

/**
 * Changes the caller's password. All their sessions end; the caller goes on in a new one, and is told by mail. Throws
 * `unauthenticated`, `invalid`, and `forbidden` (`proof_needed`) for a first password in an old session.
 */
export const changePassword = writeOperation<AccountCtx, ChangePassword, Target & { newHash: string }, StartedSession>({
  name: 'identity.changePassword',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx, input) {
    const { email, userId } = personOf(ctx)
    const user = await findUser(ctx.db, userId)
    // A right password is needed even with a session: it may be an open computer.
    if (user?.hasPassword === false) await requireProof(ctx)
    else await checkCredentials(ctx, { email, password: input.currentPassword ?? '', address: input.address, device: input.device })
    requireGoodPassword(input.newPassword, email)
    if (input.newPassword === input.currentPassword) throw new AppError('invalid', 'The new password is the old one', { reason: 'same_password' })
    return { ...(await selfTarget(ctx)), newHash: await ctx.identity.passwords.hash(input.newPassword) }
  },
  async run(ctx, input, { newHash, organizationId }) {
    const person = personOf(ctx)
    const { userId, email } = person
    const before = await findSessionProof(ctx.tx, sessionHashOf(person))
    await updatePasswordHash(ctx.tx, userId, newHash, nowOf(ctx))
    await deleteSessionsOf(ctx.tx, userId, null)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'password_changed' } })
    ctx.record({ targetKind: 'password', targetId: userId, before: null, after: { changed: true, isMailed } })
    forgetAfterCommit(ctx, userId)
    const proof = { via: before?.via ?? 'password', provenAt: nowOf(ctx) }
    return startSession(ctx, { userId, organizationId, via: 'password_change', userAgent: input.userAgent, proof })
  },
})
