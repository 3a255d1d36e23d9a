import { readOperation } from '../../access/operation.ts'
import { organizationTarget } from '../identity/identity-ctx.ts'
import { googleRedirectUri } from './google/connect-google.ts'
import type { GoogleSettings } from './google/types.ts'
import type { GithubSettings } from './github/types.ts'
import { findIntegration, type Integration } from './integration-store.ts'
import type { IntegrationsCtx, OrganizationTarget } from './integrations-ctx.ts'
import type { SlackSettings } from './slack/types.ts'

/** What the organization is connected to, without secrets; null for what it is not. With the addresses to register there. */
export type Integrations = {
  github: Integration<GithubSettings> | null
  google: Integration<GoogleSettings> | null
  slack: Integration<SlackSettings> | null
  githubCallback: string
  googleRedirect: string
}

/** The services that the organization is connected to. */
export const listIntegrations = readOperation<IntegrationsCtx, Record<string, never>, OrganizationTarget, Integrations>({
  name: 'integrations.list',
  action: 'integration.manage',
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    return {
      github: await findIntegration<GithubSettings>(ctx.db, organizationId, 'github'),
      google: await findIntegration<GoogleSettings>(ctx.db, organizationId, 'google'),
      slack: await findIntegration<SlackSettings>(ctx.db, organizationId, 'slack'),
      githubCallback: new URL('/api/v1/github/oauth/callback', ctx.settings.siteUrl).href,
      googleRedirect: googleRedirectUri(ctx),
    }
  },
})
