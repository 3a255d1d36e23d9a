import type { Filters, ParameterValues } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Freshness } from '../../query/query-service.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { exploreOfField, exploreTarget, queryProject, type ExploreCtx } from './explore-target.ts'
import { columnsOf } from './result-rows.ts'

type Input = {
  projectId: string
  /** Or a table that is joined to one: filters of dashboards name tables. */
  exploreName: string
  fieldId: string
  search: string
  limit: number
  filters?: Filters
  parameters?: ParameterValues
  freshness?: Freshness
}
export type FieldValues = { search: string; results: unknown[]; cached: boolean; refreshedAt: string }

/** Values of a dimension that contain a text, for filter boxes; under the same row rules as any query. */
export const searchFieldValues = readOperation<ExploreCtx, Input, ProjectTarget & { model: ProjectModel }, FieldValues>({
  name: 'explores.search_values',
  action: 'explore.view',
  target: exploreTarget,
  async run(ctx, input, target) {
    if (input.limit > ctx.limits.maxRows) {
      throw new AppError('invalid', `Query limit can not exceed ${ctx.limits.maxRows}`, { reason: 'query_limit', params: { most: ctx.limits.maxRows } })
    }
    const explore = exploreOfField(ctx, target.model, { table: input.exploreName, fieldId: input.fieldId })
    const result = await ctx.queries.run({
      project: queryProject(target.project, target.model),
      actor: ctx.actor,
      requestId: ctx.requestId,
      signal: ctx.signal,
      source: 'filter_values',
      sourceId: input.fieldId,
      freshness: input.freshness,
      question: {
        kind: 'filter_values',
        explore,
        fieldId: input.fieldId,
        search: input.search,
        limit: input.limit,
        ...(input.filters === undefined ? {} : { filters: input.filters }),
        ...(input.parameters === undefined ? {} : { parameters: input.parameters }),
      },
    })
    return { search: input.search, results: columnsOf(result)[0] ?? [], cached: result.cacheHit, refreshedAt: result.receipt.dataAsOf }
  },
})
