import { aggregateOf, type SqlChartDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import type { Freshness, QueryResult } from '../../../query/query-service.ts'
import { queryProject, type ExploreCtx } from '../../explore/explore-target.ts'
import { momentTarget, type MomentKey } from '../as-of/moment-target.ts'
import { requireAlive } from '../as-of/require-alive.ts'
import { wantedState, type WantedState } from '../as-of/wanted-state.ts'
import { withAccess } from '../as-seen.ts'
import type { ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { requireAction, type ContentTarget } from '../content-target.ts'
import type { SqlChart } from '../types.ts'

export type RunSqlChart = MomentKey &
  WantedState & {
    freshness?: Freshness
    /** Asked for on a dashboard; its filters reach no SQL. */
    onDashboard?: boolean
  }

export type SqlChartResult = { chart: SqlChart; result: QueryResult }

/**
 * Runs a SQL chart: its rows, put together as it draws them. Whoever may see it may run it: that is what saving it for others
 * is for. Where people sign in to the warehouse themselves, they do so here too.
 */
export const runSqlChart = readOperation<ContentCtx & ExploreCtx, RunSqlChart, ContentTarget<SqlChartDocument>, SqlChartResult>({
  name: 'sql_charts.run',
  action: 'chart.view',
  target: (ctx, key) => momentTarget(ctx, sqlChartKind, key),
  async run(ctx, input, target) {
    requireAction(ctx, 'project.view', target)
    requireAlive(ctx, target)
    const resource = await wantedState(ctx, target.resource, input)
    const project = await ctx.projects.project(resource.projectId)
    const model = await ctx.projects.findModel(project.id)
    const { spec } = resource
    const aggregate = aggregateOf(spec.config)
    const result = await ctx.queries.run({
      project: queryProject(project, model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: input.onDashboard === true ? 'dashboard' : 'chart',
      sourceId: resource.id,
      freshness: input.freshness,
      question: { kind: 'sql', sql: spec.sql, limit: Math.min(spec.limit, ctx.limits.maxRows), ...(aggregate === null ? {} : { aggregate }) },
    })
    return { chart: withAccess(ctx, resource), result }
  },
})
