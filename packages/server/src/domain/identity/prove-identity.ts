import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { recordRefusal } from '../../access/refusals.ts'
import { AppError } from '../../platform/errors.ts'
import { checkCredentials } from './check-credentials.ts'
import { sessionHashOf } from './credential-hash.ts'
import { nowOf, personOf, selfTarget, type AccountCtx } from './identity-ctx.ts'
import { matchFactor, spendFactor, type GivenFactor, type MatchedFactor } from './second-factor/match-factor.ts'
import { passkeyOptions, type PasskeyOptions } from './second-factor/verify-passkey.ts'
import { findSessionProof } from './session-store.ts'
import { countSignInAttempt, forgiveSignInAttempt, type Attempt } from './sign-in-attempts.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'

export type ProveIdentity = {
  given: { password: string } | GivenFactor
  address: string
  device?: string | undefined
  userAgent?: string | undefined
}

/**
 * Proves in a session that it is still the same person, so that `requireProof` lets them through. The session goes on
 * under a new id. Throws `unauthenticated` (`credentials`, `second_step_wrong`), `limit_exceeded`.
 */
export const proveIdentity = writeOperation<AccountCtx, ProveIdentity, Target & { factor: MatchedFactor | null }, StartedSession>({
  name: 'identity.proveIdentity',
  action: 'self.update',
  sessionOnly: true,
  beforeEnrolment: true,
  writes: true,
  async target(ctx, { given, address, device }) {
    const { email } = personOf(ctx)
    if (!('password' in given)) return { ...(await selfTarget(ctx)), factor: await provingFactor(ctx, given, { step: 'second_step', email, address, device }) }
    await checkCredentials(ctx, { email, password: given.password, address, device })
    return { ...(await selfTarget(ctx)), factor: null }
  },
  async run(ctx, { userAgent }, { factor, organizationId }) {
    const person = personOf(ctx)
    if (factor !== null && !(await spendFactor(ctx, factor))) throw wrong()
    const before = await findSessionProof(ctx.tx, sessionHashOf(person))
    if (before === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    return startSession(ctx, { userId: person.userId, organizationId, via: 'proof', userAgent, proof: { via: before.via, provenAt: nowOf(ctx) } })
  },
})

/** What a browser needs to prove with a passkey who the caller is. Throws `unavailable` (`passkeys_unavailable`). */
export const askProofPasskey = readOperation<AccountCtx, Record<string, never>, Target, PasskeyOptions>({
  name: 'identity.askProofPasskey',
  action: 'self.view',
  sessionOnly: true,
  beforeEnrolment: true,
  target: selfTarget,
  run: (ctx) => passkeyOptions(ctx, { purpose: 'proof', userId: personOf(ctx).userId }),
})

async function provingFactor(ctx: AccountCtx, given: GivenFactor, attempt: Attempt): Promise<MatchedFactor> {
  const { userId, organizationId } = personOf(ctx)
  await countSignInAttempt(ctx, attempt)
  const factor = await matchFactor(ctx, userId, given, 'proof')
  if (factor !== null) {
    await forgiveSignInAttempt(ctx, attempt)
    return factor
  }
  const reason = 'second_step_wrong'
  await recordRefusal(ctx, { operation: 'identity.proveIdentity', organizationId, targetKind: 'account', targetId: userId, reason })
  throw wrong()
}

const wrong = (): AppError =>
  new AppError('unauthenticated', 'This is not right, or it was used before. Each code works once.', { reason: 'second_step_wrong' })
