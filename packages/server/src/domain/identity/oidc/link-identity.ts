import type { WriteCtx } from '../../../access/operation.ts'
import { nowOf } from '../identity-ctx.ts'
import { findLinkedUserId, insertIdentity } from '../linked-identity-store.ts'
import type { PersonClaims } from './claims.ts'
import { oidcFailure } from './failure.ts'
import type { OidcCtx } from './oidc-ctx.ts'
import type { IdentityProvider } from './types.ts'

/** Makes an account at a provider a way into a person's account. Throws `identity_taken` when it leads into another one. */
export async function linkIdentity(
  ctx: OidcCtx & WriteCtx,
  provider: IdentityProvider,
  { issuer, subject, email }: PersonClaims,
  userId: string,
): Promise<void> {
  const isNew = await insertIdentity(ctx.tx, { issuer, subject, issuerType: 'oidc', userId, email: email ?? subject, now: nowOf(ctx) })
  if (!isNew) {
    if ((await findLinkedUserId(ctx.tx, issuer, subject)) === userId) return
    throw oidcFailure('identity_taken')
  }
  ctx.record({
    targetKind: 'linked_identity',
    targetId: userId,
    before: null,
    after: { issuer, email, provider: provider.slug },
    by: { userId, organizationId: provider.organizationId },
  })
}
