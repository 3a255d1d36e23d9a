import { booleanFilter } from '../plan/filters/boolean-filter.ts'
import { dateValues, momentValues } from '../plan/filters/filter-values.ts'
import { numberFilter } from '../plan/filters/number-filter.ts'
import { stringFilter } from '../plan/filters/string-filter.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { FilterOperator } from '../types/field.ts'
import type { FilterRule } from '../types/metric-query.ts'
import type { FilterSource } from '../read/model-source.ts'
import type { DimensionDraft } from './table-draft.ts'

type Filtered = { sql: string; dimension: DimensionDraft; filter: FilterSource }

/**
 * The filter of a metric as a condition on `sql`. Relative dates depend on the moment of the question: for these the
 * condition is empty, and only the planner writes it. `error` when the value does not fit the dimension.
 */
export function metricFilterSql(dialect: Dialect, { sql, dimension, filter }: Filtered): { sql: string } | { error: string } {
  const { operator, values } = filter
  const rule: FilterRule = { id: filter.fieldRef, target: { fieldId: filter.fieldRef }, operator, values }
  try {
    switch (dimension.type) {
      case 'string':
        return { sql: stringFilter(dialect, { sql, ...(dimension.source.caseSensitive === false ? { ignoresCase: true } : {}) }, rule) }
      case 'number':
        return { sql: numberFilter(dialect, sql, rule) }
      case 'boolean':
        return { sql: booleanFilter(dialect, sql, rule) }
      case 'date':
      case 'timestamp':
        return timeFilter(dialect, { sql, dimension, filter }, rule)
    }
  } catch (cause) {
    if (cause instanceof QueryError || cause instanceof RangeError) return { error: cause.message }
    throw cause
  }
}

const relative = new Set<FilterOperator>(['inThePast', 'notInThePast', 'inTheNext', 'inTheCurrent', 'notInTheCurrent'])
const signs: Partial<Record<FilterOperator, string>> = { lessThan: '<', lessThanOrEqual: '<=', greaterThan: '>', greaterThanOrEqual: '>=' }

function timeFilter(dialect: Dialect, { sql, dimension }: Filtered, rule: FilterRule): { sql: string } | { error: string } {
  const { operator } = rule
  if (operator === 'isNull') return { sql: `(${sql}) IS NULL` }
  if (operator === 'notNull') return { sql: `(${sql}) IS NOT NULL` }
  if (relative.has(operator)) return { sql: '' }
  const literals = timeLiterals(dialect, dimension, rule)
  const [first, last] = literals
  if (first === undefined) return { error: 'A date is missing.' }
  const sign = signs[operator]
  if (sign !== undefined) return { sql: `(${sql}) ${sign} ${first}` }
  switch (operator) {
    case 'equals':
      return { sql: `(${sql}) IN (${literals.join(', ')})` }
    case 'notEquals':
      return { sql: `((${sql}) NOT IN (${literals.join(', ')}) OR (${sql}) IS NULL)` }
    case 'inBetween':
    case 'notInBetween': {
      if (last === undefined) return { error: 'Two dates are needed.' }
      const between = `((${sql}) >= ${first} AND (${sql}) <= ${last})`
      return { sql: operator === 'inBetween' ? between : `NOT ${between}` }
    }
    default:
      return { error: `A ${dimension.type} cannot be compared with ${operator}.` }
  }
}

function timeLiterals(dialect: Dialect, dimension: DimensionDraft, rule: FilterRule): string[] {
  if (dimension.type === 'date') return dateValues(rule).map((day) => dialect.dateLiteral(day))
  const zone = dimension.source.timezone ?? 'UTC'
  return momentValues(rule, zone).map((moment) => dialect.timestampLiteral(moment, dimension.timestampKind ?? 'naive', zone))
}
