import type { DimensionType, FilterOperator, FilterRule, UnitOfTime } from '@atrium/semantic'

/** What a filter's value editor has to offer. */
export type ValueShape = 'none' | 'many' | 'one' | 'two' | 'period' | 'current' | 'boolean'

const forText: FilterOperator[] = ['equals', 'notEquals', 'include', 'doesNotInclude', 'startsWith', 'endsWith', 'isNull', 'notNull']
const forNumber: FilterOperator[] = [
  'equals',
  'notEquals',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
  'inBetween',
  'notInBetween',
  'isNull',
  'notNull',
]
const forBoolean: FilterOperator[] = ['equals', 'isNull', 'notNull']
const forTime: FilterOperator[] = [
  'inThePast',
  'notInThePast',
  'inTheNext',
  'inTheCurrent',
  'notInTheCurrent',
  'inBetween',
  'notInBetween',
  'equals',
  'notEquals',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
  'isNull',
  'notNull',
]

/** Operators of a type, the most used first. */
export function operatorsOf(type: DimensionType): readonly FilterOperator[] {
  switch (type) {
    case 'string':
      return forText
    case 'number':
      return forNumber
    case 'boolean':
      return forBoolean
    case 'date':
    case 'timestamp':
      return forTime
  }
}

/** Which values an operator wants. */
export function valueShapeOf(type: DimensionType, operator: FilterOperator): ValueShape {
  switch (operator) {
    case 'isNull':
    case 'notNull':
      return 'none'
    case 'inThePast':
    case 'notInThePast':
    case 'inTheNext':
      return 'period'
    case 'inTheCurrent':
    case 'notInTheCurrent':
      return 'current'
    case 'inBetween':
    case 'notInBetween':
      return 'two'
    case 'lessThan':
    case 'lessThanOrEqual':
    case 'greaterThan':
    case 'greaterThanOrEqual':
      return 'one'
    case 'equals':
    case 'notEquals':
    case 'include':
    case 'doesNotInclude':
    case 'startsWith':
    case 'endsWith':
      return type === 'boolean' ? 'boolean' : type === 'date' || type === 'timestamp' ? 'one' : 'many'
  }
}

/** A new rule on a field, as it is most often wanted: the last 30 complete days, or a value still to choose. */
export function newRule(id: string, fieldId: string, type: DimensionType): FilterRule {
  const operator = operatorsOf(type)[0] ?? 'equals'
  return { id, target: { fieldId }, operator, ...defaultValues(type, operator) }
}

/** The rule with another operator; values are kept where they still make sense. */
export function withOperator(rule: FilterRule, type: DimensionType, operator: FilterOperator): FilterRule {
  const { values, settings, ...rest } = rule
  const before = valueShapeOf(type, rule.operator)
  const shape = valueShapeOf(type, operator)
  const similar = before === shape || (['many', 'one', 'two'].includes(before) && ['many', 'one', 'two'].includes(shape))
  if (!similar) return { ...rest, operator, ...defaultValues(type, operator) }
  const kept = shape === 'one' ? (values ?? []).slice(0, 1) : shape === 'two' ? (values ?? []).slice(0, 2) : values
  return { ...rest, operator, ...(kept === undefined ? {} : { values: kept }), ...(settings === undefined ? {} : { settings }) }
}

function defaultValues(type: DimensionType, operator: FilterOperator): Pick<FilterRule, 'values' | 'settings'> {
  switch (valueShapeOf(type, operator)) {
    case 'none':
      return {}
    case 'period':
      return { values: [30], settings: { unitOfTime: 'days', completed: true } }
    case 'current':
      return { values: [1], settings: { unitOfTime: 'months', completed: false } }
    case 'boolean':
      return { values: [true] }
    case 'one':
    case 'two':
    case 'many':
      return { values: [] }
  }
}

/** True when the rule says enough to be asked; one still being filled in is left out of the query. */
export function isComplete(rule: FilterRule, type: DimensionType): boolean {
  const given = (rule.values ?? []).filter((value) => value !== null && value !== undefined && value !== '')
  switch (valueShapeOf(type, rule.operator)) {
    case 'none':
      return true
    case 'two':
      return given.length >= 2
    case 'current':
      return rule.settings?.unitOfTime !== undefined
    case 'period':
    case 'boolean':
    case 'one':
    case 'many':
      return given.length > 0
  }
}

/** Units of relative dates, by type: a day has no hours. Fiscal ones where the field is fiscal. */
export function unitsOf(type: DimensionType, isFiscal = false): readonly UnitOfTime[] {
  const fiscal: UnitOfTime[] = isFiscal ? ['fiscalQuarters', 'fiscalYears'] : []
  const days: UnitOfTime[] = ['days', 'weeks', 'months', 'quarters', 'years', ...fiscal]
  return type === 'timestamp' ? ['minutes', 'hours', ...days] : days
}
