import { AppError } from '../../../platform/errors.ts'
import { newSecret } from '../../../platform/ids.ts'
import { credentialHash } from '../credential-hash.ts'
import { nowOf, type IdentityCtx } from '../identity-ctx.ts'
import { insertPendingSignIn } from './pending-sign-in-store.ts'

/** Time to find the phone. */
const lifeSeconds = 600

/**
 * The password is right, and a second step is missing. `secret` is for a cookie: with it, and nothing else, this sign-in
 * can be finished.
 */
export class SecondStepNeeded extends AppError {
  readonly secret: string
  readonly maxAgeSeconds: number
  constructor(secret: string) {
    super('unauthenticated', 'This account has a second factor. Sign in on the page of Atrium in a browser, or use a personal access token.', {
      reason: 'second_step',
    })
    this.secret = secret
    this.maxAgeSeconds = lifeSeconds
  }
}

/** Begins the second step of a sign-in whose first one was right. */
export async function secondStepFor(ctx: IdentityCtx, userId: string): Promise<SecondStepNeeded> {
  const secret = newSecret(32)
  await insertPendingSignIn(ctx.db, { hash: credentialHash(secret), userId, expiresAt: new Date(nowOf(ctx).getTime() + lifeSeconds * 1000) })
  return new SecondStepNeeded(secret)
}
