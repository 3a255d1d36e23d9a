import type { WarehouseCatalog } from '../types/explore.ts'
import type { ColumnTypes } from './draft-dimensions.ts'

/** Column types by table name, letter case aside. */
export type CatalogIndex = (table: string | undefined) => ColumnTypes

/** Looks up what is known of the warehouse; every table is unknown without a catalog. Of a table in several, the last one is believed. */
export function catalogIndex(...catalogs: readonly (WarehouseCatalog | undefined)[]): CatalogIndex {
  const tables = new Map(catalogs.flatMap((catalog) => Object.entries(catalog ?? {})).map(([name, columns]) => [name.toLowerCase(), columns]))
  return (table) => {
    const columns = table === undefined ? undefined : tables.get(table.toLowerCase())
    if (columns === undefined) return () => undefined
    const types = new Map(Object.entries(columns).map(([name, type]) => [name.toLowerCase(), type]))
    // A nested name is a part of its column, whose own type is not listed.
    return (column) => types.get(column.toLowerCase()) ?? (column.includes('.') ? undefined : null)
  }
}
