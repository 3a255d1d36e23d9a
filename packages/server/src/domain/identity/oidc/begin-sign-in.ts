import { createHmac } from 'node:crypto'
import type { Target } from '../../../access/actions.ts'
import { readOperation } from '../../../access/operation.ts'
import { newSecret } from '../../../platform/ids.ts'
import { credentialHash } from '../credential-hash.ts'
import { nowOf, personOf, selfTarget } from '../identity-ctx.ts'
import { requireProof } from '../require-proof.ts'
import { insertAttempt } from './attempt-store.ts'
import { oidcFailure } from './failure.ts'
import { redirectUriOf, type OidcCtx } from './oidc-ctx.ts'
import { authorizationUrl, openProvider, type OidcProof } from './provider-client.ts'
import { findProviderBySlug } from './provider-store.ts'
import type { IdentityProvider } from './types.ts'

/** How long somebody may take at the provider. */
export const attemptSeconds = 600

export type BeginOidc = {
  slug: string
  /** The path of ours to go to afterwards; made safe by whoever answers. */
  returnPath: string
  /** The cookie of a browser that has begun before: several tabs may sign in at once. */
  browserSecret: string | undefined
}

/** Where the browser goes next, and the cookie that it has to bring back. */
export type BegunOidc = { url: string; browserSecret: string }

type Begin = Target & { provider: IdentityProvider }

/** Sends somebody to a provider to sign in. Throws `forbidden` with a reason of `OidcFailure`. */
export const beginOidcSignIn = readOperation<OidcCtx, BeginOidc, Begin, BegunOidc>({
  name: 'identity.beginOidcSignIn',
  action: 'self.view',
  allow: ['anonymous'],
  target: async (ctx, input) => ({ organizationId: null, provider: await enabledProvider(ctx, input) }),
  run: (ctx, input, { provider }) => begin(ctx, input, provider, null),
})

/**
 * Sends the caller to a provider to add it to their account as a way in, which asks for no second factor of ours. Throws
 * like `beginOidcSignIn`, and `forbidden` (`proof_needed`).
 */
export const beginOidcLinking = readOperation<OidcCtx, BeginOidc, Begin, BegunOidc>({
  name: 'identity.beginOidcLinking',
  action: 'self.update',
  sessionOnly: true,
  async target(ctx, input) {
    await requireProof(ctx)
    return { ...(await selfTarget(ctx)), provider: await enabledProvider(ctx, input) }
  },
  run: (ctx, input, { provider }) => begin(ctx, input, provider, personOf(ctx).userId),
})

async function enabledProvider(ctx: OidcCtx, { slug }: BeginOidc): Promise<IdentityProvider> {
  const provider = await findProviderBySlug(ctx.db, slug)
  if (provider === null || !provider.isEnabled) throw oidcFailure('provider_off')
  return provider
}

async function begin(ctx: OidcCtx, input: BeginOidc, provider: IdentityProvider, linkingUserId: string | null): Promise<BegunOidc> {
  const client = await openProvider(ctx, provider)
  const state = newSecret(32)
  const browserSecret = isBrowserSecret(input.browserSecret) ? input.browserSecret : newSecret(32)
  await insertAttempt(ctx.db, {
    stateHash: credentialHash(state),
    browserHash: credentialHash(browserSecret),
    providerId: provider.id,
    returnPath: input.returnPath,
    linkingUserId,
    expiresAt: new Date(nowOf(ctx).getTime() + attemptSeconds * 1000),
  })
  const request = { ...proofOf(state, browserSecret), redirectUri: redirectUriOf(ctx, provider.slug), scopes: provider.scopes }
  return { url: await authorizationUrl(client, request), browserSecret }
}

/** Nonce and code verifier of one sign-in. They are in no store: only the browser that began can come back with them. */
export function proofOf(state: string, browserSecret: string): OidcProof {
  const derive = (purpose: string): string => createHmac('sha256', browserSecret).update(`${purpose} ${state}`).digest('base64url')
  return { state, nonce: derive('nonce'), codeVerifier: derive('code verifier') }
}

const isBrowserSecret = (text: string | undefined): text is string => text !== undefined && /^[\w-]{43}$/.test(text)
