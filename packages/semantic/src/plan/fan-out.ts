import { QueryError } from '../types/compiled-query.ts'
import type { JoinNode } from './explore-index.ts'
import type { Meets } from './join-edge.ts'
import { joinsFor, keepsRows } from './joins.ts'
import type { Leaf } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'
import { unionTables } from './plan-context.ts'
import { countsMissingRows, mayBeMissing } from './present-rows.ts'

/** Metrics that are aggregated over one read of the tables. */
export type Grain = {
  leaves: Leaf[]
  joins: readonly JoinNode[]
  /** Table whose rows are taken once per primary key before they are aggregated; absent: rows are taken as they are. */
  oncePer?: string
  /** SQL whose values tell apart what is taken once before it is aggregated; instead of `oncePer`. */
  oncePerKeys?: readonly string[]
  /** True when rows are ranked before they are aggregated, for percentiles in engines that have none. */
  ranked: boolean
  /** True when of the rows of each group only those of one moment are aggregated. */
  picked: boolean
}

export type GrainPlan = { grains: Grain[]; unproven: string[]; proven: string[] }

/** A join crossed on the way from one table to the others, and the rows met there per row before it. */
type Crossing = { node: JoinNode; meets: Meets; to: string }

/**
 * Decides in how many reads the metrics are computed, so that no metric changes its value because a join was added.
 * `common` are the tables that dimensions and filters read. Metrics share a read as long as none of its joins
 * repeats or drops their rows; rows that are repeated anyway are taken once per primary key.
 * Throws `unsafe_join` for what cannot be made safe.
 */
export function planGrains(ctx: PlanContext, leaves: readonly Leaf[], common: readonly string[]): GrainPlan {
  const plan: GrainPlan = { grains: [], unproven: [], proven: [] }
  // Those that repeated rows do not change come last: they fit into any read of their table.
  for (const leaf of leaves.toSorted((a, b) => Number(a.immune) - Number(b.immune))) {
    const joins = joinsFor(ctx, unionTables(common, leaf.tables))
    if (countsMissingRows(ctx, leaf, joins) && keyOf(ctx, leaf.home).length === 0) plan.unproven.push(missingRows(ctx, leaf))
    const oncePer = needsOwnGrain(ctx, plan, leaf, joins) ? leaf.home : undefined
    const shared = plan.grains.find((grain) => mayShare(ctx, grain, leaf, joins, oncePer))
    if (shared === undefined) {
      plan.grains.push({
        leaves: [leaf],
        joins,
        ranked: leaf.ranked !== undefined,
        picked: leaf.picked !== undefined,
        ...(oncePer === undefined ? {} : { oncePer }),
        ...(leaf.oncePerKeys === undefined ? {} : { oncePerKeys: leaf.oncePerKeys }),
      })
    } else {
      shared.leaves.push(leaf)
      shared.joins = unionJoins(shared.joins, joins)
    }
  }
  if (plan.grains.length === 0) plan.grains.push({ leaves: [], joins: joinsFor(ctx, common), ranked: false, picked: false })
  return plan
}

const keyOf = (ctx: PlanContext, table: string): readonly string[] => ctx.explore.tables[table]?.primaryKey ?? []

const unionJoins = (a: readonly JoinNode[], b: readonly JoinNode[]): JoinNode[] => [...new Set([...a, ...b])].toSorted((one, other) => one.order - other.order)

/** True when the leaf's rows are repeated by the joins it needs and have to be taken once per primary key. */
function needsOwnGrain(ctx: PlanContext, plan: GrainPlan, leaf: Leaf, joins: readonly JoinNode[]): boolean {
  if (leaf.immune || leaf.oncePerKeys !== undefined) return false
  const crossings = crossingsFrom(leaf.home, joins)
  const repeating = crossings.filter((crossing) => crossing.meets === 'many')
  const unknown = crossings.filter((crossing) => crossing.meets === 'unknown')
  if (repeating.length === 0 && unknown.length === 0) return false
  const foreign = foreignRows(leaf, crossings)
  // SQL that aggregates by itself can be computed over rows of its own table, but not over columns of several.
  const separable = foreign === 'one' && (leaf.argument !== undefined || leaf.tables.length === 1)
  if (foreign === 'many' || (!separable && repeating.length > 0)) throw mixedRows(ctx, leaf, repeating)
  if (separable && keyOf(ctx, leaf.home).length > 0) {
    plan.proven.push(`${leaf.id} counts each row of ${leaf.home} once, by its primary key, because ${joinNames([...repeating, ...unknown])} can repeat them.`)
    return true
  }
  const [first] = repeating
  if (first !== undefined) throw noKey(ctx, leaf, first)
  plan.unproven.push(...unknown.map(({ node }) => `${leaf.id} may be counted more than once: join ${node.join.table} needs \`relationship:\`.`))
  return false
}

const joinNames = (crossings: readonly Crossing[]): string => {
  const names = [...new Set(crossings.map(({ node }) => node.join.table))]
  return `${names.length === 1 ? 'join' : 'joins'} ${names.join(', ')}`
}

