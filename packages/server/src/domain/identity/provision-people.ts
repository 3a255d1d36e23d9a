import type { Target } from '../../access/actions.ts'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import { requireEmail } from './email.ts'
import { forgetAfterCommit, nowOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { firstOrganizationId, insertOrganization, lockFounding, setMemberRole } from './organization-store.ts'
import { passwordProblem } from './password-rules.ts'
import { deleteSessionsOf } from './session-store.ts'
import { deleteSignInLinksOf } from './sign-in-link-store.ts'
import { newTokenRow } from './token-secret.ts'
import { deleteToken, findTokenByHash, insertToken, listTokensOf } from './token-store.ts'
import { findUserByEmail, insertUser, updatePasswordHash, updateUser, type NewUser } from './user-store.ts'

export type Provisioned = { organizationId: string; userId: string }

export type ProvisionAdmin = { email: string; password: string | null; token: string | null }

/** Marks the token that comes from the configuration, so that a changed one takes its place. */
const tokenDescription = 'ATRIUM_ADMIN_TOKEN'

type ReadyAdmin = { email: string; passwordHash: string | null }

/**
 * Makes the person of `ATRIUM_ADMIN_…` an administrator of this installation's organization (made when there is none)
 * with that password and token. The same at every start changes nothing. Throws `invalid` naming the variable.
 */
export const provisionAdmin = writeOperation<IdentityCtx, ProvisionAdmin, Target & ReadyAdmin, Provisioned>({
  name: 'identity.provisionAdmin',
  action: 'member.update',
  allow: ['system'],
  writes: true,
  async target(ctx, input) {
    const email = requireEmail(input.email)
    return { ...(await selfTarget(ctx)), email, passwordHash: await newHash(ctx, email, input.password) }
  },
  async run(ctx, input, { email, passwordHash }) {
    await lockFounding(ctx.tx)
    const organizationId = await foundOrganization(ctx, 'Atrium')
    const userId = await ensureAdmin(ctx, { email, firstName: 'Admin', lastName: '', organizationId })
    if (passwordHash !== null) {
      await updatePasswordHash(ctx.tx, userId, passwordHash, nowOf(ctx))
      await deleteSessionsOf(ctx.tx, userId, null)
      ctx.record({ targetKind: 'password', targetId: userId, before: null, after: { from: 'ATRIUM_ADMIN_PASSWORD' } })
      forgetAfterCommit(ctx, userId)
    }
    if (input.token !== null) await ensureToken(ctx, userId, input.token)
    return { organizationId, userId }
  },
})

/** The organization and the person of the demo, who signs in by link only; made once. */
export const provisionDemoPeople = writeOperation<IdentityCtx, Record<string, never>, Target, Provisioned>({
  name: 'identity.provisionDemoPeople',
  action: 'member.update',
  allow: ['system'],
  writes: true,
  target: selfTarget,
  async run(ctx) {
    await lockFounding(ctx.tx)
    const organizationId = await foundOrganization(ctx, 'Atrium demo')
    const userId = await ensureAdmin(ctx, { email: 'demo@atrium.example', firstName: 'Demo', lastName: 'Person', organizationId })
    return { organizationId, userId }
  },
})

/** The hash of a password that is not the stored one yet, else null. */
async function newHash(ctx: IdentityCtx, email: string, password: string | null): Promise<string | null> {
  if (password === null) return null
  const known = await findUserByEmail(ctx.db, email)
  if (known?.passwordHash != null && (await ctx.identity.passwords.verify(password, known.passwordHash))) return null
  const problem = passwordProblem(password, email)
  if (problem !== null) throw new AppError('invalid', `ATRIUM_ADMIN_PASSWORD cannot be used. ${problem}`, { reason: 'weak_password' })
  return ctx.identity.passwords.hash(password)
}

async function foundOrganization(ctx: IdentityCtx & WriteCtx, name: string): Promise<string> {
  const known = await firstOrganizationId(ctx.tx)
  if (known !== null) return known
  const id = newId()
  await insertOrganization(ctx.tx, { id, name, now: nowOf(ctx) })
  ctx.record({ targetKind: 'organization', targetId: id, before: null, after: { name } })
  return id
}

async function ensureAdmin(
  ctx: IdentityCtx & WriteCtx,
  person: Pick<NewUser, 'email' | 'firstName' | 'lastName'> & { organizationId: string },
): Promise<string> {
  const { tx } = ctx
  const now = nowOf(ctx)
  const known = await findUserByEmail(tx, person.email)
  if (known?.organization?.role === 'admin' && !known.isPending) return known.id
  if (known?.organization != null && known.organization.id !== person.organizationId) {
    throw new AppError('conflict', `${person.email} belongs to another organization of this installation.`, { reason: 'other_organization' })
  }
  const userId = known?.id ?? newId()
  if (known === null) await insertUser(tx, { ...person, id: userId, passwordHash: null, emailVerified: true, now })
  // Whoever runs the server answers for them: an invitation is not waited for.
  else if (known.isPending) {
    await updateUser(tx, userId, { isPending: false, isSetupComplete: true }, now)
    // Whoever holds the link would otherwise set a password for an administrator.
    await deleteSignInLinksOf(tx, userId, 'invitation')
  }
  await setMemberRole(tx, { userId, organizationId: person.organizationId, role: 'admin', now })
  ctx.record({
    targetKind: 'member',
    targetId: userId,
    before: known === null ? null : { role: known.organization?.role ?? null },
    after: { email: person.email, role: 'admin', organizationId: person.organizationId },
  })
  forgetAfterCommit(ctx, userId)
  return userId
}

async function ensureToken(ctx: IdentityCtx & WriteCtx, userId: string, secret: string): Promise<void> {
  const { tx } = ctx
  const known = await findTokenByHash(tx, credentialHash(secret))
  if (known?.userId === userId && known.expiresAt === null) return
  const earlier = (await listTokensOf(tx, userId)).filter((token) => token.description === tokenDescription)
  for (const token of known === null ? earlier : [...earlier, known]) {
    await deleteToken(tx, token.id)
    forgetAfterCommit(ctx, token.userId)
  }
  const token = newTokenRow({ userId, description: tokenDescription, expiresAt: null, now: nowOf(ctx), secret })
  await insertToken(tx, token)
  ctx.record({ targetKind: 'token', targetId: token.id, before: null, after: { description: token.description, prefix: token.prefix } })
}
