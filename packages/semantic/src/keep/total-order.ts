import { itemOfGroup, itemOfOrder, isColumn, type Select } from './select.ts'
import { isSameExpression, textIn, wholeNumber, type Tree } from './tree.ts'

/**
 * Why rows of a SELECT may come in another order another time; null when their order is certain: there is one row, or what tells
 * rows apart is all in ORDER BY. `constant`: columns that have one value in every answer.
 */
export function orderGap(select: Select, constant: readonly (readonly string[])[], isKnown: (name: string) => boolean): string | null {
  if (select.hasAggregates && !select.isGrouped) return null
  if (select.node['from_table'] !== undefined && (select.node['from_table'] as Tree)['type'] === 'EMPTY') return null
  const orders = select.orders ?? []
  if (orders.some(({ node }) => node['class'] === 'STAR')) return null
  const fixed = (expression: Tree): boolean =>
    constant.some((names) => isColumn(expression, names)) || (expression['class'] === 'CONSTANT' && wholeNumber(expression) === null)
  const ordered = new Set(orders.map(({ node }) => itemOfOrder(select, node)))
  const isOrdered = (expression: Tree, item: number): boolean =>
    (item >= 0 && ordered.has(item)) || orders.some(({ node }) => itemOfOrder(select, node) < 0 && isSameExpression(node, expression))
  if (select.isGrouped && !select.isDistinct) {
    const gaps = select.groups.flatMap((group) => {
      const item = itemOfGroup(select, group, isKnown)
      const expression = select.items[item] ?? group
      return fixed(expression) || isOrdered(expression, item) ? [] : [item >= 0 ? place(select, item) : 'each expression of GROUP BY']
    })
    return gaps.length === 0 ? null : addTo(select, gaps)
  }
  if (select.items.some((item) => item['class'] === 'STAR'))
    return 'Rows may come in any order: name the columns instead of *, and put all of them into ORDER BY'
  const gaps = select.items.flatMap((item, index) => (fixed(item) || isOrdered(item, index) ? [] : [place(select, index)]))
  return gaps.length === 0 ? null : addTo(select, gaps)
}

const place = ({ items }: Select, index: number): string => textIn(items[index]?.['alias']) || String(index + 1)

const addTo = ({ orders }: Select, gaps: readonly string[]): string =>
  `Rows that ORDER BY does not tell apart may come in any order: ${orders === null ? `add ORDER BY ${[...new Set(gaps)].join(', ')}` : `add ${[...new Set(gaps)].join(', ')} to ORDER BY`}`
