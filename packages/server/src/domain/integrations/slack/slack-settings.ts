import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findIntegration, lockIntegrations, updateIntegration } from '../integration-store.ts'
import { integrationTarget, type IntegrationsCtx, type IntegrationTarget } from '../integrations-ctx.ts'
import { projectsElsewhere } from '../own-projects-store.ts'
import type { SlackSettings } from './types.ts'

/** `channelProjects` undefined leaves them as they are. */
export type SlackCustomSettings = Pick<SlackSettings, 'notificationChannel' | 'appProfilePhotoUrl'> & {
  channelProjects: SlackSettings['channelProjects'] | undefined
}

/** Where failures are told, how the bot looks, and which channel belongs to which project of the organization. `not_found` without a workspace. */
export const updateSlackSettings = writeOperation<IntegrationsCtx, SlackCustomSettings, IntegrationTarget<SlackSettings>, void>({
  name: 'integrations.update_slack_settings',
  action: 'integration.manage',
  writes: true,
  target: (ctx) => integrationTarget<SlackSettings>(ctx, 'slack'),
  async run(ctx, input, { organizationId, integration }) {
    await lockIntegrations(ctx.tx, organizationId)
    const before = (await findIntegration<SlackSettings>(ctx.tx, organizationId, 'slack'))?.settings ?? integration.settings
    const channelProjects = input.channelProjects ?? before.channelProjects
    const [elsewhere] = await projectsElsewhere(ctx.tx, organizationId, [...new Set(channelProjects.map(({ projectId }) => projectId))])
    if (elsewhere !== undefined) {
      throw new AppError('not_found', `There is no project ${elsewhere} in your organization. Nothing was changed.`, { reason: 'project_missing' })
    }
    const after: SlackSettings = { ...before, notificationChannel: input.notificationChannel, appProfilePhotoUrl: input.appProfilePhotoUrl, channelProjects }
    await updateIntegration(ctx.tx, integration.id, after)
    ctx.record({ targetKind: 'integration', targetId: integration.id, before, after })
  },
})
