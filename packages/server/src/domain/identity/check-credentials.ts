import { recordRefusal } from '../../access/refusals.ts'
import { AppError } from '../../platform/errors.ts'
import { maskedEmail, normalEmail } from './email.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { countSignInAttempt, forgiveSignInAttempt, type Attempt } from './sign-in-attempts.ts'
import { findUserByEmail, type UserWithPassword } from './user-store.ts'

/**
 * The person with this e-mail and password. Unknown person and wrong password look the same, in words and in time.
 * Attempts are counted before they are looked at, so parallel tries cannot slip through. Throws `unauthenticated`
 * (`credentials`), `forbidden` (`deactivated`), `limit_exceeded`.
 */
export async function checkCredentials(
  ctx: IdentityCtx,
  input: { email: string; password: string; address: string; device?: string | undefined },
): Promise<UserWithPassword> {
  const { identity, db } = ctx
  const email = normalEmail(input.email).slice(0, 300)
  const attempt: Attempt = { step: 'password', email, address: input.address, device: input.device }
  await countSignInAttempt(ctx, attempt)
  const user = await findUserByEmail(db, email)
  const right = await identity.passwords.verify(input.password, user?.passwordHash ?? null)
  const refused = (reason: string): Promise<void> =>
    recordRefusal(ctx, {
      operation: 'identity.checkCredentials',
      organizationId: user?.organization?.id ?? null,
      targetKind: 'account',
      targetId: user?.id ?? maskedEmail(email),
      reason,
    })
  if (!right || user === null) {
    await refused('credentials')
    throw new AppError('unauthenticated', 'Email and password not recognized', { reason: 'credentials' })
  }
  await forgiveSignInAttempt(ctx, attempt)
  if (!user.isActive) {
    await refused('deactivated')
    throw new AppError('forbidden', 'Your account has been deactivated. Ask an administrator of your organization.', { reason: 'deactivated' })
  }
  return user
}
