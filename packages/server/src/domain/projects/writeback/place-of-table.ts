import type { WarehouseSettings } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import type { TablePlace } from '../../../warehouses/warehouse.ts'
import type { Writeback } from './writeback-store.ts'

/** Names that both engines take without quotes, so that SQL finds a table however it writes its name. */
const plainName = /^[a-z][a-z0-9_]{0,62}$/

/**
 * Which table a cell means that says `table`, `schema.table` or `database.schema.table`. Throws `forbidden` for one outside of what the
 * project allows, and `invalid` for a name that would have to be quoted.
 */
export function placeOfTable(warehouse: WarehouseSettings, { schema, prefix }: Writeback, table: string): TablePlace {
  const [name = '', inSchema, inDatabase] = table.toLowerCase().split('.').toReversed()
  const isElsewhere =
    warehouse.type === 'postgres'
      ? (inSchema ?? schema) !== schema || (inDatabase ?? warehouse.dbname.toLowerCase()) !== warehouse.dbname.toLowerCase()
      : (inSchema ?? 'main') !== 'main' || inDatabase !== undefined
  if (isElsewhere || !name.startsWith(prefix)) {
    throw new AppError('forbidden', `Notebooks of this project write ${allowed({ schema, prefix })} only. Give the table another name, or ask an admin.`, {
      reason: 'table_outside',
    })
  }
  if (plainName.test(name)) return { schema, name }
  throw new AppError('invalid', 'A table that is written begins with a letter; letters, digits and underscores follow, 63 of all at most.', {
    reason: 'table_name',
  })
}

/** As SQL names it. */
export const nameOfPlace = ({ schema, name }: TablePlace): string => (schema === null ? name : `${schema}.${name}`)

function allowed({ schema, prefix }: Writeback): string {
  const inSchema = schema === null ? 'tables' : `tables in the schema ${schema}`
  return prefix === '' ? inSchema : `${inSchema} whose names begin with ${prefix}`
}
