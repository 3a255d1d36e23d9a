import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { recordRefusal } from '../../../access/refusals.ts'
import { AppError } from '../../../platform/errors.ts'
import { nowOf, type AccountCtx } from '../identity-ctx.ts'
import { newDevice } from '../known-device.ts'
import { requireMayUsePassword } from '../may-use-password.ts'
import { requireAttempt } from '../require-attempt.ts'
import { startSession } from '../start-session.ts'
import type { StartedSession } from '../types.ts'
import { findUser, type UserWithPassword } from '../user-store.ts'
import { recordPasskeyUse } from './passkey-store.ts'
import { passkeyOptions, verifyPasskey, type PasskeyAnswer, type PasskeyOptions, type SignedPasskey } from './verify-passkey.ts'

/** Nobody can guess a signature: this keeps one address from filling the store with questions. */
const tries = { windowSeconds: 900, most: 200 } as const
const anybody = { purpose: 'sign_in', userId: null } as const

/** What a browser needs to sign in with a passkey, whoever it is of. Throws `unavailable` (`passkeys_unavailable`), `limit_exceeded`. */
export const askPasskeySignIn = readOperation<AccountCtx, { address: string }, Target, PasskeyOptions>({
  name: 'identity.askPasskeySignIn',
  action: 'self.view',
  allow: ['anonymous'],
  async target(ctx, { address }) {
    await requireAttempt(ctx, { key: `passkey:${address}`, ...tries })
    return { organizationId: null }
  },
  run: (ctx) => passkeyOptions(ctx, anybody),
})

export type SignInWithPasskey = { answer: PasskeyAnswer; address: string; userAgent?: string | undefined }

/**
 * Signs in with a passkey alone: its authenticator has made sure who holds it, so that there is no second step. Throws
 * `unauthenticated` (`passkey`), `forbidden` (`deactivated`, `password_sign_in_off`), `limit_exceeded`.
 */
export const signInWithPasskey = writeOperation<AccountCtx, SignInWithPasskey, Target & { user: UserWithPassword; signed: SignedPasskey }, StartedSession>({
  name: 'identity.signInWithPasskey',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, { answer, address }) {
    await requireAttempt(ctx, { key: `passkey:${address}`, ...tries })
    const signed = await verifyPasskey(ctx, anybody, answer)
    const user = signed === null ? null : await findUser(ctx.db, signed.passkey.userId)
    if (signed === null || user === null) {
      await recordRefusal(ctx, { operation: 'identity.signInWithPasskey', organizationId: null, targetKind: 'account', targetId: 'unknown', reason: 'passkey' })
      throw unknown()
    }
    if (!user.isActive) {
      throw new AppError('forbidden', 'Your account has been deactivated. Ask an administrator of your organization.', { reason: 'deactivated' })
    }
    // A passkey of ours is no identity provider either.
    requireMayUsePassword(user)
    return { organizationId: user.organization?.id ?? null, user, signed }
  },
  async run(ctx, { userAgent }, { user, organizationId, signed }) {
    if (!(await recordPasskeyUse(ctx.tx, signed.passkey.id, signed.counter, nowOf(ctx)))) throw unknown()
    const session = await startSession(ctx, { userId: user.id, organizationId, via: 'passkey', userAgent })
    return { ...session, device: newDevice(ctx.identity.deviceKey, user.email) }
  },
})

const unknown = (): AppError =>
  new AppError('unauthenticated', 'This passkey is not known here, or its answer came too late. Try again, or sign in with your password.', {
    reason: 'passkey',
  })
