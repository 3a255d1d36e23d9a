import type { Dialect } from '../../types/dialect.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import { always, unsupportedOperator } from './filter-target.ts'
import { booleanValues } from './filter-values.ts'

/** A condition on booleans; null is neither true nor false and is "not equal" to both. */
export function booleanFilter(dialect: Dialect, sql: string, rule: FilterRule): string {
  const flag = `(${sql})`
  if (rule.operator === 'isNull') return `${flag} IS NULL`
  if (rule.operator === 'notNull') return `${flag} IS NOT NULL`
  if (rule.operator !== 'equals' && rule.operator !== 'notEquals') throw unsupportedOperator(rule, 'boolean')
  const values = [...new Set(booleanValues(rule))]
  const [first] = values
  if (first === undefined) return always
  if (values.length === 2) return rule.operator === 'equals' ? `${flag} IS NOT NULL` : `${flag} IS NULL`
  const wanted = dialect.booleanLiteral(first)
  return rule.operator === 'equals' ? `${flag} = ${wanted}` : `(${flag} != ${wanted} OR ${flag} IS NULL)`
}
