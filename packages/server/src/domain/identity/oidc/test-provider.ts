import * as oidc from 'openid-client'
import type { Target } from '../../../access/actions.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { newSecret } from '../../../platform/ids.ts'
import { createOutboundFetch } from '../../../platform/net/outbound-fetch.ts'
import { runSteps, type Tested } from '../../../platform/tested-steps.ts'
import { codesOf, isClientRefused } from './failure.ts'
import { clientSecretOf, redirectUriOf, type OidcCtx } from './oidc-ctx.ts'
import { authorizationUrl, discover, isOutOfReach, refusedAddress, type ClientOf, type ProviderClient } from './provider-client.ts'
import { providerTarget, type ProviderTarget } from './providers.ts'

/** What is looked at, in this order. */
export const providerTestSteps = ['discovery', 'issuer', 'keys', 'authorization', 'client'] as const

export type TestedProvider = Tested<(typeof providerTestSteps)[number]>

/** Tries a provider step by step, as it is stored. It only warns: nothing depends on it. That it was tried is in the audit log. */
export async function testIdentityProvider(ctx: OidcCtx, input: { providerId: string }): Promise<TestedProvider> {
  // The provider takes its time: no transaction waits for it.
  const tested = await perform(tryProvider, ctx, input)
  await perform(recordTest, ctx, { ...input, tested })
  return tested
}

const tryProvider = readOperation<OidcCtx, { providerId: string }, ProviderTarget, TestedProvider>({
  name: 'identity.tryProvider',
  action: 'identity_provider.manage',
  sessionOnly: true,
  target: providerTarget,
  async run(ctx, _input, { provider }) {
    const secret = await clientSecretOf(ctx, provider)
    return runSteps(stepsOf(ctx, { ...provider, redirectUri: redirectUriOf(ctx, provider.slug) }, secret), () => ctx.clock.monotonic())
  },
})

const recordTest = writeOperation<OidcCtx, { providerId: string; tested: TestedProvider }, Target, void>({
  name: 'identity.testProvider',
  action: 'identity_provider.manage',
  sessionOnly: true,
  writes: true,
  target: providerTarget,
  async run(ctx, { providerId, tested }) {
    const failed = tested.steps.find(({ outcome }) => outcome === 'failed')?.step ?? null
    ctx.record({ targetKind: 'identity_provider', targetId: providerId, before: null, after: { ok: tested.ok, failed } })
  },
})

type Tried = ClientOf & { redirectUri: string; scopes: string }

function stepsOf(ctx: OidcCtx, tried: Tried, secret: string | null): Parameters<typeof runSteps<(typeof providerTestSteps)[number]>>[0] {
  let client: ProviderClient | null = null
  const opened = (): ProviderClient => {
    if (client === null) throw new Error('The provider did not answer')
    return client
  }
  const fetch = createOutboundFetch(ctx.outbound)
  let mismatch: string | null = null
  return [
    {
      step: 'discovery',
      async work() {
        client = await discover(tried, secret, ctx).catch((error: unknown) => {
          mismatch = namedIssuer(error)
          if (mismatch !== null) return null
          throw new Error(discoveryProblem(error, tried.issuer), { cause: error })
        })
        return 'The provider says what it offers'
      },
    },
    {
      step: 'issuer',
      async work() {
        if (mismatch === null) return `It calls itself ${opened().serverMetadata().issuer}`
        throw new Error(`The provider calls itself "${mismatch}". Enter exactly that as the issuer, also with or without a slash at the end.`)
      },
    },
    { step: 'keys', work: () => readKeys(fetch, opened()) },
    { step: 'authorization', work: () => askToSignIn(fetch, opened(), tried) },
    { step: 'client', work: () => tryClient(opened(), tried, secret) },
  ]
}

/** The issuer that a discovery document names, where it is another one than was asked for. */
function namedIssuer(error: unknown): string | null {
  const { code, cause } = error as { code?: unknown; cause?: { body?: { issuer?: unknown } } }
  const named = cause?.body?.issuer
  return code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' && typeof named === 'string' ? named : null
}

function discoveryProblem(error: unknown, issuer: string): string {
  const refused = refusedAddress(error)
  if (refused !== null) return refused
  const where = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  if (isOutOfReach(error)) return `Nothing answers at ${where}. Check the issuer, and that this server may connect to it.`
  return `What is at ${where} is no description of an identity provider. Check the issuer: it is often longer than the host, with a realm or tenant.`
}

type Fetch = ReturnType<typeof createOutboundFetch>

async function readKeys(fetch: Fetch, client: ProviderClient): Promise<string> {
  const address = client.serverMetadata().jwks_uri
  if (address === undefined) throw new Error('The provider does not say where its keys are (jwks_uri), so that nothing it signs can be checked.')
  const answer = await fetch(address, { method: 'GET', headers: { accept: 'application/json' } }).catch((cause: unknown) => {
    throw new Error(refusedAddress(cause) ?? 'The keys cannot be read: nothing answers where the provider says they are (jwks_uri).', { cause })
  })
  const { keys } = (await answer.json().catch(() => ({}))) as { keys?: unknown }
  const usable = Array.isArray(keys) ? keys.filter((key: { kty?: unknown }) => ['RSA', 'EC', 'OKP'].includes(String(key.kty))).length : 0
  if (usable === 0) throw new Error('There is no key among those of the provider with which a signature could be checked (RSA, EC or EdDSA).')
  return usable === 1 ? 'One key' : `${usable} keys`
}

/** Asks for the sign-in page as a browser would: a provider that does not know client or redirect address says so there. */
async function askToSignIn(fetch: Fetch, client: ProviderClient, { redirectUri, scopes }: Tried): Promise<string> {
  if (client.serverMetadata().authorization_endpoint === undefined) throw new Error('The provider names no address to sign in at (authorization_endpoint).')
  const proof = { state: newSecret(32), nonce: newSecret(32), codeVerifier: newSecret(32) }
  const answer = await fetch(await authorizationUrl(client, { ...proof, redirectUri, scopes }), {
    method: 'GET',
    headers: { accept: 'text/html' },
  }).catch((cause: unknown) => {
    throw new Error(refusedAddress(cause) ?? 'Nothing answers at the address to sign in at.', { cause })
  })
  const back = answer.headers.get('location') ?? ''
  const refusal = back.startsWith(redirectUri) ? new URL(back).searchParams.get('error') : null
  // Sign-in pages may need a browser; only what refuses the client or its address is told.
  if (answer.status < 400 && refusal === null) return 'Its sign-in page takes this client and its redirect address'
  throw new Error(
    `The provider refuses this client, its redirect address or its scopes${refusal === null ? '' : ` (${refusal})`}. Register ${redirectUri} there for the client, and compare client ID and scopes.`,
  )
}

/** Tries to exchange a code that cannot exist: a provider that accepts the client complains about the code, not about the client. */
async function tryClient(client: ProviderClient, { redirectUri }: Tried, secret: string | null): Promise<string> {
  const codes = await oidc
    .genericGrantRequest(client, 'authorization_code', { code: newSecret(32), redirect_uri: redirectUri, code_verifier: newSecret(32) })
    .then((): string[] => [], codesOf)
  if (codes.includes('invalid_grant')) return secret === null ? 'The client is accepted' : 'The client and its secret are accepted'
  if (isClientRefused(codes)) {
    throw new Error(
      secret === null
        ? 'The provider does not accept the client without a secret. Enter one, or make the client a public one there.'
        : 'The provider does not accept the client with this secret. Copy client ID and secret again.',
    )
  }
  return 'Whether the client is accepted cannot be known before somebody signs in'
}
