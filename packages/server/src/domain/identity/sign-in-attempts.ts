import type { Db, Tx } from '../../platform/db/db.ts'
import { clearAttempts, clearAttemptsUnder, forgiveAttempt } from './attempt-store.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { knownDevice } from './known-device.ts'
import { requireAttempt, type AttemptLimit } from './require-attempt.ts'

/** Who tries to get into which account. */
export type Attempt = {
  /** What is tried; each has counts of its own, or a right password would give new tries at the code. */
  step: 'password' | 'second_step'
  /** In normal form. */
  email: string
  /** Where the request comes from, as it is counted. */
  address: string
  /** The cookie of a browser that signed in before; any text. */
  device?: string | undefined
}

/** So many networks may use up their tries at one account before it waits for browsers that are new to it. */
const networks = 5

const ofAccount = (step: Attempt['step'], email: string): string => `${step}:${email}`

/**
 * Counts a try before it is looked at. Browsers that signed in to the account before have a count of their own; what
 * others do never keeps them out (docs/decisions/0009). Throws `limit_exceeded`.
 */
export async function countSignInAttempt(ctx: IdentityCtx, attempt: Attempt): Promise<void> {
  const { windowSeconds, perAddress } = ctx.identity.limits
  await requireAttempt(ctx, { key: addressKey(attempt), most: perAddress, windowSeconds })
  for (const limit of accountLimits(ctx, attempt)) await requireAttempt(ctx, limit)
}

/** Takes back what was counted for a try that was a good one. */
export async function forgiveSignInAttempt(ctx: IdentityCtx, attempt: Attempt): Promise<void> {
  const [own, ...others] = accountLimits(ctx, attempt)
  if (own !== undefined) await clearAttempts(ctx.db, own.key)
  for (const { key } of others) await forgiveAttempt(ctx.db, key)
  await forgiveAttempt(ctx.db, addressKey(attempt))
}

/** Starts all counts of passwords for an account anew, from wherever: its owner has proved themselves in another way. */
export async function clearSignInAttempts(db: Db | Tx, email: string): Promise<void> {
  const account = ofAccount('password', email)
  await clearAttempts(db, account)
  await clearAttemptsUnder(db, `${account} `)
}

const addressKey = ({ address }: Attempt): string => `address:${address}`

/** The narrow count first: whoever has used up that one adds nothing to the wide one. */
function accountLimits({ identity }: IdentityCtx, { step, email, address, device }: Attempt): AttemptLimit[] {
  const { windowSeconds, perAccount: most } = identity.limits
  const account = ofAccount(step, email)
  const known = knownDevice(identity.deviceKey, email, device)
  if (known !== null) return [{ key: `${account} on ${known}`, most, windowSeconds }]
  return [
    { key: `${account} from ${address}`, most, windowSeconds },
    { key: account, most: most * networks, windowSeconds },
  ]
}
