import { AppError } from '../../platform/errors.ts'
import type { ContentKey } from '../content/content-target.ts'
import { lockSpaceTree } from '../content/space-tree-store.ts'
import { applyPromotion, type PromotionCtx } from './apply-promotion.ts'
import { plannedFor } from './diff-of.ts'
import type { Promoted } from './load-promotion.ts'
import { isUpToDate } from './plan-promotion.ts'

/** `expectedVersion`: of the diff that the caller saw; `conflict` when it would be another one now. */
export type Promote = ContentKey & { expectedVersion?: string }

/**
 * Promotes in the open transaction; answers the id of the thing upstream, and the caller with the rights in the spaces
 * that were made for it.
 */
export async function promoteAll(ctx: PromotionCtx, promoted: Promoted, expectedVersion?: string): Promise<{ id: string; own: PromotionCtx }> {
  const root = 'chart' in promoted ? promoted.chart : promoted.dashboard
  const upstreamId = (await ctx.projects.project(root.projectId)).upstreamProjectId
  // One promotion after the other: both would make the same space.
  if (upstreamId !== null) await lockSpaceTree(ctx.tx, upstreamId)
  const promotion = await plannedFor(ctx, promoted)
  if (expectedVersion !== undefined && expectedVersion !== promotion.version) {
    throw new AppError('conflict', `Something changed in one of the two projects since these changes of "${root.name}" were shown. Look at them again.`, {
      reason: 'promotion_outdated',
    })
  }
  if (isUpToDate(promotion)) ctx.record({ targetKind: root.kind, targetId: root.id, before: null, after: { promotedTo: promotion.upstream.id, changes: 0 } })
  const ids = await applyPromotion(ctx, promotion, { isOwn: true })
  const made = promotion.spaces.filter(({ action }) => action === 'create').map(({ source }) => ids.get(source?.id ?? '') ?? '')
  return { id: ids.get(root.id) ?? '', own: withRoles(ctx, made) }
}

/** The actor was loaded before these spaces existed. */
function withRoles(ctx: PromotionCtx, spaceIds: readonly string[]): PromotionCtx {
  const { actor } = ctx
  if (actor.kind !== 'user') return ctx
  const roles = Object.fromEntries(spaceIds.map((id) => [id, 'admin'] as const))
  return { ...ctx, actor: { ...actor, spaceRoles: { ...actor.spaceRoles, ...roles } } }
}
