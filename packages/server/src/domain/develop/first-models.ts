import { type Dialect, type GeneratedModel, generateModels, type SchemaTable, type WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { TableKeys } from '../../warehouses/warehouse.ts'

/** A model that describes a table already, and the names of its dimensions. */
export type StandingModel = { name: string; dimensions: ReadonlySet<string> }

type Input = {
  tables: readonly string[]
  catalog: WarehouseCatalog
  /** Keys that tables declare; the others are guessed from names. */
  keys: Readonly<Record<string, TableKeys>>
  dialect: Dialect
  fiscalYearStart: number
  /** Of the tables. */
  description?: string
  /** By table: joins lead to them as well. To join any other that is not among `tables` would break the model. */
  standing?: ReadonlyMap<string, StandingModel>
  withoutJoins?: ReadonlySet<string>
}

/** First models for tables, one file each. Throws `invalid` naming the tables of which none can be made. */
export function firstModels({ tables, standing = new Map(), ...about }: Input): GeneratedModel[] {
  const known = [...standing].map(([table, model]) => describe(table, about, model))
  const { dialect, fiscalYearStart, withoutJoins = new Set() } = about
  const models = generateModels({ tables: [...tables.map((table) => describe(table, about)), ...known] }, dialect, { fiscalYearStart, withoutJoins })
  const missing = tables.filter((table) => !models.some((model) => model.table === table))
  if (missing.length > 0) {
    throw new AppError('invalid', `No model can be made of ${missing.join(', ')}: its columns have no names that a model can hold.`, { reason: 'no_columns' })
  }
  return models
}

function describe(name: string, { catalog, keys, description }: Omit<Input, 'tables'>, model?: StandingModel): SchemaTable {
  const columns = Object.entries(catalog[name] ?? {}).map(([column, type]) => ({ name: column, type }))
  const table = { name, ...keysOf(keys[name]) }
  if (model !== undefined) return { ...table, model: model.name, columns: columns.filter((column) => model.dimensions.has(column.name)) }
  return { ...table, columns, ...(description === undefined ? {} : { description }) }
}

const keysOf = (keys: TableKeys | undefined): Pick<SchemaTable, 'primaryKey' | 'foreignKeys'> => {
  if (keys === undefined) return {}
  const { primaryKey, foreignKeys } = keys
  return { foreignKeys, ...(primaryKey.length === 0 ? {} : { primaryKey }) }
}
