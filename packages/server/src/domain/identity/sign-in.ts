import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { recordRefusal } from '../../access/refusals.ts'
import { checkCredentials } from './check-credentials.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { requireMayUsePassword } from './may-use-password.ts'
import { startSession } from './start-session.ts'
import type { StartedSession, User } from './types.ts'

export type SignIn = {
  email: string
  password: string
  /** Where the request comes from, for the limit of attempts. */
  address: string
  userAgent?: string | undefined
}

/** Signs in with a password. Throws as `checkCredentials` does, and `forbidden` (`password_sign_in_off`). The check is before the transaction: it is slow, and its count must outlive a failure. */
export const signIn = writeOperation<IdentityCtx, SignIn, Target & { userId: string }, StartedSession>({
  name: 'identity.signIn',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    const user = await checkCredentials(ctx, input)
    await requirePasswordSignIn(ctx, user)
    return { organizationId: user.organization?.id ?? null, userId: user.id }
  },
  run: (ctx, input, { userId, organizationId }) => startSession(ctx, { userId, organizationId, via: 'password', userAgent: input.userAgent }),
})

async function requirePasswordSignIn(ctx: IdentityCtx, user: User): Promise<void> {
  try {
    requireMayUsePassword(user)
  } catch (error) {
    const organizationId = user.organization?.id ?? null
    await recordRefusal(ctx, { operation: 'identity.signIn', organizationId, targetKind: 'account', targetId: user.id, reason: 'password_sign_in_off' })
    throw error
  }
}
