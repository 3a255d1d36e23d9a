import { z } from 'zod'
import type { Notification } from '../../../domain/comments/notifications-as-seen.ts'
import { nameOf } from '../../comments-wire.ts'

export const notificationWire = z.object({
  notificationId: z.string(),
  createdAt: z.string(),
  viewed: z.boolean(),
  isMention: z.boolean(),
  /** Empty for an account that is gone. */
  authorName: z.string(),
  projectUuid: z.string(),
  contentName: z.string(),
  /** Empty for a tile or cell that is gone or has no name. */
  partName: z.string(),
  url: z.string(),
})

/** Something a person is told; `url` is the path of a page of ours. */
export const toNotification = (given: Notification): z.infer<typeof notificationWire> => ({
  notificationId: given.id,
  createdAt: given.createdAt.toISOString(),
  viewed: given.viewed,
  isMention: given.isMention,
  authorName: nameOf(given.author),
  projectUuid: given.projectId,
  contentName: given.contentName,
  partName: given.partName,
  url: given.path,
})
