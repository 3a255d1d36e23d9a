import {
  dashboardChanges,
  diffDocuments,
  referencesOf,
  stepsWithoutChartFacts,
  type ChartDocument,
  type DashboardDocument,
  type DocumentStep,
  type SqlChartDocument,
} from '@atrium/documents'
import { parseSpec, type ResourceKind } from '../../../resources/resource-kind.ts'
import { chartIdsOf, visibleCharts, visibleSqlCharts } from '../as-seen.ts'
import { checkChartSql } from '../check-chart-sql.ts'
import { parseDashboard } from '../check-tiles.ts'
import type { ContentCtx } from '../content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from '../content-kinds.ts'
import type { ContentTarget } from '../content-target.ts'
import { requireSql } from '../sql-charts/require-sql.ts'

/** What has drafts, and how its content is checked. */
export type DraftKind<Spec extends object> = {
  kind: ResourceKind<Spec>
  /** First word of its operations. */
  noun: 'charts' | 'dashboards' | 'sql_charts' | 'apps'
  /** Who may change the content has to do with its draft, nobody else. */
  action: 'chart.update' | 'dashboard.update' | 'app.update'
  /** What it takes besides, whatever is done with the draft. Throws `forbidden`. */
  require(ctx: ContentCtx, target: ContentTarget<Spec>): void
  /** Content from outside; what is in `before` already may stay. Throws `invalid`, `forbidden`. */
  check(ctx: ContentCtx, document: unknown, target: ContentTarget<Spec>, before: Spec): Promise<Spec>
  /** Steps as they are kept. */
  stepsOf(given: readonly DocumentStep[]): DocumentStep[]
  /** Whether publishing one over the other would change nothing. */
  isSame(before: Spec, after: Spec): boolean
  /** Names of the charts in these states that the caller may see, by id: states keep none, or old ones. */
  chartNames(ctx: ContentCtx, projectId: string, states: readonly Spec[]): Promise<ReadonlyMap<string, string>>
}

export const chartDrafts: DraftKind<ChartDocument> = {
  kind: chartKind,
  noun: 'charts',
  action: 'chart.update',
  require: () => undefined,
  async check(ctx, document, target, before) {
    const spec = parseSpec(chartKind, document)
    await checkChartSql(ctx, target, spec, before)
    return spec
  },
  stepsOf: (given) => [...given],
  isSame: (before, after) => diffDocuments(before, after).length === 0,
  chartNames: async () => new Map(),
}

export const sqlChartDrafts: DraftKind<SqlChartDocument> = {
  kind: sqlChartKind,
  noun: 'sql_charts',
  action: 'chart.update',
  // Of a SQL chart all is SQL: there is no part that others may change.
  require: requireSql,
  check: async (_ctx, document) => parseSpec(sqlChartKind, document),
  stepsOf: (given) => [...given],
  isSame: (before, after) => diffDocuments(before, after).length === 0,
  chartNames: async () => new Map(),
}

export const dashboardDrafts: DraftKind<DashboardDocument> = {
  kind: dashboardKind,
  noun: 'dashboards',
  action: 'dashboard.update',
  require: () => undefined,
  check: (ctx, document, { resource }, before) => parseDashboard(ctx, document, { projectId: resource.projectId, dashboardId: resource.id }, before),
  stepsOf: stepsWithoutChartFacts,
  // Clients send along what the server tells them of the charts; that is nobody's change.
  isSame: (before, after) => dashboardChanges(before, after).length === 0,
  async chartNames(ctx, projectId, states) {
    const charts = await visibleCharts(ctx, projectId, [...new Set(states.flatMap(chartIdsOf))])
    const sqlCharts = await visibleSqlCharts(ctx, projectId, [...new Set(states.flatMap((state) => referencesOf(state).sqlCharts))])
    return new Map([...charts, ...sqlCharts].map(({ id, name }) => [id, name]))
  },
}
