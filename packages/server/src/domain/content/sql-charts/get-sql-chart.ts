import type { SqlChartDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import type { Revision } from '../../../resources/resource.ts'
import { listRevisions } from '../../../resources/revision-store.ts'
import { openedSql } from '../as-seen.ts'
import { countView, storeOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import type { OpenSqlChart } from '../types.ts'

/** One SQL chart by id or slug. Counts as a view. */
export const getSqlChart = readOperation<ContentCtx, ContentKey, ContentTarget<SqlChartDocument>, OpenSqlChart>({
  name: 'sql_charts.get',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  async run(ctx, _key, { resource }) {
    countView(ctx, resource.id)
    return openedSql(ctx, resource)
  },
})

/** All versions of a SQL chart, oldest first. */
export const sqlChartHistory = readOperation<ContentCtx, ContentKey, ContentTarget<SqlChartDocument>, Revision<SqlChartDocument>[]>({
  name: 'sql_charts.history',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  run: async (ctx, _key, { resource }) => (await listRevisions(storeOf(ctx), resource.id)) as Revision<SqlChartDocument>[],
})
