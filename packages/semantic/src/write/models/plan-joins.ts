import { columnKind } from '../../compile/column-type.ts'
import type { Dialect } from '../../types/dialect.ts'
import type { Relationship } from '../../types/explore.ts'
import type { SchemaColumn } from './database-schema.ts'
import { free, type PlannedModel, wordsOf } from './plan-models.ts'

/** How a join was found: the table declares it, or the name of a column suggests it. */
export type JoinOrigin = 'foreign_key' | 'name'

/** A join to write, and why. `on` pairs fields of the model with fields of the joined one. */
export type PlannedJoin = {
  /** The same for the same columns of the same tables, whichever other tables there are. */
  id: string
  model: string
  alias: string | undefined
  on: [string, string][]
  relationship: Relationship
  origin: JoinOrigin
  /** Columns of the model that lead there. */
  columns: readonly string[]
  /** Where they lead: a table and its columns. */
  table: string
  references: readonly string[]
}

/** The joins of a model: its foreign keys, then columns that are named after another table's key. */
export function planJoins(model: PlannedModel, models: readonly PlannedModel[], dialect: Dialect): PlannedJoin[] {
  const taken = new Set([model.name])
  const joins: PlannedJoin[] = []
  const add = (columns: readonly string[], target: PlannedModel, references: readonly string[], origin: JoinOrigin): void => {
    const on = columns.map((column, place): [string | undefined, string | undefined] => [model.fields.get(column), target.fields.get(references[place] ?? '')])
    const known = on.filter((pair): pair is [string, string] => pair[0] !== undefined && pair[1] !== undefined)
    if (known.length !== columns.length || columns.length === 0) return
    const alias = taken.has(target.name) ? free(aliasOf(columns[0] ?? '', target), taken) : undefined
    taken.add(alias ?? target.name)
    const table = target.table.name
    joins.push({
      id: JSON.stringify([model.table.name, columns, table, references]),
      model: target.name,
      alias,
      on: known,
      relationship: relationshipOf(model, columns),
      origin,
      columns,
      table,
      references,
    })
  }
  for (const { columns, table, schema, references } of model.table.foreignKeys ?? []) {
    const target = models.find((other) => other.table.name === table && (schema ?? model.table.schema) === other.table.schema)
    if (target !== undefined) add(columns, target, references, 'foreign_key')
  }
  for (const column of model.table.columns) {
    if (joins.some(({ columns }) => columns.includes(column.name))) continue
    const target = namedAfter(column.name, model, models)
    if (target !== undefined && areOfOneKind(column, target, dialect)) add([column.name], target, target.key?.columns ?? [], 'name')
  }
  return joins
}

/** Why a join is there, as a comment of its model says it. */
export const reasonOf = ({ origin, columns, model }: PlannedJoin): string =>
  origin === 'foreign_key' ? `Foreign key ${columns.join(', ')} of the table.` : `By its name, ${columns.join(', ')} leads to ${model}. Check it.`

/** A number that is named after a table whose key is text does not lead there: the warehouse would refuse to compare them. */
function areOfOneKind(column: SchemaColumn, { table, key }: PlannedModel, dialect: Dialect): boolean {
  const other = table.columns.find(({ name }) => name === key?.columns[0])
  return other !== undefined && columnKind(column.type, dialect).type === columnKind(other.type, dialect).type
}

/** `customer_id` leads to the table whose rows are customers and whose key is `id` or `customer_id`. */
function namedAfter(column: string, model: PlannedModel, models: readonly PlannedModel[]): PlannedModel | undefined {
  const words = wordsOf(column)
  if (words.length < 2 || !['id', 'key', 'sk'].includes(words.at(-1) ?? '')) return undefined
  const row = words.slice(0, -1).join('_')
  const candidates = models.filter((other) => other !== model && other.key?.columns.length === 1 && other.row === row)
  const isOwnKey = model.key?.columns.length === 1 && model.key.columns[0] === column
  // Two candidates would be a guess.
  return candidates.length === 1 && !isOwnKey ? candidates[0] : undefined
}

const aliasOf = (column: string, target: PlannedModel): string => {
  const words = wordsOf(column)
  const name = words.slice(0, words.length > 1 ? -1 : undefined).join('_')
  return name === target.name ? `${name}_2` : name
}

/** One row of the model for each of the other when its columns are its key. */
function relationshipOf({ key }: PlannedModel, columns: readonly string[]): Relationship {
  return key !== undefined && key.columns.length === columns.length && key.columns.every((column) => columns.includes(column)) ? 'one-to-one' : 'many-to-one'
}
