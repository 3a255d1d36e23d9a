import { fieldIdOf } from '../names/field-id.ts'
import { dimensionById } from './dimension-expression.ts'
import type { JoinNode } from './explore-index.ts'
import { keepsRows } from './joins.ts'
import type { Leaf } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'

/** True when a read over these joins may have rows without one of `table` in them. */
export function mayBeMissing(ctx: PlanContext, table: string, joins: readonly JoinNode[]): boolean {
  return table !== ctx.explore.baseTable || !joins.every(keepsRows)
}

/** The primary key of a table as SQL, column by column; empty when none is declared. */
export function keyColumns(ctx: PlanContext, table: string): { name: string; sql: string }[] {
  return (ctx.explore.tables[table]?.primaryKey ?? []).map((name) => ({ name, sql: dimensionById(ctx, fieldIdOf(table, name)).sql }))
}

/** True when the leaf would count rows that a read has without one of its table, unless they are told apart. */
export function countsMissingRows(ctx: PlanContext, leaf: Leaf, joins: readonly JoinNode[]): boolean {
  return leaf.argument !== undefined && !leaf.nullWhenMissing && mayBeMissing(ctx, leaf.home, joins)
}

/** What a leaf aggregates: null where there is no row of its table, as far as its primary key can tell. */
export function presentArgument(ctx: PlanContext, leaf: Leaf, joins: readonly JoinNode[]): string {
  const argument = leaf.argument ?? ''
  const keys = countsMissingRows(ctx, leaf, joins) ? keyColumns(ctx, leaf.home) : []
  if (keys.length === 0) return argument
  return `CASE WHEN ${keys.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ')} THEN ${argument.trim() === '*' ? '1' : argument} END`
}
