import { readRichText, richTextHtml } from '@atrium/documents'
import { z } from 'zod'
import type { Comment } from '../../../domain/comments/list-comments.ts'
import type { Notification } from '../../../domain/comments/notifications.ts'
import type { StoredComment } from '../../../domain/comments/comment-store.ts'
import type { Person } from '../../../resources/resource.ts'

const comment = z.object({
  commentId: z.string(),
  text: z.string(),
  textHtml: z.string(),
  replyTo: z.string().optional(),
  user: z.object({ name: z.string(), /** Ours: absent for an account that is gone. */ userUuid: z.string().optional() }),
  createdAt: z.string(),
  resolved: z.boolean(),
  canRemove: z.boolean(),
  mentions: z.array(z.string()),
})
export const commentsWire = z.record(z.string(), z.array(comment.extend({ replies: z.array(comment) })))

const nameOf = (person: Person | null): string => (person === null ? '' : `${person.firstName} ${person.lastName}`.trim())

const toOne = (given: StoredComment & { mayRemove: boolean }): z.infer<typeof comment> => ({
  commentId: given.id,
  text: given.text,
  // Read again: what was stored by another version is held to the rules of this one.
  textHtml: richTextHtml(readRichText(given.html)),
  ...(given.replyTo === null ? {} : { replyTo: given.replyTo }),
  user: { name: nameOf(given.author), ...(given.author === null ? {} : { userUuid: given.author.id }) },
  createdAt: given.createdAt.toISOString(),
  resolved: given.resolvedAt !== null,
  canRemove: given.mayRemove,
  mentions: given.mentions,
})

/** Comments by tile, their replies inside. */
export const toComments = (byTile: ReadonlyMap<string, readonly Comment[]>): z.infer<typeof commentsWire> =>
  Object.fromEntries([...byTile].map(([tileId, comments]) => [tileId, comments.map((one) => ({ ...toOne(one), replies: one.replies.map(toOne) }))]))

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
  message: `${nameOf(given.author) || 'Somebody'} ${given.isMention ? 'mentioned you in' : 'wrote'} a comment on ${given.tileName || given.dashboardName}`,
  url: `/p/${given.projectId}/dashboards/${given.dashboardId}?comments=${encodeURIComponent(given.tileId)}`,
  metadata: {
    dashboardUuid: given.dashboardId,
    dashboardName: given.dashboardName,
    dashboardTileUuid: given.tileId,
    dashboardTileName: given.tileName,
  },
  isMention: given.isMention,
  authorName: nameOf(given.author),
  projectUuid: given.projectId,
})
