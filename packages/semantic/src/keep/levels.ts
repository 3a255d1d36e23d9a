import { blanked } from './places.ts'
import { columnNames, isTree, nodesOf, textIn, treesIn, type Tree } from './tree.ts'

/** A SELECT inside of a statement, whose rows the SELECT around it reads. */
export type Level = {
  node: Tree
  /** What the SELECT around it calls its rows. */ alias: string
  /** Of its text, in the statement's. */ start: number
  end: number
}

/**
 * The SELECTs from the one that a node stands in up to, but without, the outermost: each reads the one before, once, and so that
 * leaving out rows of the inner one is leaving out rows of the outer one. A reason where a row has other ways.
 */
export function levelsOf(root: Tree, above: readonly Tree[], sql: string, { variable, start }: { variable: string; start: number }): Level[] | string {
  const levels: Level[] = []
  const text = blanked(sql)
  let inside = above
  let place: number | null = start
  for (;;) {
    const at = inside.findLastIndex((node) => textIn(node['type']).endsWith('_NODE'))
    const node = inside[at]
    if (node === undefined) return notThere(variable)
    if (node === root) return levels
    const use = node['type'] === 'SELECT_NODE' ? readingOf(root, inside.slice(0, at)) : null
    if (use === null) return notThere(variable)
    if (typeof use === 'string') return `Variable ${variable} is used inside of ${use}`
    const span = place === null ? null : spanOf(text, use, place)
    if (span === null) return `Variable ${variable} is used inside of a query whose text could not be read with certainty: write it more plainly`
    levels.push({ node, alias: use.alias, ...span })
    place = placeOf(text, use, span)
    inside = use.above
  }
}

const notThere = (variable: string): string =>
  `Variable ${variable} is used inside of a subquery that is no table in FROM, which is not supported for materialization: use it in WHERE of the SELECT, or of a CTE`

type Use = {
  alias: string
  /** Where it is read: what is above, the nearest last. */ above: readonly Tree[]
  /** Null: where it is written. */ cte: string | null
}

/** Where the rows of a SELECT are read; a reason where that is not one place that keeps or leaves each of them. */
function readingOf(root: Tree, holders: readonly Tree[]): Use | string | null {
  const holder = holders.at(-2)
  if (holder === undefined) return null
  if (holder['type'] === 'SUBQUERY' && holder['class'] === undefined) return readOnce(holder, textIn(holder['alias']), holders.slice(0, -2), null)
  const name = textIn(holders.at(-3)?.['key'])
  if (name === '' || !isTree(holder['query'])) return null
  const own = name.toLowerCase()
  const isNamed = (node: Tree): boolean => node['type'] === 'BASE_TABLE' && textIn(node['table_name']).toLowerCase() === own
  const uses = [...nodesOf(root)].filter(({ node }) => isNamed(node))
  const [use, ...others] = uses
  if (use === undefined || others.length > 0 || [...queryNames(root)].filter((one) => one === own).length > 1)
    return `the CTE ${name}, which is read in more than one place: only one of them would have its rows left out`
  if (use.above.includes(holder)) return null
  return readOnce(use.node, textIn(use.node['alias']) || name, use.above, name)
}

function readOnce(table: Tree, alias: string, above: readonly Tree[], cte: string | null): Use | string | null {
  const at = above.findLastIndex((node) => textIn(node['type']).endsWith('_NODE'))
  const reader = above[at]
  if (reader === undefined || reader['type'] !== 'SELECT_NODE' || alias === '') return null
  const path = [...above.slice(at + 1), table]
  if (path[0] !== reader['from_table']) return null
  for (const [index, join] of path.slice(0, -1).entries()) {
    const isLeft = join['left'] === path[index + 1]
    const isRight = join['right'] === path[index + 1]
    const isBoth = join['ref_type'] === 'CROSS' || join['join_type'] === 'INNER'
    if (join['type'] !== 'JOIN' || !(isLeft || isRight)) return null
    if (!isBoth && !(isLeft && join['join_type'] === 'LEFT'))
      return `${alias}, whose rows a join may fill up: rows that are left out there would come back empty`
  }
  return seesWhole(reader, alias) ? `${alias}, which is read with *: name the columns instead` : { alias, above, cte }
}

/** Whether a SELECT may read all columns of what it reads, so that one more would show. */
function seesWhole(reader: Tree, alias: string): boolean {
  for (const { node, above } of nodesOf(reader)) {
    const isOwn = !above.slice(1).some((one) => textIn(one['type']).endsWith('_NODE'))
    // ORDER BY ALL means what is answered, not what is read.
    if (node['class'] === 'STAR' && isOwn && above.at(-1)?.['null_order'] === undefined) return true
    const names = columnNames(node)
    if (names.length === 1 && names[0] === alias.toLowerCase()) return true
  }
  return false
}

/** What the queries of WITH are called, wherever they stand, in small letters. */
export function* queryNames(root: Tree): Generator<string> {
  for (const { node } of nodesOf(root)) {
    if (!isTree(node['cte_map'])) continue
    for (const { key } of treesIn(node['cte_map']['map'])) yield textIn(key).toLowerCase()
  }
}

type Span = { start: number; end: number }

/** The text of a SELECT: in the parentheses after its name, or in those around a place in it. */
function spanOf(text: string, { cte }: Use, place: number): Span | null {
  if (cte === null) return enclosing(text, place)
  const [named, ...others] = text.matchAll(new RegExp(String.raw`\b${escaped(cte)}\s+as\s+(?:(?:not\s+)?materialized\s+)?\(`, 'gi'))
  return named === undefined || others.length > 0 ? null : closed(text, named.index + named[0].length)
}

/** Where a SELECT is read: after the name of its query, or around it. */
function placeOf(text: string, { cte }: Use, { start }: Span): number | null {
  if (cte === null) return start - 1
  const [use, ...others] = text.matchAll(new RegExp(String.raw`(?:\bfrom|\bjoin|,)\s+${escaped(cte)}\b(?!\s+as\s*\()`, 'gi'))
  return use === undefined || others.length > 0 ? null : use.index
}

const escaped = (name: string): string => name.replaceAll(/[^\w]/g, String.raw`\$&`)

function enclosing(text: string, place: number): Span | null {
  let depth = 0
  for (let at = place - 1; at >= 0; at--) {
    if (text[at] === ')') depth++
    else if (text[at] === '(' && depth > 0) depth--
    else if (text[at] === '(' && /^\s*(?:select|with)\b/i.test(text.slice(at + 1, at + 1000))) return closed(text, at + 1)
  }
  return null
}

/** From a place after an opening parenthesis to the one that closes it. */
function closed(text: string, start: number): Span | null {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && depth > 0) depth--
    else if (text[at] === ')') return { start, end: at }
  }
  return null
}
