import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { requireGroups } from '../groups/group-store.ts'
import { nowOf, organizationTarget } from '../identity-ctx.ts'
import { afterProof } from '../require-proof.ts'
import { keepClientSecret, redirectUriOf, type OidcCtx } from './oidc-ctx.ts'
import { keepingWaysIn } from './password-sign-in.ts'
import { requireSettings, requireSlug } from './provider-settings.ts'
import { deleteProvider, findProvider, insertProvider, listProvidersOf, updateProvider } from './provider-store.ts'
import type { IdentityProvider, ProviderSettings } from './types.ts'

/** A provider with the address that has to be registered there. */
export type ListedProvider = IdentityProvider & { redirectUri: string }
export type ProviderTarget = Target & { organizationId: string; provider: IdentityProvider }

const withAddress = (ctx: OidcCtx, provider: IdentityProvider): ListedProvider => ({ ...provider, redirectUri: redirectUriOf(ctx, provider.slug) })

/** The identity providers of the organization, by name. */
export const listIdentityProviders = readOperation<OidcCtx, Record<string, never>, Target & { organizationId: string }, ListedProvider[]>({
  name: 'identity.listProviders',
  action: 'identity_provider.manage',
  sessionOnly: true,
  target: organizationTarget,
  run: async (ctx, _input, { organizationId }) => (await listProvidersOf(ctx.db, organizationId)).map((provider) => withAddress(ctx, provider)),
})

/** `clientSecret` null: a public client, which proves itself by PKCE alone. */
export type CreateProvider = ProviderSettings & { slug: string; clientSecret: string | null }

/** Adds a provider. `conflict` (`slug_taken`), `not_found` for a group of somebody else, `invalid`. Whether it works is not asked. */
export const createIdentityProvider = writeOperation<OidcCtx, CreateProvider, Target & { organizationId: string; settings: ProviderSettings }, ListedProvider>({
  name: 'identity.createProvider',
  action: 'identity_provider.manage',
  sessionOnly: true,
  writes: true,
  target: afterProof(async (ctx: OidcCtx, input: CreateProvider) => {
    const settings = requireSettings(input)
    await requireAllowedAddress(ctx, settings.issuer)
    return { ...(await organizationTarget(ctx)), settings }
  }),
  async run(ctx, { slug: wish, clientSecret }, { organizationId, settings }) {
    const id = newId()
    const slug = requireSlug(wish)
    await requireGroups(ctx.tx, organizationId, groupIdsOf(settings))
    if (!(await insertProvider(ctx.tx, { ...settings, id, organizationId, slug, now: nowOf(ctx) }))) {
      throw new AppError('conflict', `There is an identity provider "${slug}" already. Choose another short name.`, {
        reason: 'slug_taken',
        fields: [{ path: 'body.slug', message: 'is taken' }],
      })
    }
    await keepClientSecret(ctx, { id, organizationId }, clientSecret)
    ctx.record({ targetKind: 'identity_provider', targetId: id, before: null, after: { ...settings, slug, hasSecret: clientSecret !== null } })
    return withAddress(ctx, await stored(ctx, organizationId, id))
  },
})

/** `clientSecret` undefined keeps the stored one, null takes it away. */
export type UpdateProvider = ProviderSettings & { providerId: string; clientSecret: string | null | undefined }

/**
 * Changes a provider. A kept secret goes to the issuer and client it was entered for and nowhere else: with another one
 * it has to be given again (`invalid`). `forbidden` (`last_provider`, `last_admin`) when nobody could sign in any more.
 */
export const updateIdentityProvider = writeOperation<OidcCtx, UpdateProvider, ProviderTarget & { settings: ProviderSettings }, ListedProvider>({
  name: 'identity.updateProvider',
  action: 'identity_provider.manage',
  sessionOnly: true,
  writes: true,
  target: afterProof(async (ctx: OidcCtx, input: UpdateProvider) => {
    const target = await providerTarget(ctx, input)
    const settings = requireSettings(input)
    await requireAllowedAddress(ctx, settings.issuer)
    return { ...target, settings }
  }),
  async run(ctx, { clientSecret }, { provider: before, organizationId, settings }) {
    const { id } = before
    const isSameClient = before.issuer === settings.issuer && before.clientId === settings.clientId
    if (clientSecret === undefined && before.hasSecret && !isSameClient) {
      throw new AppError('invalid', 'Enter the client secret again: issuer or client ID are not those it was entered for.', {
        reason: 'identity_provider',
        fields: [{ path: 'body.clientSecret', message: 'is needed for another issuer or client' }],
      })
    }
    await requireGroups(ctx.tx, organizationId, groupIdsOf(settings))
    await keepingWaysIn(ctx.tx, organizationId, () => updateProvider(ctx.tx, id, settings, nowOf(ctx)))
    if (clientSecret !== undefined) await keepClientSecret(ctx, before, clientSecret)
    const after = await stored(ctx, organizationId, id)
    ctx.record({ targetKind: 'identity_provider', targetId: id, before, after: { ...after, newSecret: clientSecret !== undefined } })
    return withAddress(ctx, after)
  },
})

/** Removes a provider with its secret. Accounts stay, and are linked again should it come back. `forbidden` (`last_provider`, `last_admin`). */
export const deleteIdentityProvider = writeOperation<OidcCtx, { providerId: string }, ProviderTarget, void>({
  name: 'identity.deleteProvider',
  action: 'identity_provider.manage',
  sessionOnly: true,
  writes: true,
  target: providerTarget,
  async run(ctx, _input, { provider }) {
    await keepingWaysIn(ctx.tx, provider.organizationId, () => deleteProvider(ctx.tx, provider.id))
    ctx.record({ targetKind: 'identity_provider', targetId: provider.id, before: provider, after: null })
  },
})

/** A provider of the caller's organization; anything else is `not_found`. */
export async function providerTarget(ctx: OidcCtx, { providerId }: { providerId: string }): Promise<ProviderTarget> {
  const { organizationId } = await organizationTarget(ctx)
  const provider = await findProvider(ctx.db, organizationId, providerId)
  if (provider === null) throw missing()
  return { organizationId, provider }
}

const missing = (): AppError => new AppError('not_found', 'There is no such identity provider in your organization', { reason: 'provider_missing' })

const groupIdsOf = ({ groups }: ProviderSettings): string[] => [...new Set(groups.map(({ groupId }) => groupId))]

async function stored(ctx: { tx: Parameters<typeof findProvider>[0] }, organizationId: string, id: string): Promise<IdentityProvider> {
  const provider = await findProvider(ctx.tx, organizationId, id)
  if (provider === null) throw missing()
  return provider
}

/** Refuses what this server must not connect to. A name without an address is a matter for the test: it may get one. */
export async function requireAllowedAddress(ctx: OidcCtx, issuer: string): Promise<void> {
  const { hostname, port, protocol } = new URL(issuer)
  await ctx.outbound.addressOf(hostname.replaceAll(/^\[|\]$/g, ''), port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)).catch((error: unknown) => {
    if (!isAppError(error) || error.details.reason !== 'unresolved') throw error
  })
}
