import { AppError } from '../../platform/errors.ts'
import { sessionHashOf } from './credential-hash.ts'
import { nowOf, personOf, type IdentityCtx } from './identity-ctx.ts'
import { findSessionProof } from './session-store.ts'

/** Minutes after a sign-in, or a proof in between, in which it is taken to be still the same person. */
const freshMinutes = 10

/**
 * For what would give the account away: the person has signed in, or proved who they are, a short while ago. It may be an
 * open computer. Throws `forbidden` (`proof_needed`).
 */
export async function requireProof(ctx: IdentityCtx): Promise<void> {
  const proof = await findSessionProof(ctx.db, sessionHashOf(personOf(ctx)))
  if (proof !== null && nowOf(ctx).getTime() - proof.provenAt.getTime() <= freshMinutes * 60_000) return
  throw new AppError(
    'forbidden',
    `This decides who gets into an account, and you signed in more than ${freshMinutes} minutes ago. Confirm that it is you, or sign in again, and repeat it.`,
    { reason: 'proof_needed' },
  )
}

/**
 * The same for what tokens may do as well: they are asked for nothing, for nobody sits before them. What made the token
 * was asked for a proof.
 */
export async function requireProofInSession(ctx: IdentityCtx): Promise<void> {
  if (ctx.actor.kind === 'user' && ctx.actor.via === 'session') await requireProof(ctx)
}

/** The target of what only somebody does who has just proved who they are: it lets others in, or them in for long. */
export const afterProof =
  <Ctx extends IdentityCtx, Input, Found>(target: (ctx: Ctx, input: Input) => Promise<Found>) =>
  async (ctx: Ctx, input: Input): Promise<Found> => {
    const found = await target(ctx, input)
    await requireProof(ctx)
    return found
  }
