import type { MetricQuery } from '../types/metric-query.ts'

/**
 * The question that gives the grand totals of a query: its metrics over all rows that its dimension filters keep,
 * computed anew, never summed. Filters on metrics and on table calculations speak of the groups of the original
 * question, which a total does not have, so they do not apply. Comparisons are of periods, which it does not have either.
 */
export function totalsQuery({ comparisons: _, ...query }: MetricQuery): MetricQuery {
  const { dimensions } = query.filters
  return {
    ...query,
    dimensions: [],
    sorts: [],
    tableCalculations: [],
    filters: dimensions === undefined ? {} : { dimensions },
    limit: 1,
  }
}
