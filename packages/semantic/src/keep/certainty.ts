import type { Dialect } from '../types/dialect.ts'
import { aggregateFunctions, clockFunctions, exactArithmetic, exactFunctions, movingWords, steadyFunctions, steadyTableFunctions } from './functions.ts'
import { columnNames, isTree, nodesOf, textIn, treesIn, type Tree } from './tree.ts'

/** Types of columns by table, both in small letters. */
export type ColumnTypes = Readonly<Record<string, Readonly<Record<string, string>>>>

const knownClasses = new Set(['CONSTANT', 'COLUMN_REF', 'COMPARISON', 'CONJUNCTION', 'FUNCTION', 'OPERATOR', 'CASE', 'CAST', 'BETWEEN', 'STAR', 'SUBQUERY'])
const knownQueries = new Set(['SELECT_NODE', 'SET_OPERATION_NODE'])
const exactType = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL|NUMERIC)\b/i

/**
 * Why a statement may give another answer to the same rows: what tells the time or rolls dice, what depends on the order in
 * which rows come. Null: it can't. Only what is known to be certain passes. `root`: the query as a whole.
 */
export function uncertainty(root: Tree, types: ColumnTypes, dialect: Dialect): string | null {
  const columns = columnsRead(root, types)
  const exactness = { columns, aliases: aliasesOf(root) }
  const blurred = [...columns].flatMap(([name, all]) => (all.some((type) => /\bCOLLATE\b/i.test(type)) ? [name] : []))
  for (const { node, above, under } of nodesOf(root)) {
    // The function of a table function is looked at with it.
    if (under === 'function' && above.at(-1)?.['type'] === 'TABLE_FUNCTION') continue
    const found = uncertainNode(node, above.length === 0) ?? inexact(node, exactness) ?? blurredNode(node, above, blurred) ?? movingConstant(node, dialect)
    if (found !== null) return found
  }
  return null
}

function uncertainNode(node: Tree, isWhole: boolean): string | null {
  const kind = textIn(node['class'])
  if (kind === 'WINDOW') return 'Window functions are not supported for materialization: their answer depends on rows beside them'
  if (kind !== '' && !knownClasses.has(kind))
    return `The query holds an expression (${kind.toLowerCase()}) that is not known to give the same answer every time`
  if (kind === 'COLUMN_REF') {
    const names = columnNames(node)
    if (names.length === 1 && movingWords.has(names[0] ?? '')) return tellsTime(names[0] ?? '')
  }
  if (kind === 'FUNCTION') return uncertainFunction(node)
  if (isTree(node['sample'])) return 'A sample of rows is another one every time'
  if (node['type'] === 'TABLE_FUNCTION') {
    const name = textIn((node['function'] as Tree | undefined)?.['function_name']).toLowerCase()
    if (!steadyTableFunctions.has(name)) return `The table function ${name} is not known to give the same rows every time`
  }
  if (isTree(node['join_type']) || /ASOF|POSITIONAL/.test(textIn(node['ref_type'])))
    return 'Joins by place or by the nearest moment depend on the order of rows'
  if ((Array.isArray(node['aliases']) || Array.isArray(node['column_name_alias'])) && node['class'] === undefined) {
    return 'Columns that get their names after the name of a table are not told apart: name each in its SELECT'
  }
  return isQuery(node) ? uncertainQuery(node, isWhole) : null
}

const isQuery = (node: Tree): boolean => textIn(node['type']).endsWith('_NODE')

function uncertainQuery(node: Tree, isWhole: boolean): string | null {
  if (!knownQueries.has(textIn(node['type']))) return 'Recursive queries are not supported for materialization'
  for (const modifier of treesIn(node['modifiers'])) {
    if (modifier['type'] === 'DISTINCT_MODIFIER' && treesIn(modifier['distinct_on_targets']).length > 0) {
      return 'DISTINCT ON keeps one of several rows, and which one is not certain'
    }
    if (!isWhole && /LIMIT/.test(textIn(modifier['type']))) return 'A LIMIT inside of the query keeps some of its rows, and which ones is not certain'
  }
  return null
}

function uncertainFunction(node: Tree): string | null {
  const name = textIn(node['function_name']).toLowerCase()
  if (steadyFunctions.has(name) || aggregateFunctions.has(name)) return null
  if (clockFunctions.has(name) || movingWords.has(name)) return tellsTime(name)
  return `The function ${name} is not known to give the same answer to the same rows every time`
}

