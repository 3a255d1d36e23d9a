import { z } from 'zod'
import { perform, readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { createAskService, understood } from '../../../platform/net/ask-service.ts'
import { createGithubApi, githubRefusal } from '../../../repositories/github/github-api.ts'
import { beginAttempt, finishAttempt } from '../attempts.ts'
import { findIntegration, lockIntegrations, updateIntegration } from '../integration-store.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from '../integrations-ctx.ts'
import { dropIntegration, integrationSecret, requireAsSeen } from '../keep-integration.ts'
import { asApp } from './github-access.ts'
import { githubSecrets, type GithubIntegration, type GithubSettings } from './types.ts'

type AppSettings = GithubSettings & { method: 'app' }
type Installation = NonNullable<AppSettings['installation']>
type Github = IntegrationTarget<GithubSettings>

const githubTarget = (ctx: IntegrationsCtx): Promise<Github> => integrationTarget<GithubSettings>(ctx, 'github')

/** Where the browser goes to install the app. Throws `not_found` without an app to install. */
export const beginGithubInstallation = readOperation<IntegrationsCtx, Record<string, never>, Github, { url: string }>({
  name: 'integrations.begin_github_installation',
  action: 'integration.manage',
  sessionOnly: true,
  target: githubTarget,
  async run(ctx, _input, { integration }) {
    const { slug, url } = appSettings(integration)
    const state = await beginAttempt(ctx, integration.id, '/settings/integrations')
    // An Enterprise Server has its apps one level further down.
    const apps = url === 'https://github.com' ? 'apps' : 'github-apps'
    return { url: `${url}/${apps}/${slug}/installations/new?state=${state}` }
  },
})

export type GithubCallback = { state: string | undefined; code: string | undefined; installationId: string | undefined }

/**
 * Takes the browser back from GitHub and keeps the installation, once GitHub confirms that it is one of this app and, where
 * the app asks who people are, one of the caller's. Throws `invalid` for what is missing, `unauthenticated` (`state`).
 */
export async function finishGithubInstallation(ctx: IntegrationsCtx, { state, code, installationId }: GithubCallback): Promise<{ returnPath: string }> {
  if (state === undefined || state === '') throw incomplete('state')
  const attempt = await finishAttempt(ctx, state)
  const input = { integrationId: attempt.integrationId, code, installationId }
  // GitHub takes its time: no transaction waits for it.
  await perform(keepInstallation, ctx, await perform(confirmInstallation, ctx, input))
  return { returnPath: attempt.returnPath }
}

type Confirm = { integrationId: string; code: string | undefined; installationId: string | undefined }

type Confirmed = { /** The app that GitHub was asked as. */ seen: GithubIntegration; installation: Installation }

const confirmInstallation = readOperation<IntegrationsCtx, Confirm, Github, Confirmed>({
  name: 'integrations.confirm_github_installation',
  action: 'integration.manage',
  sessionOnly: true,
  target: githubTarget,
  async run(ctx, { integrationId, code, installationId }, { integration }) {
    if (integration.id !== integrationId)
      throw new AppError('unauthenticated', 'The connection to GitHub was made anew meanwhile. Begin again.', { reason: 'state' })
    const settings = appSettings(integration)
    if (settings.clientId !== null && (code === undefined || code === '')) throw incomplete('code')
    if (installationId === undefined || !/^\d{1,15}$/.test(installationId)) throw incomplete('installation_id')
    const id = Number(installationId)
    const found = await (await asApp(ctx, integration, settings.appId)).find(`/app/installations/${id}`)
    if (found === null) throw notOurs()
    if (settings.clientId !== null && !(await isOfCaller(ctx, integration, { id, clientId: settings.clientId, code: code ?? '' }))) throw notOurs()
    return { seen: integration, installation: { id, account: understood(installed, found, 'GitHub').account.login } }
  },
})

const keepInstallation = writeOperation<IntegrationsCtx, Confirmed, Github, void>({
  name: 'integrations.install_github_app',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: githubTarget,
  async run(ctx, { seen, installation }, { integration }) {
    await lockAsSeen(ctx, seen)
    const before = appSettings(seen)
    await updateIntegration(ctx.tx, integration.id, { ...before, installation })
    ctx.record({ targetKind: 'integration', targetId: integration.id, before: { installation: before.installation }, after: { installation } })
  },
})

/** Uninstalls the app at GitHub too; a token is forgotten. What is entered of an app stays, to install it again. */
export async function uninstallGithub(ctx: IntegrationsCtx): Promise<void> {
  await perform(forgetInstallation, ctx, { seen: await perform(removeInstallation, ctx, {}) })
}

const removeInstallation = readOperation<IntegrationsCtx, Record<string, never>, Github, GithubIntegration>({
  name: 'integrations.remove_github_installation',
  action: 'integration.manage',
  sessionOnly: true,
  target: githubTarget,
  async run(ctx, _input, { integration }) {
    const { settings } = integration
    if (settings.method !== 'app' || settings.installation === null) return integration
    const api = await asApp(ctx, integration, settings.appId)
    await api.call('DELETE', `/app/installations/${settings.installation.id}`).catch((error: unknown) => {
      // Whoever took it away at GitHub, or revoked the key there, must be able to do so here as well.
      if (!isAppError(error) || error.details.reason !== 'github') throw error
    })
    return integration
  },
})

const forgetInstallation = writeOperation<IntegrationsCtx, { seen: GithubIntegration }, Github, void>({
  name: 'integrations.uninstall_github_app',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: githubTarget,
  async run(ctx, { seen }, { integration }) {
    await lockAsSeen(ctx, seen)
    const { settings } = seen
    if (settings.method === 'token') return dropIntegration(ctx, integration)
    await updateIntegration(ctx.tx, integration.id, { ...settings, installation: null })
    ctx.record({ targetKind: 'integration', targetId: integration.id, before: { installation: settings.installation }, after: { installation: null } })
  },
})

/** Holds what is connected until the transaction ends. Throws `conflict` unless it is what was asked about at GitHub. */
async function lockAsSeen(ctx: WriteCtx, seen: GithubIntegration): Promise<void> {
  await lockIntegrations(ctx.tx, seen.organizationId)
  requireAsSeen(await findIntegration(ctx.tx, seen.organizationId, 'github'), seen)
}

const installed = z.object({ account: z.object({ login: z.string() }) })
const signedIn = z.object({ access_token: z.string() })
const ofPerson = z.object({ installations: z.array(z.object({ id: z.number() })) })

/** Whether whoever came back is one who may manage the installation, by what GitHub says about the code they brought. */
async function isOfCaller(
  ctx: IntegrationsCtx,
  integration: GithubIntegration,
  { id, clientId, code }: { id: number; clientId: string; code: string },
): Promise<boolean> {
  const { url } = integration.settings
  const clientSecret = await integrationSecret(ctx, integration, githubSecrets.clientSecret)
  const form = { client_id: clientId, client_secret: clientSecret, code }
  const { status, body } = await createAskService(ctx.outbound, 'GitHub')(`${url}/login/oauth/access_token`, { method: 'POST', headers: {}, form })
  const token = signedIn.safeParse(body)
  if (!token.success) throw githubRefusal(status < 400 ? 401 : status, body)
  const { installations } = understood(
    ofPerson,
    await createGithubApi(ctx.outbound, url, token.data.access_token).call('GET', '/user/installations?per_page=100'),
    'GitHub',
  )
  return installations.some((one) => one.id === id)
}

function appSettings({ settings }: GithubIntegration): AppSettings {
  if (settings.method === 'app') return settings
  throw new AppError('not_found', 'GitHub is connected with a token: there is no app to install. Enter an app on the page Integrations to install one.', {
    reason: 'github_missing',
  })
}

const incomplete = (what: string): AppError =>
  new AppError('invalid', `GitHub sent no ${what} along. Begin again on the page Integrations of the organization settings.`, { reason: 'github' })

const notOurs = (): AppError =>
  new AppError(
    'unauthenticated',
    'GitHub knows no such installation of your app, or says that it is not yours to connect. Begin again on the page Integrations.',
    {
      reason: 'state',
    },
  )
