import { dimensionOf } from '../plan/find-dimension.ts'
import type { Explore } from '../types/explore.ts'
import type { CompiledDimension, FilterOperator } from '../types/field.ts'
import type { FilterRule } from '../types/metric-query.ts'
import type { KeptCondition, KeptOperator } from './types.ts'

export type FilterVariable = { name: string; type: string }
/** What a filter with variables asks of a table. */
export type FilterCondition = Omit<KeptCondition, 'key'>

const comparisons: Readonly<Partial<Record<FilterOperator, KeptOperator>>> = {
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  lessThan: '<',
  lessThanOrEqual: '<=',
}
const variableTypes: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'boolean', date: 'date' }

/** The conditions on a field's values that a filter with variables is, or why it is none that a table answers as the warehouse does. */
export function filterConditions(
  explore: Explore,
  rule: FilterRule,
  names: readonly string[],
  variables: readonly FilterVariable[],
): readonly FilterCondition[] | string {
  const { fieldId } = rule.target
  const [variable = '', other = ''] = names
  if (rule.disabled === true) return `The filter on ${fieldId} is switched off, and its variable ${variable} with it`
  if (names.length !== rule.values?.length) return `The filter on ${fieldId} has values beside its variables: make those variables, too`
  const dimension = dimensionOf(explore, fieldId)
  const definitions = names.flatMap((name) => variables.find((one) => one.name === name) ?? [])
  if (dimension === undefined || definitions.length < names.length) return `Variable metadata not found: ${names.join(', ')}`
  const isList = rule.operator === 'equals' && definitions.some(({ type }) => type === 'list')
  const wanted = variableTypes[dimension.type]
  const wrong = definitions.find(({ type }) => type !== wanted && !(isList && type === 'list'))
  if (wanted === undefined || wrong !== undefined) {
    return `Variable ${(wrong ?? definitions[0])?.name} is of type ${(wrong ?? definitions[0])?.type} and filters ${fieldId}, which is of type ${dimension.type}: supported are text, numbers, days and yes or no, both of the same type`
  }
  if (dimension.caseSensitive === false || (explore.caseSensitive === false && dimension.caseSensitive !== true)) {
    return `The field ${fieldId} does not look at letter case, which a table does`
  }
  if (rule.operator === 'equals') {
    if (!isBareDay(dimension)) return `The filter on ${fieldId} means all days of a stretch: supported there are comparisons, such as greaterThanOrEqual`
    const operator = isList || names.length > 1 ? 'in' : '='
    return [{ variables: names, operator, nullMeans: 'empty' }]
  }
  const isOrdered = dimension.type === 'number' || dimension.type === 'date'
  const comparison = comparisons[rule.operator]
  if (isOrdered && comparison !== undefined && names.length === 1) return [{ variables: [variable], operator: comparison, nullMeans: 'nothing' }]
  if (isOrdered && rule.operator === 'inBetween' && names.length === 2) {
    return [
      { variables: [variable], operator: '>=', nullMeans: 'nothing' },
      { variables: [other], operator: '<=', nullMeans: 'nothing' },
    ]
  }
  const ranges = isOrdered ? ', greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual and inBetween' : ''
  return `Unsupported operator ${rule.operator} for ${variable}, supported for ${fieldId}: equals${ranges}`
}

/** Whether being equal to a day is being that value; of a month it is being any of its days. */
const isBareDay = ({ type, timeInterval }: CompiledDimension): boolean =>
  type !== 'date' || timeInterval === undefined || timeInterval === 'RAW' || timeInterval === 'DAY'
