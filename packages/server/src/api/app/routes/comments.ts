import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createComment } from '../../../domain/comments/create-comment.ts'
import { deleteComment, resolveComment } from '../../../domain/comments/end-comment.ts'
import { listComments } from '../../../domain/comments/list-comments.ts'
import { listMentionable, type MentionablePerson } from '../../../domain/comments/mentionable-people.ts'
import { getNotificationSettings, listNotifications, readAllNotifications, updateNotificationSettings } from '../../../domain/comments/notifications.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { commentsWire, fromNewComment, newComment, toComments } from '../../comments-wire.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { notificationWire, toNotification } from '../wire/notification.ts'

const settings = z.object({ mailsMentions: z.boolean() })
const mentionable = z.array(z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() }))

const toMentionable = (people: readonly MentionablePerson[]): z.infer<typeof mentionable> =>
  people.map(({ userId, firstName, lastName, email }) => ({ userUuid: userId, firstName, lastName, email }))

const app = '/api/v1/app/apps/:appUuid'
const onApp = z.object({ appUuid: z.string() })
const onCell = onApp.extend({ cellId: z.string() })
const inComment = onApp.extend({ commentId: z.string() })

export const commentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'ListMentionable',
    method: 'get',
    path: '/api/v1/app/dashboards/:dashboardUuid/mentionable',
    summary: 'Whom one can mention in a comment: people who may see the dashboard',
    tags: ['Comments'],
    auth: 'user',
    params: z.object({ dashboardUuid: z.string() }),
    responses: answers(mentionable, 'The people by name'),
    handle: async (ctx: RequestCtx, { params }) => toMentionable(await perform(listMentionable, ctx, { dashboardId: params.dashboardUuid })),
  }),
  route({
    operationId: 'ListCellComments',
    method: 'get',
    path: `${app}/comments`,
    summary: 'What is said about the cells of a notebook and not resolved; viewers have that of the cells that the app shows',
    tags: ['Comments'],
    auth: 'user',
    params: onApp,
    responses: answers(commentsWire, 'The comments by cell, replies inside'),
    handle: async (ctx: RequestCtx, { params }) => toComments(await perform(listComments, ctx, { notebookId: params.appUuid })),
  }),
  route({
    operationId: 'CreateCellComment',
    method: 'post',
    path: `${app}/cells/:cellId/comments`,
    summary: 'Says something about a cell and tells whom it names',
    tags: ['Comments'],
    auth: 'user',
    limit: 'expensive',
    params: onCell,
    body: newComment,
    responses: answers(z.string(), 'The id of the comment'),
    handle: (ctx: RequestCtx, { params, body }) => perform(createComment, ctx, { notebookId: params.appUuid, partId: params.cellId, ...fromNewComment(body) }),
  }),
  route({
    operationId: 'ResolveCellComment',
    method: 'patch',
    path: `${app}/comments/:commentId`,
    summary: 'Ends a conversation about a cell: it is no longer shown',
    tags: ['Comments'],
    auth: 'user',
    params: inComment,
    responses: answers(null, 'It is resolved'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(resolveComment, ctx, { notebookId: params.appUuid, commentId: params.commentId })
    },
  }),
  route({
    operationId: 'DeleteCellComment',
    method: 'delete',
    path: `${app}/comments/:commentId`,
    summary: 'Deletes a comment on a cell with its replies: one’s own, or any by those who manage them',
    tags: ['Comments'],
    auth: 'user',
    params: inComment,
    responses: answers(null, 'It is deleted'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteComment, ctx, { notebookId: params.appUuid, commentId: params.commentId })
    },
  }),
  route({
    operationId: 'ListCellMentionable',
    method: 'get',
    path: `${app}/cells/:cellId/mentionable`,
    summary: 'Whom one can mention in a comment on a cell: people who may see it',
    tags: ['Comments'],
    auth: 'user',
    params: onCell,
    responses: answers(mentionable, 'The people by name'),
    handle: async (ctx: RequestCtx, { params }) => toMentionable(await perform(listMentionable, ctx, { notebookId: params.appUuid, cellId: params.cellId })),
  }),
  route({
    operationId: 'ListNotifications',
    method: 'get',
    path: '/api/v1/app/notifications',
    summary: 'What the caller was told of, on dashboards, in notebooks and apps, and may see still, newest first',
    tags: ['Notifications'],
    auth: 'user',
    responses: answers(z.array(notificationWire), 'The notifications'),
    handle: async (ctx: RequestCtx) => (await perform(listNotifications, ctx, { of: 'all' })).map(toNotification),
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
