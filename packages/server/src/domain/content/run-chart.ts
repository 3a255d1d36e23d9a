import type { ChartDocument, DashboardFilters } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { exploreFor } from '../explore/explore-access.ts'
import { momentTarget } from './as-of/moment-target.ts'
import { withAccess } from './as-seen.ts'
import { chartKind } from './content-kinds.ts'
import type { ContentTarget } from './content-target.ts'
import { prepareChart, type RunChart, type RunChartCtx } from './prepare-chart.ts'
import type { Chart } from './types.ts'

export type ChartResult = {
  chart: Chart
  explore: Explore
  result: QueryResult
  /** Dashboard rules that reached the query; null when it was not asked for on a dashboard. */
  appliedFilters: DashboardFilters | null
}

/**
 * Runs a saved chart. Whoever may see it may run it, without the right to explore: that is what saving it for others
 * is for. Row rules and required attributes are the caller's own.
 */
export const runChart = readOperation<RunChartCtx, RunChart, ContentTarget<ChartDocument>, ChartResult>({
  name: 'charts.run',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, chartKind, key),
  async run(ctx, input, target) {
    const { chart, explore, query, appliedFilters, run } = await prepareChart(ctx, input, target)
    const result = await run(query, input.onDashboard === undefined ? 'chart' : 'dashboard')
    return { chart: withAccess(ctx, chart), explore: exploreFor(ctx.actor, explore), result, appliedFilters }
  },
})
