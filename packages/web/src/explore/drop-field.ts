import type { FieldId } from '@atrium/semantic'
import type { ExploreState } from './explore-state.ts'
import { keepRules } from './filter-tree.ts'

/**
 * The explore without a column: its sorts, its place and its pivot go too, and a calculation takes its filters along.
 * Filters on dimensions and metrics stay, as they need no column.
 */
export function withoutField(state: ExploreState, fieldId: FieldId): ExploreState {
  const query = state.metricQuery
  const calculations = keepRules(query.filters.tableCalculations, (rule) => rule.target.fieldId !== fieldId)
  const { tableCalculations: _, ...otherFilters } = query.filters
  return {
    ...state,
    metricQuery: {
      ...query,
      dimensions: query.dimensions.filter((other) => other !== fieldId),
      metrics: query.metrics.filter((other) => other !== fieldId),
      tableCalculations: query.tableCalculations.filter(({ name }) => name !== fieldId),
      sorts: query.sorts.filter((sort) => sort.fieldId !== fieldId),
      filters: calculations === undefined ? otherFilters : { ...otherFilters, tableCalculations: calculations },
    },
    columnOrder: state.columnOrder.filter((other) => other !== fieldId),
    pivotColumns: state.pivotColumns.filter((other) => other !== fieldId),
  }
}
