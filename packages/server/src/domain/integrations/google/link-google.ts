import { createHmac } from 'node:crypto'
import type { Target } from '../../../access/actions.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import {
  askForTokens,
  consentUrl,
  emailOfToken,
  GoogleRefusal,
  revokeToken,
  sheetsScope,
  type GoogleClient,
} from '../../../channels/google-sheets/google-oauth.ts'
import { googlePlaces, type GooglePlaces } from '../../../channels/google-sheets/google-places.ts'
import { AppError } from '../../../platform/errors.ts'
import { putSecret, readSecret, removeSecret } from '../../../platform/secrets/secret-store.ts'
import { nowOf, personOf, selfTarget } from '../../identity/identity-ctx.ts'
import { beginAttempt, finishAttempt } from '../attempts.ts'
import { findIntegration, lockIntegrations } from '../integration-store.ts'
import { requireIntegration, type IntegrationsCtx } from '../integrations-ctx.ts'
import { integrationSecret } from '../keep-integration.ts'
import { googleRedirectUri, isSameClient } from './connect-google.ts'
import { deleteGoogleAccount, findGoogleAccount, putGoogleAccount, type GoogleAccount } from './google-account-store.ts'
import { googleClientSecret, googleRefreshToken, type GoogleIntegration, type GoogleSettings } from './types.ts'

/** The client that the caller's organization has at Google; `not_found` without one. Asked for once the caller may: who may not learns nothing of it. */
const ownClient = (ctx: IntegrationsCtx, { organizationId }: Target): Promise<GoogleIntegration> =>
  requireIntegration<GoogleSettings>(ctx, organizationId ?? '', 'google')

/** Where the browser goes to let this installation write sheets for the caller. `not_found` where Google is not connected. */
export const beginGoogleLinking = readOperation<IntegrationsCtx, { returnPath: string }, Target, { url: string }>({
  name: 'integrations.begin_google_linking',
  action: 'self.update',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx, { returnPath }, target) {
    const integration = await ownClient(ctx, target)
    const state = await beginAttempt(ctx, integration.id, returnPath)
    const { url, clientId } = integration.settings
    return { url: consentUrl(googlePlaces(url), { clientId, redirectUri: googleRedirectUri(ctx) }, { state, codeVerifier: verifierOf(ctx, state) }) }
  },
})

export type GoogleCallback = { state: string | undefined; code: string | undefined; error: string | undefined }
type Linked = { /** The client that the token is of. */ seen: GoogleIntegration; email: string; refreshToken: string }

/**
 * Takes the browser back from Google and links the account. Throws `unauthenticated` (`state`), and `forbidden`
 * (`google_denied`) when the person said no, or not to all of it.
 */
export async function finishGoogleLinking(ctx: IntegrationsCtx, { state, code, error }: GoogleCallback): Promise<{ returnPath: string }> {
  if (state === undefined || state === '')
    throw new AppError('invalid', 'Google sent no state along. Begin again on the page you came from.', { reason: 'google' })
  const attempt = await finishAttempt(ctx, state)
  if (error !== undefined || code === undefined) throw denied()
  const { integrationId, returnPath } = attempt
  // Google takes its time: no transaction waits for it.
  const linked = await perform(exchangeCode, ctx, { integrationId, code, codeVerifier: verifierOf(ctx, state) })
  await perform(linkGoogle, ctx, linked)
  return { returnPath }
}

const exchangeCode = readOperation<IntegrationsCtx, { integrationId: string; code: string; codeVerifier: string }, Target, Linked>({
  name: 'integrations.exchange_google_code',
  action: 'self.update',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx, { integrationId, code, codeVerifier }, target) {
    const integration = await ownClient(ctx, target)
    if (integration.id !== integrationId) throw connectedAnew()
    const { client, places } = await clientOf(ctx, integration)
    const { accessToken, refreshToken, scopes } = await askForTokens(ctx.outbound, places, client, { code, codeVerifier }).catch(notAccepted)
    if (refreshToken === null || !scopes.includes(sheetsScope)) throw denied()
    return { seen: integration, email: await emailOfToken(ctx.outbound, places, accessToken), refreshToken }
  },
})

const linkGoogle = writeOperation<IntegrationsCtx, Linked, Target, void>({
  name: 'integrations.link_google',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, { seen, email, refreshToken }, { organizationId }) {
    // Whoever connects another client waits, or was first: a token of one client is never kept for another.
    await lockIntegrations(ctx.tx, seen.organizationId)
    const integration = await requireIntegration<GoogleSettings>({ db: ctx.tx }, organizationId ?? '', 'google')
    if (integration.id !== seen.id || !isSameClient(integration.settings, seen.settings)) throw connectedAnew()
    const { userId } = personOf(ctx)
    const now = nowOf(ctx)
    const before = await findGoogleAccount(ctx.tx, userId)
    await putGoogleAccount(ctx.tx, { userId, integrationId: integration.id, email, linkedAt: now })
    await putSecret(ctx.tx, ctx.keys, { organizationId: null, kind: 'google_account', purpose: googleRefreshToken, owner: { userId }, text: refreshToken, now })
    ctx.record({ targetKind: 'google_account', targetId: userId, before: before === null ? null : { email: before.email }, after: { email } })
  },
})

