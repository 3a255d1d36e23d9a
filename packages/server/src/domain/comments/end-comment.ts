import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { deleteStored, hasRepliesOfOthers, resolveStored } from './comment-store.ts'
import { commentTarget, mayRemove, type Commented, type CommentTarget } from './comment-target.ts'
import { holdSeen } from './commented-parts.ts'

type CommentKey = Commented & { commentId: string }

/** Ends the conversation that a comment is in: it is no longer shown. Throws `not_found` for one that lies elsewhere or on what the caller does not see. */
export const resolveComment = writeOperation<ContentCtx, CommentKey, CommentTarget, void>({
  name: 'comments.resolve',
  action: 'comment.manage',
  writes: true,
  target: commentTarget,
  async run(ctx, { commentId }, { resource }) {
    const comment = await holdSeen(ctx, resource, commentId)
    const { authorId: userId, at } = authorOf(ctx)
    const conversation = comment.replyTo ?? comment.id
    // Somebody else was faster: there is nothing left to do, nor to record.
    if (!(await resolveStored(ctx.tx, conversation, { userId, at }))) return
    ctx.record({ targetKind: 'comment', targetId: conversation, before: { isResolved: false }, after: { isResolved: true } })
  },
})

/** Deletes a comment with its replies, when the caller may. Nothing happens to one that may not be deleted. */
export const deleteComment = writeOperation<ContentCtx, CommentKey, CommentTarget, void>({
  name: 'comments.delete',
  action: 'comment.create',
  writes: true,
  target: commentTarget,
  async run(ctx, { commentId }, { resource }) {
    const comment = await holdSeen(ctx, resource, commentId)
    const isOwn = ctx.actor.kind === 'user' && comment.author?.id === ctx.actor.userId
    const fromOthers = isOwn && comment.author !== null && (await hasRepliesOfOthers(ctx.tx, comment.id, comment.author.id))
    if (!mayRemove(ctx, resource, comment, fromOthers)) {
      throw fromOthers
        ? new AppError('forbidden', 'Others have replied to this comment. Ask an editor to resolve or delete the conversation.', {
            reason: 'replies_of_others',
          })
        : new AppError('forbidden', "You can delete your own comments only. Ask an editor to delete somebody else's.", { reason: 'not_owner' })
    }
    await deleteStored(ctx.tx, comment.id)
    ctx.record({
      targetKind: 'comment',
      targetId: comment.id,
      before: { resourceId: resource.id, partId: comment.partId, authorId: comment.author?.id ?? null },
      after: null,
    })
  },
})
