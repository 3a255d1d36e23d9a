import type { SqlAggregate } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { Freshness, QueryResult } from '../../query/query-service.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { queryProject, type ExploreCtx } from './explore-target.ts'

type Input = { projectId: string; sql: string; limit?: number; /** Its rows put together. */ aggregate?: SqlAggregate; freshness?: Freshness }

/** Runs one SELECT a person wrote, capped at the instance's row limit. A project needs no models for it. */
export const runSql = readOperation<ExploreCtx, Input, ProjectTarget, QueryResult>({
  name: 'sql_runner.run',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, input, { project }) {
    const model = await ctx.projects.findModel(project.id)
    return ctx.queries.run({
      project: queryProject(project, model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'sql',
      freshness: input.freshness,
      question: {
        kind: 'sql',
        sql: input.sql,
        limit: Math.min(input.limit ?? ctx.limits.maxRows, ctx.limits.maxRows),
        ...(input.aggregate === undefined ? {} : { aggregate: input.aggregate }),
      },
    })
  },
})
