import type { ChartDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { asItWas } from './as-of/as-it-was.ts'
import { momentTarget, type MomentKey } from './as-of/moment-target.ts'
import { opened, withAccess } from './as-seen.ts'
import { countView, type ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import type { ContentTarget } from './content-target.ts'
import type { OpenChart } from './types.ts'

/** One chart by id or slug. Counts as a view, unless it is of the past, of which nothing can be changed. */
export const getChart = readOperation<ContentCtx, MomentKey, ContentTarget<ChartDocument>, OpenChart>({
  name: 'charts.get',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, chartKind, key),
  async run(ctx, { asOf }, { resource }) {
    if (asOf !== undefined) return { ...withAccess(ctx, await asItWas(ctx, resource, asOf)), abilities: [] }
    countView(ctx, resource.id)
    return opened(ctx, resource)
  },
})
