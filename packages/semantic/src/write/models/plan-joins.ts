import type { Relationship } from '../../types/explore.ts'
import { free, type PlannedModel, rowName, wordsOf } from './plan-models.ts'

/** A join to write, and why. `on` pairs fields of the model with fields of the joined one. */
export type PlannedJoin = {
  model: string
  alias: string | undefined
  on: [string, string][]
  relationship: Relationship
  reason: string
  /** Columns of the model that lead there. */
  columns: readonly string[]
}

/** The joins of a model: its foreign keys, then columns that are named after another table's key. */
export function planJoins(model: PlannedModel, models: readonly PlannedModel[]): PlannedJoin[] {
  const taken = new Set([model.name])
  const joins: PlannedJoin[] = []
  const add = (columns: readonly string[], target: PlannedModel, references: readonly string[], reason: string): void => {
    const on = columns.map((column, place): [string | undefined, string | undefined] => [model.fields.get(column), target.fields.get(references[place] ?? '')])
    const known = on.filter((pair): pair is [string, string] => pair[0] !== undefined && pair[1] !== undefined)
    if (known.length !== columns.length || columns.length === 0) return
    const alias = taken.has(target.name) ? free(aliasOf(columns[0] ?? '', target), taken) : undefined
    taken.add(alias ?? target.name)
    joins.push({ model: target.name, alias, on: known, relationship: relationshipOf(model, columns), reason, columns })
  }
  for (const { columns, table, schema, references } of model.table.foreignKeys ?? []) {
    const target = models.find((other) => other.table.name === table && (schema ?? model.table.schema) === other.table.schema)
    if (target !== undefined) add(columns, target, references, `Foreign key ${columns.join(', ')} of the table.`)
  }
  for (const column of model.table.columns) {
    if (joins.some(({ columns }) => columns.includes(column.name))) continue
    const target = namedAfter(column.name, model, models)
    if (target !== undefined) add([column.name], target, target.key?.columns ?? [], `By its name, ${column.name} leads to ${target.name}. Check it.`)
  }
  return joins
}

/** `customer_id` leads to the table whose rows are customers and whose key is `id` or `customer_id`. */
function namedAfter(column: string, model: PlannedModel, models: readonly PlannedModel[]): PlannedModel | undefined {
  const words = wordsOf(column)
  if (words.length < 2 || !['id', 'key', 'sk'].includes(words.at(-1) ?? '')) return undefined
  const row = words.slice(0, -1).join('_')
  const candidates = models.filter((other) => other !== model && other.key?.columns.length === 1 && rowName(other.table.name) === row)
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
