import { z } from 'zod'
import type { Notification } from '../../../domain/comments/notifications-as-seen.ts'
import { nameOf } from '../../comments-wire.ts'

export const notificationWire = z.object({
  notificationId: z.string(),
  resourceType: z.literal('dashboardComments'),
  resourceUuid: z.string(),
  createdAt: z.string(),
  viewed: z.boolean(),
  message: z.string(),
  url: z.string(),
  metadata: z.object({ dashboardUuid: z.string(), dashboardName: z.string(), dashboardTileUuid: z.string(), dashboardTileName: z.string() }),
  /** Ours: what pages make a sentence of in the language of the reader. */
  isMention: z.boolean(),
  authorName: z.string(),
  projectUuid: z.string(),
})

/** Something a person is told; `url` is the path of a page of ours. */
export const toNotification = (given: Notification): z.infer<typeof notificationWire> => ({
  notificationId: given.id,
  resourceType: 'dashboardComments',
  resourceUuid: given.commentId,
  createdAt: given.createdAt.toISOString(),
  viewed: given.viewed,
  message: `${nameOf(given.author) || 'Somebody'} ${given.isMention ? 'mentioned you in' : 'wrote'} a comment on ${given.partName || given.contentName}`,
  url: given.path,
  metadata: {
    dashboardUuid: given.resourceId,
    dashboardName: given.contentName,
    dashboardTileUuid: given.partId,
    dashboardTileName: given.partName,
  },
  isMention: given.isMention,
  authorName: nameOf(given.author),
  projectUuid: given.projectId,
})
