import type { ChartDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { chartNow } from './as-seen.ts'
import { changeHead, type ChangeContent } from './change-head.ts'
import type { ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart } from './types.ts'

export type UpdateChart = ContentKey & { change: ChangeContent }

/**
 * Renames, describes or moves a chart; its content stays. Moving needs the right in both spaces, and takes a chart out
 * of the dashboard it lives inside.
 */
export const updateChart = writeOperation<ContentCtx, UpdateChart, ContentTarget<ChartDocument>, Chart>({
  name: 'charts.update',
  action: 'chart.update',
  allow: ['system'],
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { change }, { resource }) {
    await changeHead(ctx, resource, 'chart.update', change)
    const chart = await chartNow(ctx, resource.id)
    ctx.record({ targetKind: 'chart', targetId: resource.id, before: loggedState(resource), after: loggedState(chart) })
    return chart
  },
})
