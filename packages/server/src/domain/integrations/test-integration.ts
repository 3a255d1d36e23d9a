import { z } from 'zod'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { listSlackChannels } from '../../channels/slack/list-channels.ts'
import type { IntegrationKind } from '../../platform/db/stored-values.ts'
import { understood } from '../../platform/net/ask-service.ts'
import { runSteps, type StepWork, type Tested } from '../../platform/tested-steps.ts'
import { listGithubRepositories } from '../../repositories/github/github-repositories.ts'
import { asApp, asWorker } from './github/github-access.ts'
import type { GithubIntegration, GithubSettings } from './github/types.ts'
import { tryClient } from './google/connect-google.ts'
import { googleClientSecret, type GoogleIntegration, type GoogleSettings } from './google/types.ts'
import type { Integration } from './integration-store.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from './integrations-ctx.ts'
import { integrationSecret } from './keep-integration.ts'
import { asBot, whoIs } from './slack/connect-slack.ts'
import type { SlackIntegration, SlackSettings } from './slack/types.ts'

/** What is looked at: who we are there, and what we can do. */
export const integrationTestSteps = ['identity', 'reach'] as const
export type TestedIntegration = Tested<(typeof integrationTestSteps)[number]>
type Step = StepWork<(typeof integrationTestSteps)[number]>
type Of = { kind: IntegrationKind }

/** Tries a service as it is connected. It only tells: nothing depends on it. That it was tried is in the audit log. */
export async function testIntegration(ctx: IntegrationsCtx, input: Of): Promise<TestedIntegration> {
  const tested = await perform(tryIntegration, ctx, input)
  await perform(recordTest, ctx, { ...input, tested })
  return tested
}

const tryIntegration = readOperation<IntegrationsCtx, Of, IntegrationTarget<object>, TestedIntegration>({
  name: 'integrations.try',
  action: 'integration.manage',
  sessionOnly: true,
  target: (ctx, { kind }) => integrationTarget(ctx, kind),
  run: (ctx, { kind }, { integration }) => runSteps(stepsOf(ctx, kind, integration), () => ctx.clock.monotonic()),
})

const recordTest = writeOperation<IntegrationsCtx, Of & { tested: TestedIntegration }, IntegrationTarget<object>, void>({
  name: 'integrations.test',
  action: 'integration.manage',
  sessionOnly: true,
  writes: true,
  target: (ctx, { kind }) => integrationTarget(ctx, kind),
  async run(ctx, { tested }, { integration }) {
    const failed = tested.steps.find(({ outcome }) => outcome === 'failed')?.step ?? null
    ctx.record({ targetKind: 'integration', targetId: integration.id, before: null, after: { ok: tested.ok, failed } })
  },
})

function stepsOf(ctx: IntegrationsCtx, kind: IntegrationKind, integration: Integration): Step[] {
  if (kind === 'github') return githubSteps(ctx, integration as GithubIntegration)
  if (kind === 'slack') return slackSteps(ctx, integration as SlackIntegration)
  return googleSteps(ctx, integration as GoogleIntegration)
}

const app = z.object({ name: z.string() })
const person = z.object({ login: z.string() })

const githubSteps = (ctx: IntegrationsCtx, integration: Integration<GithubSettings>): Step[] => [
  {
    step: 'identity',
    async work() {
      const { settings } = integration
      if (settings.method === 'app')
        return `The app ${understood(app, await (await asApp(ctx, integration, settings.appId)).call('GET', '/app'), 'GitHub').name}`
      return `The token of ${understood(person, await (await asWorker(ctx, integration, null)).call('GET', '/user'), 'GitHub').login}`
    },
  },
  {
    step: 'reach',
    async work() {
      const { length } = await listGithubRepositories(await asWorker(ctx, integration, null), integration.settings.method === 'app')
      return length === 1 ? 'One repository' : `${length} repositories`
    },
  },
]

const slackSteps = (ctx: IntegrationsCtx, integration: Integration<SlackSettings>): Step[] => [
  {
    step: 'identity',
    async work() {
      const { team, bot } = await whoIs(await asBot(ctx, integration))
      return `${bot} in ${team}`
    },
  },
  {
    step: 'reach',
    async work() {
      const { length } = await listSlackChannels(await asBot(ctx, integration))
      return length === 1 ? 'One channel' : `${length} channels`
    },
  },
]

const googleSteps = (ctx: IntegrationsCtx, integration: Integration<GoogleSettings>): Step[] => [
  {
    step: 'identity',
    async work() {
      await tryClient(ctx, integration.settings, await integrationSecret(ctx, integration, googleClientSecret))
      return 'The client and its secret are accepted'
    },
  },
]
