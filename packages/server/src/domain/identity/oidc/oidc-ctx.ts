import { AppError } from '../../../platform/errors.ts'
import type { Outbound } from '../../../platform/net/outbound.ts'
import type { KeyRing } from '../../../platform/secrets/key-ring.ts'
import { SecretError } from '../../../platform/secrets/secret-error.ts'
import { putSecret, readSecret, removeSecret } from '../../../platform/secrets/secret-store.ts'
import type { WriteCtx } from '../../../access/operation.ts'
import { nowOf, type IdentityCtx } from '../identity-ctx.ts'
import type { IdentityProvider } from './types.ts'

/** What operations need that keep secrets of identity providers. */
export type ProviderSecretsCtx = IdentityCtx & { keys: KeyRing }

/** What operations need that talk to identity providers. */
export type OidcCtx = ProviderSecretsCtx & {
  outbound: Outbound
  /** Where people reach this installation: the provider sends them back there, and nowhere that a request names. */
  settings: { siteUrl: string }
}

const purpose = 'be known to the identity provider'

/** The address at which a provider hands people back. It is registered there, so it never changes. */
export const redirectUriOf = (ctx: Pick<OidcCtx, 'settings'>, slug: string): string =>
  new URL(`/api/v1/oauth/redirect/oidc/${encodeURIComponent(slug)}`, ctx.settings.siteUrl).href

/** The client's secret, null for a public client. Throws `unavailable` when it cannot be opened with this installation's keys. */
export async function clientSecretOf(ctx: ProviderSecretsCtx, provider: Pick<IdentityProvider, 'id' | 'name'>): Promise<string | null> {
  try {
    return await readSecret(ctx.db, ctx.keys, { identityProviderId: provider.id }, purpose)
  } catch (cause) {
    if (!(cause instanceof SecretError)) throw cause
    throw new AppError(
      'unavailable',
      `The client secret of "${provider.name}" cannot be read with the keys of this installation. Enter it again.`,
      { reason: 'secret_unreadable' },
      { cause },
    )
  }
}

/** Keeps a secret in the place of the one before, encrypted; null takes it away. */
export async function keepClientSecret(
  ctx: ProviderSecretsCtx & WriteCtx,
  provider: { id: string; organizationId: string },
  text: string | null,
): Promise<void> {
  const owner = { identityProviderId: provider.id }
  if (text === null) return removeSecret(ctx.tx, owner, purpose)
  return putSecret(ctx.tx, ctx.keys, { organizationId: provider.organizationId, kind: 'identity_provider', purpose, owner, text, now: nowOf(ctx) })
}
