import { fieldIdOf } from '../names/field-id.ts'
import { activeRules } from './filters/render-group.ts'
import { joinsFor, keepsRows } from './joins.ts'
import type { Grain } from './fan-out.ts'
import type { Selection } from './part.ts'
import { type PlanContext, unionTables } from './plan-context.ts'
import { scanJoins } from './scan-model.ts'
import type { GroupColumn } from './select-columns.ts'
import { columnOf } from './side-by-side.ts'
import type { Column } from './select-parts.ts'

/** What rows are grouped by, and what is looked up for the groups that are left. */
export type LookUp = {
  /** Groups that decide all others. */
  kept: readonly GroupColumn[]
  /** The read without joins that only the others need. */
  grain: Grain
  /** Every group in the order asked for, read from the grouped rows or beside them. */
  groups(rows: string): Column[]
  /** FROM with its JOINs over the grouped rows. */
  from(rows: string): string
}

/**
 * Where a metric filter leaves few groups, and the whole primary key of a joined table is grouped by, its other columns
 * and those of what it meets once are looked up for the groups that are left. To group by them would give the same
 * groups, but the engine would carry their values through every row. `undefined` where nothing can wait.
 */
export function lookUpLate(ctx: PlanContext, selection: Selection, grain: Grain): LookUp | undefined {
  if (activeRules(ctx.query.filters.metrics).length === 0) return undefined
  const keyed = keyedTable(ctx, selection.groups, grain)
  if (keyed === undefined) return undefined
  const { table, keys } = keyed
  const decided = decidedBy(table, grain)
  const waits = (group: GroupColumn): boolean =>
    !keys.includes(group) && group.extent === undefined && group.tables.length > 0 && group.tables.every((one) => decided.has(one))
  const late = selection.groups.filter(waits)
  if (late.length === 0) return undefined
  const kept = selection.groups.filter((group) => !late.includes(group))
  const { dialect } = ctx
  // An inner join says which rows there are, whoever reads its columns.
  const dropping = grain.joins.filter((node) => !keepsRows(node) || selection.asked.has(node.join.table)).map(({ join }) => join.table)
  const read = unionTables(...[...kept, ...selection.conditions, ...grain.leaves].map(({ tables }) => tables), dropping)
  const wanted = new Set(unionTables([table], ...late.map(({ tables }) => tables)))
  const beside = withParents(grain, wanted, table)
  return {
    kept,
    grain: { ...grain, joins: joinsFor(ctx, read) },
    groups: (rows) =>
      selection.groups.map((group) => ({ fieldId: group.fieldId, sql: late.includes(group) ? group.sql : columnOf(dialect, rows, group.fieldId) })),
    from: (rows) => {
      const on = keys.map((key) => `${columnOf(dialect, rows, key.fieldId)} = ${key.sql}`).join(' AND ')
      return [`FROM ${dialect.quote(rows)}`, ...scanJoins(ctx, beside, { left: true, on: new Map([[table, on]]) })].join('\n')
    },
  }
}

/** The first joined table whose whole primary key is grouped by, as numbers or text. */
function keyedTable(ctx: PlanContext, groups: readonly GroupColumn[], grain: Grain): { table: string; keys: GroupColumn[] } | undefined {
  for (const { join } of grain.joins) {
    const names = ctx.explore.tables[join.table]?.primaryKey ?? []
    const keys = names.flatMap((name) => groups.find(({ fieldId }) => fieldId === fieldIdOf(join.table, name)) ?? [])
    const isComparable = keys.every(({ type }) => type === 'number' || type === 'string')
    if (names.length > 0 && keys.length === names.length && isComparable && isPlainJoin(join)) return { table: join.table, keys }
  }
  return undefined
}

const isPlainJoin = ({ type = 'left', calendar }: Grain['joins'][number]['join']): boolean => (type === 'left' || type === 'inner') && calendar === undefined

/** A table and those of whose rows each of its own meets one at most: its key decides what they hold. */
function decidedBy(table: string, { joins }: Grain): Set<string> {
  const decided = new Set([table])
  for (const { join, edge, dependsOn } of joins) {
    if (edge.down === 'one' && isPlainJoin(join) && dependsOn.length > 0 && dependsOn.every((one) => decided.has(one))) decided.add(join.table)
  }
  return decided
}

/** The joins of these tables from `table` on, with those between. */
function withParents({ joins }: Grain, wanted: ReadonlySet<string>, table: string): Grain['joins'] {
  const needed = new Set(wanted)
  // Joins are in declared order: a table comes after those that its condition reads.
  for (const { join, dependsOn } of joins.toReversed()) {
    if (join.table !== table && needed.has(join.table)) for (const one of dependsOn) needed.add(one)
  }
  return joins.filter(({ join }) => needed.has(join.table))
}
