import {
  chartChanges,
  dashboardChanges,
  referencesOf,
  sqlChartChanges,
  type ChartDocument,
  type DashboardDocument,
  type SqlChartDocument,
} from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource, Revision } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { findRevision, listRevisions } from '../../resources/revision-store.ts'
import { chartIdsOf, visibleCharts, visibleSqlCharts, withAccess, withCharts } from './as-seen.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { recentRevisions } from './recent-revisions.ts'
import { historyEvents } from './history-events.ts'
import type { ChangedRevision, ChartHistory, ChartVersion, DashboardHistory, DashboardVersion, SqlChartHistory } from './types.ts'

/** Days of a chart's history that are shown unless more are asked for. */
const defaultDays = 3

/** Recent versions of a chart, oldest first; see `recentRevisions`. */
export const chartHistory = readOperation<ContentCtx, ContentKey & { days?: number }, ContentTarget<ChartDocument>, Revision<ChartDocument>[]>({
  name: 'charts.history',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  run: async (ctx, { days }, { resource }) =>
    recentRevisions(await revisionsOf(ctx, resource), resource.revision, { now: ctx.clock.now(), days: days ?? defaultDays }),
})

/** All versions of a chart, oldest first, each with what it changed, and what else happened to it. */
export const chartVersions = readOperation<ContentCtx, ContentKey, ContentTarget<ChartDocument>, ChartHistory>({
  name: 'charts.list_versions',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, chartKind, key),
  run: async (ctx, _key, { resource }) => ({
    versions: withChanges(await revisionsOf(ctx, resource), chartChanges),
    events: await historyEvents(ctx, resource),
  }),
})

/** All versions of a SQL chart, oldest first, each with what it changed, and what else happened to it. */
export const sqlChartHistory = readOperation<ContentCtx, ContentKey, ContentTarget<SqlChartDocument>, SqlChartHistory>({
  name: 'sql_charts.history',
  action: 'chart.view',
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  run: async (ctx, _key, { resource }) => ({
    versions: withChanges(await revisionsOf(ctx, resource), sqlChartChanges),
    events: await historyEvents(ctx, resource),
  }),
})

/** All versions of a dashboard, oldest first, each with what it changed, and what else happened to it. */
export const dashboardHistory = readOperation<ContentCtx, ContentKey, ContentTarget<DashboardDocument>, DashboardHistory>({
  name: 'dashboards.history',
  action: 'dashboard.view',
  target: (ctx, key) => contentTarget(ctx, dashboardKind, key),
  async run(ctx, _key, { resource }) {
    const revisions = await revisionsOf(ctx, resource)
    const versions = withChanges(revisions, dashboardChanges)
    const charts = await visibleCharts(ctx, resource.projectId, [...new Set(revisions.flatMap(({ spec }) => chartIdsOf(spec)))])
    const sqlCharts = await visibleSqlCharts(ctx, resource.projectId, [...new Set(revisions.flatMap(({ spec }) => referencesOf(spec).sqlCharts))])
    const events = await historyEvents(ctx, resource)
    return { versions, events, charts: new Map(charts.map((chart) => [chart.id, chart])), sqlCharts: new Map(sqlCharts.map((chart) => [chart.id, chart])) }
  },
})

/** One version of a chart, and the chart as it was then. */
export const getChartVersion = versionOperation<ChartDocument, ChartVersion>({
  name: 'charts.get_version',
  action: 'chart.view',
  kind: chartKind,
  answer: (ctx, version, chart) => ({ version, chart: withAccess(ctx, chart) }),
})

/** One version of a SQL chart. */
export const getSqlChartVersion = versionOperation<SqlChartDocument, Revision<SqlChartDocument>>({
  name: 'sql_charts.get_version',
  action: 'chart.view',
  kind: sqlChartKind,
  answer: (_ctx, version) => version,
})

/** One version of a dashboard, and the dashboard as it was then. */
export const getDashboardVersion = versionOperation<DashboardDocument, DashboardVersion>({
  name: 'dashboards.get_version',
  action: 'dashboard.view',
  kind: dashboardKind,
  answer: async (ctx, version, dashboard) => ({ version, dashboard: await withCharts(ctx, dashboard) }),
})

type VersionOperation<Spec extends object, Answer> = {
  name: string
  action: Action
  kind: ResourceKind<Spec>
  answer: (ctx: ContentCtx, version: Revision<Spec>, asOf: Resource<Spec>) => Answer | Promise<Answer>
}

function versionOperation<Spec extends object, Answer>({ name, action, kind, answer }: VersionOperation<Spec, Answer>) {
  return readOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<Spec>, Answer>({
    name,
    action,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, { versionId }, { resource }) {
      const version = (await findRevision(storeOf(ctx), resource.id, { id: versionId })) as Revision<Spec> | null
      if (version === null) throw new AppError('not_found', `This ${resource.kind.replaceAll('_', ' ')} has no such version`, { reason: 'revision_missing' })
      return answer(ctx, version, asOf(resource, version))
    },
  })
}

/** Each state with what it changed of the one before; none for the first. */
const withChanges = <Spec extends object, Change>(
  revisions: readonly Revision<Spec>[],
  changesOf: (before: Spec, after: Spec) => Change[],
): ChangedRevision<Spec, Change>[] =>
  revisions.map((revision, place) => {
    const before = revisions[place - 1]
    return { ...revision, changes: before === undefined ? [] : changesOf(before.spec, revision.spec) }
  })

const revisionsOf = async <Spec extends object>(ctx: ContentCtx, resource: Resource<Spec>): Promise<Revision<Spec>[]> =>
  (await listRevisions(storeOf(ctx), resource.id)) as Revision<Spec>[]

const asOf = <Spec extends object>(resource: Resource<Spec>, version: Revision<Spec>): Resource<Spec> => ({
  ...resource,
  spec: version.spec,
  revision: version.number,
  revisionId: version.id,
  updatedAt: version.createdAt,
  updatedBy: version.author,
})
