import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { addProjectRoles, findAllowedDomains, organizationsAllowing } from './allowed-domain-store.ts'
import { domainOf } from './email.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { setMemberRole } from './organization-store.ts'
import { findUser } from './user-store.ts'

/** An organization that the caller could join. */
export type AvailableOrganization = { id: string; name: string; members: number }

/** Organizations that let addresses like the caller's in; none until the address is verified. */
export const listAvailableOrganizations = readOperation<IdentityCtx, Record<string, never>, Target, AvailableOrganization[]>({
  name: 'identity.listAvailableOrganizations',
  action: 'self.view',
  target: selfTarget,
  async run(ctx) {
    const { email, emailVerified } = personOf(ctx)
    return emailVerified ? organizationsAllowing(ctx.db, domainOf(email)) : []
  },
})

/**
 * Makes the caller a member with what the organization gives to addresses of their domain. `forbidden` for those who are
 * in one already, whose address is not verified or not let in; an organization that is not there looks the same.
 */
export const joinOrganization = writeOperation<IdentityCtx, { organizationId: string }, Target, void>({
  name: 'identity.joinOrganization',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, { organizationId }) {
    const now = nowOf(ctx)
    const user = await findUser(ctx.tx, personOf(ctx).userId)
    if (user === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    if (user.organization !== null) throw new AppError('forbidden', 'You are in an organization already', { reason: 'already_in_organization' })
    if (!user.emailVerified) throw new AppError('forbidden', 'Verify your e-mail address first', { reason: 'email_unverified' })
    const isAllowed = (await organizationsAllowing(ctx.tx, domainOf(user.email))).some(({ id }) => id === organizationId)
    const allowed = isAllowed ? await findAllowedDomains(ctx.tx, organizationId) : null
    if (allowed === null) {
      throw new AppError('forbidden', 'This organization does not let your e-mail domain in. Ask one of its administrators for an invitation.', {
        reason: 'domain_not_allowed',
      })
    }
    await setMemberRole(ctx.tx, { userId: user.id, organizationId, role: allowed.role, now })
    await addProjectRoles(ctx.tx, user.id, allowed.projects, now)
    ctx.record({ targetKind: 'member', targetId: user.id, before: null, after: { organizationId, role: allowed.role, projects: allowed.projects } })
    forgetAfterCommit(ctx, user.id)
  },
})
