import { generateModels, readModelForms, type Dialect, type SchemaTable, type WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { TableKeys } from '../../warehouses/warehouse.ts'

type Input = {
  table: string
  catalog: WarehouseCatalog
  /** Keys that tables declare; the others are guessed from names. */
  keys: Readonly<Record<string, TableKeys>>
  dialect: Dialect
  description?: string
  /** Tables whose models have their names: joins are looked for among them. To join any other would break the model. */
  modelled?: readonly string[]
  fiscalYearStart: number
}

/** A first model for a table, as YAML. */
export function firstModelText({ table, catalog, keys, dialect, description, modelled = [], fiscalYearStart }: Input): { name: string; text: string } {
  const described = (name: string): SchemaTable => ({
    name,
    ...keysOf(keys[name]),
    ...(name === table && description !== undefined ? { description } : {}),
    columns: Object.entries(catalog[name] ?? {}).map(([column, type]) => ({ name: column, type })),
  })
  const [alone] = generateModels({ tables: [described(table)] }, dialect, { fiscalYearStart })
  const name = alone === undefined ? undefined : readModelForms(alone.text)[0]?.name
  if (alone === undefined || name === undefined) {
    throw new AppError('invalid', `No model can be made of the table ${table}: its columns have no names that a model can hold.`, { reason: 'no_columns' })
  }
  const together = generateModels({ tables: [...new Set([table, ...modelled])].map(described) }, dialect, { fiscalYearStart })
  return { name, text: (together.find(({ path }) => path === alone.path) ?? alone).text }
}

const keysOf = (keys: TableKeys | undefined): Pick<SchemaTable, 'primaryKey' | 'foreignKeys'> => {
  if (keys === undefined) return {}
  const { primaryKey, foreignKeys } = keys
  return { foreignKeys, ...(primaryKey.length === 0 ? {} : { primaryKey }) }
}
