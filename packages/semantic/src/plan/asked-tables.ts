import type { FilterOperator } from '../types/field.ts'
import type { FilterGroup, FilterRule } from '../types/metric-query.ts'
import { always } from './filters/filter-target.ts'
import { conjuncts, isGroup } from './filters/render-group.ts'
import { renderRule } from './filters/render-rule.ts'
import { findDimension } from './find-dimension.ts'
import { fieldIdOf } from '../names/field-id.ts'
import type { PlanContext } from './plan-context.ts'
import { isPlainColumn } from './plain-column.ts'
import { anyDimension } from './select-columns.ts'

/** Operators that no missing value passes. */
const needsValue = new Set<FilterOperator>([
  'notNull', 'equals', 'startsWith', 'endsWith', 'include', 'lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual', 'inBetween', 'inThePast', 'inTheNext', 'inTheCurrent',
]) // prettier-ignore

/**
 * Joined tables without whose row no row passes the filters. An inner join of them gives the same rows as a left join, and
 * lets the engine begin where few rows are left.
 */
export function askedTables(ctx: PlanContext, filters: FilterGroup | undefined): ReadonlySet<string> {
  const asked = new Set<string>()
  if (filters === undefined) return asked
  const add = (table: string): void => {
    if (table === ctx.explore.baseTable || asked.has(table)) return
    asked.add(table)
    const node = ctx.index.joins.get(table)
    // What it is joined by has no partner where the table before it is missing.
    if (node?.needsWhatItDependsOn === true) node.dependsOn.forEach(add)
  }
  for (const item of conjuncts(filters)) {
    const table = isGroup(item) || item.disabled === true ? undefined : tableOf(ctx, item)
    if (table !== undefined) add(table)
  }
  return asked
}

/** The joined table whose plain column a rule asks for a value of. */
function tableOf(ctx: PlanContext, rule: FilterRule): string | undefined {
  if (!needsValue.has(rule.operator)) return undefined
  const dimension = findDimension(ctx.index, rule.target.fieldId)
  if (dimension === undefined || dimension.table === ctx.explore.baseTable) return undefined
  const base = dimension.timeIntervalBaseDimensionName
  const column = base === undefined ? dimension : (findDimension(ctx.index, fieldIdOf(dimension.table, base)) ?? dimension)
  if (!isPlainColumn(column.sql)) return undefined
  return renderRule(ctx, anyDimension(ctx, rule.target.fieldId), rule) === always ? undefined : dimension.table
}
