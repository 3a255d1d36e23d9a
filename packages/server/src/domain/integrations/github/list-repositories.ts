import { readOperation } from '../../../access/operation.ts'
import { listGithubRepositories, type GithubRepository } from '../../../repositories/github/github-repositories.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from '../integrations-ctx.ts'
import { asWorker } from './github-access.ts'
import type { GithubSettings } from './types.ts'

/** The repositories that the organization's app or token may use. `not_found` without one. */
export const listRepositories = readOperation<IntegrationsCtx, Record<string, never>, IntegrationTarget<GithubSettings>, GithubRepository[]>({
  name: 'integrations.list_github_repositories',
  action: 'integration.use',
  sessionOnly: true,
  target: (ctx) => integrationTarget<GithubSettings>(ctx, 'github'),
  run: async (ctx, _input, { integration }) => listGithubRepositories(await asWorker(ctx, integration, null), integration.settings.method === 'app'),
})
