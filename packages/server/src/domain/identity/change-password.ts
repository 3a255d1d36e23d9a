import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { checkCredentials } from './check-credentials.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { requireGoodPassword } from './password-rules.ts'
import { deleteSessionsOf } from './session-store.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'
import { findUser, updatePasswordHash } from './user-store.ts'

export type ChangePassword = {
  /** Not asked of a person who has none yet. */
  currentPassword: string | null
  newPassword: string
  address: string
  userAgent?: string | undefined
}

/** Changes the caller's password. All their sessions end; the caller goes on in a new one. Throws `unauthenticated`, `invalid`. */
export const changePassword = writeOperation<IdentityCtx, ChangePassword, Target & { newHash: string }, StartedSession>({
  name: 'identity.changePassword',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx, input) {
    const { email, userId } = personOf(ctx)
    const user = await findUser(ctx.db, userId)
    // A right password is needed even with a session: it may be an open computer.
    if (user?.hasPassword !== false) await checkCredentials(ctx, { email, password: input.currentPassword ?? '', address: input.address })
    requireGoodPassword(input.newPassword, email)
    if (input.newPassword === input.currentPassword) throw new AppError('invalid', 'The new password is the old one', { reason: 'same_password' })
    return { ...(await selfTarget(ctx)), newHash: await ctx.identity.passwords.hash(input.newPassword) }
  },
  async run(ctx, input, { newHash, organizationId }) {
    const { userId } = personOf(ctx)
    await updatePasswordHash(ctx.tx, userId, newHash, nowOf(ctx))
    await deleteSessionsOf(ctx.tx, userId, null)
    ctx.record({ targetKind: 'password', targetId: userId, before: null, after: { changed: true } })
    forgetAfterCommit(ctx, userId)
    return startSession(ctx, { userId, organizationId, via: 'password_change', userAgent: input.userAgent })
  },
})
