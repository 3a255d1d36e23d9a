import type { MetricQuery } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { CompiledForShow } from '../../query/query-service.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkQuery } from './check-query.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'

type Input = { projectId: string; exploreName: string; query: MetricQuery }

/** The SQL a query would run, with the planner's proof. Runs nothing. */
export const compileQuery = readOperation<ExploreCtx, Input, ProjectTarget & { model: ProjectModel }, CompiledForShow>({
  name: 'explores.compile_query',
  action: 'explore.view',
  target: exploreTarget,
  async run(ctx, input, target) {
    const explore = requireExplore(ctx, target.model, input.exploreName)
    checkQuery(ctx, explore, input.query, target)
    return ctx.queries.compile({
      project: queryProject(target.project, target.model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'explore',
      question: { kind: 'metric', explore, query: input.query },
    })
  },
})
