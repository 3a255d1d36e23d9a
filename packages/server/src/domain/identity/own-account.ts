import type { Target } from '../../access/actions.ts'
import { perform, writeOperation } from '../../access/operation.ts'
import { getAllowedDomains, updateAllowedDomains } from './allowed-domains.ts'
import { getCurrentUser } from './current-user.ts'
import { domainOf } from './email.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { removeMember } from './members.ts'
import { updateOrganization } from './organizations.ts'
import type { User } from './types.ts'
import { deleteUser, updateUser } from './user-store.ts'

export type CompleteSetup = {
  /** Renames the organization: for those who may. */
  organizationName?: string
  /** Lets everybody with an address of the caller's domain join: for those who may. */
  enableEmailDomainAccess?: boolean
  isMarketingOptedIn?: boolean
  isTrackingAnonymized?: boolean
}

/** Finishes the caller's sign-up. All of it happens or nothing: what they may not do of it is `forbidden`. */
export const completeUserSetup = writeOperation<IdentityCtx, CompleteSetup, Target, User>({
  name: 'identity.completeUserSetup',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { organizationName, enableEmailDomainAccess, ...flags }) {
    const { userId, email } = personOf(ctx)
    const inside = { ...ctx, db: ctx.tx }
    if (organizationName !== undefined) await perform(updateOrganization, inside, { name: organizationName })
    if (enableEmailDomainAccess === true) {
      const allowed = await perform(getAllowedDomains, inside, {})
      await perform(updateAllowedDomains, inside, { ...allowed, domains: [...allowed.domains, domainOf(email)] })
    }
    const change = { ...flags, isSetupComplete: true }
    await updateUser(ctx.tx, userId, change, nowOf(ctx))
    ctx.record({ targetKind: 'user', targetId: userId, before: null, after: change })
    forgetAfterCommit(ctx, userId)
    return perform(getCurrentUser, inside, {})
  },
})

/**
 * Removes the caller's own account; what they made stays. In an organization members are removed by administrators, so it
 * is for those, while another one is left (`forbidden`, `last_admin`), and for whoever is in none.
 */
export const deleteOwnAccount = writeOperation<IdentityCtx, Record<string, never>, Target, void>({
  name: 'identity.deleteOwnAccount',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const { userId, email, organizationId } = personOf(ctx)
    if (organizationId !== null) {
      await perform(removeMember, ctx, { userId })
      return
    }
    await deleteUser(ctx.tx, userId)
    ctx.record({ targetKind: 'user', targetId: userId, before: { email }, after: null })
    forgetAfterCommit(ctx, userId)
  },
})
