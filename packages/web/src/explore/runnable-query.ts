import { getItemType, type FilterGroup, type Filters, type FilterRule, type ItemsMap, type MetricQuery } from '@atrium/semantic'
import { isComplete } from './filter-operators.ts'
import { keepRules } from './filter-tree.ts'

/** The query as it is asked: filters that are still being filled in are left out. */
export function runnableQuery(query: MetricQuery, items: ItemsMap): MetricQuery {
  const complete = (rule: FilterRule): boolean => {
    const item = items[rule.target.fieldId]
    return item === undefined || isComplete(rule, getItemType(item))
  }
  const filters: Filters = {}
  for (const kind of ['dimensions', 'metrics', 'tableCalculations'] as const) {
    const kept: FilterGroup | undefined = keepRules(query.filters[kind], complete)
    if (kept !== undefined) filters[kind] = kept
  }
  return { ...query, filters }
}

/** One text per question: equal for queries that ask the same, whatever ids their filters have. */
export function queryKeyOf(query: MetricQuery): string {
  return JSON.stringify(sorted(query))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const isFilter = 'and' in value || 'or' in value || ('operator' in value && 'target' in value)
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => item !== undefined && !(isFilter && key === 'id'))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}

/** True when two plain values say the same, whatever the order of their keys or the ids of their filters. */
export const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
