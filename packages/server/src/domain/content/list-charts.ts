import type { ChartDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { listResources, type ResourceFilter } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { withAccessToEach } from './as-seen.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'
import type { Chart } from './types.ts'
import { withDraftMarks } from './drafts/with-draft-marks.ts'
import { withVerifications } from './with-verification.ts'

/** Charts in spaces that the caller may see, by name; those that live inside dashboards are left out. */
export const listCharts = readOperation<ContentCtx, { projectId: string }, ProjectTarget, Chart[]>({
  name: 'charts.list',
  action: 'chart.list',
  target: projectTarget,
  run: (ctx, { projectId }) => visible(ctx, { projectId, dashboardId: null }),
})

export type ListChartSummaries = { projectId: string; withoutThoseInDashboards?: boolean }

/** The same with charts that live inside a dashboard and are on it, unless they are not wanted. */
export const listChartSummaries = readOperation<ContentCtx, ListChartSummaries, ProjectTarget, Chart[]>({
  name: 'charts.list_summaries',
  action: 'chart.list',
  target: projectTarget,
  run: (ctx, { projectId, withoutThoseInDashboards }) =>
    visible(ctx, { projectId, ...(withoutThoseInDashboards ? { dashboardId: null } : { onlyUsedInside: true }) }),
})

async function visible(ctx: ContentCtx, filter: Partial<ResourceFilter> & { projectId: string }): Promise<Chart[]> {
  const charts = await listResources(storeOf(ctx), { ...filter, kinds: [chartKind.kind], scope: scopeOf(ctx, filter.projectId) })
  const seen = withAccessToEach(ctx, charts as Resource<ChartDocument>[])
  return withDraftMarks(ctx, await withVerifications(ctx, seen))
}
