import type { FieldId, Item, MetricQuery } from '../types/metric-query.ts'
import { calculationsWithoutTotal } from './calculations-of-totals.ts'
import { hasNoTotal } from './metrics-of-totals.ts'

export type TotalsOptions = {
  /** What describes the fields of the query: the explore's, or those of a result. */
  itemOf: (fieldId: FieldId) => Item | undefined
  /** Dimensions of the query that the totals are still told apart by: none for the grand total. */
  dimensions?: readonly FieldId[]
  /** Most rows of totals; one for the grand total. */
  limit?: number
}

/**
 * The question that gives the totals of a query, over everything or for each value of some of its dimensions: its
 * metrics over all rows that its dimension filters keep, computed anew, never summed. Calculations are evaluated on
 * those totals, so a ratio is one of totals; those that a total has no meaning for are left out. Filters on metrics and
 * on table calculations speak of the groups of the original question, which a total does not have, so they do not apply.
 * Comparisons are of periods, which it does not have either; nor have metrics that look back, unless a filter says over what.
 */
export function totalsQuery({ comparisons, ...query }: MetricQuery, { itemOf, dimensions = [], limit = 1 }: TotalsOptions): MetricQuery {
  const { dimensions: filters } = query.filters
  const without = calculationsWithoutTotal({ ...query, ...(comparisons === undefined ? {} : { comparisons }) }, { itemOf, dimensions })
  return {
    ...query,
    dimensions: [...dimensions],
    metrics: query.metrics.filter((fieldId) => !hasNoTotal(query, fieldId, { itemOf, dimensions })),
    sorts: query.sorts.filter(({ fieldId }) => dimensions.includes(fieldId)),
    tableCalculations: query.tableCalculations.filter(({ name }) => !without.has(name)),
    filters: filters === undefined ? {} : { dimensions: filters },
    limit,
  }
}
