import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { Runs } from '../../jobs/run.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import { normalEmail } from './email.ts'
import { forgetAfterCommit, nowOf, organizationTarget, selfTarget, type AccountCtx, type IdentityCtx } from './identity-ctx.ts'
import { passwordResetMail } from './mails/account-mails.ts'
import { mayUsePassword } from './may-use-password.ts'
import { findMember } from './member-store.ts'
import { requireGoodPassword } from './password-rules.ts'
import { requireAttempt } from './require-attempt.ts'
import { afterProof } from './require-proof.ts'
import { deleteSessionsOf } from './session-store.ts'
import { clearSignInAttempts } from './sign-in-attempts.ts'
import { deleteSignInLinksOf, findSignInLink, insertSignInLink, spendSignInLink } from './sign-in-link-store.ts'
import { tellPerson } from './tell-person.ts'
import { findUser, findUserByEmail, updatePasswordHash, type UserWithPassword } from './user-store.ts'

const lifeMinutes = 60
const requests = { windowSeconds: 3600, perAccount: 5, perAddress: 30 } as const
const tries = { windowSeconds: 900, perAddress: 30 } as const

/** The kind of run that answers a wish for a new password. */
export const passwordResetRun = 'password_reset'

/**
 * Takes a wish for a new password. What becomes of it happens in a run, so that known, unknown and SSO-only addresses
 * get the same answer in the same time. Throws `limit_exceeded`, for unknown addresses too.
 */
export const askForPasswordReset = readOperation<AccountCtx & { runs: Runs }, { email: string; address: string }, Target, void>({
  name: 'identity.askForPasswordReset',
  action: 'self.view',
  allow: ['anonymous'],
  async target(ctx, input) {
    const { windowSeconds, perAccount, perAddress } = requests
    await requireAttempt(ctx, { key: `reset-address:${input.address}`, most: perAddress, windowSeconds })
    await requireAttempt(ctx, { key: `reset:${normalEmail(input.email).slice(0, 300)}`, most: perAccount, windowSeconds })
    return { organizationId: null }
  },
  async run(ctx, input) {
    if (!ctx.mail.isConfigured) return
    const payload = { email: normalEmail(input.email).slice(0, 300) }
    await ctx.runs.enqueue({ kind: passwordResetRun, payload, organizationId: null, projectId: null, createdBy: null })
  },
})

/** Mails a link to whoever has this address and signs in with a password; to nobody else. */
export const mailPasswordReset = writeOperation<AccountCtx, { email: string }, Target, void>({
  name: 'identity.mailPasswordReset',
  action: 'self.update',
  allow: ['system'],
  writes: true,
  async target(ctx) {
    if (ctx.actor.kind !== 'system') throw new AppError('forbidden', 'Links by mail are made by the house only', { reason: 'system_only' })
    return selfTarget(ctx)
  },
  async run(ctx, input) {
    const user = await findUserByEmail(ctx.tx, input.email)
    if (user === null || !mayReset(user) || !ctx.mail.isConfigured) return
    await mailLink(ctx, user, await makeLink(ctx, user))
  },
})

export type MemberReset = { /** Null when the member gets it by mail. */ link: string | null; email: string; expiresAt: Date }

/**
 * A way to a new password for a member who asks an administrator: mailed to them, or given to the administrator where no
 * mail is sent. `invalid` (`no_password`) for those who have none to reset, `forbidden` (`proof_needed`).
 */
export const resetPasswordOfMember = writeOperation<AccountCtx, { userId: string }, Target & { user: UserWithPassword }, MemberReset>({
  name: 'identity.resetPasswordOfMember',
  action: 'member.update',
  sessionOnly: true,
  writes: true,
  target: afterProof(async (ctx: AccountCtx, { userId }: { userId: string }) => {
    const { organizationId } = await organizationTarget(ctx)
    const member = await findMember(ctx.db, organizationId, userId, nowOf(ctx))
    const user = member === null ? null : await findUser(ctx.db, userId)
    if (user === null) throw new AppError('not_found', 'There is no such member in your organization', { reason: 'member_missing' })
    return { organizationId, user }
  }),
  async run(ctx, _input, { user }) {
    if (!mayReset(user)) throw new AppError('invalid', 'This member does not sign in with a password, or is deactivated.', { reason: 'no_password' })
    const made = await makeLink(ctx, user)
    if (ctx.mail.isConfigured) await mailLink(ctx, user, made)
    return { link: ctx.mail.isConfigured ? null : made.link, email: user.email, expiresAt: made.expiresAt }
  },
})

