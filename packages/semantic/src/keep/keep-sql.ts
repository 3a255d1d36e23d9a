import type { Dialect } from '../types/dialect.ts'
import { userStatement } from '../plan/limit-user-sql.ts'
import { bucketSql } from './bucket.ts'
import { uncertainty, type ColumnTypes } from './certainty.ts'
import { findConditions, maskVariables, type FoundCondition } from './find-conditions.ts'
import { comparisonGap, fromTypes, isKnownColumn, keyTypeOf } from './key-types.ts'
import { queryNames } from './levels.ts'
import { clausesOf, partsOf } from './places.ts'
import { edited, pulledUp, pulledUpFor, pulledUpTree, pullUpEdits, pullUpGap, type PulledUp } from './pull-up.ts'
import { reaggregationOf, type Reaggregated } from './reaggregate.ts'
import { itemOfOrder, readSelect, type Select } from './select.ts'
import { orderGap } from './total-order.ts'
import { columnNames, isSame, isSameExpression, isTree, nodesOf, textIn, treesIn, type Tree } from './tree.ts'
import { isRange, type Bucket, type KeepPlan, type KeepRefusal, type KeptCondition, type KeptKey } from './types.ts'

export type KeepSqlInput = {
  sql: string
  variables: readonly { name: string; type: string }[]
  /** By column, for range variables over time; a day where nothing is said. */
  buckets: Readonly<Record<string, Bucket>>
  types: ColumnTypes
  dialect: Dialect
  /** The statement's tree as the embedded engine's parser gives it. */
  parse(sql: string): Promise<unknown>
}

const refused = (reason: string): KeepRefusal => ({ reason })

/**
 * How people's SELECT can be kept as a table that answers for every value of its variables with the very same rows, or why it
 * can't: what is not certain is refused. The text stays the author's, with conditions taken out and keys put in; that nothing else
 * became another is looked at in the trees of both.
 */
export async function keepSql(input: KeepSqlInput): Promise<KeepPlan | KeepRefusal> {
  const masked = maskVariables(userStatement(input.sql))
  if (input.sql.includes('kept variable ')) return refused('The query could not be read with certainty')
  const root = rootOf(await input.parse(masked.sql))
  if (root === null) return refused('Failed to parse query: it is not one SELECT that the embedded engine can read')
  const doubt = uncertainty(root, input.types, input.dialect)
  if (doubt !== null) return refused(doubt)
  if (masked.places.length === 0) return keepWhole(masked.sql, root, input.types)
  const select = readSelect(root)
  if (typeof select === 'string') return refused(select)
  const found = findConditions(root, masked)
  if (typeof found === 'string') return refused(found)
  const gap = found.map(pullUpGap).find((one) => one !== null)
  if (gap != null) return refused(gap)
  return keepByVariables(input, { select, found, pulled: pulledUp(found, input.dialect), sql: masked.sql })
}

/** Without variables the table is the answer. */
function keepWhole(sql: string, root: Tree, types: ColumnTypes): KeepPlan | KeepRefusal {
  const select = root['type'] === 'SET_OPERATION_NODE' ? readCombined(root) : readSelect(root)
  if (typeof select === 'string') return refused(select)
  const gap = orderGap(select, [], isKnownColumn(root, types))
  if (gap !== null) return refused(gap)
  return {
    fill: sql,
    empty: null,
    keys: [],
    conditions: [],
    reaggregate: null,
    cutMoments: [],
    names: [],
    orders: [],
    isOneRow: false,
    limit: null,
    offset: 0,
    firstOrder: select.limit === null && select.offset === 0 ? firstOrderOf(select) : null,
  }
}

/** What is told apart by all of its columns, which are called as in its first SELECT. */
function readCombined(root: Tree): Select | string {
  const select = readSelect({ type: 'SELECT_NODE', modifiers: root['modifiers'], select_list: firstItems(root) })
  return typeof select === 'string' ? select : { ...select, hasAggregates: false, isGrouped: false, isDistinct: true }
}

const firstItems = (node: Tree): readonly Tree[] => (isTree(node['left']) ? firstItems(node['left']) : treesIn(node['select_list']))

function firstOrderOf(select: Select): KeepPlan['firstOrder'] {
  const [first] = select.orders ?? []
  const output = first === undefined ? -1 : itemOfOrder(select, first.node)
  return first === undefined || output < 0 ? null : { output, isDescending: first.isDescending }
}

type Read = { select: Select; found: readonly FoundCondition[]; /** Columns of SELECTs inside. */ pulled: readonly PulledUp[]; sql: string }

/** The column that a condition compares, as the outermost SELECT has it. */
const outerColumn = ({ pulled }: Pick<Read, 'pulled'>, condition: FoundCondition): { column: Tree; text: string } => {
  const one = pulledUpFor(pulled, condition)
  return one === undefined ? { column: condition.column, text: condition.columnText } : { column: one.outer, text: one.outerText }
}

