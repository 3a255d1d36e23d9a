import type { MetricQuery } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { Freshness } from '../../query/query-service.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkQuery } from './check-query.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'
import { subtotalsOf, type SubtotalLayout, type SubtotalsAnswer } from './subtotals-of.ts'

type Input = SubtotalLayout & { projectId: string; exploreName: string; query: MetricQuery; freshness?: Freshness }

/** Subtotals of a query by its leading dimensions, recomputed by the warehouse, never summed. */
export const calculateSubtotals = readOperation<ExploreCtx, Input, ProjectTarget & { model: ProjectModel }, SubtotalsAnswer>({
  name: 'explores.calculate_subtotals',
  action: 'explore.run',
  target: exploreTarget,
  async run(ctx, { exploreName, query, freshness, ...layout }, target) {
    const explore = requireExplore(ctx, target.model, exploreName)
    checkQuery(ctx, explore, query, target)
    return subtotalsOf({
      query,
      explore,
      layout,
      limit: ctx.limits.maxRows,
      run: (asked) =>
        ctx.queries.run({
          project: queryProject(target.project, target.model),
          actor: ctx.actor,
          requestId: ctx.requestId,
          signal: ctx.signal,
          source: 'total',
          sourceId: exploreName,
          freshness,
          question: { kind: 'metric', explore, query: asked },
        }),
    })
  },
})
