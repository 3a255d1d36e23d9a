import {
  comparedFieldsOf,
  comparisonId,
  type CompiledDimension,
  type Comparison,
  type FieldId,
  type ItemsMap,
  type MetricQuery,
  type TimeInterval,
} from '@atrium/semantic'
import type { ExploreState } from './explore-state.ts'
import { keepRules, rulesOf } from './filter-tree.ts'
import { fieldIdOf } from './items-of-query.ts'

/** A date by which a query can be compared with an earlier time. */
export type TimeBase = {
  /** The dimension without an interval. */
  fieldId: FieldId
  label: string
  /** The unit it is grouped by ("month"); null when it is only filtered on. */
  grain: 'day' | 'week' | 'month' | 'quarter' | 'year' | null
}

/** The dates that a query groups by or filters on. */
export function timeBasesOf(query: MetricQuery, items: ItemsMap): TimeBase[] {
  const bases = new Map<FieldId, TimeBase>()
  const filtered = rulesOf(query.filters.dimensions).map((rule) => rule.target.fieldId)
  for (const fieldId of [...query.dimensions, ...filtered]) {
    const item = items[fieldId] as CompiledDimension | undefined
    if (item?.fieldType !== 'dimension') continue
    const baseId = item.timeIntervalBaseDimensionName === undefined ? fieldId : fieldIdOf({ table: item.table, name: item.timeIntervalBaseDimensionName })
    const base = (items[baseId] as CompiledDimension | undefined) ?? item
    if (base.type !== 'date' && base.type !== 'timestamp') continue
    const grain = query.dimensions.includes(fieldId) ? grainOf(item) : null
    const known = bases.get(baseId)
    if (known === undefined || known.grain === null) bases.set(baseId, { fieldId: baseId, label: base.label, grain })
  }
  return [...bases.values()]
}

const grains: Partial<Record<TimeInterval, TimeBase['grain']>> = {
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
  FISCAL_QUARTER: 'quarter',
  FISCAL_YEAR: 'year',
}
const grainOf = ({ timeInterval }: CompiledDimension): TimeBase['grain'] => grains[timeInterval ?? 'RAW'] ?? null

const sameComparison = (a: Comparison, b: Comparison): boolean => comparisonId(a) === comparisonId(b)

/** True when the query compares so. Two dates cannot be compared by the same stretch: their columns would have one name. */
export const isCompared = (query: MetricQuery, comparison: Comparison): boolean => (query.comparisons ?? []).some((other) => sameComparison(other, comparison))

/** The comparisons with one more, or without it. */
export function toggledComparison(query: MetricQuery, comparison: Comparison): Comparison[] {
  const others = (query.comparisons ?? []).filter((other) => !sameComparison(other, comparison))
  return isCompared(query, comparison) ? others : [...others, comparison]
}

const comparedIds = (query: MetricQuery): FieldId[] => query.metrics.flatMap((metricId) => comparedFieldsOf(query, metricId, {}).map(({ fieldId }) => fieldId))

/** The comparison that a column belongs to; undefined for other columns. */
export function comparisonOfColumn(query: MetricQuery, fieldId: FieldId): Comparison | undefined {
  const id = query.metrics.flatMap((metricId) => comparedFieldsOf(query, metricId, {})).find((column) => column.fieldId === fieldId)?.comparisonId
  return (query.comparisons ?? []).find((comparison) => comparisonId(comparison) === id)
}

/**
 * The explore after an edit, without comparisons whose date is neither grouped by nor filtered on any more, and without
 * sorts and filters on compared columns that are gone.
 */
export function withoutLooseComparisons(before: ExploreState, state: ExploreState): ExploreState {
  const query = state.metricQuery
  const used = [...query.dimensions, ...rulesOf(query.filters.dimensions).map((rule) => rule.target.fieldId)]
  const kept = (query.comparisons ?? []).filter(({ fieldId }) => used.some((other) => other === fieldId || other.startsWith(`${fieldId}_`)))
  const comparisons = kept.length === (query.comparisons ?? []).length ? query.comparisons : kept
  const { comparisons: _, ...rest } = query
  const compared: MetricQuery = comparisons === undefined || comparisons.length === 0 ? rest : { ...query, comparisons }
  const still = new Set(comparedIds(compared))
  const gone = new Set(comparedIds(before.metricQuery).filter((fieldId) => !still.has(fieldId)))
  if (gone.size === 0) return comparisons === query.comparisons && (comparisons?.length ?? 1) > 0 ? state : { ...state, metricQuery: compared }
  const { metrics, ...filters } = compared.filters
  const keptMetrics = keepRules(metrics, (rule) => !gone.has(rule.target.fieldId))
  return {
    ...state,
    metricQuery: {
      ...compared,
      sorts: compared.sorts.filter(({ fieldId }) => !gone.has(fieldId)),
      filters: keptMetrics === undefined ? filters : { ...filters, metrics: keptMetrics },
    },
  }
}
