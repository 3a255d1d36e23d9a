import type { Target } from '../../../access/actions.ts'
import { decideImpersonation } from '../../../access/impersonation.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findActorOfUser } from '../actor-store.ts'
import { sessionHashOf } from '../credential-hash.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx, type IdentityCtx } from '../identity-ctx.ts'
import { impersonationMail } from '../mails/account-mails.ts'
import { memberTarget } from '../members.ts'
import type { Member } from '../types.ts'
import { languageOf } from '../user-store.ts'
import { endImpersonationById, insertImpersonation, listImpersonationsOf, type PastImpersonation } from './impersonation-store.ts'

/** How long somebody may view as another person without starting again. */
export const impersonationMinutes = 30

const longestReason = 500

/** Where a person sees who viewed as them. */
const profilePath = '/me'

/**
 * Makes the caller's session show the product as another member sees it, for half an hour, and changes nothing in it.
 * The member can see it in their account and is told by mail where there is a mail server. Throws `forbidden`
 * (`self`, `more_rights`, `impersonating`) and `invalid` (`reason`, `inactive`).
 */
export const startImpersonation = writeOperation<AccountCtx, { userId: string; reason: string }, Target & { member: Member }, { endsAt: Date }>({
  name: 'identity.startImpersonation',
  action: 'member.impersonate',
  sessionOnly: true,
  writes: true,
  target: memberTarget,
  async run(ctx, input, { member }) {
    const actor = personOf(ctx)
    const reason = requireReason(input.reason)
    const found = await findActorOfUser(ctx.tx, member.userId)
    if (found === null || !found.isActive || member.isPending) {
      throw new AppError('invalid', 'Somebody who cannot sign in sees nothing: reactivate them or wait until they have joined', { reason: 'inactive' })
    }
    const decision = decideImpersonation(actor, found.actor)
    if (!decision.allowed) {
      const message = decision.because === 'self' ? 'You see the product as yourself already' : 'You can view only as people who may do no more than you'
      throw new AppError('forbidden', message, { reason: decision.because })
    }
    const startedAt = nowOf(ctx)
    const endsAt = new Date(startedAt.getTime() + impersonationMinutes * 60_000)
    const sessionHash = sessionHashOf(actor)
    const { userId, organizationId } = member
    await insertImpersonation(ctx.tx, { sessionHash, organizationId, actorId: actor.userId, userId, reason, startedAt, endsAt })
    if (ctx.mail.isConfigured) {
      const by = `${actor.firstName} ${actor.lastName}`.trim() || actor.email
      const reader = { to: member.email, language: await languageOf(ctx.tx, userId) }
      await ctx.mail.post(impersonationMail(reader, { by, reason, endsAt, link: ctx.mail.linkTo(profilePath) }), endsAt, ctx.tx)
    }
    ctx.record({ targetKind: 'member', targetId: userId, before: null, after: { reason, endsAt } })
    forgetAfterCommit(ctx, actor.userId)
    return { endsAt }
  },
})

/** Goes back to being oneself. Nothing to do for whoever is. */
export const endImpersonation = writeOperation<IdentityCtx, Record<string, never>, Target, void>({
  name: 'identity.endImpersonation',
  action: 'self.view',
  sessionOnly: true,
  whileImpersonating: true,
  // Signing out ends it, which is always open.
  beforeEnrolment: true,
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const { userId, impersonatedBy } = personOf(ctx)
    if (impersonatedBy === undefined || !(await endImpersonationById(ctx.tx, impersonatedBy.impersonationId, nowOf(ctx)))) return
    ctx.record({ targetKind: 'member', targetId: userId, before: { endsAt: impersonatedBy.endsAt }, after: null })
    forgetAfterCommit(ctx, impersonatedBy.userId)
  },
})

/** When somebody viewed as the caller, and why; newest first. */
export const listOwnImpersonations = readOperation<IdentityCtx, Record<string, never>, Target, PastImpersonation[]>({
  name: 'identity.listOwnImpersonations',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  run: (ctx) => listImpersonationsOf(ctx.db, personOf(ctx).userId),
})

function requireReason(given: string): string {
  const reason = given.trim()
  if (reason !== '' && reason.length <= longestReason) return reason
  const message = `Say in at most ${longestReason} characters why you view as this person: they can read it`
  throw new AppError('invalid', message, { reason: 'reason', fields: [{ path: 'reason', message }] })
}
