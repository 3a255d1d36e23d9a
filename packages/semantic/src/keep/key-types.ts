import type { ColumnTypes } from './certainty.ts'
import { isTree, nodesOf, textIn, type Tree } from './tree.ts'
import { isRange, type KeyKind, type KeptOperator } from './types.ts'

/** What columns of the tables in a FROM are called and of which type they are; those of anything but a table are not known. `named`: names of queries. */
export function fromTypes(select: Tree, named: ReadonlySet<string>, types: ColumnTypes): (names: readonly string[]) => string | null {
  const tables: { name: string; columns: Readonly<Record<string, string>> | undefined }[] = []
  for (const { node, above } of nodesOf(select['from_table'])) {
    if (
      above.some(({ type }) => type === 'SUBQUERY') ||
      !/^(BASE_TABLE|SUBQUERY|TABLE_FUNCTION|EXPRESSION_LIST|PIVOT)$/.test(textIn(node['type'])) ||
      node['class'] !== undefined
    )
      continue
    const table = textIn(node['table_name']).toLowerCase()
    const isTable = node['type'] === 'BASE_TABLE' && !named.has(table)
    tables.push({ name: (textIn(node['alias']) || table).toLowerCase(), columns: isTable ? lowered(types[table]) : undefined })
  }
  return (names) => {
    const column = names.at(-1) ?? ''
    const table = names.at(-2)
    const among = table === undefined ? tables : tables.filter(({ name }) => name === table)
    if (among.length === 0 || among.some(({ columns }) => columns === undefined)) return null
    const found = new Set(among.flatMap(({ columns }) => columns?.[column] ?? []))
    return found.size === 1 ? ([...found][0] ?? null) : null
  }
}

const lowered = (columns: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined =>
  columns === undefined ? undefined : Object.fromEntries(Object.entries(columns).map(([name, type]) => [name.toLowerCase(), type]))

/** How a type of the warehouse is kept as a key; null: its values cannot be compared with certainty there. */
export function keyTypeOf(type: string): { kind: KeyKind; type: string } | null {
  if (/^(VARCHAR|TEXT|CHARACTER VARYING)\b/i.test(type)) return { kind: 'text', type: 'VARCHAR' }
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/i.test(type)) return { kind: 'integer', type: /^UBIGINT$/i.test(type) ? 'HUGEINT' : 'BIGINT' }
  if (/^HUGEINT$/i.test(type)) return { kind: 'integer', type: 'HUGEINT' }
  const decimal = /^(?:DECIMAL|NUMERIC)\((\d+),\s*(\d+)\)$/i.exec(type)
  if (decimal !== null && Number(decimal[1]) <= 38) return { kind: 'decimal', type: `DECIMAL(${decimal[1]},${decimal[2]})` }
  if (/^BOOLEAN$/i.test(type)) return { kind: 'boolean', type: 'BOOLEAN' }
  if (/^DATE$/i.test(type)) return { kind: 'date', type: 'DATE' }
  return /^TIMESTAMP( WITH(OUT)? TIME ZONE|\(\d\) WITH(OUT)? TIME ZONE)?$/i.test(type) ? { kind: 'timestamp', type: 'TIMESTAMP' } : null
}

/** Whether two values of a type are never written alike in an answer, which cuts moments to milliseconds and has no NaN. `isCut`: moments are. */
export function isToldApart(type: string, isCut: boolean): boolean {
  const known = keyTypeOf(type)
  return known === null ? /^(UUID$|ENUM\b)/i.test(type) || (isCut && /^TIMESTAMP/i.test(type)) : isCut || known.kind !== 'timestamp'
}

const variableTypes: Readonly<Record<KeyKind, readonly string[]>> = {
  text: ['string'],
  integer: ['number'],
  decimal: ['number'],
  boolean: ['boolean'],
  date: ['date', 'string'],
  timestamp: ['date', 'string'],
}

type Compared = {
  column: string
  kind: KeyKind
  operator: KeptOperator
  variable: { name: string; type: string }
  /** The warehouse orders letters as tables do. */ isPlainOrder: boolean
}

/** Why a comparison could mean something else in the table; null: it means the same. */
export function comparisonGap({ column, kind, operator, variable, isPlainOrder }: Compared): string | null {
  if (operator === 'like' && kind !== 'text') return `LIKE is for texts, and ${column} is of type ${kind}`
  if (operator === 'in' && variable.type === 'list' && kind !== 'timestamp') return null
  if (!variableTypes[kind].includes(variable.type)) {
    return `Variable ${variable.name} is of type ${variable.type} and is compared with ${column}, which is of type ${kind}: make both the same`
  }
  if (kind === 'boolean' && isRange(operator)) return `Unsupported operator ${operator} for ${column}, which is of type ${kind}: supported are = and IN`
  if (kind === 'text' && isRange(operator) && !isPlainOrder)
    return `Unsupported operator ${operator} for ${column}, which is text: the order of letters is the server's, supported are =, IN and LIKE`
  if (kind === 'timestamp' && !isRange(operator)) return `Moments are kept less exactly than ${column} has them: compare it with >= and <`
  return null
}

export const isKnownColumn =
  (root: Tree, types: ColumnTypes) =>
  (name: string): boolean => {
    for (const { node } of nodesOf(root)) {
      if (node['type'] !== 'BASE_TABLE') continue
      const columns = types[textIn(node['table_name']).toLowerCase()]
      if (isTree(columns) && Object.keys(columns).some((column) => column.toLowerCase() === name)) return true
    }
    return false
  }
