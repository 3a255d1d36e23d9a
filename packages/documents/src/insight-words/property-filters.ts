import type { FilterGroup, FilterGroupItem, FilterOperator, FilterRule } from '@atrium/semantic'
import { z } from 'zod'
import { refused } from './refused.ts'

const scalar = z.union([z.string().max(10_000), z.number(), z.boolean()])
const propertyFilter = z.looseObject({
  key: z.string().max(400).optional(),
  value: z.union([scalar, z.array(scalar).max(1000), z.null()]).optional(),
  operator: z.string().nullish(),
  type: z.string().nullish(),
})
type PropertyFilter = z.infer<typeof propertyFilter>
const innerGroup = z.looseObject({ type: z.enum(['AND', 'OR']), values: z.array(propertyFilter).max(100) })
const group = z.looseObject({ type: z.enum(['AND', 'OR']), values: z.array(z.union([innerGroup, propertyFilter])).max(100) })

export const propertiesRequest = z.union([z.array(propertyFilter).max(100), group, z.null()]).optional()
export type PropertiesRequest = z.infer<typeof propertiesRequest>

const operators: Readonly<Record<string, FilterOperator>> = {
  exact: 'equals',
  in: 'equals',
  is_date_exact: 'equals',
  is_not: 'notEquals',
  not_in: 'notEquals',
  icontains: 'include',
  not_icontains: 'doesNotInclude',
  gt: 'greaterThan',
  gte: 'greaterThanOrEqual',
  min: 'greaterThanOrEqual',
  is_date_after: 'greaterThan',
  lt: 'lessThan',
  lte: 'lessThanOrEqual',
  max: 'lessThanOrEqual',
  is_date_before: 'lessThan',
  is_set: 'notNull',
  is_not_set: 'isNull',
  between: 'inBetween',
  not_between: 'notInBetween',
}

/** Filters on properties, a list or a group of groups; `undefined` where there are none. */
export function fromProperties(properties: PropertiesRequest): FilterGroup | undefined {
  if (properties == null) return undefined
  if (Array.isArray(properties)) return properties.length === 0 ? undefined : { id: 'properties', and: properties.flatMap(fromProperty) }
  const items = properties.values.flatMap((item): FilterGroupItem[] => {
    if (!isGroup(item)) return fromProperty(item)
    return item.values.length === 0 ? [] : [grouped(item.type, item.values.flatMap(fromProperty))]
  })
  return items.length === 0 ? undefined : grouped(properties.type, items)
}

const isGroup = (item: z.infer<typeof innerGroup> | PropertyFilter): item is z.infer<typeof innerGroup> => 'values' in item && Array.isArray(item.values)
const grouped = (type: 'AND' | 'OR', items: FilterGroupItem[]): FilterGroup => (type === 'OR' ? { id: 'any', or: items } : { id: 'all', and: items })

function fromProperty({ key, value, operator, type }: PropertyFilter): FilterRule[] {
  if (type === 'empty') return []
  if (key === undefined) throw refused('A property filter needs the "key" of a property.')
  if (type != null && type !== 'event' && type !== 'person') throw refused(`Filters of type ${type.slice(0, 60)} are not known here. Use event or person.`)
  const word = operator ?? 'exact'
  const known = Object.hasOwn(operators, word) ? operators[word] : undefined
  if (known === undefined) throw refused(`Operator ${word.slice(0, 60)} is not known here. Use one of ${Object.keys(operators).join(', ')}.`)
  const target = { fieldId: type === 'person' ? `person.${key}` : key }
  if (known === 'isNull' || known === 'notNull') return [{ id: key, target, operator: known, values: [] }]
  if (value === null || value === undefined) {
    if (known === 'equals' || known === 'notEquals') return [{ id: key, target, operator: known === 'equals' ? 'isNull' : 'notNull', values: [] }]
    throw refused(`The filter on ${key} needs a value.`)
  }
  const values = Array.isArray(value) ? value : [value]
  if (values.length === 0) throw refused(`The filter on ${key} needs a value.`)
  return [{ id: key, target, operator: known, values }]
}
