import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { createComment } from '../../../domain/comments/create-comment.ts'
import { deleteComment, resolveComment } from '../../../domain/comments/end-comment.ts'
import { listComments } from '../../../domain/comments/list-comments.ts'
import { listNotifications, updateNotification } from '../../../domain/comments/notifications.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import { commentsWire, fromNewComment, newComment, toComments } from '../../comments-wire.ts'
import { answers } from '../../envelope.ts'
import type { RequestCtx } from '../../house.ts'
import { notificationWire, toNotification } from '../wire/comment.ts'

const onDashboard = z.object({ dashboardUuid: z.string() })
const onTile = onDashboard.extend({ dashboardTileUuid: z.string() })
const inComment = onDashboard.extend({ commentId: z.string() })

export const commentRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'getComments',
    method: 'get',
    path: '/api/v1/comments/dashboards/:dashboardUuid',
    summary: 'What is said about the tiles of a dashboard and not resolved',
    tags: ['Comments'],
    auth: 'user',
    params: onDashboard,
    responses: answers(commentsWire, 'The comments by tile, replies inside'),
    handle: async (ctx: RequestCtx, { params }) => toComments(await perform(listComments, ctx, { dashboardId: params.dashboardUuid })),
  }),
  route({
    operationId: 'createComment',
    method: 'post',
    path: '/api/v1/comments/dashboards/:dashboardUuid/:dashboardTileUuid',
    summary: 'Says something about a tile and tells whom it names',
    tags: ['Comments'],
    auth: 'user',
    limit: 'expensive',
    params: onTile,
    body: newComment,
    responses: answers(z.string(), 'The id of the comment'),
    handle: (ctx: RequestCtx, { params, body }) =>
      perform(createComment, ctx, { dashboardId: params.dashboardUuid, partId: params.dashboardTileUuid, ...fromNewComment(body) }),
  }),
  route({
    operationId: 'resolveComment',
    method: 'patch',
    path: '/api/v1/comments/dashboards/:dashboardUuid/:commentId',
    summary: 'Ends a conversation: it is no longer shown',
    tags: ['Comments'],
    auth: 'user',
    params: inComment,
    responses: answers(null, 'It is resolved'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(resolveComment, ctx, { dashboardId: params.dashboardUuid, commentId: params.commentId })
    },
  }),
  route({
    operationId: 'deleteComment',
    method: 'delete',
    path: '/api/v1/comments/dashboards/:dashboardUuid/:commentId',
    summary: 'Deletes a comment with its replies: one’s own, or any by those who manage them',
    tags: ['Comments'],
    auth: 'user',
    params: inComment,
    responses: answers(null, 'It is deleted'),
    async handle(ctx: RequestCtx, { params }) {
      await perform(deleteComment, ctx, { dashboardId: params.dashboardUuid, commentId: params.commentId })
    },
  }),
  route({
    operationId: 'getNotifications',
    method: 'get',
    path: '/api/v1/notifications',
    summary: 'What the caller was told of on dashboards and may see still, newest first',
    tags: ['Notifications'],
    auth: 'user',
    query: z.object({ type: z.literal('dashboardComments') }),
    responses: answers(z.array(notificationWire), 'The notifications'),
    handle: async (ctx: RequestCtx) => (await perform(listNotifications, ctx, { of: 'dashboards' })).map(toNotification),
  }),
  route({
    operationId: 'updateNotification',
    method: 'patch',
    path: '/api/v1/notifications/:notificationId',
    summary: 'Marks one of the caller’s notifications as seen or unseen',
    tags: ['Notifications'],
    auth: 'user',
    params: z.object({ notificationId: z.string() }),
    body: z.object({ viewed: z.boolean() }),
    responses: answers(null, 'It is marked'),
    async handle(ctx: RequestCtx, { params, body }) {
      await perform(updateNotification, ctx, { id: params.notificationId, viewed: body.viewed })
    },
  }),
]
