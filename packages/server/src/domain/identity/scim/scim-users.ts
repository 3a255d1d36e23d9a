import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { requireEmail } from '../email.ts'
import { endCredentials } from '../end-credentials.ts'
import { forgetAfterCommit, nowOf, organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { changeRole, deactivate, reactivate } from '../member-changes.ts'
import { setMemberRole } from '../organization-store.ts'
import { deleteAllSignInLinksOf } from '../sign-in-link-store.ts'
import { findUserByEmail, insertUserUnlessTaken, updateUser } from '../user-store.ts'
import { findDeletedUser, findScimStatus, findScimUser, isUserNameTaken, listScimUsers, lockUser, markDeleted, upsertManagedUser } from './scim-user-store.ts'
import type { ScimQuery, ScimStatus, ScimUser, ScimUserWish } from './types.ts'

type Organization = Target & { organizationId: string }
type Found = Organization & { user: ScimUser }
type Ctx = IdentityCtx & WriteCtx
type Key = { userId: string }

/** Whether the caller may provision at all: for what describes the interface. */
export const describeScim = readOperation<IdentityCtx, Record<string, never>, Organization, { organizationId: string }>({
  name: 'scim.describe',
  action: 'scim.provision',
  target: organizationTarget,
  run: async (_ctx, _input, { organizationId }) => ({ organizationId }),
})

/** What the provider did last and how much it looks after; for administrators. */
export const getScimStatus = readOperation<IdentityCtx, Record<string, never>, Organization, ScimStatus>({
  name: 'scim.status',
  action: 'scim.view',
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    await ctx.identity.authenticator.flush()
    return findScimStatus(ctx.db, organizationId)
  },
})

/** People of the organization. */
export const listProviderUsers = readOperation<IdentityCtx, ScimQuery, Organization, { users: ScimUser[]; total: number }>({
  name: 'scim.list_users',
  action: 'scim.provision',
  target: organizationTarget,
  run: (ctx, query, { organizationId }) => listScimUsers(ctx.db, organizationId, query),
})

/** A person of the organization as the provider sees them; `not_found` for one it has deleted. */
export const getScimUser = readOperation<IdentityCtx, Key, Found, ScimUser>({
  name: 'scim.get_user',
  action: 'scim.provision',
  target: userTarget,
  run: async (_ctx, _input, { user }) => user,
})

/**
 * Makes a person, who signs in without a password of ours; one whom the provider had deleted comes back with what they
 * made, and with nothing that opened their account before. `conflict`
 * (`user_name_taken`, `email_taken`) when somebody is there already.
 */
export const createScimUser = writeOperation<IdentityCtx, ScimUserWish, Organization, ScimUser>({
  name: 'scim.create_user',
  action: 'scim.provision',
  writes: true,
  target: organizationTarget,
  async run(ctx, wish, { organizationId }) {
    const { tx } = ctx
    const now = nowOf(ctx)
    const email = requireEmail(wish.email)
    if (await isUserNameTaken(tx, organizationId, wish.userName, null)) throw userNameTaken(wish.userName)
    const returning = await findDeletedUser(tx, organizationId, { ...wish, email })
    const userId = returning ?? newId()
    if (returning === null) {
      const person = { id: userId, email, firstName: wish.firstName, lastName: wish.lastName, passwordHash: null, emailVerified: true, now }
      if (!(await insertUserUnlessTaken(tx, person))) throw emailTaken(email)
      await setMemberRole(tx, { userId, organizationId, role: wish.role ?? 'member', now })
      if (!wish.active) await updateUser(tx, userId, { isActive: false }, now)
      await upsertManagedUser(tx, { ...wish, userId, organizationId, now })
    } else {
      // Addresses are given to others after a while: nothing of before opens the account, and its role is what is said now.
      await endCredentials(tx, userId, now)
      await upsertManagedUser(tx, { ...wish, userId, organizationId, now })
      await apply(ctx, await userNow(ctx, organizationId, userId), organizationId, { ...wish, email, role: wish.role ?? 'member' })
    }
    const user = await userNow(ctx, organizationId, userId)
    ctx.record({ targetKind: 'member', targetId: userId, before: null, after: loggable(user) })
    forgetAfterCommit(ctx, userId)
    return user
  },
})

