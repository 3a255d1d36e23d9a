import type { WarehouseCatalog } from '../types/explore.ts'
import type { ColumnTypes } from './draft-dimensions.ts'

/** Column types by table name, letter case aside. */
export type CatalogIndex = (table: string | undefined) => ColumnTypes

/** Looks up what the warehouse knows; every table is unknown without a catalog. */
export function catalogIndex(catalog: WarehouseCatalog | undefined): CatalogIndex {
  const tables = new Map(Object.entries(catalog ?? {}).map(([name, columns]) => [name.toLowerCase(), columns]))
  return (table) => {
    const columns = table === undefined ? undefined : tables.get(table.toLowerCase())
    if (columns === undefined) return () => undefined
    const types = new Map(Object.entries(columns).map(([name, type]) => [name.toLowerCase(), type]))
    // A nested name is a part of its column, whose own type is not listed.
    return (column) => types.get(column.toLowerCase()) ?? (column.includes('.') ? undefined : null)
  }
}
