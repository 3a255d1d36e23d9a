import { aggregateOf, type SqlChartDocument } from '@atrium/documents'
import { readOperation, type Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Freshness, QueryResult } from '../../../query/query-service.ts'
import type { Resource } from '../../../resources/resource.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import { queryProject, type ExploreCtx } from '../../explore/explore-target.ts'
import { asItWas } from '../as-of/as-it-was.ts'
import { momentTarget, type MomentKey } from '../as-of/moment-target.ts'
import { withAccess } from '../as-seen.ts'
import { storeOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { requireAction, type ContentTarget } from '../content-target.ts'
import { requireAlive } from '../as-of/require-alive.ts'
import type { SqlChart } from '../types.ts'

export type RunSqlChart = MomentKey & {
  /** Runs this version instead of the published one. */
  versionId?: string
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
    const resource = input.asOf === undefined ? target.resource : await asItWas(ctx, target.resource, input.asOf)
    const project = await ctx.projects.project(resource.projectId)
    const model = await ctx.projects.findModel(project.id)
    const spec = await specOf(ctx, input, resource)
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
    return { chart: { ...withAccess(ctx, resource), spec }, result }
  },
})

async function specOf(ctx: Ctx, { versionId }: RunSqlChart, resource: Resource<SqlChartDocument>): Promise<SqlChartDocument> {
  if (versionId === undefined) return resource.spec
  const version = await findRevision(storeOf(ctx), resource.id, { id: versionId })
  if (version === null) throw new AppError('not_found', 'This SQL chart has no such version', { reason: 'revision_missing' })
  return version.spec as SqlChartDocument
}