/** Makes a person what `change` says of them as they are now. Throws `forbidden` (`last_admin`), `conflict` as `createScimUser`. */
export const changeScimUser = writeOperation<IdentityCtx, Key & { change: (user: ScimUser) => ScimUserWish }, Found, ScimUser>({
  name: 'scim.change_user',
  action: 'scim.provision',
  writes: true,
  target: userTarget,
  async run(ctx, { change }, { organizationId, user: { id } }) {
    await lockUser(ctx.tx, id)
    const before = await userNow(ctx, organizationId, id)
    const wish = change(before)
    await apply(ctx, before, organizationId, { ...wish, email: requireEmail(wish.email) })
    await upsertManagedUser(ctx.tx, { ...wish, userId: id, organizationId, now: nowOf(ctx) })
    const after = await userNow(ctx, organizationId, id)
    ctx.record({ targetKind: 'member', targetId: id, before: loggable(before), after: loggable(after) })
    forgetAfterCommit(ctx, id)
    return after
  },
})

/** Locks a person out and takes them out of their groups; what they made stays. The provider does not see them any more. */
export const deleteScimUser = writeOperation<IdentityCtx, Key, Found, void>({
  name: 'scim.delete_user',
  action: 'scim.provision',
  writes: true,
  target: userTarget,
  async run(ctx, _input, { organizationId, user }) {
    await deactivate(ctx, { organizationId, userId: user.id })
    await markDeleted(ctx.tx, { ...user, userId: user.id, organizationId, now: nowOf(ctx) })
    ctx.record({ targetKind: 'member', targetId: user.id, before: loggable(user), after: { isActive: false, deletedByProvider: true } })
    forgetAfterCommit(ctx, user.id)
  },
})

async function userTarget(ctx: IdentityCtx, { userId }: Key): Promise<Found> {
  const { organizationId } = await organizationTarget(ctx)
  const user = await findScimUser(ctx.db, organizationId, userId)
  if (user === null) throw new AppError('not_found', `There is no user ${userId}`, { reason: 'member_missing' })
  return { organizationId, user }
}

async function userNow(ctx: Ctx, organizationId: string, id: string): Promise<ScimUser> {
  const user = await findScimUser(ctx.tx, organizationId, id)
  if (user === null) throw new AppError('not_found', `There is no user ${id}`, { reason: 'member_missing' })
  return user
}

async function apply(ctx: Ctx, before: ScimUser, organizationId: string, wish: ScimUserWish): Promise<void> {
  const { tx } = ctx
  const { id } = before
  const now = nowOf(ctx)
  if (wish.userName.toLowerCase() !== before.userName.toLowerCase() && (await isUserNameTaken(tx, organizationId, wish.userName, id))) {
    throw userNameTaken(wish.userName)
  }
  if (wish.email !== before.email) {
    if ((await findUserByEmail(tx, wish.email)) !== null) throw emailTaken(wish.email)
    // The provider answers for its addresses. What went to the old one must not open the account any more.
    await updateUser(tx, id, { email: wish.email, emailVerified: true }, now)
    await deleteAllSignInLinksOf(tx, id)
  }
  if (wish.firstName !== before.firstName || wish.lastName !== before.lastName) {
    await updateUser(tx, id, { firstName: wish.firstName, lastName: wish.lastName }, now)
  }
  const member = { organizationId, userId: id }
  if (wish.role !== null && wish.role !== before.role) await changeRole(ctx, member, wish.role)
  if (!wish.active && before.active) await deactivate(ctx, member)
  if (wish.active && !before.active) await reactivate(ctx, member)
}

const loggable = ({ userName, email, firstName, lastName, active, role }: ScimUser): object => ({
  userName,
  email,
  firstName,
  lastName,
  isActive: active,
  role,
})

const userNameTaken = (name: string): AppError => new AppError('conflict', `There is a user with the userName "${name}" already`, { reason: 'user_name_taken' })
const emailTaken = (email: string): AppError => new AppError('conflict', `There is an account with the address ${email} already`, { reason: 'email_taken' })
