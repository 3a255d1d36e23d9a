import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newPasscode } from '../../platform/ids.ts'
import { countPasscodeAttempt, deletePasscode, findPasscode, replacePasscode, type StoredPasscode } from './email-passcode-store.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx, type IdentityCtx } from './identity-ctx.ts'
import { emailCodeMail } from './mails/account-mails.ts'
import { requireAttempt } from './require-attempt.ts'
import { findUser, languageOf, updateUser, type UserWithPassword } from './user-store.ts'

const lifeMinutes = 15
const mostAttempts = 5
/** Each code allows `mostAttempts` guesses in a million: so many codes an hour. */
const codes = { windowSeconds: 3600, perAccount: 5, perAddress: 50 } as const

/** Whether the own address is known to be read by its owner, and the code that waits for being typed in. */
export type EmailStatus = {
  email: string
  isVerified: boolean
  passcode: { createdAt: Date; expiresAt: Date; attempts: number; isExpired: boolean; isUsedUp: boolean } | null
}

/**
 * Mails a new code to the caller's address; an earlier one is dead. Nothing is sent for an address that is verified.
 * Throws `limit_exceeded`, and `unavailable` (`no_mail`) where there is no mail server.
 */
export const sendEmailPasscode = writeOperation<AccountCtx, { address: string }, Target, EmailStatus>({
  name: 'identity.sendEmailPasscode',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  async target(ctx, { address }) {
    await requireAttempt(ctx, { key: `passcode:${personOf(ctx).userId}`, most: codes.perAccount, windowSeconds: codes.windowSeconds })
    await requireAttempt(ctx, { key: `passcode-address:${address}`, most: codes.perAddress, windowSeconds: codes.windowSeconds })
    return selfTarget(ctx)
  },
  async run(ctx) {
    const user = await requireUser(ctx, ctx.tx)
    if (!user.emailVerified) await issuePasscode(ctx, user)
    return statusOf(user, await findPasscode(ctx.tx, user.id), nowOf(ctx))
  },
})

/** Makes a code for an unverified person and mails it; part of an operation that knows who they are. */
export async function issuePasscode(ctx: AccountCtx & WriteCtx, user: { id: string; email: string }): Promise<void> {
  if (!ctx.mail.isConfigured) {
    throw new AppError('unavailable', 'This installation sends no mail, so addresses cannot be verified. Its operator can set ATRIUM_SMTP_URL.', {
      reason: 'no_mail',
    })
  }
  const code = newPasscode()
  const createdAt = nowOf(ctx)
  const expiresAt = new Date(createdAt.getTime() + lifeMinutes * 60_000)
  await replacePasscode(ctx.tx, user.id, { email: user.email, codeHash: codeHash(ctx, user, code), createdAt, expiresAt })
  await ctx.mail.post(emailCodeMail({ to: user.email, language: await languageOf(ctx.tx, user.id) }, { minutes: lifeMinutes, code }), expiresAt, ctx.tx)
  ctx.record({ targetKind: 'email', targetId: user.id, before: null, after: { codeSentTo: user.email, expiresAt } })
}

/** The state of the caller's address. Tries no code. */
export const getEmailStatus = readOperation<IdentityCtx, Record<string, never>, Target, EmailStatus>({
  name: 'identity.getEmailStatus',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx) {
    const user = await requireUser(ctx, ctx.db)
    return statusOf(user, user.emailVerified ? null : await findPasscode(ctx.db, user.id), nowOf(ctx))
  },
})

/**
 * Tries a code; a right one verifies the caller's address and is spent, a wrong one uses up an attempt, and the answer
 * says which. Throws `not_found` (`passcode_missing`) when no code was sent.
 */
export const tryEmailPasscode = writeOperation<IdentityCtx, { code: string }, Target, EmailStatus>({
  name: 'identity.tryEmailPasscode',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const now = nowOf(ctx)
    const user = await requireUser(ctx, ctx.tx)
    if (user.emailVerified) return statusOf(user, null, now)
    const tried = await countPasscodeAttempt(ctx.tx, user.id, mostAttempts, now)
    // A code proves the address it went to, not one that was set since.
    const isRight = tried !== null && tried.email === user.email && timingSafeEqual(tried.codeHash, codeHash(ctx, user, input.code.trim()))
    if (!isRight) {
      const known = await findPasscode(ctx.tx, user.id)
      if (known === null) throw new AppError('not_found', 'No code was sent to this address. Ask for one first.', { reason: 'passcode_missing' })
      if (tried !== null) ctx.record({ targetKind: 'email', targetId: user.id, before: null, after: { wrongCodes: tried.attempts } })
      return statusOf(user, known, now)
    }
    await updateUser(ctx.tx, user.id, { emailVerified: true }, now)
    await deletePasscode(ctx.tx, user.id)
    ctx.record({ targetKind: 'email', targetId: user.id, before: { isVerified: false }, after: { isVerified: true, email: user.email } })
    forgetAfterCommit(ctx, user.id)
    return statusOf({ ...user, emailVerified: true }, null, now)
  },
})

/** Bound to person, address and purpose: a hash that is moved to another row opens nothing. */
const codeHash = (ctx: IdentityCtx, user: { id: string; email: string }, code: string): Buffer =>
  createHmac('sha256', ctx.identity.passcodeKey).update(`verify-email ${user.id} ${user.email} ${code}`).digest()

const statusOf = (user: { email: string; emailVerified: boolean }, code: StoredPasscode | null, now: Date): EmailStatus => ({
  email: user.email,
  isVerified: user.emailVerified,
  passcode:
    code === null || code.email !== user.email
      ? null
      : {
          createdAt: code.createdAt,
          expiresAt: code.expiresAt,
          attempts: code.attempts,
          isExpired: code.expiresAt.getTime() <= now.getTime(),
          isUsedUp: code.attempts >= mostAttempts,
        },
})

async function requireUser(ctx: IdentityCtx, db: Parameters<typeof findUser>[0]): Promise<UserWithPassword> {
  const user = await findUser(db, personOf(ctx).userId)
  if (user === null) throw new AppError('unauthenticated', 'Failed to authorize user')
  return user
}
