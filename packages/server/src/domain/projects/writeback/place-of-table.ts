import { readWrittenTable } from '@atrium/documents'
import type { WarehouseSettings } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import type { TablePlace } from '../../../warehouses/warehouse.ts'
import type { Writeback } from './writeback-store.ts'

/**
 * Which table a cell means. Throws `forbidden` for one outside of what the project allows, and `invalid` for a name that would have to be
 * quoted.
 */
export function placeOfTable(warehouse: WarehouseSettings, writeback: Writeback, table: string): TablePlace {
  const read = readWrittenTable(table, writeback)
  if ('problem' in read && read.problem === 'name') {
    throw new AppError('invalid', 'A table that is written begins with a letter; letters, digits and underscores follow, 63 of all at most.', {
      reason: 'table_name',
    })
  }
  const isHere = 'name' in read && (read.database === null || (warehouse.type === 'postgres' && read.database === warehouse.dbname.toLowerCase()))
  if (isHere) return { schema: read.schema, name: read.name }
  throw new AppError('forbidden', `Notebooks of this project write ${allowed(writeback)} only. Give the table another name, or ask an admin.`, {
    reason: 'table_outside',
    params: { ...(writeback.schema === null ? {} : { schema: writeback.schema }), ...(writeback.prefix === '' ? {} : { prefix: writeback.prefix }) },
  })
}

/** As SQL names it. */
export const nameOfPlace = ({ schema, name }: TablePlace): string => (schema === null ? name : `${schema}.${name}`)

/** The table of a name that `nameOfPlace` gave. */
export function placeOfName(named: string): TablePlace {
  const [name = '', schema = null] = named.split('.').toReversed()
  return { schema, name }
}

/** What the tables that cells of a project made are known by. */
export const markOfTables = (projectId: string): string => `Written by Atrium for project ${projectId}`

function allowed({ schema, prefix }: Writeback): string {
  const inSchema = schema === null ? 'tables' : `tables in the schema ${schema}`
  return prefix === '' ? inSchema : `${inSchema} whose names begin with ${prefix}`
}
