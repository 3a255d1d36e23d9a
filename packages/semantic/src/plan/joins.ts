import { QueryError } from '../types/compiled-query.ts'
import type { JoinNode } from './explore-index.ts'
import type { PlanContext } from './plan-context.ts'

/**
 * The joins needed to read `tables`, in declared order: theirs, those that their conditions read, those that are
 * always joined, and those that the base table's sql_filter reads.
 */
export function joinsFor(ctx: PlanContext, tables: Iterable<string>): JoinNode[] {
  const needed = new Map<string, JoinNode>()
  const add = (table: string): void => {
    if (table === ctx.explore.baseTable || needed.has(table)) return
    const node = ctx.index.joins.get(table)
    if (node === undefined) {
      throw new QueryError('invalid_query', `Table ${table} is not joined to ${ctx.explore.baseTable} in this explore.`, { at: table })
    }
    needed.set(table, node)
    node.dependsOn.forEach(add)
  }
  for (const table of tables) add(table)
  ctx.index.alwaysJoined.forEach(add)
  ctx.index.sqlFilterTables.forEach(add)
  return [...needed.values()].toSorted((a, b) => a.order - b.order)
}

/** True when a join keeps every row of what it is joined to, and adds none of its own. */
export function keepsRows(node: JoinNode): boolean {
  return (node.join.type ?? 'left') === 'left'
}
