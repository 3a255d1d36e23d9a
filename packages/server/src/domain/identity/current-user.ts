import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { requireEmail } from './email.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type AccountCtx, type IdentityCtx } from './identity-ctx.ts'
import { requireProof } from './require-proof.ts'
import { deleteSignInLinksOf } from './sign-in-link-store.ts'
import { tellPerson } from './tell-person.ts'
import type { User } from './types.ts'
import { findUser, findUserByEmail, updateUser, type UserChange } from './user-store.ts'

/** The caller. */
export const getCurrentUser = readOperation<IdentityCtx, Record<string, never>, Target, User>({
  name: 'identity.getCurrentUser',
  action: 'self.view',
  whileImpersonating: true,
  beforeEnrolment: true,
  target: selfTarget,
  async run(ctx) {
    const user = await findUser(ctx.db, personOf(ctx).userId)
    if (user === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    return withoutHash(user)
  },
})

export type UpdateProfile = Omit<UserChange, 'emailVerified' | 'isActive' | 'isPending'>

/**
 * Changes the caller's own profile. A new e-mail address is unverified, needs a fresh proof of who asks, and the old one is
 * told of it. Throws `invalid` (`email_taken`, `name`), `forbidden` (`proof_needed`).
 */
export const updateProfile = writeOperation<AccountCtx, UpdateProfile, Target, User>({
  name: 'identity.updateProfile',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const { userId } = personOf(ctx)
    const before = await findUser(ctx.tx, userId)
    if (before === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    const change = await checkedChange(ctx, before, input)
    await updateUser(ctx.tx, userId, change, nowOf(ctx))
    const isMailed = change.email === undefined ? null : await leaveAddress(ctx, before, change.email)
    const after = await findUser(ctx.tx, userId)
    if (after === null) throw new AppError('unauthenticated', 'Failed to authorize user')
    const changed = Object.keys(change) as (keyof UserChange)[]
    const pick = (user: User): object => Object.fromEntries(changed.map((key) => [key, user[key]]))
    ctx.record({ targetKind: 'user', targetId: userId, before: pick(before), after: { ...pick(after), ...(isMailed === null ? {} : { isMailed }) } })
    forgetAfterCommit(ctx, userId)
    return withoutHash(after)
  },
})

/** What went to the old address must not open the account any more, and whoever reads it hears of the change. */
async function leaveAddress(ctx: AccountCtx & WriteCtx, before: User, email: string): Promise<boolean> {
  await requireProof(ctx)
  await deleteSignInLinksOf(ctx.tx, before.id, 'password_reset')
  return tellPerson(ctx, { userId: before.id, to: before.email, news: { what: 'email_changed', from: before.email, to: email } })
}

async function checkedChange(ctx: IdentityCtx & { tx: IdentityCtx['db'] }, before: User, input: UpdateProfile): Promise<UserChange> {
  const change: UserChange = { ...input }
  for (const key of ['firstName', 'lastName'] as const) {
    const name = input[key]
    if (name === undefined) continue
    change[key] = name.trim()
    if (name.trim().length > 200)
      throw new AppError('invalid', 'A name may have at most 200 characters', {
        reason: 'name',
        fields: [{ path: key, message: 'may have at most 200 characters' }],
      })
  }
  if (input.email === undefined) return change
  const email = requireEmail(input.email)
  if (email === before.email) {
    delete change.email
    return change
  }
  if ((await findUserByEmail(ctx.tx, email)) !== null) throw new AppError('invalid', 'This e-mail address is in use', { reason: 'email_taken' })
  return { ...change, email, emailVerified: false }
}

function withoutHash(user: User & { passwordHash?: string | null }): User {
  const { passwordHash: _secret, ...rest } = user
  return rest
}
