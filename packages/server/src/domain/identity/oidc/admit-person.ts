import type { WriteCtx } from '../../../access/operation.ts'
import { newId } from '../../../platform/ids.ts'
import { domainOf } from '../email.ts'
import { nowOf } from '../identity-ctx.ts'
import { findLinkedUserId, lockIdentity, updateIdentityEmail } from '../linked-identity-store.ts'
import { setMemberRole } from '../organization-store.ts'
import { deleteSignInLinksOf, hasOpenInvitation } from '../sign-in-link-store.ts'
import { deleteUser, findUser, findUserByEmail, insertUserUnlessTaken, updateUser, type UserWithPassword } from '../user-store.ts'
import type { PersonClaims } from './claims.ts'
import { oidcFailure } from './failure.ts'
import { linkIdentity } from './link-identity.ts'
import type { OidcCtx } from './oidc-ctx.ts'
import type { IdentityProvider } from './types.ts'

type Admitting = OidcCtx & WriteCtx

/**
 * The account of whoever comes from a provider, made or linked where the organization wants that. Issuer and subject say
 * who somebody is; an e-mail address only where the provider has verified it and may speak for it. Throws `deactivated`,
 * `no_email`, `email_unverified`, `domain_not_allowed`, `invitation_over`, `email_taken`, `unknown_person`.
 */
export async function admitPerson(ctx: Admitting, provider: IdentityProvider, person: PersonClaims): Promise<string> {
  await lockIdentity(ctx.tx, person.issuer, person.subject)
  const linkedUserId = await findLinkedUserId(ctx.tx, person.issuer, person.subject)
  if (linkedUserId !== null) return admitLinked(ctx, provider, person, linkedUserId)
  const email = requireVouchedEmail(provider, person)
  const known = await findUserByEmail(ctx.tx, email)
  const userId = known === null ? await makeAccount(ctx, provider, person, email) : await joinAccount(ctx, provider, person, known)
  await linkIdentity(ctx, provider, person, userId)
  return userId
}

async function admitLinked(ctx: Admitting, provider: IdentityProvider, { issuer, subject, email }: PersonClaims, userId: string): Promise<string> {
  const user = await findUser(ctx.tx, userId)
  if (user?.organization?.id !== provider.organizationId) throw oidcFailure('unknown_person')
  if (!user.isActive) throw oidcFailure('deactivated')
  if (email !== null) await updateIdentityEmail(ctx.tx, { issuer, subject, email })
  return userId
}

function requireVouchedEmail({ domains }: IdentityProvider, { email, emailVerified }: PersonClaims): string {
  if (email === null) throw oidcFailure('no_email')
  if (!emailVerified) throw oidcFailure('email_unverified')
  if (domains.length > 0 && !domains.includes(domainOf(email))) throw oidcFailure('domain_not_allowed')
  return email
}

async function makeAccount(ctx: Admitting, provider: IdentityProvider, { firstName, lastName }: PersonClaims, email: string): Promise<string> {
  const { organizationId, role } = provider
  if (!provider.createsAccounts) throw oidcFailure('unknown_person')
  const userId = newId()
  const now = nowOf(ctx)
  const isNew = await insertUserUnlessTaken(ctx.tx, { id: userId, email, firstName, lastName, passwordHash: null, emailVerified: true, now })
  // Somebody took the address just now; trying again finds them.
  if (!isNew) throw oidcFailure('email_taken')
  await setMemberRole(ctx.tx, { userId, organizationId, role, now })
  ctx.record({ targetKind: 'member', targetId: userId, before: null, after: { email, role, provider: provider.slug }, by: { userId, organizationId } })
  return userId
}

async function joinAccount(ctx: Admitting, provider: IdentityProvider, person: PersonClaims, user: UserWithPassword): Promise<string> {
  if (user.organization === null && !user.emailVerified) {
    // Somebody registered the address and never showed that it is theirs; now its owner is here.
    await deleteUser(ctx.tx, user.id)
    return makeAccount(ctx, provider, person, user.email)
  }
  if (user.organization !== null && user.organization.id !== provider.organizationId) throw oidcFailure('email_taken')
  if (!user.isActive) throw oidcFailure('deactivated')
  if (user.isPending) return acceptInvitation(ctx, provider, person, user)
  // An address that nobody has verified here may be another's: whoever made the account would be in it too.
  if (!provider.joinsByEmail || !user.emailVerified) throw oidcFailure('email_taken')
  if (user.organization === null) {
    if (!provider.createsAccounts) throw oidcFailure('unknown_person')
    const { organizationId, role } = provider
    await setMemberRole(ctx.tx, { userId: user.id, organizationId, role, now: nowOf(ctx) })
    const by = { userId: user.id, organizationId }
    ctx.record({ targetKind: 'member', targetId: user.id, before: null, after: { email: user.email, role, provider: provider.slug }, by })
  }
  return user.id
}

/** A verified address is what an invitation asks for: the pending member is here, with the role they were invited to. */
async function acceptInvitation(ctx: Admitting, provider: IdentityProvider, { firstName, lastName }: PersonClaims, user: UserWithPassword): Promise<string> {
  const now = nowOf(ctx)
  if (!(await hasOpenInvitation(ctx.tx, user.id, now))) throw oidcFailure('invitation_over')
  await deleteSignInLinksOf(ctx.tx, user.id, 'invitation')
  await updateUser(ctx.tx, user.id, { firstName, lastName, isPending: false, isSetupComplete: true, emailVerified: true }, now)
  ctx.record({
    targetKind: 'member',
    targetId: user.id,
    before: { isPending: true },
    after: { email: user.email, isPending: false, provider: provider.slug },
    by: { userId: user.id, organizationId: provider.organizationId },
  })
  return user.id
}
