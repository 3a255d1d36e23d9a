import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { recordRefusal } from '../../../access/refusals.ts'
import { AppError } from '../../../platform/errors.ts'
import { credentialHash } from '../credential-hash.ts'
import { nowOf, type AccountCtx } from '../identity-ctx.ts'
import { newDevice } from '../known-device.ts'
import { requireMayUsePassword } from '../may-use-password.ts'
import { countSignInAttempt, forgiveSignInAttempt, type Attempt } from '../sign-in-attempts.ts'
import { startSession } from '../start-session.ts'
import { tellPerson } from '../tell-person.ts'
import type { StartedSession } from '../types.ts'
import { findUser, type UserWithPassword } from '../user-store.ts'
import { factorsOf } from './factor-store.ts'
import { matchFactor, spendFactor, type GivenFactor, type MatchedFactor } from './match-factor.ts'
import { countPendingAttempt, findPendingSignIn, spendPendingSignIn } from './pending-sign-in-store.ts'
import { countRecoveryCodes } from './recovery-code-store.ts'
import { passkeyOptions, type PasskeyOptions } from './verify-passkey.ts'

/** Tries at one sign-in; then the password is asked for again. */
const mostAttempts = 5

/** `pending`: the secret of the sign-in that waits. */
type Waiting = { pending: string }

/** Ways in which the second step can be done. */
export type SecondStepWays = { app: boolean; passkey: boolean; recoveryCode: boolean }

/** How the sign-in that waits can be finished. Throws `unauthenticated` (`second_step_over`). */
export const getSecondStep = readOperation<AccountCtx, Waiting, Target & { userId: string }, SecondStepWays>({
  name: 'identity.getSecondStep',
  action: 'self.view',
  allow: ['anonymous'],
  target: waitingTarget,
  async run(ctx, _input, { userId }) {
    const { totpSince, passkeys, recoveryCodes } = await factorsOf(ctx.db, userId)
    return { app: totpSince !== null, passkey: passkeys > 0, recoveryCode: recoveryCodes > 0 }
  },
})

/** What a browser needs to do the second step with a passkey. Throws `unauthenticated`, `unavailable` (`passkeys_unavailable`). */
export const askSecondStepPasskey = readOperation<AccountCtx, Waiting, Target & { userId: string }, PasskeyOptions>({
  name: 'identity.askSecondStepPasskey',
  action: 'self.view',
  allow: ['anonymous'],
  target: waitingTarget,
  run: (ctx, _input, { userId }) => passkeyOptions(ctx, { purpose: 'second_step', userId }),
})

export type FinishSecondStep = Waiting & { given: GivenFactor; address: string; device?: string | undefined; userAgent?: string | undefined }

/**
 * Finishes a sign-in with a code or a passkey. Throws `unauthenticated` (`second_step_wrong`; `second_step_over`, also
 * after five wrong tries), `forbidden` (`password_sign_in_off`) and `limit_exceeded`.
 */
export const finishSecondStep = writeOperation<AccountCtx, FinishSecondStep, Target & { user: UserWithPassword; factor: MatchedFactor }, StartedSession>({
  name: 'identity.finishSecondStep',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    const { userId } = await waitingTarget(ctx, input)
    const user = await findUser(ctx.db, userId)
    if (user === null || !user.isActive) throw over()
    // Passwords may have been switched off since the first step.
    requireMayUsePassword(user)
    const attempt: Attempt = { step: 'second_step', email: user.email, address: input.address, device: input.device }
    await countSignInAttempt(ctx, attempt)
    if ((await countPendingAttempt(ctx.db, credentialHash(input.pending), mostAttempts, nowOf(ctx))) === null) throw over()
    const factor = await matchFactor(ctx, userId, input.given, 'second_step')
    const organizationId = user.organization?.id ?? null
    if (factor === null) {
      const reason = 'second_step_wrong'
      await recordRefusal(ctx, { operation: 'identity.finishSecondStep', organizationId, targetKind: 'account', targetId: userId, reason })
      throw wrong()
    }
    await forgiveSignInAttempt(ctx, attempt)
    return { organizationId, user, factor }
  },
  async run(ctx, input, { user, factor, organizationId }) {
    if (!(await spendPendingSignIn(ctx.tx, credentialHash(input.pending)))) throw over()
    if (!(await spendFactor(ctx, factor))) throw wrong()
    if (factor.kind === 'recovery_code') {
      const left = await countRecoveryCodes(ctx.tx, user.id)
      await tellPerson(ctx, { userId: user.id, to: user.email, news: { what: 'recovery_code_used', left } })
    }
    const session = await startSession(ctx, { userId: user.id, organizationId, via: `password and ${factor.kind}`, userAgent: input.userAgent })
    return { ...session, device: newDevice(ctx.identity.deviceKey, user.email) }
  },
})

async function waitingTarget(ctx: AccountCtx, { pending }: Waiting): Promise<Target & { userId: string }> {
  const found = await findPendingSignIn(ctx.db, credentialHash(pending), nowOf(ctx))
  if (found === null) throw over()
  return { organizationId: null, userId: found.userId }
}

const over = (): AppError =>
  new AppError('unauthenticated', 'This sign-in has taken too long or too many tries. Begin again with your password.', { reason: 'second_step_over' })

const wrong = (): AppError =>
  new AppError('unauthenticated', 'This is not right, or it was used before. An app shows a new code every 30 seconds; each works once.', {
    reason: 'second_step_wrong',
  })
