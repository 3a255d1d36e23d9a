import type { CompiledJoin, CompiledTable, Explore } from '../types/explore.ts'
import { isPlainColumn } from './plain-column.ts'

/** How many rows of the far side one row of the near side meets. */
export type Meets = 'one' | 'many' | 'unknown'

/** A join seen as an edge of the tree of tables that grows from the base table. */
export type JoinEdge = {
  table: string
  /** The table already joined that it hangs on. */
  parent: string
  /** Rows of `table` per row of `parent`. */
  down: Meets
  /** Rows of `parent` per row of `table`. */
  up: Meets
  /** False when the counts were inferred from primary keys or are unknown. */
  declared: boolean
}

const relationships = {
  'one-to-one': { down: 'one', up: 'one' },
  'one-to-many': { down: 'many', up: 'one' },
  'many-to-one': { down: 'one', up: 'many' },
  'many-to-many': { down: 'many', up: 'many' },
} as const

/**
 * The edge of a join. A condition over several tables hangs on the one joined last. Without a declared
 * relationship, a condition that equates one side's whole primary key shows that this side is met once.
 */
export function joinEdge(explore: Explore, join: CompiledJoin, declaredBefore: readonly string[], dependsOn: readonly string[]): JoinEdge {
  const parent = declaredBefore.findLast((table) => dependsOn.includes(table)) ?? explore.baseTable
  const at = { table: join.table, parent }
  if (join.relationship !== undefined) return { ...at, ...relationships[join.relationship], declared: true }
  const equated = equatedFields(join, explore)
  const coversKey = (name: string): boolean => {
    const table = explore.tables[name]
    if (table?.primaryKey === undefined || table.primaryKey.length === 0) return false
    return table.primaryKey.every((key) => equated.some((field) => isField(field, table, key, explore)))
  }
  const down: Meets = coversKey(join.table) ? 'one' : 'unknown'
  const up: Meets = dependsOn.length <= 1 && coversKey(parent) ? 'one' : down === 'one' ? 'many' : 'unknown'
  return { ...at, down, up, declared: false }
}

type NamedField = { table: string; name: string }

const equality = /^\(*\s*\$\{\s*([A-Za-z0-9_]+)\.([^{}]+?)\s*\}\s*=\s*\$\{\s*([A-Za-z0-9_]+)\.([^{}]+?)\s*\}\s*\)*$/

/**
 * Fields of conditions `joined.x = other.y` that hold for every joined pair; none when the condition offers
 * alternatives.
 */
function equatedFields(join: CompiledJoin, explore: Explore): NamedField[] {
  if (/\bor\b|\bnot\b|\bcase\b/i.test(join.sqlOn)) return []
  const fields: NamedField[] = []
  const joined = explore.tables[join.table]
  const isJoined = (table: string): boolean => table === join.table || (table === joined?.originalName && explore.tables[table] === undefined)
  for (const condition of join.sqlOn.split(/\band\b/i)) {
    const [, leftTable, leftName, rightTable, rightName] = equality.exec(condition.trim()) ?? []
    if (leftTable === undefined || leftName === undefined || rightTable === undefined || rightName === undefined) continue
    if (isJoined(leftTable) === isJoined(rightTable)) continue
    fields.push({ table: leftTable, name: leftName }, { table: rightTable, name: rightName })
  }
  return fields
}

/** True when the condition equates a plain column of each of these tables, so that no row meets one that is missing. */
export function equatesColumnsOf(explore: Explore, join: CompiledJoin, tables: readonly string[]): boolean {
  const equated = equatedFields(join, explore)
  return tables.every((table) =>
    equated.some((field) => {
      const sql = explore.tables[table]?.dimensions[field.name]?.sql
      return field.table === table && sql !== undefined && isPlainColumn(sql)
    }),
  )
}

/**
 * Dimensions of `parent` that the condition of a join equates with the whole primary key of the joined table, in its
 * order; `undefined` unless the condition says that and nothing else.
 */
export function foreignKey(explore: Explore, join: CompiledJoin, parent: string): string[] | undefined {
  const key = explore.tables[join.table]?.primaryKey ?? []
  const fields = equatedFields(join, explore)
  if (key.length === 0 || fields.length !== 2 * key.length || join.sqlOn.split(/\band\b/i).length !== key.length) return undefined
  const names = key.map((name) => {
    const place = fields.findIndex((field) => field.table === join.table && field.name === name)
    const other = fields[place % 2 === 0 ? place + 1 : place - 1]
    return place !== -1 && other?.table === parent ? other.name : undefined
  })
  return names.every((name) => name !== undefined) ? names : undefined
}

/** A reference may name a joined table by its model when no other table of the explore has that name. */
function isField(field: NamedField, table: CompiledTable, key: string, explore: Explore): boolean {
  const named = field.table === table.name || (field.table === table.originalName && explore.tables[field.table] === undefined)
  return named && field.name === key
}
