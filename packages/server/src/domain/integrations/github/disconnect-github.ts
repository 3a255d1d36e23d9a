import { writeOperation } from '../../../access/operation.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from '../integrations-ctx.ts'
import { dropIntegration } from '../keep-integration.ts'
import type { GithubSettings } from './types.ts'

/** Forgets the app or token, with its secrets. The app stays installed at GitHub, unless it was uninstalled before. */
export const disconnectGithub = writeOperation<IntegrationsCtx, Record<string, never>, IntegrationTarget<GithubSettings>, void>({
  name: 'integrations.disconnect_github',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: (ctx) => integrationTarget<GithubSettings>(ctx, 'github'),
  run: (ctx, _input, { integration }) => dropIntegration(ctx, integration),
})
