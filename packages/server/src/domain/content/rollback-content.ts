import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { restoreRevision } from '../../resources/revision-store.ts'
import { chartNow, dashboardNow } from './as-seen.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart, Dashboard } from './types.ts'

/** Saves an old version of a chart as its newest. */
export const rollbackChart = writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<ChartDocument>, Chart>({
  name: 'charts.rollback',
  action: 'chart.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { versionId }, { resource }) {
    await restoreRevision(ctx.tx, chartKind, { resourceId: resource.id, revisionId: versionId, ...authorOf(ctx) })
    const chart = await chartNow(ctx, resource.id)
    ctx.record({ targetKind: 'chart', targetId: resource.id, before: loggedState(resource), after: { ...loggedState(chart), restored: versionId } })
    return chart
  },
})

/** Saves an old version of a dashboard as its newest. */
export const rollbackDashboard = writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<DashboardDocument>, Dashboard>({
  name: 'dashboards.rollback',
  action: 'dashboard.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, { versionId }, { resource }) {
    await restoreRevision(ctx.tx, dashboardKind, { resourceId: resource.id, revisionId: versionId, ...authorOf(ctx) })
    const dashboard = await dashboardNow(ctx, resource.id)
    ctx.record({ targetKind: 'dashboard', targetId: resource.id, before: loggedState(resource), after: { ...loggedState(dashboard), restored: versionId } })
    return dashboard
  },
})
