import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import { requireEmail } from './email.ts'
import { forgetAfterCommit, nowOf, organizationTarget, personOf, type AccountCtx, type IdentityCtx } from './identity-ctx.ts'
import { invitationMail } from './mails/account-mails.ts'
import { findOrganization, setMemberRole } from './organization-store.ts'
import { requireProofInSession } from './require-proof.ts'
import { deleteInvitationsOf, findSignInLink, insertSignInLink } from './sign-in-link-store.ts'
import type { Invitation } from './types.ts'
import { deleteUser, findUser, findUserByEmail, insertUser, languageOf } from './user-store.ts'

const dayMs = 24 * 3600 * 1000
const defaultDays = 7
const longestDays = 90

export type Invite = { email: string; role: OrganizationRole; expiresAt: Date | null }
export type MadeInvitation = Invitation & { link: string; /** Whether the link is on its way by mail. */ isMailed: boolean }

/** The page that an invitation leads to. */
export const invitationPath = (code: string): string => `/register/${encodeURIComponent(code)}`

/**
 * Makes somebody a pending member and a link for them, which goes to them by mail where there is a mail server. Inviting
 * again makes a new link and ends the old one. Throws `invalid` (`email_taken`, `expires_at`), for an administrator
 * `forbidden` (`proof_needed`).
 */
export const inviteMember = writeOperation<AccountCtx, Invite, Target & { organizationId: string }, MadeInvitation>({
  name: 'identity.inviteMember',
  action: 'member.invite',
  writes: true,
  async target(ctx, { role }) {
    const target = await organizationTarget(ctx)
    if (role === 'admin') await requireProofInSession(ctx)
    return target
  },
  async run(ctx, input, { organizationId }) {
    const { tx } = ctx
    const now = nowOf(ctx)
    const email = requireEmail(input.email)
    const expiresAt = requireExpiry(input.expiresAt, now)
    const organization = await findOrganization(tx, organizationId)
    if (organization === null) throw new AppError('not_found', 'Organization does not exist', { reason: 'organization_missing' })
    const userId = await pendingUser(ctx, { email, organizationId })
    await setMemberRole(tx, { userId, organizationId, role: input.role, now })
    const code = newSecret(32)
    await insertSignInLink(tx, { hash: credentialHash(code), purpose: 'invitation', userId, expiresAt })
    const link = ctx.mail.linkTo(invitationPath(code))
    if (ctx.mail.isConfigured) {
      const { userId: inviterId, firstName, lastName, email: sender } = personOf(ctx)
      // Whoever is invited has chosen no language yet.
      const reader = { to: email, language: await languageOf(tx, inviterId) }
      const inviter = `${firstName} ${lastName}`.trim() || sender
      await ctx.mail.post(invitationMail(reader, { inviter, organization: organization.name, link, expiresAt }), expiresAt, tx)
    }
    ctx.record({ targetKind: 'invitation', targetId: userId, before: null, after: { email, role: input.role, expiresAt, isMailed: ctx.mail.isConfigured } })
    forgetAfterCommit(ctx, userId)
    return { code, link, userId, email, organizationId, organizationName: organization.name, expiresAt, isMailed: ctx.mail.isConfigured }
  },
})

/** The account that waits for whoever is invited. */
async function pendingUser(ctx: AccountCtx & { tx: Parameters<typeof insertUser>[0] }, input: { email: string; organizationId: string }): Promise<string> {
  const { tx } = ctx
  const known = await findUserByEmail(tx, input.email)
  if (known?.isPending === true && known.organization?.id === input.organizationId) return known.id
  if (known !== null && (known.organization !== null || known.emailVerified)) {
    throw new AppError('invalid', `${input.email} has an account already${known.organization === null ? ': they can join by their allowed domain' : ''}.`, {
      reason: 'email_taken',
      fields: [{ path: 'email', message: 'has an account already' }],
    })
  }
  // Somebody registered the address and never showed that it is theirs; the invitation must not hand them a role.
  if (known !== null) await deleteUser(tx, known.id)
  const id = newId()
  await insertUser(tx, {
    id,
    email: input.email,
    firstName: '',
    lastName: '',
    passwordHash: null,
    emailVerified: false,
    isPending: true,
    isSetupComplete: false,
    now: nowOf(ctx),
  })
  return id
}

function requireExpiry(given: Date | null, now: Date): Date {
  const expiresAt = given ?? new Date(now.getTime() + defaultDays * dayMs)
  const days = (expiresAt.getTime() - now.getTime()) / dayMs
  if (days > 0 && days <= longestDays) return expiresAt
  throw new AppError('invalid', `An invitation must end in the future, and within ${longestDays} days.`, {
    reason: 'expires_at',
    fields: [{ path: 'expiresAt', message: `must be in the future, within ${longestDays} days` }],
  })
}

/** What an invitation says to whoever holds its code. `not_found` when unknown, used or revoked; `invalid` (`invite_expired`). */
export const getInvitation = readOperation<IdentityCtx, { code: string }, Target & { invitation: Invitation }, Invitation>({
  name: 'identity.getInvitation',
  action: 'self.view',
  allow: ['anonymous'],
  target: async (ctx, { code }) => ({ organizationId: null, invitation: await openInvitation(ctx, code) }),
  run: async (_ctx, _input, { invitation }) => invitation,
})

/** The invitation behind a code, still unspent. Throws like `getInvitation`. */
export async function openInvitation(ctx: IdentityCtx, code: string): Promise<Invitation> {
  const link = await findSignInLink(ctx.db, credentialHash(code), 'invitation')
  const user = link?.userId == null ? null : await findUser(ctx.db, link.userId)
  if (link === null || user === null || user.organization === null) throw missingInvitation()
  if (link.expiresAt.getTime() <= nowOf(ctx).getTime()) {
    throw new AppError('invalid', 'This invitation has run out. Ask whoever invited you for a new one.', { reason: 'invite_expired' })
  }
  const { id: organizationId, name: organizationName } = user.organization
  return { code, userId: user.id, email: user.email, organizationId, organizationName, expiresAt: link.expiresAt }
}

/** Of a code that opens nothing: never made, used already or revoked. */
export const missingInvitation = (): AppError =>
  new AppError('not_found', 'This invitation does not exist: it was used already, revoked, or not copied whole. Ask whoever invited you for a new one.', {
    reason: 'invite_missing',
  })

/** Ends all open invitations of the organization; the members they were for stay pending. */
export const revokeInvitations = writeOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, void>({
  name: 'identity.revokeInvitations',
  action: 'member.invite',
  writes: true,
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    const userIds = await deleteInvitationsOf(ctx.tx, organizationId)
    for (const userId of userIds) ctx.record({ targetKind: 'invitation', targetId: userId, before: { open: true }, after: null })
  },
})
