import type { DashboardDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { dashboardKind } from '../content/content-kinds.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { contentTarget, targetOf, type ContentTarget } from '../content/content-target.ts'
import type { StoredComment } from './comment-store.ts'

/** The dashboard that is talked about: its space decides. */
export type CommentTarget = ContentTarget<DashboardDocument>

export const commentTarget = (ctx: ContentCtx, { dashboardId }: { dashboardId: string }): Promise<CommentTarget> =>
  contentTarget(ctx, dashboardKind, { idOrSlug: dashboardId })

export const commentMissing = (): AppError => new AppError('not_found', 'This comment does not exist (any more)', { reason: 'comment_missing' })

/**
 * Whether the caller may delete a comment: those who manage all, and its author, unless others have replied to it: what they
 * wrote would go too.
 */
export function mayRemove({ actor }: Ctx, dashboard: Resource, comment: Pick<StoredComment, 'author'>, hasRepliesOfOthers: boolean): boolean {
  if (actor.kind !== 'user') return false
  const target = targetOf(dashboard)
  if (decide(actor, 'comment.manage', target).allowed) return true
  return comment.author?.id === actor.userId && !hasRepliesOfOthers && decide(actor, 'comment.create', target).allowed
}
