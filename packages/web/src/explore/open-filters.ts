import { getItemType, type FilterRule, type Filters, type ItemsMap, type MetricQuery } from '@atrium/semantic'
import type { DraftVariable } from '../api/endpoint-drafts.ts'
import type { EndpointVariable, VariableType } from '../api/endpoints.ts'
import { valueShapeOf } from './filter-operators.ts'
import { mapRules, rulesOf } from './filter-tree.ts'

/** The variables that callers of an endpoint say instead of a filter's values, by the filter's id. */
export type OpenFilters = Readonly<Record<string, string>>

const parts = ['dimensions', 'metrics', 'tableCalculations'] as const

/** The filters of a question whose values may be left to callers, in reading order. */
export const openableRules = ({ filters }: Pick<MetricQuery, 'filters'>, items: ItemsMap): FilterRule[] =>
  parts.flatMap((part) => rulesOf(filters[part])).filter((rule) => ['one', 'many', 'two', 'boolean'].includes(shapeOf(rule, items)))

/** Names of the variables of a filter: one, or its beginning and its end. */
export const namesOfOpen = (rule: FilterRule, name: string, items: ItemsMap): string[] =>
  shapeOf(rule, items) === 'two' ? [`${name}_from`, `${name}_to`] : [name]

/** The question as an endpoint asks it: open filters with variables, and what each variable is when callers say nothing. */
export function openQuery(query: MetricQuery, open: OpenFilters, items: ItemsMap): { query: MetricQuery; variables: DraftVariable[] } {
  const variables = new Map<string, DraftVariable>()
  const opened = (rule: FilterRule): FilterRule => {
    const name = open[rule.id]
    if (name === undefined) return rule
    const names = namesOfOpen(rule, name, items)
    const values = rule.values ?? []
    for (const [place, one] of names.entries()) {
      const isList = names.length === 1 && values.length > 1
      const value = isList ? values : values[place]
      variables.set(one, { name: one, type: isList ? 'list' : typeOf(rule, items), ...(value === undefined ? {} : { value }) })
    }
    return { ...rule, values: names.map((one) => `{variables.${one}}`) }
  }
  return { query: { ...query, filters: changed(query.filters, opened) }, variables: [...variables.values()] }
}

/** The other way: the question as the explore asks it, with the values that hold when callers say nothing. */
export function closedQuery(query: MetricQuery, variables: readonly EndpointVariable[]): { query: MetricQuery; open: OpenFilters } {
  const open: Record<string, string> = {}
  const closed = (rule: FilterRule): FilterRule => {
    const names = (rule.values ?? []).map((value) => /^\{\s*variables\.([A-Za-z_]\w*)\s*\}$/.exec(String(value))?.[1])
    const name = names.length === 1 ? names[0] : rangeName(names)
    // What was written otherwise stays as it was written.
    if (name === undefined) return rule
    open[rule.id] = name
    const found = names.map((one) => variables.find((variable) => variable.name === one)?.value ?? [])
    return { ...rule, values: found.flat() }
  }
  return { query: { ...query, filters: changed(query.filters, closed) }, open }
}

function rangeName([from, to]: readonly (string | undefined)[]): string | undefined {
  const name = /^(\w+)_from$/.exec(from ?? '')?.[1]
  return name !== undefined && to === `${name}_to` ? name : undefined
}

function changed(filters: Filters, change: (rule: FilterRule) => FilterRule): Filters {
  const groups = parts.flatMap((part) => {
    const group = filters[part]
    return group === undefined ? [] : [[part, mapRules(group, change)] as const]
  })
  return { ...filters, ...Object.fromEntries(groups) }
}

const itemTypeOf = ({ target }: FilterRule, items: ItemsMap): ReturnType<typeof getItemType> => {
  const item = items[target.fieldId]
  return item === undefined ? 'string' : getItemType(item)
}
const shapeOf = (rule: FilterRule, items: ItemsMap): ReturnType<typeof valueShapeOf> => valueShapeOf(itemTypeOf(rule, items), rule.operator)

function typeOf(rule: FilterRule, items: ItemsMap): VariableType {
  const type = itemTypeOf(rule, items)
  return type === 'timestamp' ? 'date' : type
}
