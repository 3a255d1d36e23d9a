import { columnNames, nodesOf, textIn, treesIn, wholeNumber, type Tree } from './tree.ts'

const cutting = new Set(['date_trunc', 'datetrunc', 'time_bucket', 'date_bin'])
const units = new Set('millisecond second minute hour day week month quarter year decade century millennium'.split(' '))

/**
 * Whether an expression cuts moments to milliseconds or more, always in the same way: answers hold moments in milliseconds, and
 * no two values of it are written alike then.
 */
export function isCutMoment(expression: Tree): boolean {
  if (expression['class'] !== 'FUNCTION' || !cutting.has(textIn(expression['function_name']).toLowerCase())) return false
  const [width, , ...others] = treesIn(expression['children'])
  return width !== undefined && [...nodesOf(width)].every(({ node }) => isOfWidth(node)) && others.every((other) => isFixed(other))
}

/** `'day'`, `INTERVAL '15 minutes'` and `INTERVAL 15 MINUTE`, as they are read. */
function isOfWidth(node: Tree): boolean {
  if (node['class'] === 'FUNCTION') return /^(to_\w+|trunc)$/.test(textIn(node['function_name']))
  if (node['class'] !== 'CONSTANT') return node['class'] === undefined || node['class'] === 'CAST'
  return wholeNumber(node) !== null || isWidth(textIn((node['value'] as Tree)['value']))
}

function isWidth(text: string): boolean {
  const words = text.toLowerCase().split(/[\s\d]+/)
  return words.some((word) => word !== '') && words.every((word) => word === '' || units.has(word.replace(/s$/, '')))
}

const isFixed = (expression: Tree): boolean => [...nodesOf(expression)].every(({ node }) => columnNames(node).length === 0 && node['class'] !== 'SUBQUERY')
