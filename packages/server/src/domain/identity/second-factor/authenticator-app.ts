import type { Target } from '../../../access/actions.ts'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx } from '../identity-ctx.ts'
import { requireAttempt } from '../require-attempt.ts'
import { requireProof } from '../require-proof.ts'
import { tellPerson } from '../tell-person.ts'
import { recoveryCodesForFirst, settleAfterRemoval } from './keep-factor.ts'
import { confirmTotpKey, deleteTotp, offerTotpKey, readTotpKey } from './totp-store.ts'
import { newTotpKey, totpStep, totpUri } from './totp.ts'

/** Codes that may be tried for a key that was just shown: typing errors, not guesses. */
const tries = { windowSeconds: 900, most: 20 } as const

/** A key for an app: to be typed, and as the address that a QR code holds. */
export type OfferedApp = { key: string; uri: string }

/** A new key for the caller's authenticator app. It counts once a code of it was typed; until then an earlier one does. */
export const offerAuthenticatorApp = writeOperation<AccountCtx, Record<string, never>, Target, OfferedApp>({
  name: 'identity.offerAuthenticatorApp',
  action: 'self.update',
  sessionOnly: true,
  beforeEnrolment: true,
  writes: true,
  async target(ctx) {
    await requireProof(ctx)
    return selfTarget(ctx)
  },
  async run(ctx) {
    const { userId, email } = personOf(ctx)
    const key = newTotpKey()
    await offerTotpKey(ctx.tx, ctx.identity.keys, { userId, key, now: nowOf(ctx) })
    ctx.record({ targetKind: 'second_factor', targetId: userId, before: null, after: { offered: 'authenticator_app' } })
    return { key, uri: totpUri(key, email) }
  },
})

/** `recoveryCodes`: shown this once; null for those who have some. `isMailed`: whether the person was told by mail. */
export type AddedFactor = { recoveryCodes: string[] | null; isMailed: boolean }

/**
 * Takes the app into use whose key was shown, by a code of it. Throws `invalid` (`wrong_code`), `not_found`
 * (`app_not_offered`), `limit_exceeded`.
 */
export const confirmAuthenticatorApp = writeOperation<AccountCtx, { code: string }, Target, AddedFactor>({
  name: 'identity.confirmAuthenticatorApp',
  action: 'self.update',
  sessionOnly: true,
  beforeEnrolment: true,
  writes: true,
  async target(ctx) {
    await requireProof(ctx)
    await requireAttempt(ctx, { key: `confirm-app:${personOf(ctx).userId}`, ...tries })
    return selfTarget(ctx)
  },
  async run(ctx, { code }) {
    const { userId, email } = personOf(ctx)
    const key = await readTotpKey(ctx.tx, ctx.identity.keys, userId, 'totp_offered')
    if (key === null) throw new AppError('not_found', 'No key waits to be confirmed. Begin again.', { reason: 'app_not_offered' })
    const step = totpStep(key, code.replaceAll(/\s/g, ''), ctx.clock.now())
    if (step === null) {
      throw new AppError('invalid', 'This is not the code that the app shows now. Check that the clock of the phone is right, and type the newest code.', {
        reason: 'wrong_code',
      })
    }
    await confirmTotpKey(ctx.tx, ctx.identity.keys, { userId, key, step, now: nowOf(ctx) })
    const recoveryCodes = await recoveryCodesForFirst(ctx, userId)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'app_added' } })
    ctx.record({ targetKind: 'second_factor', targetId: userId, before: null, after: { app: true, isMailed } })
    forgetAfterCommit(ctx, userId)
    return { recoveryCodes, isMailed }
  },
})

/** Forgets the caller's app. Without one nothing happens. Throws as `settleAfterRemoval`. */
export const removeAuthenticatorApp = writeOperation<AccountCtx, Record<string, never>, Target, { isMailed: boolean }>({
  name: 'identity.removeAuthenticatorApp',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx) {
    await requireProof(ctx)
    return selfTarget(ctx)
  },
  async run(ctx) {
    const { userId, email } = personOf(ctx)
    if (!(await deleteTotp(ctx.tx, userId))) return { isMailed: false }
    const isOff = await settleAfterRemoval(ctx)
    const isMailed = await tellPerson(ctx, { userId, to: email, news: { what: 'app_removed', isOff } })
    ctx.record({ targetKind: 'second_factor', targetId: userId, before: { app: true }, after: { app: false, isMailed } })
    forgetAfterCommit(ctx, userId)
    return { isMailed }
  },
})
