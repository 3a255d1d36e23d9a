import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { checkCredentials } from './check-credentials.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'

export type SignIn = {
  email: string
  password: string
  /** Where the request comes from, for the limit of attempts. */
  address: string
  userAgent?: string | undefined
}

/** Signs in with a password. The check is before the transaction: it is slow, and its count must outlive a failure. */
export const signIn = writeOperation<IdentityCtx, SignIn, Target & { userId: string }, StartedSession>({
  name: 'identity.signIn',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    const user = await checkCredentials(ctx, input)
    return { organizationId: user.organization?.id ?? null, userId: user.id }
  },
  run: (ctx, input, { userId, organizationId }) => startSession(ctx, { userId, organizationId, via: 'password', userAgent: input.userAgent }),
})
