import { QueryError } from '../../types/compiled-query.ts'
import type { DimensionType } from '../../types/field.ts'
import type { FilterRule } from '../../types/metric-query.ts'
import type { TimeColumn } from '../time-column.ts'

/** What a rule compares: SQL of the field and, for dates and moments, the bare column under it. */
export type FilterTarget = {
  sql: string
  type: DimensionType
  time?: TimeColumn
  /** Text that is equal whatever its case (`case_sensitive: false`). */ ignoresCase?: true
}

/** What a rule with nothing filled in means. */
export const always = '1=1'

/** The refusal of an operator that a type does not have. */
export function unsupportedOperator(rule: FilterRule, type: string): QueryError {
  return new QueryError(
    'unsupported_operator',
    `No function has been implemented to render SQL for the filter operator ${String(rule.operator)} on ${type} fields (${rule.target.fieldId})`,
    { at: rule.target.fieldId },
  )
}

/** Conditions joined in parentheses; one alone needs none. */
export function joined(conditions: readonly string[], word: 'AND' | 'OR'): string {
  return conditions.length === 1 ? (conditions[0] ?? always) : `(${conditions.join(` ${word} `)})`
}
