import { readOperation } from '../../access/operation.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { listOpenComments, type StoredComment } from './comment-store.ts'
import { commentTarget, mayRemove, type CommentTarget } from './comment-target.ts'

/** A comment as somebody sees it. */
export type Comment = StoredComment & { mayRemove: boolean; replies: (StoredComment & { mayRemove: boolean })[] }

/** What is said about the tiles of a dashboard and not resolved, by tile, oldest first; replies lie in what they answer. */
export const listComments = readOperation<ContentCtx, { dashboardId: string }, CommentTarget, Map<string, Comment[]>>({
  name: 'comments.list',
  action: 'comment.view',
  target: commentTarget,
  async run(ctx, _input, { resource }) {
    const all = await listOpenComments(storeOf(ctx), resource.id)
    const byTile = new Map<string, Comment[]>()
    for (const comment of all.filter(({ replyTo }) => replyTo === null)) {
      const replies = all.filter(({ replyTo }) => replyTo === comment.id)
      const fromOthers = replies.some(({ author }) => author === null || author.id !== comment.author?.id)
      const seen = {
        ...comment,
        mayRemove: mayRemove(ctx, resource, comment, fromOthers),
        replies: replies.map((reply) => ({ ...reply, mayRemove: mayRemove(ctx, resource, reply, false) })),
      }
      byTile.set(comment.tileId, [...(byTile.get(comment.tileId) ?? []), seen])
    }
    return byTile
  },
})
