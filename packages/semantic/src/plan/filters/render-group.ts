import { QueryError } from '../../types/compiled-query.ts'
import type { FilterGroup, FilterGroupItem, FilterRule } from '../../types/metric-query.ts'
import type { PlanContext } from '../plan-context.ts'
import { type Expression, unionTables } from '../plan-context.ts'
import type { FilterTarget } from './filter-target.ts'
import { renderRule } from './render-rule.ts'

/** Deeper trees come from no person and would exhaust the stack. */
const maxDepth = 64

/** What a rule compares, with the tables it reads. */
export type ResolvedTarget = FilterTarget & { tables: readonly string[] }

/**
 * A tree of rules as one condition; `undefined` when no rule is left. Disabled rules are as if they were not there.
 * `resolve` finds the field of a rule and throws when there is none.
 */
export function renderGroup(ctx: PlanContext, group: FilterGroup | undefined, resolve: (rule: FilterRule) => ResolvedTarget): Expression | undefined {
  return group === undefined ? undefined : renderItems(ctx, group, resolve, 0)
}

function renderItems(ctx: PlanContext, group: FilterGroup, resolve: (rule: FilterRule) => ResolvedTarget, depth: number): Expression | undefined {
  if (depth > maxDepth) throw new QueryError('invalid_query', 'Filters are nested too deeply.', { at: 'filters' })
  if (!Array.isArray('or' in group ? group.or : group.and)) {
    // Passing over it would show rows that were meant to be filtered out.
    throw new QueryError('invalid_query', 'A filter group needs a list named "and" or "or".', { at: 'filters' })
  }
  const isOr = 'or' in group
  const parts: Expression[] = []
  for (const item of groupItems(group)) {
    const part = isGroup(item) ? renderItems(ctx, item, resolve, depth + 1) : renderOne(ctx, item, resolve)
    if (part !== undefined) parts.push(part)
  }
  const [only] = parts
  if (parts.length <= 1) return only
  return { sql: `(${parts.map((part) => part.sql).join(isOr ? ' OR ' : ' AND ')})`, tables: unionTables(...parts.map((part) => part.tables)) }
}

function renderOne(ctx: PlanContext, rule: FilterRule, resolve: (rule: FilterRule) => ResolvedTarget): Expression | undefined {
  if (rule.disabled === true) return undefined
  if (typeof rule.target?.fieldId !== 'string') {
    throw new QueryError('invalid_query', 'A filter names no field.', { at: 'filters' })
  }
  const target = resolve(rule)
  return { sql: renderRule(ctx, target, rule), tables: target.tables }
}

/** The rules and groups directly in a group. */
export function groupItems(group: FilterGroup): FilterGroupItem[] {
  const items = 'or' in group ? group.or : group.and
  return Array.isArray(items) ? items : []
}

/** Tells a group from a rule. */
export function isGroup(item: FilterGroupItem): item is FilterGroup {
  return 'and' in item || 'or' in item
}

/** Every rule of a tree that is not disabled, in order. */
export function activeRules(group: FilterGroup | undefined, depth = 0): FilterRule[] {
  if (group === undefined || depth > maxDepth) return []
  return groupItems(group).flatMap((item) => (isGroup(item) ? activeRules(item, depth + 1) : item.disabled === true ? [] : [item]))
}

/** What has to hold together: rules, and groups of alternatives whole. Single alternatives are none. */
export function conjuncts(item: FilterGroupItem, depth = 0): FilterGroupItem[] {
  if (!isGroup(item)) return [item]
  const items = groupItems(item)
  if ('or' in item && items.length > 1) return [item]
  // What is nested too deeply stays as it is, and is refused where it is written.
  return depth > maxDepth ? [item] : items.flatMap((inner) => conjuncts(inner, depth + 1))
}
