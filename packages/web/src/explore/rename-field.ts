import type { FieldId, FilterGroup } from '@atrium/semantic'
import type { ExploreState } from './explore-state.ts'
import { mapRules } from './filter-tree.ts'

/** The explore with one field id replaced wherever it is used as a whole: columns, sorts, order, pivot, filters, chart. */
export function renameField(state: ExploreState, from: FieldId, to: FieldId): ExploreState {
  if (from === to) return state
  const rename = (fieldId: FieldId): FieldId => (fieldId === from ? to : fieldId)
  const inFilters = (group: FilterGroup): FilterGroup =>
    mapRules(group, (rule) => ({ ...rule, target: { ...rule.target, fieldId: rename(rule.target.fieldId) } }))
  const query = state.metricQuery
  return {
    ...state,
    metricQuery: {
      ...query,
      dimensions: query.dimensions.map(rename),
      metrics: query.metrics.map(rename),
      sorts: query.sorts.map((sort) => ({ ...sort, fieldId: rename(sort.fieldId) })),
      tableCalculations: query.tableCalculations.map((calculation) => ({ ...calculation, name: rename(calculation.name) })),
      filters: Object.fromEntries(Object.entries(query.filters).map(([kind, group]) => [kind, inFilters(group)])),
    },
    columnOrder: state.columnOrder.map(rename),
    pivotColumns: state.pivotColumns.map(rename),
    // A chart names fields in many places, always as a whole string.
    chartConfig: renameStrings(state.chartConfig, from, to) as ExploreState['chartConfig'],
  }
}

/** A copy of plain data in which every whole string `from`, keys too, is `to`. */
export function renameStrings(value: unknown, from: string, to: string): unknown {
  if (value === from) return to
  if (Array.isArray(value)) return value.map((item) => renameStrings(item, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, renameStrings(item, from, to)]))
}
