import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { listMentionable } from '../../../domain/comments/mentionable-people.ts'
import { getNotificationSettings, readAllNotifications, updateNotificationSettings } from '../../../domain/comments/notifications.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'

const settings = z.object({ mailsMentions: z.boolean() })

export const commentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListMentionable',
    method: 'get',
    path: '/api/v1/app/dashboards/:dashboardUuid/mentionable',
    summary: 'Whom one can mention in a comment: people who may see the dashboard',
    tags: ['Comments'],
    auth: 'user',
    params: z.object({ dashboardUuid: z.string() }),
    responses: answers(z.array(z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() })), 'The people by name'),
    handle: async (ctx: RequestCtx, { params }) =>
      (await perform(listMentionable, ctx, { dashboardId: params.dashboardUuid })).map(({ userId, firstName, lastName, email }) => ({
        userUuid: userId,
        firstName,
        lastName,
        email,
      })),
  }),
  route({
    operationId: 'ReadAllNotifications',
    method: 'post',
    path: '/api/v1/app/notifications/read',
    summary: 'Marks all of the caller’s notifications as seen',
    tags: ['Notifications'],
    auth: 'user',
    responses: answers(null, 'They are marked'),
    async handle(ctx: RequestCtx) {
      await perform(readAllNotifications, ctx, {})
    },
  }),
  route({
    operationId: 'GetNotificationSettings',
    method: 'get',
    path: '/api/v1/app/notifications/settings',
    summary: 'How the caller wants to be told, and whether mail is sent here at all',
    tags: ['Notifications'],
    auth: 'user',
    responses: answers(settings.extend({ sendsMail: z.boolean() }), 'The settings'),
    handle: async (ctx: RequestCtx) => ({ ...(await perform(getNotificationSettings, ctx, {})), sendsMail: ctx.mail.isConfigured }),
  }),
  route({
    operationId: 'UpdateNotificationSettings',
    method: 'put',
    path: '/api/v1/app/notifications/settings',
    summary: 'Sets how the caller wants to be told',
    tags: ['Notifications'],
    auth: 'user',
    body: settings,
    responses: answers(settings, 'The settings'),
    handle: (ctx: RequestCtx, { body }) => perform(updateNotificationSettings, ctx, body),
  }),
]
