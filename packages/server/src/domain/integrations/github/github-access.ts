import { z } from 'zod'
import { understood } from '../../../platform/net/ask-service.ts'
import { AppError } from '../../../platform/errors.ts'
import { appJwt } from '../../../repositories/github/app-jwt.ts'
import { createGithubApi, type GithubApi } from '../../../repositories/github/github-api.ts'
import type { IntegrationsCtx } from '../integrations-ctx.ts'
import { integrationSecret } from '../keep-integration.ts'
import { githubSecrets, type GithubIntegration } from './types.ts'

/** What is asked for by the name of a repository only: a token that leaks opens no other one. */
const permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' } as const

const answered = z.object({ token: z.string() })

/** GitHub as the app itself. */
export async function asApp(ctx: IntegrationsCtx, integration: GithubIntegration, appId: string): Promise<GithubApi> {
  const privateKey = await integrationSecret(ctx, integration, githubSecrets.privateKey)
  return createGithubApi(ctx.outbound, integration.settings.url, appJwt({ appId, privateKey, now: ctx.clock.now() }))
}

/** A token for an hour, or the one that was entered: for all repositories, or for one (`owner/name`). Throws `not_found` for an app that is nowhere installed. */
export async function githubToken(ctx: IntegrationsCtx, integration: GithubIntegration, repository: string | null): Promise<string> {
  const { settings } = integration
  if (settings.method === 'token') return integrationSecret(ctx, integration, githubSecrets.token)
  if (settings.installation === null) {
    throw new AppError(
      'not_found',
      'The GitHub app is not installed yet. An administrator installs it on the page Integrations of the organization settings.',
      {
        reason: 'github_missing',
      },
    )
  }
  const api = await asApp(ctx, integration, settings.appId)
  const narrowed = repository === null ? {} : { repositories: [repository.split('/')[1] ?? ''], permissions }
  return understood(answered, await api.call('POST', `/app/installations/${settings.installation.id}/access_tokens`, narrowed), 'GitHub').token
}

/** GitHub as whoever works on repositories. */
export const asWorker = async (ctx: IntegrationsCtx, integration: GithubIntegration, repository: string | null): Promise<GithubApi> =>
  createGithubApi(ctx.outbound, integration.settings.url, await githubToken(ctx, integration, repository))
