import type { DatabaseSchema, SchemaColumn, SchemaTable } from './database-schema.ts'

/** A table with the names that its model and fields get. */
export type PlannedModel = {
  table: SchemaTable
  name: string
  /** What one of its rows is called. */
  row: string
  /** Dimension name of each column, by column; columns without one cannot be written. */
  fields: ReadonlyMap<string, string>
  key: { columns: readonly string[]; reason: string } | undefined
}

/** The models of a schema, sorted by name. Tables that share a name get their schema before it; models that are there keep theirs. */
export function planModels({ tables }: DatabaseSchema): PlannedModel[] {
  const sorted = tables.toSorted((a, b) => compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name))
  const sharing = new Map<string, number>()
  for (const { name } of tables) {
    const plain = plainName(name)
    sharing.set(plain, (sharing.get(plain) ?? 0) + 1)
  }
  const taken = new Set(tables.flatMap(({ model }) => model ?? []))
  const models = sorted.map((table): PlannedModel => {
    const plain = plainName(table.name)
    const isShared = (sharing.get(plain) ?? 0) > 1
    const name = table.model ?? free(isShared && table.schema !== undefined ? (fieldName(`${table.schema}_${table.name}`) ?? plain) : plain, taken)
    const fields = new Map<string, string>()
    const names = new Set<string>()
    for (const column of table.columns) {
      const field = fieldName(column.name)
      if (field !== undefined) fields.set(column.name, free(field, names))
    }
    return { table, name, row: rowName(table.name), fields, key: keyOf(table) }
  })
  return models.toSorted((a, b) => compare(a.name, b.name))
}

const plainName = (table: string): string => fieldName(table) ?? 'table'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `Unit Price` as `unit_price`; plain names stay as they are. `undefined` when nothing is left. */
function fieldName(text: string): string | undefined {
  // A column whose name holds a reference or a control letter cannot be written as SQL of a model.
  if (/\$\{|\p{Cc}/u.test(text)) return undefined
  if (text in Object.prototype) return `${text}_`
  if (/^\w+$/.test(text)) return text
  const name = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\W+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase()
  return name === '' ? undefined : name in Object.prototype ? `${name}_` : name
}

/** `wanted` or the first of `wanted_2`…; takes it. */
export function free(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`
  taken.add(name)
  return name
}

/** True for a column that model YAML can name; others are read by SQL. */
export function isColumnName(name: string): boolean {
  return !/[\p{Cc}{}$`]/u.test(name) && name.trim() === name && !(name in Object.prototype) && name.length <= 300
}

/** The words of a name: `OrderLine_id` is order, line, id. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** `orders` → `order`, `categories` → `category`; other words as they are. */
export function singular(word: string): string {
  if (word.endsWith('ies')) return word.replace(/ies$/, 'y')
  if (/(ss|us|is)$/.test(word)) return word
  return word.replace(/(sh|ch|x|ss)es$/, '$1').replace(/s$/, '')
}

/** The name of a table as one of its rows is called, without prefixes such as dim_ and fct_. */
export function rowName(table: string): string {
  const words = wordsOf(table).filter((word, place) => place > 0 || !['dim', 'fct', 'fact', 'stg', 'tbl'].includes(word))
  return [...words.slice(0, -1), singular(words.at(-1) ?? 'row')].join('_')
}

function keyOf({ name, columns, primaryKey, rowCount }: SchemaTable): PlannedModel['key'] {
  if (primaryKey !== undefined && primaryKey.length > 0) return { columns: primaryKey, reason: 'The primary key of the table.' }
  const row = rowName(name)
  const candidate =
    columns.find((column) => wordsOf(column.name).join('_') === 'id') ?? columns.find((column) => wordsOf(column.name).join('_') === `${row}_id`)
  if (candidate === undefined) return undefined
  const unique = isUnique(candidate, rowCount)
  if (unique === false) return undefined
  const reason =
    unique === true
      ? `No key is declared; ${candidate.name} has another value in every row.`
      : `No key is declared; ${candidate.name} is one by its name. Check it.`
  return { columns: [candidate.name], reason }
}

/** Whether every row has its own value; `undefined` when it was not counted. */
export function isUnique({ distinctCount }: SchemaColumn, rowCount: number | undefined): boolean | undefined {
  return distinctCount === undefined || rowCount === undefined ? undefined : rowCount > 0 && distinctCount >= rowCount
}
