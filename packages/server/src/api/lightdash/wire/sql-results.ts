import type { DimensionType, WarehouseCatalog } from '@atrium/semantic'
import { z } from 'zod'
import type { CatalogTable } from '../../../domain/explore/project-catalog.ts'
import type { QueryResult } from '../../../query/query-service.ts'

export const sqlResultsWire = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  fields: z.record(z.string(), z.object({ type: z.string() })),
  receipt: z.looseObject({}).optional(),
  truncated: z.boolean().optional(),
})

/** The answer of a person's SQL as finished JSON text: raw values by column name. */
export function sqlAnswerJson(result: QueryResult): string {
  const data = JSON.parse(result.data.toString('utf8')) as unknown[][]
  const keys = result.columns.map((column) => `${JSON.stringify(column.fieldId)}:`)
  const cells = data.map((values, index) => values.map((value) => (keys[index] ?? '') + JSON.stringify(value)))
  const rows = Array.from({ length: result.rowCount }, (_, row) => `{${cells.map((column) => column[row]).join(',')}}`)
  const fields = Object.fromEntries(result.columns.map((column): [string, { type: DimensionType }] => [column.fieldId, { type: column.type }]))
  const rest = JSON.stringify({ fields, receipt: result.receipt, truncated: result.truncated })
  return `{"status":"ok","results":{"rows":[${rows.join(',')}],${rest.slice(1)}}`
}

/** The catalog as database → schema → table; the embedded engine has one of each of the first two. */
export const toTableTree = (catalog: WarehouseCatalog): Record<string, Record<string, Record<string, object>>> => ({
  main: {
    main: Object.fromEntries(
      Object.keys(catalog)
        .toSorted()
        .map((table) => [table, {}]),
    ),
  },
})

/** Columns of one table with their types; empty for a table that is not there. */
export const toFieldTypes = (catalog: WarehouseCatalog, table: string): Record<string, string> => (Object.hasOwn(catalog, table) ? (catalog[table] ?? {}) : {})

type CatalogTree = Record<string, Record<string, Record<string, { description?: string; sqlTable: string }>>>

/** Tables of explores as database → schema → table. The names are those of people's models: none of them is of the tree itself. */
export function toCatalogTree(tables: readonly CatalogTable[]): CatalogTree {
  const tree = Object.create(null) as CatalogTree
  for (const { database, schema, name, sqlTable, description } of tables) {
    const schemas = (tree[database] ??= Object.create(null) as CatalogTree[string])
    const members = (schemas[schema] ??= Object.create(null) as CatalogTree[string][string])
    members[name] = { sqlTable, ...(description === null ? {} : { description }) }
  }
  return tree
}
