import type { Dialect } from '../types/dialect.ts'
import { holdsAggregate, isAggregate, itemOfGroup, itemOfOrder, isColumn, type Select } from './select.ts'
import { isCutMoment } from './cut-moment.ts'
import { columnNames, isTree, textIn, treesIn, type Tree } from './tree.ts'
import type { KeepPlan, KeepRefusal, Reaggregation } from './types.ts'

/** How the rows of buckets become those of a range again. */
export type Reaggregated = {
  outputs: Reaggregation[]
  /** Outputs whose moments are cut. */
  cutMoments: number[]
  names: string[]
  orders: KeepPlan['orders']
  /** Parts of ORDER BY that the table is filled in the order of. */
  keptOrders: number[]
}

const kinds: Readonly<Record<string, Reaggregation>> = {
  count: 'count',
  count_star: 'count',
  count_if: 'count',
  countif: 'count',
  sum: 'sum',
  min: 'min',
  max: 'max',
}

/** A reason where rows of buckets cannot be put together to what the query answers. */
export function reaggregationOf(
  select: Select,
  constant: readonly (readonly string[])[],
  isKnown: (name: string) => boolean,
  dialect: Dialect,
): Reaggregated | KeepRefusal {
  if (isTree(select.node['having'])) return { reason: 'HAVING looks at whole groups, which the buckets of a range variable do not have' }
  const outputs: Reaggregation[] = []
  for (const item of select.items) {
    const kind = kindOf(item)
    if (typeof kind !== 'string') return kind
    if (kind === 'key' && !select.isGrouped) return { reason: 'With a range variable and without GROUP BY the SELECT may hold aggregates only' }
    outputs.push(kind)
  }
  const names = select.items.map((item, index) => textIn(item['alias']) || columnNames(item).at(-1) || textIn(item['function_name']) || String(index + 1))
  for (const group of select.groups) {
    const isConstant = constant.some((names) => isColumn(group, names))
    if (!isConstant && itemOfGroup(select, group, isKnown) < 0)
      return { reason: 'With a range variable each expression of GROUP BY must be in the SELECT, too' }
  }
  const ordered = ordersOf(select, outputs, constant, dialect)
  return ordered === null
    ? { reason: 'With a range variable ORDER BY may begin with aggregates, and then has the columns of GROUP BY' }
    : { outputs, cutMoments: select.items.flatMap((item, index) => (isCutMoment(item) ? [index] : [])), names, ...ordered }
}

function kindOf(item: Tree): Reaggregation | KeepRefusal {
  if (item['class'] === 'STAR') return { reason: 'With a range variable the columns must be named, not *' }
  if (!holdsAggregate(item)) return 'key'
  const name = textIn(item['function_name']).toLowerCase()
  if (!isAggregate(item)) return { reason: 'Aggregates inside of expressions cannot be re-aggregated for range variable materialization' }
  const kind = kinds[name]
  if (kind === undefined || (item['distinct'] === true && kind !== 'min' && kind !== 'max')) {
    return {
      reason: `Aggregate function '${item['distinct'] === true ? `${name}(DISTINCT)` : name}' cannot be re-aggregated for range variable materialization`,
    }
  }
  return kind
}

function ordersOf(
  select: Select,
  outputs: readonly Reaggregation[],
  constant: readonly (readonly string[])[],
  dialect: Dialect,
): Pick<Reaggregated, 'orders' | 'keptOrders'> | null {
  const toCover = new Set(
    outputs.flatMap((kind, index) => (kind === 'key' && !constant.some((names) => isColumn(select.items[index] ?? {}, names)) ? [index] : [])),
  )
  const orders: { output: number; isDescending: boolean; nullsFirst: boolean }[] = []
  const keptOrders: number[] = []
  for (const [index, { node, isDescending }] of (select.orders ?? []).entries()) {
    if (toCover.size === 0) break
    const output = itemOfOrder(select, node)
    const kind = outputs[output]
    if (kind === undefined) return null
    if (kind === 'key') {
      keptOrders.push(index)
      toCover.delete(output)
    } else if (keptOrders.length > 0) return null
    else orders.push({ output, isDescending, nullsFirst: nullsFirst(select, index, isDescending, dialect) })
  }
  return { orders, keptOrders }
}

/** Where rows without a value come: as it is said, else as the warehouse has it. */
function nullsFirst({ node }: Select, index: number, isDescending: boolean, dialect: Dialect): boolean {
  const order = treesIn(node['modifiers']).find(({ type }) => type === 'ORDER_MODIFIER')
  const said = textIn(treesIn(order?.['orders'])[index]?.['null_order'])
  if (said.includes('FIRST')) return true
  if (said.includes('LAST')) return false
  return dialect.name === 'duckdb' ? false : isDescending
}
