import type { DashboardDocument, NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { dashboardKind, notebookKind } from '../content/content-kinds.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { contentTarget, targetOf, type ContentTarget } from '../content/content-target.ts'
import type { StoredComment } from './comment-store.ts'

/** What is talked about: a dashboard by its tiles, a notebook and its app by cells. */
export type Commented = { dashboardId: string } | { notebookId: string }

export type CommentedResource = Resource<DashboardDocument> | Resource<NotebookDocument>

/** What is talked about: its space decides. */
export type CommentTarget = Omit<ContentTarget<DashboardDocument>, 'resource'> & { resource: CommentedResource }

export const commentTarget = (ctx: ContentCtx, on: Commented): Promise<CommentTarget> =>
  'notebookId' in on ? contentTarget(ctx, notebookKind, { idOrSlug: on.notebookId }) : contentTarget(ctx, dashboardKind, { idOrSlug: on.dashboardId })

export const isNotebook = (resource: Resource): resource is Resource<NotebookDocument> => resource.kind === notebookKind.kind

export const commentMissing = (): AppError => new AppError('not_found', 'This comment does not exist (any more)', { reason: 'comment_missing' })

/**
 * Whether the caller may delete a comment: those who manage all, and its author, unless others have replied to it: what they
 * wrote would go too.
 */
export function mayRemove({ actor }: Ctx, about: Resource, comment: Pick<StoredComment, 'author'>, hasRepliesOfOthers: boolean): boolean {
  if (actor.kind !== 'user') return false
  const target = targetOf(about)
  if (decide(actor, 'comment.manage', target).allowed) return true
  return comment.author?.id === actor.userId && !hasRepliesOfOthers && decide(actor, 'comment.create', target).allowed
}
