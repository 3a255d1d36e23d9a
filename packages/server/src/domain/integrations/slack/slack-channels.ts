import { readOperation } from '../../../access/operation.ts'
import { listSlackChannels, type SlackChannel } from '../../../channels/slack/list-channels.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from '../integrations-ctx.ts'
import { asBot } from './connect-slack.ts'
import type { SlackSettings } from './types.ts'

/** Channels of the organization's workspace whose name has `search` in it, in any case of letters. `not_found` without a workspace. */
export const getSlackChannels = readOperation<IntegrationsCtx, { search: string }, IntegrationTarget<SlackSettings>, SlackChannel[]>({
  name: 'integrations.list_slack_channels',
  action: 'integration.view',
  target: (ctx) => integrationTarget<SlackSettings>(ctx, 'slack'),
  async run(ctx, { search }, { integration }) {
    const wanted = search.trim().replace(/^#/, '').toLowerCase()
    return (await listSlackChannels(await asBot(ctx, integration))).filter(({ name }) => name.toLowerCase().includes(wanted))
  },
})
