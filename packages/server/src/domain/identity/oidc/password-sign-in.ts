import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors.ts'
import { organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { adminsWithPassword, countAdminsWithWayIn, findPasswordSignIn, lockOrganization, updatePasswordSignIn } from '../organization-store.ts'
import { afterProof } from '../require-proof.ts'
import { listProvidersOf } from './provider-store.ts'

/** Whether members sign in with a password, and who always can, so that nobody is locked out when a provider fails. */
export type PasswordSignIn = { isOn: boolean; keepers: { userId: string; name: string; email: string }[] }

/** How it is in the caller's organization. */
export const getPasswordSignIn = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, PasswordSignIn>({
  name: 'identity.getPasswordSignIn',
  action: 'identity_provider.manage',
  sessionOnly: true,
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => passwordSignInOf(ctx.db, organizationId),
})

/**
 * Switches passwords on or off for everybody but administrators. Sessions that are there go on. Off is `forbidden` without
 * an enabled provider (`no_provider`), and without an administrator who has a password (`no_keeper`).
 */
export const setPasswordSignIn = writeOperation<IdentityCtx, { isOn: boolean }, Target & { organizationId: string }, PasswordSignIn>({
  name: 'identity.setPasswordSignIn',
  action: 'identity_provider.manage',
  sessionOnly: true,
  writes: true,
  target: afterProof(organizationTarget),
  async run(ctx, { isOn }, { organizationId }) {
    await lockOrganization(ctx.tx, organizationId)
    const before = await passwordSignInOf(ctx.tx, organizationId)
    if (before.isOn === isOn) return before
    if (!isOn && !(await hasEnabledProvider(ctx.tx, organizationId))) {
      throw new AppError('forbidden', 'Without an identity provider that is switched on, members could not sign in any more. Add one first.', {
        reason: 'no_provider',
      })
    }
    if (!isOn && before.keepers.length === 0) {
      throw new AppError(
        'forbidden',
        'No administrator has a password. One must keep this way in for the day the identity provider fails: set a password in your profile first.',
        { reason: 'no_keeper' },
      )
    }
    await updatePasswordSignIn(ctx.tx, organizationId, isOn)
    ctx.record({ targetKind: 'organization', targetId: organizationId, before: { passwordSignIn: before.isOn }, after: { passwordSignIn: isOn } })
    return { ...before, isOn }
  },
})

/**
 * Makes a change to a provider, unless it took away how people sign in. Throws `forbidden`: `last_provider` when passwords
 * are off and no provider is on, so that nobody but administrators could, and `last_admin` when no administrator could any
 * more.
 */
export async function keepingWaysIn(tx: Tx, organizationId: string, change: () => Promise<void>): Promise<void> {
  const adminsBefore = await countAdminsWithWayIn(tx, organizationId, null)
  await change()
  const isLeft = (await findPasswordSignIn(tx, organizationId)) || (await hasEnabledProvider(tx, organizationId))
  if (!isLeft) {
    throw new AppError('forbidden', 'Members sign in with this identity provider only. Switch passwords on first, or add another provider.', {
      reason: 'last_provider',
    })
  }
  // Where none could before, as in the demo, whose way in is the link that is printed at the start, nothing is lost.
  if (adminsBefore === 0 || (await countAdminsWithWayIn(tx, organizationId, null)) > 0) return
  throw new AppError('forbidden', 'Without this no administrator could sign in any more. Set a password in your profile first.', { reason: 'last_admin' })
}

const hasEnabledProvider = async (db: Db | Tx, organizationId: string): Promise<boolean> =>
  (await listProvidersOf(db, organizationId)).some(({ isEnabled }) => isEnabled)

async function passwordSignInOf(db: Db | Tx, organizationId: string): Promise<PasswordSignIn> {
  return { isOn: await findPasswordSignIn(db, organizationId), keepers: await adminsWithPassword(db, organizationId) }
}
