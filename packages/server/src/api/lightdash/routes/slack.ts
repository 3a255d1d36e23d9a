import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getSlackChannels } from '../../../domain/integrations/slack/slack-channels.ts'
import { updateSlackSettings } from '../../../domain/integrations/slack/slack-settings.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const tags = ['Slack']
const channel = z.string().max(100)
const photo = z.url({ protocol: /^https$/, message: 'must be an address that begins with https://' }).max(2000)

/** The organization's Slack workspace. */
export const slackRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'UpdateCustomSettings',
    method: 'put',
    path: '/api/v1/slack/custom-settings',
    summary: 'Where failures are told, how the bot looks, and which channels belong to which projects',
    tags,
    auth: 'user',
    body: z.object({
      notificationChannel: channel.nullable(),
      appProfilePhotoUrl: photo.or(z.literal('')).nullable(),
      slackChannelProjectMappings: z
        .array(z.object({ projectUuid: z.string(), slackChannelId: channel }))
        .max(1000)
        .optional(),
    }),
    responses: answers(z.null(), 'They are kept'),
    async handle(ctx: RequestCtx, { body }) {
      await perform(updateSlackSettings, ctx, {
        notificationChannel: body.notificationChannel === '' ? null : body.notificationChannel,
        appProfilePhotoUrl: body.appProfilePhotoUrl === '' ? null : body.appProfilePhotoUrl,
        channelProjects: body.slackChannelProjectMappings?.map(({ projectUuid, slackChannelId }) => ({ projectId: projectUuid, channelId: slackChannelId })),
      })
      // The format has a key for an answer here, though there is nothing to say.
      return null
    },
  }),
  route({
    operationId: 'getSlackChannels',
    method: 'get',
    path: '/api/v1/slack/channels',
    summary: 'Channels of the workspace that the bot may post to',
    tags,
    auth: 'user',
    limit: 'expensive',
    query: z.object({ search: z.string().max(200).optional() }),
    responses: answers(z.array(z.object({ id: z.string(), name: z.string() })), 'The channels, by name'),
    handle: (ctx: RequestCtx, { query }) => perform(getSlackChannels, ctx, { search: query.search ?? '' }),
  }),
]
