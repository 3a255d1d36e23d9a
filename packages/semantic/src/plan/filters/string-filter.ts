import type { Dialect } from '../../types/dialect.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import { always, type FilterTarget, joined, unsupportedOperator } from './filter-target.ts'
import { stringValues } from './filter-values.ts'

/**
 * A condition on text. `include` and its opposite ignore case, the others do so where the model says that case means
 * nothing; what is one letter in two cases is for the engine to say.
 */
export function stringFilter(dialect: Dialect, { sql, ignoresCase }: Pick<FilterTarget, 'sql' | 'ignoresCase'>, rule: FilterRule): string {
  const text = `(${sql})`
  const compared = ignoresCase === true ? `UPPER${text}` : text
  if (rule.operator === 'isNull') return `${text} IS NULL`
  if (rule.operator === 'notNull') return `${text} IS NOT NULL`
  const values = stringValues(rule)
  const list = (): string => values.map((value) => (ignoresCase === true ? `UPPER(${dialect.stringLiteral(value)})` : dialect.stringLiteral(value))).join(', ')
  const likes = (where: 'contains' | 'starts' | 'ends'): string[] =>
    values.map((value) => dialect.like(text, value, where, ignoresCase === true || where === 'contains'))
  switch (rule.operator) {
    case 'equals':
      return values.length === 0 ? always : `${compared} IN (${list()})`
    case 'notEquals':
      return values.length === 0 ? always : `(${compared} NOT IN (${list()}) OR ${text} IS NULL)`
    case 'include':
      return values.length === 0 ? always : joined(likes('contains'), 'OR')
    case 'doesNotInclude':
      return values.length === 0 ? always : `NOT ${values.length === 1 ? `(${likes('contains')[0]})` : joined(likes('contains'), 'OR')}`
    case 'startsWith':
      return values.length === 0 ? always : joined(likes('starts'), 'OR')
    case 'endsWith':
      return values.length === 0 ? always : joined(likes('ends'), 'OR')
    default:
      throw unsupportedOperator(rule, 'string')
  }
}
