import { levelsOf, type Level } from './levels.ts'
import { columnNames, isTree, nodesOf, textIn, treesIn, type Tree } from './tree.ts'
import type { KeptOperator } from './types.ts'

type Place = { variable: string; start: number; end: number; mark: string }

/** A statement with a text in the place of each variable, so that it can be read. */
export type MaskedSql = { sql: string; places: readonly Place[] }

const reference = /\{\s*variables\.([A-Za-z_]\w*)\s*\}/g
const markOf = (index: number): string => `kept variable ${index}`

/** A list brings its parentheses with it where none are written, and so does its mark. */
export function maskVariables(sql: string): MaskedSql {
  const places: Place[] = []
  let text = ''
  let from = 0
  for (const { 0: whole, 1: variable = '', index } of sql.matchAll(reference)) {
    text += sql.slice(from, index)
    const mark = markOf(places.length)
    const isBare = /\bin\s*$/i.test(text)
    const start = text.length + (isBare ? 1 : 0)
    places.push({ variable, start, end: start + mark.length + 2, mark })
    text += isBare ? `('${mark}')` : `'${mark}'`
    from = index + whole.length
  }
  return { sql: text + sql.slice(from), places }
}

/** A comparison of a column with variables, one of the conditions of a WHERE that must all hold. */
export type FoundCondition = {
  variables: readonly string[]
  operator: KeptOperator
  column: Tree
  node: Tree
  /** In the masked text. */ start: number
  end: number
  columnText: string
  /** The SELECTs from the one with this WHERE up to, but without, the outermost. */
  levels: readonly Level[]
}

type Span = Pick<FoundCondition, 'start' | 'end' | 'columnText'>

const operators: Readonly<Record<string, KeptOperator>> = {
  COMPARE_EQUAL: '=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
}
const turned: Readonly<Partial<Record<KeptOperator, KeptOperator>>> = { '>=': '<=', '>': '<', '<': '>', '<=': '>=' }

/** The conditions with variables, or why one of them is not such a comparison. */
export function findConditions(root: Tree, masked: MaskedSql): FoundCondition[] | string {
  const found: FoundCondition[] = []
  for (const place of masked.places) {
    // Those of BETWEEN and IN are found with the first of their variables.
    if (found.some(({ start, end }) => start <= place.start && place.end <= end)) continue
    const conditions = conditionsAt(root, masked, place)
    if (typeof conditions === 'string') return conditions
    found.push(...conditions)
  }
  return found
}

function conditionsAt(root: Tree, masked: MaskedSql, place: Place): FoundCondition[] | string {
  const { variable } = place
  for (const { node, above } of nodesOf(root)) {
    if (!isMark(node, place)) continue
    const levels = levelsOf(root, above, masked.sql, place)
    if (typeof levels === 'string') return levels
    const select = levels[0]?.node ?? root
    const gap = placeGap(select, above, variable)
    if (gap !== null) return gap
    const condition = above.at(-1) ?? {}
    const read = readCondition(condition, node, masked, place)
    if (typeof read === 'string') return read
    return read.map((one) => ({ ...one, node: condition, levels }))
  }
  return notCertain(variable)
}

const isMark = (node: unknown, { mark }: Place): boolean =>
  isTree(node) && node['class'] === 'CONSTANT' && isTree(node['value']) && node['value']['value'] === mark

/** Why a variable stands in a place that a table cannot answer for. */
function placeGap(select: Tree, above: readonly Tree[], variable: string): string | null {
  const inside = above.slice(above.indexOf(select) + 1)
  const [first] = inside
  if (first !== undefined && first === select['having']) return `Variable used in HAVING clause: ${variable} must be used in WHERE`
  if (first === undefined || first !== select['where_clause']) return `Variable not used in WHERE clause: ${variable}`
  const conditions = inside.slice(0, -1)
  if (conditions.some(({ type }) => type === 'CONJUNCTION_OR')) return `Variables in OR conditions are not supported for materialization: ${variable}`
  return conditions.every(({ type }) => type === 'CONJUNCTION_AND') ? null : unsupported(variable)
}