/** How many rows of one of `tables` belong to one row of the leaf's own table. */
export function rowsMet(ctx: PlanContext, leaf: Leaf, tables: readonly string[]): Meets {
  const joins = joinsFor(ctx, unionTables(leaf.tables, tables))
  return foreignRows({ home: leaf.home, tables }, crossingsFrom(leaf.home, joins))
}

/** How many rows of the other tables in its SQL belong to one row of the leaf's own table. */
function foreignRows(leaf: Pick<Leaf, 'home' | 'tables'>, crossings: readonly Crossing[]): Meets {
  const others = leaf.tables.filter((table) => table !== leaf.home)
  if (others.length === 0) return 'one'
  const path = new Map<string, Crossing>(crossings.map((crossing) => [crossing.to, crossing]))
  let worst: Meets = 'one'
  for (const table of others) {
    for (let at = path.get(table); at !== undefined; at = path.get(otherEnd(at))) {
      if (at.meets === 'many') return 'many'
      if (at.meets === 'unknown') worst = 'unknown'
    }
  }
  return worst
}

const otherEnd = ({ node, to }: Crossing): string => (node.edge.table === to ? node.edge.parent : node.edge.table)

/** Every used join, crossed once on the way outwards from `home`. */
function crossingsFrom(home: string, joins: readonly JoinNode[]): Crossing[] {
  const crossings: Crossing[] = []
  const left = new Set(joins)
  const reached = [home]
  for (const table of reached) {
    for (const node of left) {
      const { edge } = node
      if (edge.parent !== table && edge.table !== table) continue
      left.delete(node)
      const down = edge.parent === table
      const to = down ? edge.table : edge.parent
      crossings.push({ node, meets: down ? edge.down : edge.up, to })
      reached.push(to)
    }
  }
  return crossings
}

/** True when the leaf and the grain's leaves keep their values in one read with the joins of both. */
function mayShare(ctx: PlanContext, grain: Grain, leaf: Leaf, joins: readonly JoinNode[], oncePer: string | undefined): boolean {
  if (grain.ranked !== (leaf.ranked !== undefined) || grain.picked !== (leaf.picked !== undefined)) return false
  // Beside another value, which may differ between the rows of a key, a key would be there more than once.
  if (grain.oncePerKeys !== undefined || leaf.oncePerKeys !== undefined) {
    const [first] = grain.leaves
    const isSameValue = first?.argument === leaf.argument && first?.home === leaf.home && grain.oncePerKeys?.join('\0') === leaf.oncePerKeys?.join('\0')
    return isSameValue && grain.joins.length === joins.length && joins.every((node) => grain.joins.includes(node))
  }
  const fitsRows = leaf.immune && grain.oncePer === leaf.home && leaf.tables.length === 1
  if (grain.oncePer !== oncePer && !fitsRows) return false
  const together = unionJoins(grain.joins, joins)
  const addedToGrain = together.filter((node) => !grain.joins.includes(node))
  const addedToLeaf = together.filter((node) => !joins.includes(node))
  if (![...addedToGrain, ...addedToLeaf].every(keepsRows)) return false
  if (grain.oncePer !== undefined)
    return !mayBeMissing(ctx, grain.oncePer, together) || grain.leaves.every((other) => isSelfAggregating(other) === isSelfAggregating(leaf))
  const keeps = (one: Leaf, added: readonly JoinNode[]): boolean =>
    one.immune || added.length === 0 || !crossingsFrom(one.home, together).some(({ node, meets }) => added.includes(node) && meets !== 'one')
  return keeps(leaf, addedToLeaf) && grain.leaves.every((other) => keeps(other, addedToGrain))
}

function missingRows(ctx: PlanContext, leaf: Leaf): string {
  const model = ctx.explore.tables[leaf.home]?.originalName ?? leaf.home
  return `${leaf.id} may count rows of other tables that have no ${leaf.home}: declare primary_key on model ${model}.`
}

/** Over rows that may be missing, SQL that aggregates by itself loses the groups without any, which others keep. */
const isSelfAggregating = (leaf: Leaf): boolean => leaf.argument === undefined

function noKey(ctx: PlanContext, leaf: Leaf, { node }: Crossing): QueryError {
  const model = ctx.explore.tables[leaf.home]?.originalName ?? leaf.home
  const how = node.join.relationship === undefined ? '' : ` (${node.join.relationship})`
  return new QueryError(
    'unsafe_join',
    `Join ${node.join.table}${how} repeats the rows of ${leaf.home}, so ${leaf.id} would be counted more than once: declare primary_key on model ${model}.`,
    { at: leaf.id },
  )
}

function mixedRows(ctx: PlanContext, leaf: Leaf, repeating: readonly Crossing[]): QueryError {
  const others = leaf.tables.filter((table) => table !== leaf.home)
  const model = ctx.explore.tables[leaf.home]?.originalName ?? leaf.home
  return new QueryError(
    'unsafe_join',
    `${leaf.id} belongs to ${leaf.home} but reads ${others.join(', ')}, and ${joinNames(repeating)} can match one row of ${model} with many: ` +
      `define the metric on the model whose rows it counts, or declare the relationship of the join.`,
    { at: leaf.id },
  )
}
