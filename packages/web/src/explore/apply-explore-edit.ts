import type { FieldId, MetricQuery } from '@atrium/semantic'
import { comparisonOfColumn, toggledComparison, withoutLooseComparisons } from './comparisons.ts'
import { withoutField } from './drop-field.ts'
import type { ExploreEdit } from './explore-edit.ts'
import { columnsOf, emptyExploreState, type ExploreState } from './explore-state.ts'
import { fieldIdOf } from './items-of-query.ts'
import { withChoice } from './parameter-choice.ts'
import { renameField } from './rename-field.ts'
import { toggledSorts } from './toggled-sorts.ts'

/** The explore after one edit. Pure; an edit that changes nothing gives an equal state. */
export function applyExploreEdit(state: ExploreState, edit: ExploreEdit): ExploreState {
  return withoutLooseComparisons(state, applied(state, edit))
}

function applied(state: ExploreState, edit: ExploreEdit): ExploreState {
  const query = state.metricQuery
  switch (edit.type) {
    case 'toggle-dimension':
      return query.dimensions.includes(edit.fieldId)
        ? withoutField(state, edit.fieldId)
        : ordered(withQuery(state, { dimensions: [...query.dimensions, edit.fieldId] }))
    case 'toggle-metric':
      return query.metrics.includes(edit.fieldId) ? withoutField(state, edit.fieldId) : ordered(withQuery(state, { metrics: [...query.metrics, edit.fieldId] }))
    case 'remove-field': {
      const comparison = comparisonOfColumn(query, edit.fieldId)
      return comparison === undefined ? withoutField(state, edit.fieldId) : withQuery(state, { comparisons: toggledComparison(query, comparison) })
    }
    case 'move-column':
      return { ...state, columnOrder: moved(columnsOf(state), edit.fieldId, edit.before) }
    case 'set-filters':
      return withQuery(state, { filters: edit.filters })
    case 'toggle-sort':
      return withQuery(state, { sorts: toggledSorts(edit.from ?? query.sorts, edit) })
    case 'set-sorts':
      return withQuery(state, { sorts: edit.sorts })
    case 'set-comparisons':
      return ordered(withQuery(state, { comparisons: edit.comparisons }))
    case 'set-limit':
      return withQuery(state, { limit: edit.limit })
    case 'set-timezone': {
      const { timezone: _, ...rest } = query
      return { ...state, metricQuery: edit.timezone === null ? rest : { ...rest, timezone: edit.timezone } }
    }
    case 'set-parameter': {
      const { parameters: chosen, ...rest } = query
      const parameters = withChoice(chosen, edit.name, edit.values)
      return { ...state, metricQuery: parameters === undefined ? rest : { ...rest, parameters } }
    }
    case 'save-calculation': {
      const { calculation, previousName } = edit
      const renamed = previousName === null ? state : renameField(state, previousName, calculation.name)
      return ordered(withQuery(renamed, { tableCalculations: upsert(renamed.metricQuery.tableCalculations, calculation, ({ name }) => name) }))
    }
    case 'save-custom-dimension': {
      const { dimension } = edit
      const dimensions = query.dimensions.includes(dimension.id) ? query.dimensions : [...query.dimensions, dimension.id]
      return ordered(withQuery(state, { dimensions, customDimensions: upsert(query.customDimensions ?? [], dimension, ({ id }) => id) }))
    }
    case 'remove-custom-dimension':
      return withQuery(withoutField(state, edit.fieldId), { customDimensions: (query.customDimensions ?? []).filter(({ id }) => id !== edit.fieldId) })
    case 'save-additional-metric': {
      const fieldId = fieldIdOf(edit.metric)
      const renamed = edit.previousId === null ? state : renameField(state, edit.previousId, fieldId)
      const others = (renamed.metricQuery.additionalMetrics ?? []).filter((metric) => fieldIdOf(metric) !== (edit.previousId ?? fieldId))
      const { metrics } = renamed.metricQuery
      return ordered(withQuery(renamed, { additionalMetrics: [...others, edit.metric], metrics: metrics.includes(fieldId) ? metrics : [...metrics, fieldId] }))
    }
    case 'remove-additional-metric':
      return withQuery(withoutField(state, edit.fieldId), {
        additionalMetrics: (query.additionalMetrics ?? []).filter((metric) => fieldIdOf(metric) !== edit.fieldId),
      })
    case 'set-chart':
      return { ...state, chartConfig: edit.chartConfig }
    case 'set-pivot':
      return { ...state, pivotColumns: edit.fieldIds }
    case 'clear':
      return emptyExploreState(state.tableName)
  }
}

const withQuery = (state: ExploreState, change: Partial<MetricQuery>): ExploreState => ({ ...state, metricQuery: { ...state.metricQuery, ...change } })

const ordered = (state: ExploreState): ExploreState => ({ ...state, columnOrder: columnsOf(state) })

function upsert<T>(list: readonly T[], item: T, keyOf: (item: T) => string): T[] {
  const key = keyOf(item)
  return list.some((other) => keyOf(other) === key) ? list.map((other) => (keyOf(other) === key ? item : other)) : [...list, item]
}

function moved(columns: readonly FieldId[], fieldId: FieldId, before: FieldId | null): FieldId[] {
  if (before === fieldId) return [...columns]
  const rest = columns.filter((column) => column !== fieldId)
  const index = before === null ? rest.length : rest.indexOf(before)
  return index === -1 ? [...columns] : rest.toSpliced(index, 0, fieldId)
}
