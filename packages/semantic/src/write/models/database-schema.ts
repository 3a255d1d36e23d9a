/** What a warehouse says of itself. Whatever it does not know is left out. */
export type DatabaseSchema = { tables: readonly SchemaTable[] }

export type SchemaTable = {
  name: string
  schema?: string
  database?: string
  description?: string
  columns: readonly SchemaColumn[]
  primaryKey?: readonly string[]
  foreignKeys?: readonly ForeignKey[]
  rowCount?: number
  /** Name of the model that it has already: others join it by that name, with those of its columns that have a dimension. */
  model?: string
}

export type SchemaColumn = {
  name: string
  /** Type as the warehouse names it. */
  type: string
  description?: string
  /** Different values, as counted or estimated. */
  distinctCount?: number
}

/** `schema` is that of the referenced table; the table's own when it is left out. */
export type ForeignKey = { columns: readonly string[]; table: string; schema?: string; references: readonly string[] }
