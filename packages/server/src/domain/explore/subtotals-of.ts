import { itemOfQuery, totalsQuery, type Explore, type FieldId, type MetricQuery } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { wireRows } from './result-rows.ts'

/** By the dimensions that subtotals are told apart by, joined with colons: raw values by field id. */
export type Subtotals = Record<string, Record<string, unknown>[]>

/** Subtotals as the warehouse computed them. */
export type SubtotalsAnswer = {
  levels: Subtotals
  /** Whether the row limit cut some of them. */
  truncated: boolean
}

/** How the table lies that the subtotals are of. */
export type SubtotalLayout = {
  /** Columns of the table from the left: its dimensions are grouped in this order. */
  columnOrder: readonly FieldId[]
  /** Dimensions whose values are columns: subtotals are told apart by them too. */
  pivotDimensions: readonly FieldId[]
  /** Of each group over all of these columns, as the last columns of a pivot show it. */
  overAllColumns?: boolean
}

type Options = { query: MetricQuery; explore: Explore; layout: SubtotalLayout; limit: number; run: (query: MetricQuery) => Promise<QueryResult> }

/** Most dimensions a table has subtotals of: each is a query of its own. */
const mostLevels = 10

/**
 * Subtotals of a query for its first dimension, its first two and so on, all but the last; at most `limit` rows of each.
 * Each level is a question of its own to the warehouse: a distinct count, an average or a ratio of a group is not made
 * of those of its rows.
 */
export async function subtotalsOf({ query, explore, layout, limit, run }: Options): Promise<SubtotalsAnswer> {
  const levels = levelsOf(query, layout)
  if (query.metrics.length === 0) return { levels: {}, truncated: false }
  const itemOf = itemOfQuery(explore, query)
  const answers = await Promise.all(
    levels.map(async ({ groups, dimensions }) => ({ key: groups.join(':'), result: await run(totalsQuery(query, { itemOf, dimensions, limit })) })),
  )
  return {
    levels: Object.fromEntries(answers.map(({ key, result }) => [key, wireRows(result)])),
    truncated: answers.some(({ result }) => result.truncated),
  }
}

function levelsOf(
  query: MetricQuery,
  { columnOrder, pivotDimensions, overAllColumns = false }: SubtotalLayout,
): { groups: FieldId[]; dimensions: FieldId[] }[] {
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
