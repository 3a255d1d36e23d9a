import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { recordRefusal } from '../../access/refusals.ts'
import { checkCredentials } from './check-credentials.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { newDevice } from './known-device.ts'
import { requireMayUsePassword } from './may-use-password.ts'
import { factorsOf, hasSecondFactor } from './second-factor/factor-store.ts'
import { secondStepFor } from './second-factor/second-step-needed.ts'
import { startSession } from './start-session.ts'
import type { StartedSession, User } from './types.ts'
import type { UserWithPassword } from './user-store.ts'

export type SignIn = {
  email: string
  password: string
  /** Where the request comes from, for the limit of attempts. */
  address: string
  /** The cookie of a browser that signed in before. */
  device?: string | undefined
  userAgent?: string | undefined
}

/**
 * Signs in with a password. Throws as `checkCredentials` does, `forbidden` (`password_sign_in_off`), and `SecondStepNeeded`
 * for those who have a second factor: nobody is signed in yet. The check is before the transaction: it is slow, and its
 * count must outlive a failure.
 */
export const signIn = writeOperation<IdentityCtx, SignIn, Target & { user: UserWithPassword }, StartedSession>({
  name: 'identity.signIn',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    const user = await checkCredentials(ctx, input)
    await requirePasswordSignIn(ctx, user)
    if (hasSecondFactor(await factorsOf(ctx.db, user.id))) throw await secondStepFor(ctx, user.id)
    return { organizationId: user.organization?.id ?? null, user }
  },
  async run(ctx, input, { user, organizationId }) {
    const session = await startSession(ctx, { userId: user.id, organizationId, via: 'password', userAgent: input.userAgent })
    return { ...session, device: newDevice(ctx.identity.deviceKey, user.email) }
  },
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
