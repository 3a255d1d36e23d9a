import type { MetricQuery } from '@atrium/semantic'
import { readOperation, type Operation } from '../../access/operation.ts'
import type { Action } from '../../access/actions.ts'
import type { Freshness, QueryResult, QuerySource } from '../../query/query-service.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkQuery } from './check-query.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'

export type RunMetricQuery = {
  projectId: string
  exploreName: string
  query: MetricQuery
  freshness?: Freshness
  /** The request as it came; see `QueryRequest.answerKey`. */ answerKey?: string
}

/** Runs a query somebody built in an explore. */
export const runMetricQuery = metricQueryOperation('explores.run_query', 'explore.run', 'explore')

/** Runs the row-level query behind a cell; the client builds it. */
export const runUnderlyingDataQuery = metricQueryOperation('explores.run_underlying', 'underlying_data.view', 'underlying')

function metricQueryOperation(name: string, action: Action, source: QuerySource): Operation<ExploreCtx, RunMetricQuery, QueryResult> {
  return readOperation<ExploreCtx, RunMetricQuery, ProjectTarget & { model: ProjectModel }, QueryResult>({
    name,
    action,
    target: exploreTarget,
    async run(ctx, input, target) {
      const explore = requireExplore(ctx, target.model, input.exploreName)
      checkQuery(ctx, explore, input.query, target)
      return ctx.queries.run({
        project: queryProject(target.project, target.model),
        actor: ctx.actor,
        requestId: ctx.requestId,
        signal: ctx.signal,
        source,
        sourceId: input.exploreName,
        freshness: input.freshness,
        ...(input.answerKey === undefined ? {} : { answerKey: `${input.exploreName}|${input.answerKey}` }),
        question: { kind: 'metric', explore, query: input.query },
      })
    },
  })
}
