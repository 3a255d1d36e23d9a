import { aggregateFunctions } from './functions.ts'
import { columnNames, isSameExpression, isTree, nodesOf, textIn, treesIn, wholeNumber, type Tree } from './tree.ts'

/** The outermost SELECT of a statement, its parts named. */
export type Select = {
  node: Tree
  items: readonly Tree[]
  /** Expressions of GROUP BY; of GROUP BY ALL the items that put nothing together. */
  groups: readonly Tree[]
  isGrouped: boolean
  isGroupedByAll: boolean
  hasAggregates: boolean
  isDistinct: boolean
  /** Null: any order. */
  orders: readonly { node: Tree; isDescending: boolean }[] | null
  limit: number | null
  offset: number
}

/** Reads the outermost SELECT; a reason in words where there is none, or one of a kind that is not kept. */
export function readSelect(node: Tree): Select | string {
  if (node['type'] === 'SET_OPERATION_NODE')
    return 'UNION, INTERSECT and EXCEPT are supported for materialization only without variables, and ordered by all columns'
  const items = treesIn(node['select_list'])
  const hasAggregates = isTree(node['having']) || [...items, ...treesIn(node['modifiers'])].some((part) => holdsAggregate(part))
  const isGroupedByAll = node['aggregate_handling'] === 'FORCE_AGGREGATES'
  // It makes one row then, or no groups at all, and groups of whatever is added to the SELECT.
  if (isGroupedByAll && !items.some((item) => !holdsAggregate(item) && readsColumn(item, items))) return 'GROUP BY ALL has no column to group by: leave it out'
  const listed = treesIn(node['group_expressions'])
  const sets = Array.isArray(node['group_sets']) ? (node['group_sets'] as unknown[][]) : []
  if (sets.length > 1 || (sets.length === 1 && sets[0]?.length !== listed.length)) return 'ROLLUP, CUBE and GROUPING SETS are not supported for materialization'
  if (isTree(node['qualify'])) return 'QUALIFY is not supported for materialization'
  const modifiers = treesIn(node['modifiers'])
  const limits = modifiers.filter(({ type }) => /LIMIT/.test(textIn(type)))
  const range = limits.length === 0 ? { limit: null, offset: 0 } : readLimit(limits)
  if (range === null) return 'LIMIT and OFFSET must be whole numbers to be supported for materialization'
  const order = modifiers.find(({ type }) => type === 'ORDER_MODIFIER')
  return {
    node,
    items,
    groups: isGroupedByAll ? items.filter((item) => !holdsAggregate(item)) : listed,
    isGrouped: isGroupedByAll || listed.length > 0,
    isGroupedByAll,
    hasAggregates,
    isDistinct: modifiers.some(({ type }) => type === 'DISTINCT_MODIFIER'),
    orders:
      order === undefined
        ? null
        : treesIn(order['orders']).flatMap((item) =>
            isTree(item['expression']) ? [{ node: item['expression'], isDescending: item['type'] === 'DESCENDING' }] : [],
          ),
    ...range,
  }
}

function readLimit(limits: readonly Tree[]): Pick<Select, 'limit' | 'offset'> | null {
  const [only, ...others] = limits
  if (only === undefined || others.length > 0 || only['type'] !== 'LIMIT_MODIFIER') return null
  const limit = only['limit'] === undefined ? null : wholeNumber(only['limit'])
  const offset = only['offset'] === undefined ? 0 : wholeNumber(only['offset'])
  return (only['limit'] !== undefined && limit === null) || offset === null ? null : { limit, offset }
}

/** Whether an expression puts rows together; what a query inside of it does is its own. */
export function holdsAggregate(expression: unknown): boolean {
  for (const { node, above } of nodesOf(expression)) {
    if (!isAggregate(node)) continue
    if (!above.some((one) => one['class'] === 'SUBQUERY' || textIn(one['type']).endsWith('_NODE'))) return true
  }
  return false
}

/** Whether an item of a SELECT reads a column of what is in FROM: not that of a query inside of it, nor another item by its name. */
function readsColumn(item: Tree, items: readonly Tree[]): boolean {
  const named = new Set(items.flatMap((other) => (other === item ? [] : textIn(other['alias']).toLowerCase())))
  for (const { node, above } of nodesOf(item)) {
    if (above.some((one) => one['class'] === 'SUBQUERY')) continue
    const [name, ...more] = columnNames(node)
    if (node['class'] === 'STAR' || (name !== undefined && (more.length > 0 || !named.has(name)))) return true
  }
  return false
}

export const isAggregate = (node: Tree): boolean => node['class'] === 'FUNCTION' && aggregateFunctions.has(textIn(node['function_name']).toLowerCase())

/** Which item of the SELECT an expression of ORDER BY means: by its place, its name, or by being the same; -1: none. */
export function itemOfOrder({ items }: Pick<Select, 'items'>, expression: Tree): number {
  const place = wholeNumber(expression)
  if (place !== null) return place >= 1 && place <= items.length ? place - 1 : -1
  const [name, ...more] = columnNames(expression)
  const named = more.length > 0 || name === undefined ? -1 : items.findIndex((item) => textIn(item['alias']).toLowerCase() === name)
  return named >= 0 ? named : items.findIndex((item) => isSameExpression(item, expression))
}

/**
 * The same for GROUP BY, where a column of a table comes before a name that the SELECT gives. `isKnown`: whether a table that is
 * read has such a column.
 */
export function itemOfGroup({ items }: Pick<Select, 'items'>, expression: Tree, isKnown: (name: string) => boolean): number {
  const place = wholeNumber(expression)
  if (place !== null) return place >= 1 && place <= items.length ? place - 1 : -1
  const same = items.findIndex((item) => isSameExpression(item, expression))
  const [name, ...more] = columnNames(expression)
  if (same >= 0 || name === undefined || more.length > 0 || isKnown(name)) return same
  return items.findIndex((item) => textIn(item['alias']).toLowerCase() === name)
}

/** The same column, however it is qualified: `o.region` and `region`. Only for columns whose names are of one table. */
export const isColumn = (expression: Tree, names: readonly string[]): boolean => {
  const own = columnNames(expression)
  return own.length > 0 && own.join('.') === names.join('.')
}
