import type { FilterOperator } from '../types/field.ts'
import type { CustomBinDimension, GroupValueMatch, ValueGroup } from '../types/metric-query.ts'
import type { DimensionExpression } from './dimension-expression.ts'
import { joined } from './filters/filter-target.ts'
import { stringFilter } from './filters/string-filter.ts'
import type { PlanContext } from './plan-context.ts'
import { wrongBin } from './wrong-bin.ts'

/** Where a value without a group goes, unless the dimension names another place. */
const otherLabel = 'Other'

/** A rule finds the values that a filter with this operator finds. */
const operators: Readonly<Record<GroupValueMatch, FilterOperator>> = { exact: 'equals', startsWith: 'startsWith', endsWith: 'endsWith', includes: 'include' }

/**
 * The name of the group of each value: that of the first group with a rule for it, else the other label. No value
 * stays no value. `order` counts groups as they are defined, the rest last. Throws `invalid_query` when the dimension
 * is not text or a group has no name or no rule.
 */
export function valueGroups(ctx: PlanContext, bin: CustomBinDimension, dimension: DimensionExpression): DimensionExpression & { order: string } {
  const { dialect } = ctx
  if (dimension.type !== 'string') throw wrongBin(bin, `groups values of ${bin.dimensionId}, which is not text`)
  const groups = bin.customGroups ?? []
  if (groups.length === 0) throw wrongBin(bin, 'needs at least one group')
  const other = bin.otherLabel ?? otherLabel
  // Groups of one name are one group to who reads the result: they share the place of the first.
  const names = [...new Set([...groups.map(({ name }) => name), other])]
  const conditions = groups.map((group) => groupCondition(ctx, bin, dimension, group))
  const cases = (then: (name: string) => string): string => {
    const whens = groups.map(({ name }, place) => `WHEN ${conditions[place]} THEN ${then(name)}`)
    return `CASE WHEN (${dimension.sql}) IS NULL THEN NULL ${whens.join(' ')} ELSE ${then(other)} END`
  }
  return {
    tables: dimension.tables,
    type: 'string',
    sql: cases((name) => dialect.stringLiteral(name)),
    order: cases((name) => String(names.indexOf(name))),
  }
}

function groupCondition(ctx: PlanContext, bin: CustomBinDimension, dimension: DimensionExpression, { name, values }: ValueGroup): string {
  if (name.trim() === '') throw wrongBin(bin, 'has a group without a name')
  if (values.length === 0) throw wrongBin(bin, `has no value in the group ${name}`)
  const unknown = values.find(({ matchType }) => !Object.hasOwn(operators, matchType))
  if (unknown !== undefined) throw wrongBin(bin, `has the unknown match type ${JSON.stringify(unknown.matchType)} in the group ${name}`)
  const conditions = [...new Set(values.map(({ matchType }) => matchType))].map((matchType) => {
    const found = values.flatMap((rule) => (rule.matchType === matchType ? [rule.value] : []))
    return stringFilter(ctx.dialect, dimension, { id: bin.id, target: { fieldId: bin.dimensionId }, operator: operators[matchType], values: found })
  })
  return joined(conditions, 'OR')
}
