import type { PlanBeside } from '../part.ts'
import { conversionPart } from './conversion.ts'
import { cumulativePart } from './cumulative.ts'
import { offsetPart } from './offset.ts'

/** Computes a leaf that looks at other times than those of its group, by what its metric says. */
export const besidePart: PlanBeside = (ctx, asked, leaf, plan) => {
  const { cumulative, offset } = leaf.overTime?.metric ?? {}
  if (cumulative !== undefined) return cumulativePart(ctx, asked, leaf, plan)
  if (offset !== undefined) return offsetPart(ctx, asked, leaf, plan)
  return conversionPart(ctx, asked, leaf, plan)
}
