import { AppError } from '../../platform/errors.ts'
import { countAttempt } from './attempt-store.ts'
import { nowOf, type IdentityCtx } from './identity-ctx.ts'

/** `key` names what is counted and for whom: `password:<e-mail>`, `address:<ip>`, `reset:<e-mail>`. */
export type AttemptLimit = { key: string; most: number; windowSeconds: number }

/**
 * Counts one attempt, before it is looked at, so that parallel ones cannot slip through. Throws `limit_exceeded` with the
 * seconds to wait when there were more than `most` in the window.
 */
export async function requireAttempt(ctx: IdentityCtx, { key, most, windowSeconds }: AttemptLimit): Promise<void> {
  const now = nowOf(ctx)
  const { attempts, windowStartedAt } = await countAttempt(ctx.db, key, now, windowSeconds)
  if (attempts <= most) return
  const waitSeconds = Math.max(1, Math.ceil(windowSeconds - (now.getTime() - windowStartedAt.getTime()) / 1000))
  throw new AppError('limit_exceeded', `Too many attempts. Try again in ${Math.ceil(waitSeconds / 60)} minutes.`, {
    reason: 'too_many_attempts',
    retryAfterSeconds: waitSeconds,
  })
}