type Read = Omit<FoundCondition, 'node' | 'levels'>

function readCondition(condition: Tree, mark: Tree, masked: MaskedSql, place: Place): Read[] | string {
  if (condition['class'] === 'BETWEEN') return readBetween(condition, masked, place)
  if (condition['type'] === 'COMPARE_IN') return readIn(condition, masked, place)
  const isLike = condition['class'] === 'FUNCTION' && condition['function_name'] === '~~'
  const [left, right] = isLike ? treesIn(condition['children']) : [condition['left'], condition['right']]
  const isLeft = left === mark
  const column = isLeft ? right : left
  const operator = isLike ? (isLeft ? undefined : 'like') : operators[textIn(condition['type'])]
  if (operator === undefined) return unsupported(place.variable)
  if (!isColumn(column)) return notPlain(place.variable)
  const span = isLeft ? after(masked.sql, place) : before(masked.sql, place, isLike ? 'like' : '>=|<=|==|=|>|<', place.end)
  return span === null
    ? notCertain(place.variable)
    : [{ variables: [place.variable], operator: isLeft ? (turned[operator] ?? operator) : operator, column, ...span }]
}

function readBetween({ input, lower, upper }: Tree, { sql, places }: MaskedSql, place: Place): Read[] | string {
  const high = places.find((other) => isMark(upper, other))
  if (high === undefined || !isMark(lower, place)) {
    return `BETWEEN with ${place.variable} must have a variable at both ends to be supported for materialization: write >= and <= instead`
  }
  if (!isColumn(input)) return notPlain(place.variable)
  const span = /^\s+and\s+$/i.test(sql.slice(place.end, high.start)) ? before(sql, place, 'between', high.end) : null
  if (span === null) return notCertain(place.variable)
  return [
    { variables: [place.variable], operator: '>=', column: input, ...span },
    { variables: [high.variable], operator: '<=', column: input, ...span },
  ]
}

function readIn({ children }: Tree, { sql, places }: MaskedSql, place: Place): Read[] | string {
  const [column, ...values] = treesIn(children)
  const among = values.map((value) => places.find((other) => isMark(value, other)))
  if (among.includes(undefined)) return `IN with ${place.variable} must hold nothing but variables to be supported for materialization`
  if (!isColumn(column)) return notPlain(place.variable)
  const last = among.at(-1)?.end ?? place.end
  const closing = /^\s*\)/.exec(sql.slice(last, last + longest))
  const isListed = /^('kept variable \d+'[\s,]*)+$/.test(sql.slice(place.start, last))
  const span = closing === null || !isListed ? null : before(sql, place, String.raw`in\s*\(`, last + closing[0].length)
  return span === null ? notCertain(place.variable) : [{ variables: among.flatMap((one) => one?.variable ?? []), operator: 'in', column, ...span }]
}

const isColumn = (node: unknown): node is Tree => isTree(node) && columnNames(node).length > 0

const unsupported = (variable: string): string =>
  `Unsupported operator for ${variable}, supported: =, >=, >, <, <=, BETWEEN, IN and LIKE, each a condition of its own`
const notPlain = (variable: string): string => `Variable ${variable} must be compared with a column as it is, without functions around it`
const notCertain = (variable: string): string => `The condition with ${variable} could not be read with certainty: write it as column = {variables.${variable}}`

const name = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*))*`

/** Letters of a column and its operator at most. */
const longest = 500

function before(sql: string, { start }: Place, operator: string, end: number): Span | null {
  const from = Math.max(0, start - longest)
  const match = new RegExp(`(${name})\\s*(?:${operator})\\s*$`, 'i').exec(sql.slice(from, start))
  return match === null ? null : { start: from + match.index, end, columnText: match[1] ?? '' }
}

function after(sql: string, { start, end }: Place): Span | null {
  const match = new RegExp(`^\\s*(?:>=|<=|==|=|>|<)\\s*(${name})`).exec(sql.slice(end, end + longest))
  return match === null ? null : { start, end: end + match[0].length, columnText: match[1] ?? '' }
}
