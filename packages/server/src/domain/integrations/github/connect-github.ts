import { z } from 'zod'
import { understood } from '../../../platform/net/ask-service.ts'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { appJwt } from '../../../repositories/github/app-jwt.ts'
import { createGithubApi } from '../../../repositories/github/github-api.ts'
import { organizationTarget } from '../../identity/identity-ctx.ts'
import { findIntegration } from '../integration-store.ts'
import type { IntegrationsCtx, OrganizationTarget } from '../integrations-ctx.ts'
import { integrationSecret, keepIntegration, type SecretChanges } from '../keep-integration.ts'
import { requireServiceUrl } from '../service-url.ts'
import { githubSecrets, type GithubIntegration, type GithubSettings } from './types.ts'

/** What is entered. A secret that is left out stays as it was, for the same address and the same app. */
export type ConnectGithub = { url: string } & (
  | { method: 'app'; appId: string; privateKey?: string | undefined; clientId: string | null; clientSecret?: string | undefined }
  | { method: 'token'; token?: string | undefined }
)

type Checked = { seen: GithubIntegration | null; settings: GithubSettings; secrets: SecretChanges }

/** Connects the organization to GitHub with what GitHub itself confirms, and keeps the secrets encrypted. Throws `invalid` in GitHub's words. */
export async function connectGithub(ctx: IntegrationsCtx, input: ConnectGithub): Promise<GithubIntegration> {
  // GitHub takes its time: no transaction waits for it.
  return perform(keepGithub, ctx, await perform(checkGithub, ctx, input))
}

const checkGithub = readOperation<IntegrationsCtx, ConnectGithub, OrganizationTarget, Checked>({
  name: 'integrations.check_github',
  action: 'integration.manage',
  sessionOnly: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const url = requireServiceUrl(input.url)
    const before = await findIntegration<GithubSettings>(ctx.db, organizationId, 'github')
    return input.method === 'app' ? checkApp(ctx, { ...input, url }, before) : checkToken(ctx, { ...input, url }, before)
  },
})

const keepGithub = writeOperation<IntegrationsCtx, Checked, OrganizationTarget, GithubIntegration>({
  name: 'integrations.connect_github',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  run: (ctx, checked, { organizationId }) => keepIntegration(ctx, { organizationId, kind: 'github', ...checked }),
})

const app = z.object({ slug: z.string().regex(/^[\w-]+$/) })
const account = z.object({ login: z.string() })

async function checkApp(ctx: IntegrationsCtx, input: ConnectGithub & { method: 'app' }, before: GithubIntegration | null): Promise<Checked> {
  const { url, appId, privateKey, clientId, clientSecret } = input
  const same = before?.settings.method === 'app' && before.settings.url === url && before.settings.appId === appId ? before.settings : null
  const key = privateKey ?? (same === null || before === null ? null : await integrationSecret(ctx, before, githubSecrets.privateKey))
  if (key === null) throw missing('privateKey', 'private key of the app')
  const keepsClient = same !== null && same.clientId === clientId
  if (clientId !== null && clientSecret === undefined && !keepsClient) throw missing('clientSecret', 'client secret of the app')
  const jwt = appJwt({ appId, privateKey: key, now: ctx.clock.now() })
  const { slug } = understood(app, await createGithubApi(ctx.outbound, url, jwt).call('GET', '/app'), 'GitHub')
  return {
    seen: before,
    settings: { method: 'app', url, appId, slug, clientId, installation: same?.installation ?? null },
    secrets: { [githubSecrets.privateKey]: privateKey, [githubSecrets.clientSecret]: clientId === null ? null : clientSecret, [githubSecrets.token]: null },
  }
}

async function checkToken(ctx: IntegrationsCtx, { url, token }: ConnectGithub & { method: 'token' }, before: GithubIntegration | null): Promise<Checked> {
  const isSame = before?.settings.method === 'token' && before.settings.url === url
  const secret = token ?? (isSame ? await integrationSecret(ctx, before, githubSecrets.token) : null)
  if (secret === null) throw missing('token', 'token')
  const { login } = understood(account, await createGithubApi(ctx.outbound, url, secret).call('GET', '/user'), 'GitHub')
  return {
    seen: before,
    settings: { method: 'token', url, login },
    secrets: { [githubSecrets.token]: token, [githubSecrets.privateKey]: null, [githubSecrets.clientSecret]: null },
  }
}

const missing = (field: string, what: string): AppError =>
  new AppError('invalid', `Enter the ${what} as well: there is none kept for this address and app.`, {
    reason: 'validation',
    fields: [{ path: `body.${field}`, message: 'is needed' }],
  })