const tellsTime = (name: string): string => `${name} gives another value at another time: take a variable of type Date instead`

/** Texts that are the same to a collation are several to a table, and which of them a group shows is not certain. */
function blurredNode(node: Tree, above: readonly Tree[], blurred: readonly string[]): string | null {
  const names = columnNames(node)
  // ORDER BY ALL means what is answered, not what is read.
  const isAll = node['class'] === 'STAR' && above.at(-1)?.['null_order'] === undefined
  const found = isAll ? blurred[0] : blurred.find((name) => names.includes(name))
  return found === undefined ? null : `The collation of ${found} takes different texts for the same, which a table tells apart`
}

/** PostgreSQL reads these words as moments wherever one is wanted. */
function movingConstant(node: Tree, dialect: Dialect): string | null {
  if (dialect.name === 'duckdb' || node['class'] !== 'CONSTANT') return null
  const text = textIn((node['value'] as Tree | undefined)?.['value'])
  const [word] = /(?<![a-z])(?:now|today|tomorrow|yesterday)(?![a-z])/i.exec(text) ?? []
  return word === undefined ? null : tellsTime(`'${word}'`)
}

type Exactness = { columns: ReadonlyMap<string, readonly string[]>; aliases: ReadonlyMap<string, readonly Tree[]> }

function inexact(node: Tree, exactness: Exactness): string | null {
  const name = textIn(node['function_name']).toLowerCase()
  if (node['class'] !== 'FUNCTION' || !exactFunctions.has(name)) return null
  if (treesIn(node['children']).every((child) => isExact(child, exactness, 0))) return null
  return `${name} of numbers that are not exact depends on the order of rows in its last digits: cast them first, as in ${name}(amount::DECIMAL(18, 2))`
}

/** Depth: a name may stand for an expression that has the name in it. */
function isExact(node: Tree, exactness: Exactness, depth: number): boolean {
  if (depth > 20) return false
  const inside = (child: unknown): boolean => isTree(child) && isExact(child, exactness, depth + 1)
  switch (node['class']) {
    case 'CONSTANT':
      return !/FLOAT|DOUBLE/.test(textIn(((node['value'] as Tree)['type'] as Tree | undefined)?.['id']))
    case 'CAST':
      return exactType.test(textIn((node['cast_type'] as Tree | undefined)?.['id']))
    case 'FUNCTION':
      return exactArithmetic.has(textIn(node['function_name']).toLowerCase()) && treesIn(node['children']).every(inside)
    case 'OPERATOR':
      return node['type'] === 'OPERATOR_COALESCE' && treesIn(node['children']).every(inside)
    case 'CASE':
      return treesIn(node['case_checks']).every((check) => inside(check['then_expr'])) && (node['else_expr'] === undefined || inside(node['else_expr']))
    case 'COLUMN_REF': {
      const name = columnNames(node).at(-1) ?? ''
      const types = exactness.columns.get(name) ?? []
      const aliased = (exactness.aliases.get(name) ?? []).filter((expression) => columnNames(expression).at(-1) !== name)
      if (types.length === 0 && aliased.length === 0) return false
      return types.every((type) => exactType.test(type)) && aliased.every(inside)
    }
    default:
      return false
  }
}

/** Types of all columns that tables of the query have, by name: whatever table a column is of, it is one of these. */
function columnsRead(root: Tree, types: ColumnTypes): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { node } of nodesOf(root)) {
    if (node['type'] !== 'BASE_TABLE') continue
    const table = textIn(node['table_name']).toLowerCase()
    const tables = Object.entries(types).flatMap(([name, columns]) => (name.toLowerCase() === table ? [columns] : []))
    for (const [column, type] of tables.flatMap((columns) => Object.entries(columns)))
      found.set(column.toLowerCase(), [...(found.get(column.toLowerCase()) ?? []), type])
  }
  return found
}

/** Expressions that got a name somewhere in the query. */
function aliasesOf(root: Tree): ReadonlyMap<string, readonly Tree[]> {
  const found = new Map<string, Tree[]>()
  for (const { node, under } of nodesOf(root)) {
    if (under !== 'select_list' || textIn(node['alias']) === '') continue
    const name = textIn(node['alias']).toLowerCase()
    found.set(name, [...(found.get(name) ?? []), node])
  }
  return found
}
