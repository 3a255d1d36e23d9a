import type { SqlChartDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { insertResource } from '../../../resources/resource-store.ts'
import { sqlChartNow } from '../as-seen.ts'
import { checkName } from '../check-name.ts'
import { authorOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { contentTarget, requireAction, type ContentTarget } from '../content-target.ts'
import type { DuplicateContent } from '../duplicate-chart.ts'
import { loggedState } from '../logged-state.ts'
import type { OpenSqlChart } from '../types.ts'
import { requireSql } from './require-sql.ts'

/** Copies a SQL chart beside the original. */
export const duplicateSqlChart = writeOperation<ContentCtx, DuplicateContent, ContentTarget<SqlChartDocument>, OpenSqlChart>({
  name: 'sql_charts.duplicate',
  action: 'chart.create',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  async run(ctx, input, target) {
    const { resource } = target
    requireAction(ctx, 'chart.view', target)
    requireSql(ctx, target)
    const id = await insertResource(ctx.tx, sqlChartKind, {
      organizationId: resource.organizationId,
      projectId: resource.projectId,
      spaceId: resource.space.id,
      dashboardId: null,
      name: checkName(input.name ?? `Copy of ${resource.name}`),
      description: input.description === undefined ? resource.description : input.description,
      spec: resource.spec,
      ...authorOf(ctx),
    })
    const chart = await sqlChartNow(ctx, id)
    ctx.record({ targetKind: 'sql_chart', targetId: id, before: null, after: { ...loggedState(chart), copyOf: resource.id } })
    return chart
  },
})
