import type { ChartDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { chartKind } from '../../content/content-kinds.ts'
import { contentTarget, requireAction } from '../../content/content-target.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { Draft } from '../compile-draft.ts'
import type { DevelopCtx } from '../develop-ctx.ts'
import { openModels } from './open-models.ts'

/** Runs a saved chart as it would answer if a file had this text. Throws what asking it would throw then: that is what would break. */
export const runChartOnDraft = readOperation<DevelopCtx, { projectId: string; chartId: string } & Draft, ProjectTarget, QueryResult>({
  name: 'models.run_chart',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { projectId, chartId, ...draft }, target) {
    const chart = await contentTarget<ChartDocument>(ctx, chartKind, { idOrSlug: chartId, projectId })
    requireAction(ctx, 'chart.view', chart)
    const { after } = await openModels(ctx, target, draft)
    const { tableName, metricQuery } = chart.resource.spec
    return after.run({ ...metricQuery, exploreName: tableName })
  },
})
