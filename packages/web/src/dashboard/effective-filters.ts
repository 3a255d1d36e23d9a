import type { DashboardFilterRule, DashboardFilters } from '@atrium/documents'
import { getItemType, type DimensionType, type ItemsMap } from '@atrium/semantic'
import { isComplete } from '../explore/filter-operators.ts'

export const filterKinds = ['dimensions', 'metrics', 'tableCalculations'] as const

/** Every rule, whatever it is about. */
export const allRules = (filters: DashboardFilters): DashboardFilterRule[] => filterKinds.flatMap((kind) => filters[kind])

/** Filters with one rule exchanged, taken out (`null`) or, when its id is new, added to the dimensions. */
export function withRule(filters: DashboardFilters, id: string, rule: DashboardFilterRule | null): DashboardFilters {
  const isKnown = allRules(filters).some((each) => each.id === id)
  if (!isKnown) return rule === null ? filters : { ...filters, dimensions: [...filters.dimensions, rule] }
  const change = (rules: readonly DashboardFilterRule[]): DashboardFilterRule[] =>
    rules.flatMap((each) => (each.id === id ? (rule === null ? [] : [rule]) : [each]))
  return { ...filters, dimensions: change(filters.dimensions), metrics: change(filters.metrics), tableCalculations: change(filters.tableCalculations) }
}

/** Type of a rule's field: of the field where it is known, else what its values look like. */
export function typeOfRule(rule: DashboardFilterRule, items: ItemsMap): DimensionType {
  const item = items[rule.target.fieldId]
  if (item !== undefined) return getItemType(item)
  if (rule.settings?.unitOfTime !== undefined) return 'timestamp'
  const [value] = rule.values ?? []
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string'
}

/** True when the rule is on and says enough to be asked. */
export const isActive = (rule: DashboardFilterRule, items: ItemsMap): boolean => rule.disabled !== true && isComplete(rule, typeOfRule(rule, items))

/** What is sent to the server: a rule without its values is switched off, instead of matching nothing. */
export function effectiveFilters(filters: DashboardFilters, items: ItemsMap): DashboardFilters {
  const off = (rules: readonly DashboardFilterRule[]): DashboardFilterRule[] =>
    rules.map((rule) => (isActive(rule, items) || rule.disabled === true ? rule : { ...rule, disabled: true }))
  return { ...filters, dimensions: off(filters.dimensions), metrics: off(filters.metrics), tableCalculations: off(filters.tableCalculations) }
}

/** What must have a value before tiles load, and has none: for each the filters of which one is enough, a required one by itself. */
export function missingFilters(filters: DashboardFilters, items: ItemsMap): DashboardFilterRule[][] {
  const rules = allRules(filters)
  const required = rules.filter((rule) => rule.required === true && !isActive(rule, items)).map((rule) => [rule])
  const groups = [...filterGroups(filters).values()].filter((group) => !group.some((rule) => isActive(rule, items)))
  return [...required, ...groups]
}

/** The groups of which one filter must have a value, by name. */
export function filterGroups(filters: DashboardFilters): Map<string, DashboardFilterRule[]> {
  const groups = new Map<string, DashboardFilterRule[]>()
  for (const rule of allRules(filters)) if (rule.oneOf !== undefined) groups.set(rule.oneOf, [...(groups.get(rule.oneOf) ?? []), rule])
  return groups
}
