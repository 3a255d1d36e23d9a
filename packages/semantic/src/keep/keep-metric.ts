import { isPostCalculation } from '../names/metric-types.ts'
import type { Explore } from '../types/explore.ts'
import { isFilterGroup, type FilterGroup, type FilterGroupItem, type FilterRule, type MetricQuery } from '../types/metric-query.ts'
import { dependsOnPerson } from './depends-on-person.ts'
import { filterConditions, type FilterVariable } from './filter-conditions.ts'
import { metricParts, type MetricParts } from './metric-parts.ts'
import type { KeepRefusal, KeptCondition } from './types.ts'

/** A question to an explore without its variables: their fields are among its dimensions instead. */
export type KeptMetricQuery = {
  query: MetricQuery
  /** Fields by which rows are found; keys of the conditions. */
  keys: readonly string[]
  conditions: readonly KeptCondition[]
  /** How rows of several values become those of one answer; null: rows are given as they are kept. */
  parts: MetricParts | null
  /** The question as it answers when no row meets its conditions; null: without rows. */
  empty: MetricQuery | null
}

const refused = (reason: string): KeepRefusal => ({ reason })

/**
 * How a question to an explore can be kept as a table that answers for every value of its variables, or why it can't.
 * `nameIn`: the variable that a value of a filter stands for.
 */
export function keepMetricQuery(
  explore: Explore,
  query: MetricQuery,
  variables: readonly FilterVariable[],
  nameIn: (value: unknown) => string | undefined,
): KeptMetricQuery | KeepRefusal {
  if (dependsOnPerson(explore)) {
    return refused(`The explore ${explore.name} shows other things to other people (row rules, user attributes): a table would be the same for all`)
  }
  const { dimensions, ...others } = query.filters
  const uses = (group: FilterGroup | undefined): boolean => rulesOf(group).some((rule) => (rule.values ?? []).some((value) => nameIn(value) !== undefined))
  if (uses(others.metrics) || uses(others.tableCalculations)) return refused('Variable used in HAVING clause: filters on metrics cannot have variables')
  const hasVariables = uses(dimensions)
  const isOneRow = hasVariables && query.dimensions.length === 0
  // The one row may be left out by them, which a table cannot tell from there being no row that meets the others.
  if (isOneRow && rulesOf(others.metrics).length > 0)
    return refused('Filters on metrics of a question without dimensions are not supported for materialization with a variable: add a dimension')
  const gap = hasVariables ? variableGap(explore, query) : null
  if (gap !== null) return refused(gap)
  const keys: string[] = []
  const conditions: KeptCondition[] = []
  for (const rule of rulesOf(dimensions)) {
    const names = (rule.values ?? []).flatMap((value) => nameIn(value) ?? [])
    if (names.length === 0) continue
    const found = filterConditions(explore, rule, names, variables)
    if (typeof found === 'string') return refused(found)
    if (!keys.includes(rule.target.fieldId)) keys.push(rule.target.fieldId)
    conditions.push(...found.map((condition) => ({ ...condition, key: keys.indexOf(rule.target.fieldId) })))
  }
  const rest = hasVariables ? without(dimensions, (rule) => (rule.values ?? []).some((value) => nameIn(value) !== undefined)) : dimensions
  if (rest === null) return refused('Variables in OR conditions are not supported for materialization')
  const several = keys.filter((_, index) => conditions.some(({ key, operator }) => key === index && operator !== '='))
  const parts = several.length === 0 ? null : metricParts(explore, query, several)
  if (parts !== null && 'reason' in parts) return parts
  const unordered = query.dimensions.filter(
    (field) => (!keys.includes(field) || several.includes(field)) && !query.sorts.some(({ fieldId }) => fieldId === field),
  )
  if (unordered.length > 0) return refused(`Rows that the sorts do not tell apart may come in any order: sort by ${unordered.join(', ')}, too`)
  return {
    query: {
      ...query,
      ...(parts === null ? {} : { sorts: parts.sorts }),
      dimensions: [...query.dimensions, ...keys.filter((key) => !query.dimensions.includes(key))],
      filters: { ...others, ...(rest === undefined ? {} : { dimensions: rest }) },
    },
    keys,
    conditions,
    parts,
    empty: isOneRow ? { ...query, filters: { ...others, dimensions: withoutRows(keys, rest) } } : null,
  }
}

/** What no row meets. */
const withoutRows = (fields: readonly string[], rest: FilterGroup | undefined): FilterGroup => ({
  id: 'no-rows',
  and: [
    ...fields.flatMap((fieldId) =>
      (['isNull', 'notNull'] as const).map((operator) => ({ id: `${fieldId}-${operator}`, target: { fieldId }, operator, values: [] })),
    ),
    ...(rest === undefined ? [] : [rest]),
  ],
})

const rulesOf = (group: FilterGroup | undefined): FilterRule[] =>
  group === undefined ? [] : ('and' in group ? group.and : group.or).flatMap((item) => (isFilterGroup(item) ? rulesOf(item) : [item]))

/** What looks at more rows than those of its group answers something else when a condition is put off. */
function variableGap(explore: Explore, query: MetricQuery): string | null {
  if (query.tableCalculations.length > 0) return 'Table calculations look at rows beside them, which a table for all values of a variable has more of'
  if ((query.customDimensions ?? []).length > 0) return 'Custom dimensions may depend on which rows there are, and with a variable these are others'
  if ((explore.tables[explore.baseTable]?.requiredFilters ?? []).length > 0) return 'The explore has required filters, which a variable may stand for'
  const metrics = Object.values(explore.tables).flatMap((table) =>
    Object.entries(table.metrics).map(([name, metric]) => [`${table.name}_${name}`, metric] as const),
  )
  const found = metrics.find(([id, { type }]) => query.metrics.includes(id) && isPostCalculation(type))
  return found === undefined ? null : `The metric ${found[0]} looks at rows beside it, which a table for all values of a variable has more of`
}

/** The filters without some of their rules; null where such a rule is one of several that need not all hold. */
function without(group: FilterGroup | undefined, goes: (rule: FilterRule) => boolean): FilterGroup | undefined | null {
  if (group === undefined) return undefined
  if ('or' in group) {
    if (!rulesOf(group).some(goes)) return group
    const [only, ...others] = group.or
    return only !== undefined && others.length === 0 ? without({ id: group.id, and: [only] }, goes) : null
  }
  const and: FilterGroupItem[] = []
  for (const item of group.and) {
    if (!isFilterGroup(item)) {
      if (!goes(item)) and.push(item)
      continue
    }
    const rest = without(item, goes)
    if (rest === null) return null
    if (rest !== undefined) and.push(rest)
  }
  return and.length === 0 ? undefined : { ...group, and }
}
