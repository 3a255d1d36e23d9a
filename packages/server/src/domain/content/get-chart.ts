import type { ChartDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { opened } from './as-seen.ts'
import { countView, type ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import type { OpenChart } from './types.ts'

/** One chart by id or slug. Counts as a view. */
export const getChart = readOperation<ContentCtx, ContentKey, ContentTarget<ChartDocument>, OpenChart>({
  name: 'charts.get',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, _key, { resource }) {
    countView(ctx, resource.id)
    return opened(ctx, resource)
  },
})