async function keepByVariables(input: KeepSqlInput, read: Read): Promise<KeepPlan | KeepRefusal> {
  const { select, found } = read
  const isOneRow = select.hasAggregates && !select.isGrouped
  if (isOneRow && (select.limit === 0 || select.offset > 0)) return refused('LIMIT 0 and OFFSET leave nothing of a query that answers one row')
  const isRanged = found.some(({ operator }) => operator !== '=')
  const isTogether = isRanged && (select.hasAggregates || select.isGrouped)
  // The one row may be left out by HAVING, which a table cannot tell from there being no row that meets WHERE.
  if (isOneRow && !isTogether && isTree(select.node['having']))
    return refused('HAVING of a query that answers one row is not supported for materialization with a variable: give it a GROUP BY, or leave HAVING out')
  if (isRanged && select.isDistinct) return refused('DISTINCT with a range variable is not supported for materialization: write GROUP BY instead')
  const keyed = keysOf(input, read, isTogether)
  if ('reason' in keyed) return keyed
  const constant = found.flatMap((one) => (one.operator === '=' ? [columnNames(outerColumn(read, one).column)] : []))
  const isKnown = isKnownColumn(select.node, input.types)
  const gap = orderGap(select, constant, isKnown)
  if (gap !== null && !isTogether) return refused(gap)
  const together = isTogether ? reaggregationOf(select, constant, isKnown, input.dialect) : null
  if (together !== null && 'reason' in together) return together
  if (together !== null && gap !== null) return refused(gap)
  const fill = fillSql(input.dialect, read, keyed.keys, together)
  const changed = rootOf(await input.parse(fill))
  if (changed === null || !isExpected(changed, read, keyed.keys, together))
    return refused('The query could not be rewritten with certainty: write it more plainly')
  const empty = isOneRow && !isTogether ? withConditions(input.dialect, { ...read, pulled: [] }, '1 = 0') : null
  return {
    fill,
    empty,
    ...keyed,
    reaggregate: together?.outputs ?? null,
    cutMoments: together?.cutMoments ?? [],
    names: together?.names ?? [],
    orders: together?.orders ?? [],
    isOneRow: isOneRow && isTogether,
    limit: isOneRow ? null : select.limit,
    offset: select.offset,
    firstOrder: isTogether ? null : firstOrderOf(select),
  }
}

/** One key for each column that is compared, and each way of cutting it; and the conditions on them. */
function keysOf(input: KeepSqlInput, read: Read, isTogether: boolean): { keys: KeptKey[]; conditions: KeptCondition[] } | KeepRefusal {
  const { select, found } = read
  const named = new Set(queryNames(select.node))
  const keys: KeptKey[] = []
  const conditions: KeptCondition[] = []
  for (const condition of found) {
    const { variables, operator, column, columnText, levels } = condition
    const names = columnNames(column)
    const type = fromTypes(levels[0]?.node ?? select.node, named, input.types)(names)
    if (type === null) return refused(`The type of ${columnText} is not certain: compare ${variables.join(', ')} with a column of a table in FROM`)
    const known = keyTypeOf(type)
    if (known === null)
      return refused(`${columnText} is of type ${type}, by which a table cannot be asked exactly: text, whole numbers, decimals, days and moments can be`)
    for (const variable of variables) {
      const definition = input.variables.find((one) => one.name === variable)
      if (definition === undefined) return refused(`Variable metadata not found: ${variable}`)
      const isPlainOrder = input.dialect.name === 'duckdb'
      const gap = comparisonGap({ column: columnText, kind: known.kind, operator, variable: definition, isPlainOrder })
      if (gap !== null) return refused(gap)
    }
    const bucket = isTogether && isRange(operator) ? bucketOf(known.kind, input.buckets[names.at(-1) ?? '']) : null
    const isShifted = (operator === '>' || operator === '<=') && (known.kind === 'timestamp' || bucket !== null)
    const text = outerColumn(read, condition).text
    const at = keys.findIndex((key) => key.column === text && key.bucket === bucket && key.isShifted === isShifted)
    if (at < 0) keys.push({ column: text, name: columnText, ...known, bucket, isShifted })
    conditions.push({ variables, key: at < 0 ? keys.length - 1 : at, operator, nullMeans: 'nothing' })
  }
  const unused = Object.keys(input.buckets).find((column) => !keys.some((key) => key.bucket !== null && lastName(key.name) === column.toLowerCase()))
  return unused === undefined || !isTogether
    ? { keys, conditions }
    : refused(`bucket_overrides names ${unused}, which is no column of moments that a range variable is compared with`)
}

const lastName = (column: string): string => (column.split('.').at(-1) ?? '').trim().replaceAll('"', '').toLowerCase()

/** Days need no bucket of a day or less. */
function bucketOf(kind: KeptKey['kind'], wished: Bucket | undefined): Bucket | null {
  if (kind === 'timestamp') return wished ?? 'day'
  return kind === 'date' && (wished === 'week' || wished === 'month') ? wished : null
}

/** The text with another condition in the place of each, and with what SELECTs inside hand on. */
const withConditions = (dialect: Dialect, { sql, found, pulled }: Omit<Read, 'select'>, condition: string): string =>
  edited(sql, [...found.map(({ start, end }) => ({ start, end, text: condition })), ...pullUpEdits(sql, pulled, dialect)])

