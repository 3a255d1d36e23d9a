import type { FilterGroup, FilterGroupItem, FilterRule, Filters } from '../types/metric-query.ts'
import { groupItems, isGroup } from './filters/render-group.ts'

/** Rules by the part of the query that they filter. */
export type FilterRules = { dimensions: FilterRule[]; metrics: FilterRule[]; tableCalculations: FilterRule[] }

/**
 * A chart's filters with a dashboard's rules. A rule on a field that the chart filters takes the place of that rule,
 * however deep it is nested; the others hold together with the whole of the chart's filters. Disabled rules of the
 * dashboard count as not given.
 */
export function mergeFilterRules(filters: Filters, rules: FilterRules): Filters {
  const merged: Filters = {}
  for (const part of ['dimensions', 'metrics', 'tableCalculations'] as const) {
    const group = mergeGroup(
      filters[part],
      rules[part].filter((rule) => rule.disabled !== true),
      `merged-${part}`,
    )
    if (group !== undefined) merged[part] = group
  }
  return merged
}

function mergeGroup(group: FilterGroup | undefined, rules: readonly FilterRule[], id: string): FilterGroup | undefined {
  if (rules.length === 0) return group
  const byField = new Map(rules.toReversed().map((rule) => [rule.target.fieldId, rule]))
  const used = new Set<FilterRule>()
  const replaced = group === undefined ? undefined : replaceIn(group, byField, used)
  const rest = rules.filter((rule) => !used.has(rule))
  if (rest.length === 0) return replaced
  const own: FilterGroupItem[] = replaced === undefined || groupItems(replaced).length === 0 ? [] : [replaced]
  return { id, and: [...own, ...rest] }
}

function replaceIn(group: FilterGroup, byField: ReadonlyMap<string, FilterRule>, used: Set<FilterRule>): FilterGroup {
  const items = groupItems(group).map((item): FilterGroupItem => {
    if (isGroup(item)) return replaceIn(item, byField, used)
    const rule = byField.get(item.target?.fieldId)
    if (rule === undefined) return item
    used.add(rule)
    return rule
  })
  return 'or' in group ? { id: group.id, or: items } : { id: group.id, and: items }
}
