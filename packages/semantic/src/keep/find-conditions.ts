import { columnNames, isTree, nodesOf, textIn, type Tree } from './tree.ts'
import { keptOperators, type KeptOperator } from './types.ts'

/** A statement with a text in the place of each variable, so that it can be read. */
export type MaskedSql = { sql: string; places: readonly { variable: string; start: number; end: number; mark: string }[] }

const reference = /\{\s*variables\.([A-Za-z_]\w*)\s*\}/g
const markOf = (index: number): string => `kept variable ${index}`

export function maskVariables(sql: string): MaskedSql {
  const places: { variable: string; start: number; end: number; mark: string }[] = []
  let text = ''
  let from = 0
  for (const { 0: whole, 1: variable = '', index } of sql.matchAll(reference)) {
    text += sql.slice(from, index)
    const mark = markOf(places.length)
    places.push({ variable, start: text.length, end: text.length + mark.length + 2, mark })
    text += `'${mark}'`
    from = index + whole.length
  }
  return { sql: text + sql.slice(from), places }
}

/** A comparison of a column with a variable, one of the conditions of WHERE that must all hold. */
export type FoundCondition = {
  variable: string
  operator: KeptOperator
  column: Tree
  node: Tree
  /** In the masked text. */ start: number
  end: number
  columnText: string
}

const operators: Readonly<Record<string, KeptOperator>> = {
  COMPARE_EQUAL: '=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
}
const turned: Readonly<Record<KeptOperator, KeptOperator>> = { '=': '=', '>=': '<=', '>': '<', '<': '>', '<=': '>=' }

/** The conditions with variables, or why one of them is not such a comparison. */
export function findConditions(root: Tree, masked: MaskedSql): FoundCondition[] | string {
  const found: FoundCondition[] = []
  for (const place of masked.places) {
    const condition = findCondition(root, masked.sql, place)
    if (typeof condition === 'string') return condition
    found.push(condition)
  }
  return found
}

function findCondition(root: Tree, sql: string, place: MaskedSql['places'][number]): FoundCondition | string {
  const { variable } = place
  for (const { node, above } of nodesOf(root)) {
    const value = node['value']
    if (node['class'] !== 'CONSTANT' || !isTree(value) || value['value'] !== place.mark) continue
    const gap = placeGap(root, above, variable)
    if (gap !== null) return gap
    const comparison = above.at(-1)
    const isLeft = comparison?.['left'] === node
    const column = comparison?.[isLeft ? 'right' : 'left']
    const operator = operators[textIn(comparison?.['type'])]
    if (comparison === undefined || operator === undefined) return unsupported(variable)
    if (!isTree(column) || columnNames(column).length === 0) return `Variable ${variable} must be compared with a column as it is, without functions around it`
    const text = isLeft ? after(sql, place) : before(sql, place)
    if (text === null) return notCertain(variable)
    return { variable, operator: isLeft ? turned[operator] : operator, column, node: comparison, ...text }
  }
  return notCertain(variable)
}

/** Why a variable stands in a place that a table cannot answer for. */
function placeGap(root: Tree, above: readonly Tree[], variable: string): string | null {
  const inside = above.slice(above.indexOf(root) + 1)
  if (above.some((node) => node !== root && textIn(node['type']).endsWith('_NODE'))) {
    return `Variable ${variable} is used inside of a CTE or a subquery, which is not supported for materialization: use it in the outermost WHERE`
  }
  const [first] = inside
  if (first !== undefined && first === root['having']) return `Variable used in HAVING clause: ${variable} must be used in WHERE`
  if (first === undefined || first !== root['where_clause']) return `Variable not used in WHERE clause: ${variable}`
  const conditions = inside.slice(0, -1)
  if (conditions.some(({ type }) => type === 'CONJUNCTION_OR')) return `Variables in OR conditions are not supported for materialization: ${variable}`
  return conditions.every(({ type }) => type === 'CONJUNCTION_AND') ? null : unsupported(variable)
}

const unsupported = (variable: string): string => `Unsupported operator for ${variable}, supported: ${keptOperators.join(', ')}, each a condition of its own`
const notCertain = (variable: string): string => `The condition with ${variable} could not be read with certainty: write it as column = {variables.${variable}}`

const name = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*))*`

/** Letters of a column and its operator at most. */
const longest = 500

function before(sql: string, { start, end }: { start: number; end: number }): { start: number; end: number; columnText: string } | null {
  const from = Math.max(0, start - longest)
  const match = new RegExp(`(${name})\\s*(?:>=|<=|==|=|>|<)\\s*$`).exec(sql.slice(from, start))
  return match === null ? null : { start: from + match.index, end, columnText: match[1] ?? '' }
}

function after(sql: string, { start, end }: { start: number; end: number }): { start: number; end: number; columnText: string } | null {
  const match = new RegExp(`^\\s*(?:>=|<=|==|=|>|<)\\s*(${name})`).exec(sql.slice(end, end + longest))
  return match === null ? null : { start, end: end + match[0].length, columnText: match[1] ?? '' }
}
