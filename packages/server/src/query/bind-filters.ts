import { isFilterGroup, isValueList, type FilterGroup, type FilterGroupItem, type MetricQuery, type VariableScalar, type VariableValue } from '@atrium/semantic'
import { AppError } from '../platform/errors.ts'

type Filters = MetricQuery['filters']
/** Values by the names that stand for them, and how a value of a filter says such a name. */
export type FilterValues = { values: ReadonlyMap<string, VariableValue>; nameIn(value: unknown): string | undefined }

/** Names that values of a query's filters stand for, each once. */
export function filterVariablesIn({ filters }: Pick<MetricQuery, 'filters'>, nameIn: FilterValues['nameIn']): string[] {
  const found = groupsOf(filters).flatMap((group) => valuesOf(group).flatMap((value) => nameIn(value) ?? []))
  return [...new Set(found)]
}

/**
 * A query with values in the place of the names that stand for them in its filters: the value, or all values of a list. A rule whose
 * value is null asks for rows without a value where it compares for being equal.
 */
export function bindFilters(query: MetricQuery, values: FilterValues): MetricQuery {
  const { dimensions, metrics, tableCalculations } = query.filters
  return {
    ...query,
    filters: {
      ...query.filters,
      ...(dimensions === undefined ? {} : { dimensions: boundGroup(dimensions, values) }),
      ...(metrics === undefined ? {} : { metrics: boundGroup(metrics, values) }),
      ...(tableCalculations === undefined ? {} : { tableCalculations: boundGroup(tableCalculations, values) }),
    },
  }
}

const groupsOf = ({ dimensions, metrics, tableCalculations }: Filters): FilterGroup[] =>
  [dimensions, metrics, tableCalculations].filter((group) => group !== undefined)

const itemsOf = (group: FilterGroup): FilterGroupItem[] => ('and' in group ? group.and : group.or)
const valuesOf = (group: FilterGroup): unknown[] => itemsOf(group).flatMap((item) => (isFilterGroup(item) ? valuesOf(item) : (item.values ?? [])))

/** The same for one tree of rules. */
export function boundGroup(group: FilterGroup, values: FilterValues): FilterGroup {
  const items = itemsOf(group).map((item) => (isFilterGroup(item) ? boundGroup(item, values) : boundRule(item, values)))
  return 'and' in group ? { ...group, and: items } : { ...group, or: items }
}

type Rule = Exclude<FilterGroupItem, FilterGroup>

function boundRule(rule: Rule, { values, nameIn }: FilterValues): Rule {
  const given = rule.values ?? []
  if (!given.some((value) => nameIn(value) !== undefined)) return rule
  const bound = given.flatMap((value) => {
    const name = nameIn(value)
    return name === undefined ? [value] : scalarsOf(values.get(name) ?? null)
  })
  if (bound.length > 0) return { ...rule, values: bound }
  const isNull = given.some((value) => values.get(nameIn(value) ?? '') === null)
  if (isNull && rule.operator === 'equals') return { ...rule, operator: 'isNull', values: [] }
  if (isNull && rule.operator === 'notEquals') return { ...rule, operator: 'notNull', values: [] }
  // A rule without a value would let everything through.
  const names = given.flatMap((value) => nameIn(value) ?? []).join(', ')
  throw new AppError('invalid', `Variable ${names} needs a value: the filter on ${rule.target.fieldId} (${rule.operator}) has none without it.`, {
    reason: 'variable_missing',
    fields: [{ path: 'variables', message: `${names} needs a value` }],
  })
}

function scalarsOf(value: VariableValue): VariableScalar['value'][] {
  if (value === null) return []
  return isValueList(value) ? value.map((one) => one.value) : [value.value]
}
