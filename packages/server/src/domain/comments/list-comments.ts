import { readOperation } from '../../access/operation.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { listOpenComments, type StoredComment } from './comment-store.ts'
import { commentTarget, mayRemove, type Commented, type CommentTarget } from './comment-target.ts'
import { sightOf } from './commented-parts.ts'

/** A comment as somebody sees it. */
export type Comment = StoredComment & { mayRemove: boolean; replies: (StoredComment & { mayRemove: boolean })[] }

/**
 * What is said about the tiles of a dashboard or the cells of a notebook and not resolved, by tile or cell, oldest first; replies lie in
 * what they answer. Of cells that the app does not show it is for those who may change the notebook.
 */
export const listComments = readOperation<ContentCtx, Commented, CommentTarget, Map<string, Comment[]>>({
  name: 'comments.list',
  action: 'comment.view',
  target: commentTarget,
  async run(ctx, _input, { resource }) {
    const sees = await sightOf(ctx, resource)
    const all = (await listOpenComments(storeOf(ctx), resource.id)).filter(({ partId }) => sees(partId))
    const byPart = new Map<string, Comment[]>()
    for (const comment of all.filter(({ replyTo }) => replyTo === null)) {
      const replies = all.filter(({ replyTo }) => replyTo === comment.id)
      const fromOthers = replies.some(({ author }) => author === null || author.id !== comment.author?.id)
      const seen = {
        ...comment,
        mayRemove: mayRemove(ctx, resource, comment, fromOthers),
        replies: replies.map((reply) => ({ ...reply, mayRemove: mayRemove(ctx, resource, reply, false) })),
      }
      byPart.set(comment.partId, [...(byPart.get(comment.partId) ?? []), seen])
    }
    return byPart
  },
})