/** Without a password in use there is none to reset: pending members have their invitation, others their identity provider. */
const mayReset = (user: UserWithPassword): boolean => user.isActive && !user.isPending && user.hasPassword && mayUsePassword(user)

type MadeLink = { link: string; expiresAt: Date }

async function makeLink(ctx: AccountCtx & WriteCtx, user: UserWithPassword): Promise<MadeLink> {
  const code = newSecret(32)
  const expiresAt = new Date(nowOf(ctx).getTime() + lifeMinutes * 60_000)
  await insertSignInLink(ctx.tx, { hash: credentialHash(code), purpose: 'password_reset', userId: user.id, expiresAt })
  ctx.record({ targetKind: 'password', targetId: user.id, before: null, after: { resetLinkUntil: expiresAt } })
  return { link: ctx.mail.linkTo(`/reset-password/${encodeURIComponent(code)}`), expiresAt }
}

const mailLink = (ctx: AccountCtx & WriteCtx, user: UserWithPassword, { link, expiresAt }: MadeLink): Promise<void> =>
  ctx.mail.post(passwordResetMail({ to: user.email, language: user.language ?? 'en' }, { minutes: lifeMinutes, link }), expiresAt, ctx.tx)

/** Whether a link to a new password still works; throws like `setNewPassword`. */
export const checkPasswordReset = readOperation<IdentityCtx, { code: string }, Target & { user: UserWithPassword }, { email: string }>({
  name: 'identity.checkPasswordReset',
  action: 'self.view',
  allow: ['anonymous'],
  target: async (ctx, { code }) => ({ organizationId: null, user: await personOfLink(ctx, code) }),
  run: async (_ctx, _input, { user }) => ({ email: user.email }),
})

export type SetNewPassword = { code: string; newPassword: string; address: string }

/**
 * Sets a new password by a link, once. All sessions of the person end, and nobody is signed in: whoever has the link
 * shows that they know the new password too. Throws `not_found`, `invalid` (`reset_expired`, `weak_password`), `limit_exceeded`.
 */
export const setNewPassword = writeOperation<AccountCtx, SetNewPassword, Target & { user: UserWithPassword; passwordHash: string }, void>({
  name: 'identity.setNewPassword',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  async target(ctx, input) {
    await requireAttempt(ctx, { key: `new-password:${input.address}`, most: tries.perAddress, windowSeconds: tries.windowSeconds })
    const user = await personOfLink(ctx, input.code)
    requireGoodPassword(input.newPassword, user.email)
    return { organizationId: user.organization?.id ?? null, user, passwordHash: await ctx.identity.passwords.hash(input.newPassword) }
  },
  async run(ctx, input, { user, passwordHash }) {
    const { tx } = ctx
    const now = nowOf(ctx)
    if ((await spendSignInLink(tx, credentialHash(input.code), 'password_reset', now)) === null) throw missingLink()
    await updatePasswordHash(tx, user.id, passwordHash, now)
    await deleteSessionsOf(tx, user.id, null)
    await deleteSignInLinksOf(tx, user.id, 'password_reset')
    // Whoever forgot the password has used up tries with wrong ones.
    await clearSignInAttempts(tx, user.email)
    const isMailed = await tellPerson(ctx, { userId: user.id, to: user.email, news: { what: 'password_reset' } })
    ctx.record({ targetKind: 'password', targetId: user.id, before: null, after: { reset: true, isMailed } })
    forgetAfterCommit(ctx, user.id)
  },
})

async function personOfLink(ctx: IdentityCtx, code: string): Promise<UserWithPassword> {
  const link = await findSignInLink(ctx.db, credentialHash(code), 'password_reset')
  const user = link?.userId == null ? null : await findUser(ctx.db, link.userId)
  // Deactivated since: the link is as good as gone.
  if (link === null || user === null || !mayReset(user)) throw missingLink()
  if (link.expiresAt.getTime() <= nowOf(ctx).getTime()) {
    throw new AppError('invalid', 'This link is older than an hour. Ask for a new one.', { reason: 'reset_expired' })
  }
  return user
}

const missingLink = (): AppError =>
  new AppError('not_found', 'This link does not exist: it was used already, replaced by a newer one, or not copied whole. Ask for a new one.', {
    reason: 'reset_missing',
  })
