import type { Tx } from '../../../platform/db/db.ts'
import { nowOf, type AccountCtx } from '../identity-ctx.ts'
import { recordPasskeyUse } from './passkey-store.ts'
import { hasRecoveryCode, spendRecoveryCode } from './recovery-code-store.ts'
import { recoveryCodeHash } from './recovery-code.ts'
import { readTotpKey, spendTotpStep } from './totp-store.ts'
import { totpStep } from './totp.ts'
import { verifyPasskey, type PasskeyAnswer, type PasskeyQuestion } from './verify-passkey.ts'

/** What somebody shows to be let in: a code that was typed, of an app or from the list for emergencies, or a signature. */
export type GivenFactor = { code: string } | { passkey: PasskeyAnswer }

/** A factor that is right and not used yet. */
export type MatchedFactor =
  | { kind: 'totp'; userId: string; step: number }
  | { kind: 'recovery_code'; userId: string; hash: Buffer }
  | { kind: 'passkey'; userId: string; passkeyId: string; counter: number }

/** The factor of a person that was shown, or null. Uses nothing up but the challenge of a signature. */
export async function matchFactor(
  ctx: AccountCtx,
  userId: string,
  given: GivenFactor,
  purpose: Exclude<PasskeyQuestion['purpose'], 'sign_in'>,
): Promise<MatchedFactor | null> {
  if ('passkey' in given) {
    const signed = await verifyPasskey(ctx, { purpose, userId }, given.passkey)
    return signed === null ? null : { kind: 'passkey', userId, passkeyId: signed.passkey.id, counter: signed.counter }
  }
  const key = await readTotpKey(ctx.db, ctx.identity.keys, userId, 'totp')
  const step = key === null ? null : totpStep(key, given.code.replaceAll(/\s/g, ''), ctx.clock.now())
  if (step !== null) return { kind: 'totp', userId, step }
  const hash = recoveryCodeHash(given.code)
  return (await hasRecoveryCode(ctx.db, userId, hash)) ? { kind: 'recovery_code', userId, hash } : null
}

/** Uses a factor up; false when it was used before: of two requests at once, one gets it. */
export function spendFactor(ctx: AccountCtx & { tx: Tx }, factor: MatchedFactor): Promise<boolean> {
  switch (factor.kind) {
    case 'totp':
      return spendTotpStep(ctx.tx, factor.userId, factor.step)
    case 'recovery_code':
      return spendRecoveryCode(ctx.tx, factor.userId, factor.hash, nowOf(ctx))
    case 'passkey':
      return recordPasskeyUse(ctx.tx, factor.passkeyId, factor.counter, nowOf(ctx))
    default:
      return factor satisfies never
  }
}
