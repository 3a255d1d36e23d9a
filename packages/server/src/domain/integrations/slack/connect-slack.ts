import { z } from 'zod'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { createSlackApi, type SlackApi } from '../../../channels/slack/slack-api.ts'
import { AppError } from '../../../platform/errors.ts'
import { understood } from '../../../platform/net/ask-service.ts'
import { organizationTarget } from '../../identity/identity-ctx.ts'
import { findIntegration } from '../integration-store.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget, type OrganizationTarget } from '../integrations-ctx.ts'
import { dropIntegration, integrationSecret, keepIntegration } from '../keep-integration.ts'
import { requireServiceUrl } from '../service-url.ts'
import { slackToken, type SlackIntegration, type SlackSettings } from './types.ts'

/** `token` undefined keeps the one that was entered for the same address. */
export type ConnectSlack = { url: string; token: string | undefined }

type Checked = { seen: SlackIntegration | null; settings: SlackSettings; token: string | undefined }

/** Connects the organization to a Slack workspace by the token of a bot that Slack confirms. Throws `invalid` (`slack`). */
export async function connectSlack(ctx: IntegrationsCtx, input: ConnectSlack): Promise<SlackIntegration> {
  // Slack takes its time: no transaction waits for it.
  return perform(keepSlack, ctx, await perform(checkSlack, ctx, input))
}

const checkSlack = readOperation<IntegrationsCtx, ConnectSlack, OrganizationTarget, Checked>({
  name: 'integrations.check_slack',
  action: 'integration.manage',
  sessionOnly: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const url = requireServiceUrl(input.url)
    const before = await findIntegration<SlackSettings>(ctx.db, organizationId, 'slack')
    const token = input.token ?? (before?.settings.url === url ? await integrationSecret(ctx, before, slackToken) : null)
    if (token === null) {
      throw new AppError('invalid', 'Enter the bot token as well: there is none kept for this address.', {
        reason: 'validation',
        fields: [{ path: 'body.token', message: 'is needed' }],
      })
    }
    const bot = await whoIs(createSlackApi(ctx.outbound, url, token))
    const kept = before === null || before.settings.team !== bot.team ? nothingSet : before.settings
    return { seen: before, settings: { ...nothingSet, ...kept, url, ...bot }, token: input.token }
  },
})

const nothingSet = { notificationChannel: null, appProfilePhotoUrl: null, channelProjects: [] }

const keepSlack = writeOperation<IntegrationsCtx, Checked, OrganizationTarget, SlackIntegration>({
  name: 'integrations.connect_slack',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  run: (ctx, { seen, settings, token }, { organizationId }) =>
    keepIntegration(ctx, { organizationId, kind: 'slack', seen, settings, secrets: { [slackToken]: token } }),
})

/** Forgets the workspace and its token. */
export const disconnectSlack = writeOperation<IntegrationsCtx, Record<string, never>, IntegrationTarget<SlackSettings>, void>({
  name: 'integrations.disconnect_slack',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: (ctx) => integrationTarget<SlackSettings>(ctx, 'slack'),
  run: (ctx, _input, { integration }) => dropIntegration(ctx, integration),
})

/** Slack as the organization's bot. */
export const asBot = async (ctx: IntegrationsCtx, integration: SlackIntegration): Promise<SlackApi> =>
  createSlackApi(ctx.outbound, integration.settings.url, await integrationSecret(ctx, integration, slackToken))

const identity = z.object({ team: z.string(), user: z.string() })

/** Which workspace and bot a token is of. */
export async function whoIs(api: SlackApi): Promise<{ team: string; bot: string }> {
  const { team, user } = understood(identity, await api.call('auth.test'), 'Slack')
  return { team, bot: user }
}
