import { fieldIdOf } from '../names/field-id.ts'
import type { CompiledJoin, Explore } from '../types/explore.ts'
import type { CompiledDimension, CompiledMetric } from '../types/field.ts'
import type { FieldId } from '../types/metric-query.ts'
import { equatesColumnsOf, joinEdge, type JoinEdge } from './join-edge.ts'
import { referencedTables } from './sql-template.ts'

/** A declared join with what is derived from it once per explore. */
export type JoinNode = {
  join: CompiledJoin
  /** Place in the declaration; joins are always printed in this order. */
  order: number
  /** Tables its condition reads besides its own. */
  dependsOn: readonly string[]
  edge: JoinEdge
  /** True when its condition holds for no row without one of each table it depends on. */
  needsWhatItDependsOn: boolean
}

/** Look-ups of one explore. Built at first use and kept as long as the explore is. */
export type ExploreIndex = {
  dimensions: ReadonlyMap<FieldId, CompiledDimension>
  metrics: ReadonlyMap<FieldId, CompiledMetric>
  joins: ReadonlyMap<string, JoinNode>
  alwaysJoined: readonly string[]
  /** Tables that the base table's sql_filter reads besides its own. */
  sqlFilterTables: readonly string[]
}

const indexes = new WeakMap<Explore, ExploreIndex>()

/** The index of an explore. The explore must not change after its first query. */
export function exploreIndex(explore: Explore): ExploreIndex {
  const known = indexes.get(explore)
  if (known !== undefined) return known
  const built = buildIndex(explore)
  indexes.set(explore, built)
  return built
}

function buildIndex(explore: Explore): ExploreIndex {
  const dimensions = new Map<FieldId, CompiledDimension>()
  const metrics = new Map<FieldId, CompiledMetric>()
  for (const table of Object.values(explore.tables)) {
    for (const dimension of Object.values(table.dimensions)) dimensions.set(fieldIdOf(table.name, dimension.name), dimension)
    for (const metric of Object.values(table.metrics)) metrics.set(fieldIdOf(table.name, metric.name), metric)
  }
  const joins = new Map<string, JoinNode>()
  const isTable = (table: string): boolean => explore.tables[table] !== undefined
  explore.joinedTables.forEach((join, order) => {
    const named = [...referencedTables(join.sqlOn, join.table), ...(join.tablesReferences ?? [])]
    const dependsOn = [...new Set(named)].filter((table) => table !== join.table && isTable(table))
    const declared = [explore.baseTable, ...explore.joinedTables.slice(0, order).map((earlier) => earlier.table)]
    joins.set(join.table, {
      join,
      order,
      dependsOn,
      edge: joinEdge(explore, join, declared, dependsOn),
      needsWhatItDependsOn: equatesColumnsOf(explore, join, dependsOn),
    })
  })
  const base = explore.tables[explore.baseTable]
  const sqlFilter = base?.uncompiledSqlWhere ?? base?.sqlWhere ?? ''
  return {
    dimensions,
    metrics,
    joins,
    alwaysJoined: explore.joinedTables.filter((join) => join.always === true).map((join) => join.table),
    sqlFilterTables: referencedTables(sqlFilter, explore.baseTable).filter((table) => table !== explore.baseTable && isTable(table)),
  }
}
