import { fieldIdOf } from '../names/field-id.ts'
import { dimensionById } from './dimension-expression.ts'
import { activeRules } from './filters/render-group.ts'
import { foreignKey } from './join-edge.ts'
import { joinsFor, keepsRows } from './joins.ts'
import { isPlainColumn } from './plain-column.ts'
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
  const groups = (rows: string): Column[] =>
    selection.groups.map((group) => ({ fieldId: group.fieldId, sql: late.includes(group) ? group.sql : columnOf(dialect, rows, group.fieldId) }))
  const keyEquals = (rows: string): ReadonlyMap<string, string> =>
    new Map([[table, keys.map((key) => `${columnOf(dialect, rows, key.fieldId)} = ${key.sql}`).join(' AND ')]])
  const from = (joins: Grain['joins'], left: boolean) => (rows: string) =>
    [`FROM ${dialect.quote(rows)}`, ...scanJoins(ctx, joins, { left, on: keyEquals(rows) })].join('\n')

  const foreign = foreignKeyOf(ctx, { selection, grain, kept, keyed, decided })
  if (foreign !== undefined) return { kept: foreign, grain: { ...grain, joins: [] }, groups, from: from(grain.joins, false) }
  // An inner join says which rows there are, whoever reads its columns.
  const dropping = grain.joins.filter((node) => !keepsRows(node) || selection.asked.has(node.join.table)).map(({ join }) => join.table)
  const read = unionTables(...[...kept, ...selection.conditions, ...grain.leaves].map(({ tables }) => tables), dropping)
  const wanted = new Set(unionTables([table], ...late.map(({ tables }) => tables)))
  return { kept, grain: { ...grain, joins: joinsFor(ctx, read) }, groups, from: from(withParents(grain, wanted, table), true) }
}

type Found = {
  selection: Selection
  grain: Grain
  kept: readonly GroupColumn[]
  keyed: { table: string; keys: GroupColumn[] }
  decided: ReadonlySet<string>
}

/**
 * The kept groups with the base table's own columns in place of the key, where every row that counts has a row of that
 * key: then nothing has to be joined to group by it, and what the joins drop is dropped group by group. `undefined`
 * where a row may have none, or where anything but the key is read through a join.
 */
function foreignKeyOf(ctx: PlanContext, { selection, grain, kept, keyed, decided }: Found): GroupColumn[] | undefined {
  const { explore, index } = ctx
  const { baseTable } = explore
  const node = grain.joins.find(({ join }) => join.table === keyed.table)
  if (node?.join.type !== 'inner' || selection.asked.size > 0 || index.sqlFilterTables.length > 0) return undefined
  const names = foreignKey(explore, node.join, baseTable)
  const isOfBase = ({ tables }: { tables: readonly string[] }): boolean => tables.every((one) => one === baseTable)
  const others = kept.filter((group) => !keyed.keys.includes(group))
  if (names === undefined || ![...others, ...selection.conditions, ...grain.leaves].every(isOfBase)) return undefined
  if (!grain.joins.every(({ join }) => decided.has(join.table))) return undefined
  const columns = new Map<GroupColumn, GroupColumn>()
  for (const [place, key] of keyed.keys.entries()) {
    const dimension = explore.tables[baseTable]?.dimensions[names[place] ?? '']
    // Text may be equal and yet stand in groups of its own, by the rules of one of its columns.
    if (dimension?.type !== 'number' || key.type !== 'number' || !isPlainColumn(dimension.sql)) return undefined
    columns.set(key, { ...key, sql: dimensionById(ctx, fieldIdOf(baseTable, dimension.name)).sql, tables: [baseTable] })
  }
  return kept.map((group) => columns.get(group) ?? group)
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
