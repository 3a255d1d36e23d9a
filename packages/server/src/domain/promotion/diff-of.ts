import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { countInSpaces } from '../content/space-member-store.ts'
import { loadPromotion, type Promoted } from './load-promotion.ts'
import { planPromotion } from './plan-promotion.ts'
import { requirePromotion } from './require-promotion.ts'
import type { Promotion, PromotionDiff } from './types.ts'

/** The plan of a promotion for somebody who may do it. Reads in the open transaction, if there is one. */
export async function plannedFor(ctx: ContentCtx, promoted: Promoted): Promise<Promotion> {
  const sides = await loadPromotion(ctx, promoted)
  const model = await ctx.projects.findModel(sides.upstream.id)
  const promotion = planPromotion(sides, model?.explores ?? new Map())
  await requirePromotion(ctx, promotion)
  return promotion
}

/** The same to look at. */
export async function diffOf(ctx: ContentCtx, promoted: Promoted): Promise<PromotionDiff> {
  const promotion = await plannedFor(ctx, promoted)
  const spaceIds = promotion.spaces.flatMap(({ upstream }) => upstream?.id ?? [])
  return { ...promotion, figures: await countInSpaces(storeOf(ctx), spaceIds) }
}
