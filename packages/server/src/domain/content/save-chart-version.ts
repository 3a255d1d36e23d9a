import type { ChartDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { chartNow } from './as-seen.ts'
import { checkChartSql } from './check-chart-sql.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart } from './types.ts'

export type SaveChartVersion = ContentKey & {
  document: unknown
  /** `Chart.revision` as the author saw it; `conflict` when somebody saved since. Absent: the last one wins. */
  expectedRevision?: number
}

/** Saves new content of a chart as a new version. */
export const saveChartVersion = writeOperation<ContentCtx, SaveChartVersion, ContentTarget<ChartDocument>, Chart>({
  name: 'charts.save_version',
  action: 'chart.update',
  allow: ['system'],
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { document, expectedRevision }, target) {
    const { resource } = target
    const spec = parseSpec(chartKind, document)
    await checkChartSql(ctx, target, spec, resource.spec)
    await appendRevision(ctx.tx, chartKind, {
      resourceId: resource.id,
      spec,
      ...authorOf(ctx),
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    })
    const chart = await chartNow(ctx, resource.id)
    ctx.record({ targetKind: 'chart', targetId: resource.id, before: loggedState(resource), after: loggedState(chart) })
    return chart
  },
})
