import { itemOfQuery, totalsQuery, type MetricQuery } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { Freshness } from '../../query/query-service.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkQuery } from './check-query.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'
import { firstRow } from './result-rows.ts'

type Input = { projectId: string; exploreName: string; query: MetricQuery; freshness?: Freshness }

/** Totals of a query's metrics and of the calculations that a total has a meaning for, recomputed by the warehouse, never summed: raw values by field id. */
export const calculateTotal = readOperation<ExploreCtx, Input, ProjectTarget & { model: ProjectModel }, Record<string, unknown>>({
  name: 'explores.calculate_total',
  action: 'explore.run',
  target: exploreTarget,
  async run(ctx, input, target) {
    const explore = requireExplore(ctx, target.model, input.exploreName)
    checkQuery(ctx, explore, input.query, target)
    const query = totalsQuery(input.query, { itemOf: itemOfQuery(explore, input.query) })
    if (query.metrics.length === 0) return {}
    const result = await ctx.queries.run({
      project: queryProject(target.project, target.model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'total',
      sourceId: input.exploreName,
      freshness: input.freshness,
      question: { kind: 'metric', explore, query },
    })
    return firstRow(result)
  },
})
