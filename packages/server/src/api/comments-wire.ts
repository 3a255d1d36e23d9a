import { readRichText, richTextHtml } from '@atrium/documents'
import { present } from '@atrium/semantic'
import { z } from 'zod'
import { longestComment, longestCommentHtml } from '../domain/comments/create-comment.ts'
import type { Comment } from '../domain/comments/list-comments.ts'
import type { StoredComment } from '../domain/comments/comment-store.ts'
import type { Person } from '../resources/resource.ts'

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

/** What is said about a tile or cell, and whom it names. */
export const newComment = z.object({
  text: z.string().max(longestComment),
  textHtml: z.string().max(longestCommentHtml),
  replyTo: z.string().optional(),
  mentions: z.array(z.string()).max(100),
})

export const fromNewComment = ({ textHtml: html, ...said }: z.infer<typeof newComment>) => ({ html, ...present(said) })

/** What a person is called; empty for an account that is gone. */
export const nameOf = (person: Person | null): string => (person === null ? '' : `${person.firstName} ${person.lastName}`.trim())

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

/** Comments by tile or cell, their replies inside. */
export const toComments = (byPart: ReadonlyMap<string, readonly Comment[]>): z.infer<typeof commentsWire> =>
  Object.fromEntries([...byPart].map(([partId, comments]) => [partId, comments.map((one) => ({ ...toOne(one), replies: one.replies.map(toOne) }))]))