/** Whether the caller's organization has Google, and which account of theirs is linked. */
export const getGoogleAccount = readOperation<IntegrationsCtx, Record<string, never>, Target, { isAvailable: boolean; email: string | null }>({
  name: 'integrations.get_google_account',
  action: 'self.view',
  target: selfTarget,
  async run(ctx, _input, { organizationId }) {
    const integration = organizationId === null ? null : await findIntegration(ctx.db, organizationId, 'google')
    return { isAvailable: integration !== null, email: (await findOwn(ctx, integration?.id))?.email ?? null }
  },
})

/** Unlinks the caller's account, and tells Google so. One that is not linked stays so. */
export async function unlinkGoogle(ctx: IntegrationsCtx): Promise<void> {
  const token = await perform(readOwnToken, ctx, {})
  await perform(forgetGoogle, ctx, {})
  if (token !== null) await revokeToken(ctx.outbound, token.places, token.refreshToken)
}

const readOwnToken = readOperation<IntegrationsCtx, Record<string, never>, Target, { refreshToken: string; places: GooglePlaces } | null>({
  name: 'integrations.read_own_google_token',
  action: 'self.update',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx, _input, { organizationId }) {
    const integration = organizationId === null ? null : await findIntegration<GoogleSettings>(ctx.db, organizationId, 'google')
    const refreshToken = await readSecret(ctx.db, ctx.keys, { userId: personOf(ctx).userId }, googleRefreshToken).catch(() => null)
    return integration === null || refreshToken === null ? null : { refreshToken, places: googlePlaces(integration.settings.url) }
  },
})

const forgetGoogle = writeOperation<IntegrationsCtx, Record<string, never>, Target, void>({
  name: 'integrations.unlink_google',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const { userId } = personOf(ctx)
    const before = await findGoogleAccount(ctx.tx, userId)
    await deleteGoogleAccount(ctx.tx, userId)
    await removeSecret(ctx.tx, { userId }, googleRefreshToken)
    if (before !== null) ctx.record({ targetKind: 'google_account', targetId: userId, before: { email: before.email }, after: null })
  },
})

/**
 * A token by which the caller's sheets can be written, for an hour. `not_found` without Google or a linked account,
 * `unauthenticated` (`google_expired`) when Google does not honour the link any more.
 */
export const getGoogleAccessToken = readOperation<IntegrationsCtx, Record<string, never>, Target, { accessToken: string; places: GooglePlaces }>({
  name: 'integrations.get_google_access_token',
  // Whoever has it can write files: a token that only reads must not get it.
  action: 'self.update',
  target: selfTarget,
  async run(ctx, _input, target) {
    const integration = await ownClient(ctx, target)
    const account = await findOwn(ctx, integration.id)
    const refreshToken = account === null ? null : await readSecret(ctx.db, ctx.keys, { userId: account.userId }, googleRefreshToken)
    if (refreshToken === null) {
      throw new AppError('not_found', 'Your Google account is not linked. Link it on your profile page, or when you send something to Google Sheets.', {
        reason: 'google_unlinked',
      })
    }
    const { client, places } = await clientOf(ctx, integration)
    const { accessToken } = await askForTokens(ctx.outbound, places, client, { refreshToken }).catch(notAccepted)
    return { accessToken, places }
  },
})

/** The caller's account, as far as it is linked to the client that their organization has now. */
async function findOwn(ctx: IntegrationsCtx, integrationId: string | undefined): Promise<GoogleAccount | null> {
  const account = await findGoogleAccount(ctx.db, personOf(ctx).userId)
  return account?.integrationId === integrationId ? account : null
}

async function clientOf(ctx: IntegrationsCtx, integration: GoogleIntegration): Promise<{ client: GoogleClient; places: GooglePlaces }> {
  const clientSecret = await integrationSecret(ctx, integration, googleClientSecret)
  const { url, clientId } = integration.settings
  return { client: { clientId, clientSecret, redirectUri: googleRedirectUri(ctx) }, places: googlePlaces(url) }
}

/** Bound to the session: whoever gets hold of a code cannot use it elsewhere. */
const verifierOf = (ctx: IntegrationsCtx, state: string): string =>
  createHmac('sha256', personOf(ctx).credentialId).update(`code verifier ${state}`).digest('base64url')

function notAccepted(error: unknown): never {
  if (!(error instanceof GoogleRefusal)) throw error
  if (error.reason === 'invalid_grant') {
    throw new AppError('unauthenticated', 'Google does not honour the link to your account any more. Link it again on your profile page.', {
      reason: 'google_expired',
    })
  }
  throw new AppError(
    'invalid',
    `Google does not accept this client (${error.reason}). An administrator has to connect Google again on the page Integrations.`,
    {
      reason: 'google',
    },
  )
}

const connectedAnew = (): AppError => new AppError('unauthenticated', 'Google was connected anew meanwhile. Begin again.', { reason: 'state' })

const denied = (): AppError =>
  new AppError('forbidden', 'Google was not allowed to let Atrium make sheets for you. Begin again, and leave the box for files checked.', {
    reason: 'google_denied',
  })
