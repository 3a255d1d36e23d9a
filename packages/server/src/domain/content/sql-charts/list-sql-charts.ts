import type { SqlChartDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { withAccess } from '../as-seen.ts'
import { storeOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { scopeOf } from '../content-target.ts'
import { withDraftMarks } from '../drafts/with-draft-marks.ts'
import type { SqlChart } from '../types.ts'

/** SQL charts in spaces that the caller may see, by name. */
export const listSqlCharts = readOperation<ContentCtx, { projectId: string }, ProjectTarget, SqlChart[]>({
  name: 'sql_charts.list',
  action: 'chart.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const found = await listResources(storeOf(ctx), { kinds: [sqlChartKind.kind], scope: scopeOf(ctx, projectId), projectId })
    return withDraftMarks(
      ctx,
      found.map((chart) => withAccess(ctx, chart as Resource<SqlChartDocument>)),
    )
  },
})
