import { googlePlaces } from '../../../channels/google-sheets/google-places.ts'
import { askForTokens, GoogleRefusal } from '../../../channels/google-sheets/google-oauth.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newSecret } from '../../../platform/ids.ts'
import { organizationTarget } from '../../identity/identity-ctx.ts'
import { endIntegrationAttempts } from '../attempt-store.ts'
import { findIntegration } from '../integration-store.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget, type OrganizationTarget } from '../integrations-ctx.ts'
import { dropIntegration, integrationSecret, keepIntegration } from '../keep-integration.ts'
import { requireServiceUrl } from '../service-url.ts'
import { deleteGoogleAccountsOf } from './google-account-store.ts'
import { googleClientSecret, googleRefreshToken, type GoogleIntegration, type GoogleSettings } from './types.ts'

/** `clientSecret` undefined keeps the one that was entered for the same client and address. */
export type ConnectGoogle = GoogleSettings & { clientSecret: string | undefined }

type Checked = { seen: GoogleIntegration | null; settings: GoogleSettings; clientSecret: string | undefined }

/** Connects the organization by an OAuth client of its own that Google confirms. Throws `invalid` (`google`). */
export async function connectGoogle(ctx: IntegrationsCtx, input: ConnectGoogle): Promise<GoogleIntegration> {
  // Google takes its time: no transaction waits for it.
  return perform(keepGoogle, ctx, await perform(checkGoogle, ctx, input))
}

const checkGoogle = readOperation<IntegrationsCtx, ConnectGoogle, OrganizationTarget, Checked>({
  name: 'integrations.check_google',
  action: 'integration.manage',
  sessionOnly: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const settings: GoogleSettings = { url: input.url === null ? null : requireServiceUrl(input.url), clientId: input.clientId.trim() }
    const before = await findIntegration<GoogleSettings>(ctx.db, organizationId, 'google')
    const clientSecret =
      input.clientSecret ?? (before !== null && isSameClient(before.settings, settings) ? await integrationSecret(ctx, before, googleClientSecret) : null)
    if (clientSecret === null) {
      throw new AppError('invalid', 'Enter the client secret as well: there is none kept for this client.', {
        reason: 'validation',
        fields: [{ path: 'body.clientSecret', message: 'is needed' }],
      })
    }
    await tryClient(ctx, settings, clientSecret)
    return { seen: before, settings, clientSecret: input.clientSecret }
  },
})

const keepGoogle = writeOperation<IntegrationsCtx, Checked, OrganizationTarget, GoogleIntegration>({
  name: 'integrations.connect_google',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, { seen, settings, clientSecret }, { organizationId }) {
    const kept = await keepIntegration(ctx, { organizationId, kind: 'google', seen, settings, secrets: { [googleClientSecret]: clientSecret } })
    // What people let one client do is no other one's to use; who is on the way to the one before comes back to nothing.
    if (seen !== null && !isSameClient(seen.settings, settings)) {
      await deleteGoogleAccountsOf(ctx.tx, kept.id, googleRefreshToken)
      await endIntegrationAttempts(ctx.tx, kept.id)
    }
    return kept
  },
})

/** Forgets the client, and every account that was linked by it. */
export const disconnectGoogle = writeOperation<IntegrationsCtx, Record<string, never>, IntegrationTarget<GoogleSettings>, void>({
  name: 'integrations.disconnect_google',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: (ctx) => integrationTarget<GoogleSettings>(ctx, 'google'),
  async run(ctx, _input, { integration }) {
    await deleteGoogleAccountsOf(ctx.tx, integration.id, googleRefreshToken)
    await dropIntegration(ctx, integration)
  },
})

/** Where Google sends people back to; registered there for the client. */
export const googleRedirectUri = (ctx: Pick<IntegrationsCtx, 'settings'>): string => new URL('/api/v1/oauth/redirect/gdrive', ctx.settings.siteUrl).href

/** Whether what people let the one client do is the other's to use. */
export const isSameClient = (a: GoogleSettings, b: GoogleSettings): boolean => a.clientId === b.clientId && a.url === b.url

/** Tries a code that cannot exist: a client that is accepted is told so of the code, not of itself. */
export async function tryClient(ctx: IntegrationsCtx, { url, clientId }: GoogleSettings, clientSecret: string): Promise<void> {
  const client = { clientId, clientSecret, redirectUri: googleRedirectUri(ctx) }
  const reason = await askForTokens(ctx.outbound, googlePlaces(url), client, { code: newSecret(32), codeVerifier: newSecret(32) }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof GoogleRefusal) return error.reason
      throw error
    },
  )
  if (reason === null || reason === 'invalid_grant') return
  const advice =
    reason === 'redirect_uri_mismatch' ? `Register ${client.redirectUri} there as a redirect address of the client.` : 'Copy client ID and client secret again.'
  throw new AppError('invalid', `Google does not accept this client (${reason}). ${advice}`, { reason: 'google' })
}
