import { itemOfQuery, totalsQuery, type FieldId, type MetricQuery } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkQuery } from './check-query.ts'
import { exploreTarget, queryProject, requireExplore, type ExploreCtx } from './explore-target.ts'
import { wireRows } from './result-rows.ts'

type Input = {
  projectId: string
  exploreName: string
  query: MetricQuery
  /** Columns of the table from the left: its dimensions are grouped in this order. */
  columnOrder: readonly FieldId[]
  /** Dimensions whose values are columns: subtotals are told apart by them too. */
  pivotDimensions: readonly FieldId[]
  /** Of each group over all of these columns, as the last columns of a pivot show it. */
  overAllColumns?: boolean
}

/** By the dimensions that subtotals are told apart by, joined with colons: raw values by field id. */
type Subtotals = Record<string, Record<string, unknown>[]>

/** Most dimensions a table has subtotals of: each is a query of its own. */
const mostLevels = 10

/**
 * Subtotals of a query for its first dimension, its first two and so on, all but the last. Each level is a question of
 * its own to the warehouse: a distinct count, an average or a ratio of a group is not made of those of its rows.
 */
export const calculateSubtotals = readOperation<ExploreCtx, Input, ProjectTarget & { model: ProjectModel }, Subtotals>({
  name: 'explores.calculate_subtotals',
  action: 'explore.run',
  target: exploreTarget,
  async run(ctx, input, target) {
    const explore = requireExplore(ctx, target.model, input.exploreName)
    checkQuery(ctx, input.query, target)
    const levels = levelsOf(input)
    if (input.query.metrics.length === 0) return {}
    const answers = await Promise.all(
      levels.map(async ({ groups, dimensions }) => {
        const query = totalsQuery(input.query, { itemOf: itemOfQuery(explore, input.query), dimensions, limit: ctx.limits.maxRows })
        const result = await ctx.queries.run({
          project: queryProject(target.project, target.model),
          actor: ctx.actor,
          requestId: ctx.requestId,
          signal: ctx.signal,
          source: 'total',
          sourceId: input.exploreName,
          question: { kind: 'metric', explore, query },
        })
        return [groups.join(':'), wireRows(result)] as const
      }),
    )
    return Object.fromEntries(answers)
  },
})

function levelsOf({ query, columnOrder, pivotDimensions, overAllColumns = false }: Input): { groups: FieldId[]; dimensions: FieldId[] }[] {
  const pivot = query.dimensions.filter((fieldId) => pivotDimensions.includes(fieldId))
  const ordered = [...new Set([...columnOrder, ...query.dimensions])].filter((fieldId) => query.dimensions.includes(fieldId) && !pivot.includes(fieldId))
  if (ordered.length - 1 > mostLevels) {
    throw new AppError(
      'invalid',
      `Subtotals of ${ordered.length - 1} dimensions were asked for; at most ${mostLevels} are computed. Leave some dimensions out.`,
    )
  }
  return ordered.slice(0, -1).map((_, place) => {
    const groups = ordered.slice(0, place + 1)
    return { groups, dimensions: overAllColumns ? groups : [...groups, ...pivot] }
  })
}
