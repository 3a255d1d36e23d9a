import { QueryError } from '../../types/compiled-query.ts'
import type { Dialect } from '../../types/dialect.ts'
import type { FilterOperator } from '../../types/field.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import { always, unsupportedOperator } from './filter-target.ts'
import { type NumberValue, numberValues } from './filter-values.ts'

const comparisons: Partial<Record<FilterOperator, string>> = {
  lessThan: '<',
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
}

/** A condition on numbers. Bounds of `inBetween` belong to it. */
export function numberFilter(dialect: Dialect, sql: string, rule: FilterRule): string {
  const number = `(${sql})`
  if (rule.operator === 'isNull') return `${number} IS NULL`
  if (rule.operator === 'notNull') return `${number} IS NOT NULL`
  const write = (value: NumberValue): string => (typeof value === 'bigint' ? value.toString() : dialect.numberLiteral(value))
  const values = numberValues(rule)
  const first = values[0]
  const comparison = comparisons[rule.operator]
  if (comparison !== undefined) return first === undefined ? always : `${number} ${comparison} ${write(first)}`
  switch (rule.operator) {
    case 'equals':
      return first === undefined ? always : `${number} IN (${values.map(write).join(', ')})`
    case 'notEquals':
      return first === undefined ? always : `(${number} NOT IN (${values.map(write).join(', ')}) OR ${number} IS NULL)`
    case 'inBetween':
    case 'notInBetween': {
      if (first === undefined) return always
      const last = values[1]
      if (last === undefined) {
        throw new QueryError('invalid_query', `The filter on ${rule.target.fieldId} needs two numbers.`, { at: rule.target.fieldId })
      }
      const between = `(${number} >= ${write(first)} AND ${number} <= ${write(last)})`
      return rule.operator === 'inBetween' ? between : `NOT ${between}`
    }
    default:
      throw unsupportedOperator(rule, 'number')
  }
}
