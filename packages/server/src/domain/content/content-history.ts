import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource, Revision } from '../../resources/resource.ts'
import { findRevision, listRevisions } from '../../resources/revision-store.ts'
import { withAccess, withCharts } from './as-seen.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { recentRevisions } from './recent-revisions.ts'
import type { ChartVersion, DashboardVersion } from './types.ts'

/** Days of a chart's history that are shown unless more are asked for. */
const defaultDays = 3

/** Recent versions of a chart, oldest first; see `recentRevisions`. */
export const chartHistory = readOperation<ContentCtx, ContentKey & { days?: number }, ContentTarget<ChartDocument>, Revision<ChartDocument>[]>({
  name: 'charts.history',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { days }, { resource }) {
    const all = (await listRevisions(storeOf(ctx), resource.id)) as Revision<ChartDocument>[]
    return recentRevisions(all, resource.revision, { now: ctx.clock.now(), days: days ?? defaultDays })
  },
})

/** One version of a chart, and the chart as it was then. */
export const getChartVersion = readOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<ChartDocument>, ChartVersion>({
  name: 'charts.get_version',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  async run(ctx, { versionId }, { resource }) {
    const version = await versionOf<ChartDocument>(ctx, resource, versionId)
    return { version, chart: withAccess(ctx, asOf(resource, version)) }
  },
})

/** All versions of a dashboard, oldest first. */
export const dashboardHistory = readOperation<ContentCtx, ContentKey, ContentTarget<DashboardDocument>, Revision<DashboardDocument>[]>({
  name: 'dashboards.history',
  action: 'dashboard.view',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  run: async (ctx, _key, { resource }) => (await listRevisions(storeOf(ctx), resource.id)) as Revision<DashboardDocument>[],
})

/** One version of a dashboard, and the dashboard as it was then. */
export const getDashboardVersion = readOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<DashboardDocument>, DashboardVersion>({
  name: 'dashboards.get_version',
  action: 'dashboard.view',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, { versionId }, { resource }) {
    const version = await versionOf<DashboardDocument>(ctx, resource, versionId)
    return { version, dashboard: await withCharts(ctx, asOf(resource, version)) }
  },
})

async function versionOf<Spec extends object>(ctx: ContentCtx, resource: Resource, versionId: string): Promise<Revision<Spec>> {
  const version = await findRevision(storeOf(ctx), resource.id, { id: versionId })
  if (version === null) throw new AppError('not_found', `This ${resource.kind} has no such version`, { reason: 'revision_missing' })
  return version as Revision<Spec>
}

const asOf = <Spec extends object>(resource: Resource<Spec>, version: Revision<Spec>): Resource<Spec> => ({
  ...resource,
  spec: version.spec,
  revision: version.number,
  revisionId: version.id,
  updatedAt: version.createdAt,
  updatedBy: version.author,
})
