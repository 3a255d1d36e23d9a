import type { Target } from '../../../access/actions.ts'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { personOf, selfTarget, type AccountCtx } from '../identity-ctx.ts'
import { requireProof } from '../require-proof.ts'
import { factorsOf, hasSecondFactor } from './factor-store.ts'
import { giveRecoveryCodes } from './keep-factor.ts'

/** New recovery codes for the caller; the earlier ones are dead. Throws `invalid` (`no_second_factor`) for whoever needs none. */
export const renewRecoveryCodes = writeOperation<AccountCtx, Record<string, never>, Target, { recoveryCodes: string[] }>({
  name: 'identity.renewRecoveryCodes',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx) {
    await requireProof(ctx)
    return selfTarget(ctx)
  },
  async run(ctx) {
    const { userId } = personOf(ctx)
    const factors = await factorsOf(ctx.tx, userId)
    if (!hasSecondFactor(factors)) {
      throw new AppError('invalid', 'Recovery codes stand in for a second factor, and you have none. Add an app or a passkey first.', {
        reason: 'no_second_factor',
      })
    }
    const recoveryCodes = await giveRecoveryCodes(ctx, userId)
    ctx.record({
      targetKind: 'second_factor',
      targetId: userId,
      before: { recoveryCodes: factors.recoveryCodes },
      after: { recoveryCodes: recoveryCodes.length },
    })
    return { recoveryCodes }
  },
})
