import type { WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { nowOf, personOf, type AccountCtx } from '../identity-ctx.ts'
import { requireWayInWithoutPasskeys } from '../require-way-in.ts'
import { factorsOf, hasSecondFactor } from './factor-store.ts'
import { countRecoveryCodes, deleteRecoveryCodes, replaceRecoveryCodes } from './recovery-code-store.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts'
import { isSecondFactorRequired } from './security-policy-store.ts'

/** Recovery codes come with the first factor; null for a person who has some. Part of an operation that added one. */
export async function recoveryCodesForFirst(ctx: AccountCtx & WriteCtx, userId: string): Promise<string[] | null> {
  return (await countRecoveryCodes(ctx.tx, userId)) > 0 ? null : giveRecoveryCodes(ctx, userId)
}

/** New recovery codes in place of all earlier ones; this is the only time they are known. */
export async function giveRecoveryCodes(ctx: AccountCtx & WriteCtx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(ctx.tx, userId, codes.map(recoveryCodeHash), nowOf(ctx))
  return codes
}

/**
 * After a factor of the caller was taken away: with the last one the recovery codes go. Throws `forbidden`
 * (`second_factor_required`) where their organization asks for one, and `invalid` (`last_way_in`) when nothing is left to
 * sign in with. True when no factor is left.
 */
export async function settleAfterRemoval(ctx: AccountCtx & WriteCtx): Promise<boolean> {
  const { userId, organizationId } = personOf(ctx)
  const factors = await factorsOf(ctx.tx, userId)
  if (hasSecondFactor(factors) && factors.passkeys > 0) return false
  await requireWayInWithoutPasskeys(ctx.tx, userId)
  if (hasSecondFactor(factors)) return false
  if (organizationId !== null && (await isSecondFactorRequired(ctx.tx, organizationId))) {
    throw new AppError('forbidden', 'Your organization asks everybody for a second factor. Add another one before you take this one away.', {
      reason: 'second_factor_required',
    })
  }
  await deleteRecoveryCodes(ctx.tx, userId)
  return true
}
