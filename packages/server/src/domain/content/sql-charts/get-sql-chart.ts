import type { SqlChartDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { asItWas } from '../as-of/as-it-was.ts'
import { momentTarget, type MomentKey } from '../as-of/moment-target.ts'
import { openedSql, withAccess } from '../as-seen.ts'
import { countView, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import type { ContentTarget } from '../content-target.ts'
import type { OpenSqlChart } from '../types.ts'

/** One SQL chart by id or slug. Counts as a view, unless it is of the past, of which nothing can be changed. */
export const getSqlChart = readOperation<ContentCtx, MomentKey, ContentTarget<SqlChartDocument>, OpenSqlChart>({
  name: 'sql_charts.get',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, sqlChartKind, key),
  async run(ctx, { asOf }, { resource }) {
    if (asOf !== undefined) return { ...withAccess(ctx, await asItWas(ctx, resource, asOf)), abilities: [] }
    countView(ctx, resource.id)
    return openedSql(ctx, resource)
  },
})