const keyName = (index: number): string => `kept_${index}`

/** The text with keys in its SELECT and GROUP BY, without its conditions and its LIMIT. */
function fillSql(dialect: Dialect, read: Read, keys: readonly KeptKey[], together: Reaggregated | null): string {
  const { select } = read
  const text = withConditions(dialect, read, '1 = 1')
  const at = clausesOf(text)
  const expressions = keys.map((key) => bucketSql(key, dialect))
  const from = at.from ?? at.end
  const stop = at.limit ?? at.end
  const order = at.order ?? stop
  const having = at.having ?? order
  const named = expressions.map((expression, index) => `\n, ${expression} AS ${dialect.quote(keyName(index))}`).join('')
  const added = newGroups(read, keys).map((key) => bucketSql(key, dialect))
  const groups = added.length === 0 ? '\n' : `${select.isGrouped ? '\n, ' : '\nGROUP BY '}${added.join(', ')}\n`
  const ordered = together === null ? text.slice(order, stop) : orderOf(text.slice(order, stop), together.keptOrders)
  return `${text.slice(0, from)}${named}\n${text.slice(from, having)}${groups}${text.slice(having, order)}${ordered}`
}

/** The keys that GROUP BY gets: those that it has already are told apart, and GROUP BY ALL finds them by itself. */
function newGroups(read: Read, keys: readonly KeptKey[]): KeptKey[] {
  const { select } = read
  if (select.isGroupedByAll || !(select.isGrouped || select.hasAggregates)) return []
  return keys.filter((key) => {
    const column = columnOf(key, read)
    return key.bucket !== null || key.isShifted || column === undefined || !select.groups.some((group) => isSame(group, column))
  })
}

const columnOf = (key: KeptKey, read: Read): Tree | undefined => read.found.map((one) => outerColumn(read, one)).find(({ text }) => text === key.column)?.column

/** The clause with those of its parts that are kept. */
function orderOf(clause: string, kept: readonly number[]): string {
  if (kept.length === 0) return ''
  const [, words = '', rest = ''] = /^(\s*order\s+by\s)([\s\S]*)$/i.exec(clause) ?? []
  const parts = partsOf(rest)
  return words + kept.map((index) => parts[index] ?? '').join(',')
}

/** Whether the new text is the old one but for what was meant to change. */
function isExpected(changed: Tree, read: Read, keys: readonly KeptKey[], together: Reaggregated | null): boolean {
  const { select, found, pulled } = read
  const original = pulledUpTree(select.node, found, pulled)
  const items = treesIn(changed['select_list'])
  const groups = treesIn(changed['group_expressions'])
  const added = items.slice(-keys.length)
  const groupKeys = newGroups(read, keys)
  const addedGroups = groupKeys.length === 0 ? [] : groups.slice(-groupKeys.length)
  const orders = treesIn(original['modifiers']).flatMap((modifier) => {
    if (modifier['type'] !== 'ORDER_MODIFIER') return /LIMIT/.test(textIn(modifier['type'])) ? [] : [modifier]
    const all = treesIn(modifier['orders'])
    const kept = together === null ? all : together.keptOrders.flatMap((index) => all[index] ?? [])
    return kept.length === 0 ? [] : [{ ...modifier, orders: kept }]
  })
  const { group_sets: _, ...rest } = original
  const expected = {
    ...rest,
    ...(orders.length === 0 ? { modifiers: undefined } : { modifiers: orders }),
    select_list: [...treesIn(original['select_list']), ...added],
    ...(addedGroups.length === 0 ? {} : { group_expressions: [...treesIn(original['group_expressions']), ...addedGroups] }),
  }
  const { group_sets: sets, ...got } = changed
  const isOneSet = !Array.isArray(sets) || (sets.length === 1 && Array.isArray(sets[0]) && sets[0].length === groups.length)
  const areKeys = (list: readonly Tree[], wanted: readonly KeptKey[]): boolean =>
    list.length === wanted.length && wanted.every((key, index) => isKey(list[index], key, columnOf(key, read)))
  return isOneSet && isSame(got, expected) && areKeys(added, keys) && areKeys(addedGroups, groupKeys)
}

/** Whether an expression is a key: its column, or the bucket of it. */
function isKey(expression: Tree | undefined, key: KeptKey, column: Tree | undefined): boolean {
  if (expression === undefined || column === undefined) return false
  if (key.bucket === null && !key.isShifted) return isSameExpression(expression, column)
  const inner = expression['class'] === 'CAST' ? expression['child'] : expression
  return isTree(inner) && inner['class'] === 'FUNCTION' && [...nodesOf(inner)].some(({ node }) => isSame(node, column))
}

function rootOf(parsed: unknown): Tree | null {
  const answer = isTree(parsed) ? parsed : {}
  const statements = treesIn(answer['statements'])
  const node = statements.length === 1 ? statements[0]?.['node'] : undefined
  return answer['error'] !== true && isTree(node) ? node : null
}
