import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Language } from '../../platform/languages.ts'
import { organizationsAllowing } from './allowed-domain-store.ts'
import { credentialHash } from './credential-hash.ts'
import { domainOf, normalEmail, requireEmail } from './email.ts'
import { forgetAfterCommit, nowOf, type AccountCtx, type IdentityCtx } from './identity-ctx.ts'
import { missingInvitation, openInvitation } from './invitations.ts'
import { requireMayUsePassword } from './may-use-password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { requireAttempt } from './require-attempt.ts'
import { spendSignInLink } from './sign-in-link-store.ts'
import { startSession } from './start-session.ts'
import type { Invitation, StartedSession } from './types.ts'
import { countUsers, findUser, insertUserUnlessTaken, updatePasswordHash, updateUser } from './user-store.ts'
import { issuePasscode } from './verify-email.ts'

export type PersonToRegister = { firstName: string; lastName: string; password: string; address: string; userAgent?: string | undefined }

/** Hashing is slow and whoever registers is unknown: so often from one address. */
export const registrations = { windowSeconds: 3600, most: 100 } as const

/**
 * Turns a pending member into a person with a password, by the code they were sent, and signs them in. The code works
 * once; of two at the same time one wins. Throws `not_found`, `invalid` (`invite_expired`, `weak_password`),
 * `unauthenticated` (`invite_email`) when another address than the invited one is named.
 */
export const acceptInvitation = writeOperation<
  IdentityCtx,
  PersonToRegister & { code: string; email?: string | undefined },
  Target & { invitation: Invitation; passwordHash: string },
  StartedSession
>({
  name: 'identity.acceptInvitation',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    await requireAttempt(ctx, { key: `register:${input.address}`, ...registrations })
    const invitation = await openInvitation(ctx, input.code)
    if (input.email !== undefined && normalEmail(input.email) !== invitation.email) {
      throw new AppError('unauthenticated', 'This invitation is for another e-mail address', { reason: 'invite_email' })
    }
    const invited = await findUser(ctx.db, invitation.userId)
    if (invited !== null) requireMayUsePassword(invited)
    requireGoodPassword(input.password, invitation.email)
    return { organizationId: invitation.organizationId, invitation, passwordHash: await ctx.identity.passwords.hash(input.password) }
  },
  async run(ctx, input, { invitation, passwordHash }) {
    const { tx } = ctx
    const now = nowOf(ctx)
    const { userId, email } = invitation
    if ((await spendSignInLink(tx, credentialHash(input.code), 'invitation', now)) === null) throw missingInvitation()
    await updatePasswordHash(tx, userId, passwordHash, now)
    await updateUser(tx, userId, { firstName: input.firstName.trim(), lastName: input.lastName.trim(), isPending: false }, now)
    ctx.record({ targetKind: 'member', targetId: userId, before: { isPending: true }, after: { email, isPending: false } })
    forgetAfterCommit(ctx, userId)
    return startSession(ctx, { userId, organizationId: invitation.organizationId, via: 'invitation', userAgent: input.userAgent })
  },
})

/**
 * Registers somebody by an e-mail domain that an organization allows: an account of its own, signed in, that may join
 * once the code that is mailed to the address was typed in. The first person of an installation comes by the set-up link.
 * Throws `forbidden` (`setup_link`, `registration_closed`), `invalid` (`email_taken`, `weak_password`).
 */
export const registerByDomain = writeOperation<
  AccountCtx,
  PersonToRegister & { email: string; /** In which they are written to. */ language?: Language | undefined },
  Target & { email: string; passwordHash: string },
  StartedSession
>({
  name: 'identity.registerByDomain',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    await requireAttempt(ctx, { key: `register:${input.address}`, ...registrations })
    const email = requireEmail(input.email)
    if ((await countUsers(ctx.db)) === 0) {
      throw new AppError('forbidden', 'The first administrator is made with the set-up link that Atrium prints when it starts.', { reason: 'setup_link' })
    }
    if (!ctx.mail.isConfigured || (await organizationsAllowing(ctx.db, domainOf(email))).length === 0) {
      throw new AppError('forbidden', 'Nobody may register with this e-mail address. Ask an administrator for an invitation.', {
        reason: 'registration_closed',
      })
    }
    requireGoodPassword(input.password, email)
    return { organizationId: null, email, passwordHash: await ctx.identity.passwords.hash(input.password) }
  },
  async run(ctx, input, { email, passwordHash }) {
    const userId = newId()
    const isNew = await insertUserUnlessTaken(ctx.tx, {
      id: userId,
      email,
      firstName: input.firstName.trim(),
      lastName: input.lastName.trim(),
      passwordHash,
      emailVerified: false,
      isSetupComplete: false,
      language: input.language,
      now: nowOf(ctx),
    })
    if (!isNew) throw new AppError('invalid', 'This e-mail address is in use', { reason: 'email_taken' })
    ctx.record({ targetKind: 'user', targetId: userId, before: null, after: { email } })
    await issuePasscode(ctx, { id: userId, email })
    return startSession(ctx, { userId, organizationId: null, via: 'registration', userAgent: input.userAgent })
  },
})
