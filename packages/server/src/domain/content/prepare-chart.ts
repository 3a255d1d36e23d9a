import { filtersForTile, type ChartDocument, type DashboardFilters } from '@atrium/documents'
import { mergeFilterRules, sortsInGrain, withGranularity, type Explore, type MetricQuery, type ParameterValues, type SortField } from '@atrium/semantic'
import type { Freshness, QueryResult, QuerySource } from '../../query/query-service.ts'
import type { Resource } from '../../resources/resource.ts'
import { queryProject, requireExplore, type ExploreCtx } from '../explore/explore-target.ts'
import type { MomentKey } from './as-of/moment-target.ts'
import { requireAlive } from './as-of/require-alive.ts'
import { wantedState, type WantedState } from './as-of/wanted-state.ts'
import type { ContentCtx } from './content-ctx.ts'
import { requireAction, type ContentTarget } from './content-target.ts'

export type RunChartCtx = ContentCtx & ExploreCtx

export type RunChart = MomentKey &
  WantedState & {
    freshness?: Freshness
    /** How it is shown on a dashboard: its filters, sorts and grain come on top of the chart's own. */
    onDashboard?: { tileUuid?: string; filters: DashboardFilters; sorts: SortField[] }
    /** Values of parameters; they count more than those saved with the chart. */
    parameters?: ParameterValues
    granularity?: 'Day' | 'Week' | 'Month' | 'Quarter' | 'Year'
  }

/** A saved chart ready to run, as one caller asks for it. */
export type PreparedChart = {
  /** The chart with the content that runs. */
  chart: Resource<ChartDocument>
  explore: Explore
  query: MetricQuery
  appliedFilters: DashboardFilters | null
  run(query: MetricQuery, source: QuerySource): Promise<QueryResult>
}

/** Loads explore and content, and puts what the dashboard adds on top of the chart's own query. */
export async function prepareChart(ctx: RunChartCtx, input: RunChart, target: ContentTarget<ChartDocument>): Promise<PreparedChart> {
  requireAction(ctx, 'project.view', target)
  requireAlive(ctx, target)
  const resource = await wantedState(ctx, target.resource, input)
  const project = await ctx.projects.project(resource.projectId)
  const model = await ctx.projects.model(project.id)
  const { spec } = resource
  const explore = requireExplore(ctx, model, spec.tableName)
  let query: MetricQuery = { ...spec.metricQuery, exploreName: spec.tableName, limit: Math.min(spec.metricQuery.limit, ctx.limits.maxRows) }
  let appliedFilters: DashboardFilters | null = null
  if (input.onDashboard !== undefined) {
    const { filters, sorts, tileUuid } = input.onDashboard
    const { applied } = filtersForTile(filters, tileUuid ?? '', Object.keys(explore.tables))
    appliedFilters = applied
    query = { ...query, filters: mergeFilterRules(query.filters, applied), ...(sorts.length === 0 ? {} : { sorts }) }
  }
  if (input.parameters !== undefined) query = { ...query, parameters: { ...query.parameters, ...input.parameters } }
  if (input.granularity !== undefined) query = withGranularity(explore, query, input.granularity)
  // A viewer's order is kept while the grain of the dates changes under it.
  if (input.onDashboard !== undefined) query = { ...query, sorts: sortsInGrain(explore, query) }
  return {
    chart: resource,
    explore,
    query,
    appliedFilters,
    run: (asked, source) =>
      ctx.queries.run({
        project: queryProject(project, model),
        actor: ctx.actor,
        requestId: ctx.requestId,
        signal: ctx.signal,
        source,
        sourceId: resource.id,
        freshness: input.freshness,
        question: { kind: 'metric', explore, query: asked },
      }),
  }
}
