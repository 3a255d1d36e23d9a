import { timingSafeEqual } from 'node:crypto'
import type { Target } from '../../../access/actions.ts'
import { perform, writeOperation } from '../../../access/operation.ts'
import { recordRefusal } from '../../../access/refusals.ts'
import { credentialHash } from '../credential-hash.ts'
import { forgetAfterCommit, nowOf } from '../identity-ctx.ts'
import { startSession } from '../start-session.ts'
import type { StartedSession } from '../types.ts'
import { admitPerson } from './admit-person.ts'
import { takeAttempt, type OidcAttempt } from './attempt-store.ts'
import { proofOf } from './begin-sign-in.ts'
import { readClaims, wantedClaims, type PersonClaims } from './claims.ts'
import { auditReasonOf, failureOf, oidcFailure, type OidcFailure } from './failure.ts'
import { linkIdentity } from './link-identity.ts'
import { redirectUriOf, type OidcCtx } from './oidc-ctx.ts'
import { exchange, openProvider } from './provider-client.ts'
import { findProviderBySlug } from './provider-store.ts'
import { syncGroups } from './sync-groups.ts'
import type { IdentityProvider } from './types.ts'

export type FinishOidc = {
  slug: string
  /** What the provider sent along, as it came: `code=…&state=…`. */
  query: string
  /** The cookie that the sign-in began with. */
  browserSecret: string | undefined
  userAgent?: string | undefined
}

/** How it ended. `provider` is its name, for whoever reads what went wrong. */
export type FinishedOidc = { returnPath: string; isLinking: boolean; provider: string | null } & (
  | { outcome: 'signed_in'; session: StartedSession }
  | { outcome: 'linked' }
  | { outcome: 'failed'; reason: OidcFailure }
)

/**
 * Takes somebody back from a provider: signs them in, or adds the way in to their account. Never throws for what people
 * or providers do wrong; what was refused is in the audit log with the check that refused it.
 */
export async function finishOidcSignIn(ctx: OidcCtx, input: FinishOidc): Promise<FinishedOidc> {
  const provider = await findProviderBySlug(ctx.db, input.slug)
  let attempt: OidcAttempt | null = null
  const facts = (): Pick<FinishedOidc, 'returnPath' | 'isLinking' | 'provider'> => ({
    returnPath: attempt?.returnPath ?? '/',
    isLinking: attempt?.linkingUserId != null,
    provider: provider?.name ?? null,
  })
  try {
    const parameters = new URLSearchParams(input.query)
    const state = parameters.get('state') ?? ''
    // Taken before anything is asked: whatever comes of it, it does not work a second time.
    attempt = await takeAttempt(ctx.db, credentialHash(state))
    if (provider === null || !provider.isEnabled) throw oidcFailure('provider_off')
    const { browserSecret, linkingUserId } = requireOwn(ctx, attempt, provider, input.browserSecret)
    const callback = new URL(redirectUriOf(ctx, provider.slug))
    callback.search = input.query
    const client = await openProvider(ctx, provider)
    const claims = await exchange(client, callback, proofOf(state, browserSecret), wantedClaims(provider.groupsClaim))
    const person = readClaims(claims, provider.groupsClaim)
    if (linkingUserId !== null) {
      await perform(linkOidcIdentity, ctx, { provider, person, userId: linkingUserId })
      return { ...facts(), outcome: 'linked' }
    }
    // Whoever is signed in already becomes whoever the provider says.
    const session = await perform(signInByOidc, ctx, { provider, person, userAgent: input.userAgent })
    return { ...facts(), outcome: 'signed_in', session }
  } catch (error) {
    const reason = failureOf(error)
    if (reason === null) throw error
    await recordRefusal(ctx, {
      operation: 'identity.finishOidcSignIn',
      organizationId: provider?.organizationId ?? null,
      targetKind: 'identity_provider',
      targetId: provider?.id ?? 'unknown',
      reason: auditReasonOf(error, reason),
    })
    return { ...facts(), outcome: 'failed', reason }
  }
}

type OwnAttempt = { browserSecret: string; linkingUserId: string | null }

/** The attempt, if it is for this provider, still in time, and the browser is the one that began it. */
function requireOwn(ctx: OidcCtx, attempt: OidcAttempt | null, provider: IdentityProvider, browserSecret: string | undefined): OwnAttempt {
  const isOwn =
    attempt !== null &&
    browserSecret !== undefined &&
    attempt.providerId === provider.id &&
    attempt.expiresAt.getTime() > nowOf(ctx).getTime() &&
    timingSafeEqual(attempt.browserHash, credentialHash(browserSecret))
  if (!isOwn) throw oidcFailure('expired')
  return { browserSecret, linkingUserId: attempt.linkingUserId }
}

type Person = { provider: IdentityProvider; person: PersonClaims }

const signInByOidc = writeOperation<OidcCtx, Person & { userAgent: string | undefined }, Target, StartedSession>({
  name: 'identity.signInByOidc',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  target: async (_ctx, { provider }) => ({ organizationId: provider.organizationId }),
  async run(ctx, { provider, person, userAgent }) {
    const userId = await admitPerson(ctx, provider, person)
    await syncGroups(ctx, provider, person, userId)
    forgetAfterCommit(ctx, userId)
    return startSession(ctx, { userId, organizationId: provider.organizationId, via: `oidc:${provider.slug}`, userAgent })
  },
})

const linkOidcIdentity = writeOperation<OidcCtx, Person & { userId: string }, Target, void>({
  name: 'identity.linkIdentity',
  action: 'self.update',
  allow: ['anonymous'],
  sessionOnly: true,
  writes: true,
  async target(ctx, { provider, userId }) {
    const { actor } = ctx
    if (actor.kind !== 'user' || actor.userId !== userId || actor.organizationId !== provider.organizationId) throw oidcFailure('other_person')
    return { organizationId: actor.organizationId, ownerId: userId }
  },
  run: (ctx, { provider, person, userId }) => linkIdentity(ctx, provider, person, userId),
})
