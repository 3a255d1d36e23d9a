import type { EndpointVariable, VariableType } from '@atrium/documents'
import type { DescribedColumn } from '../../../../query/query-service.ts'
import { cellKind, type CellKind } from './cell-kind.ts'

export type Json = Record<string, unknown>

/** The older one says of a value that it may be null beside its type, and knows no rows of columns that differ. */
export type OpenApiVersion = '3.0.3' | '3.1.0'

const typed: Record<VariableType, Json> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  list: { type: 'array', items: { type: 'string' } },
}

/** A value of a variable. `example`: what is taken when nobody says one; null: nothing is. */
export const variableSchema = ({ type }: Pick<EndpointVariable, 'type'>, example: unknown): Json => ({
  ...typed[type],
  ...(example === null ? {} : { example }),
})

export const nullable = (schema: Json, version: OpenApiVersion): Json =>
  version === '3.0.3' ? { ...schema, nullable: true } : { ...schema, type: [schema['type'], 'null'].flat() }

const cellSchemas: Record<CellKind, Json> = {
  number: { type: 'number' },
  digits: { type: ['number', 'string'] },
  boolean: { type: 'boolean' },
  text: { type: 'string' },
  any: {},
}

/** A row as an array of cells, in the order of the columns. */
export function rowSchema(columns: readonly DescribedColumn[] | null, version: OpenApiVersion): Json {
  if (columns === null) return { type: 'array', items: {} }
  const size = { minItems: columns.length, maxItems: columns.length }
  if (version === '3.0.3') return { type: 'array', items: {}, ...size }
  const cells = columns.map((column) => {
    const schema = cellSchemas[cellKind(column)]
    return { title: column.name, ...('type' in schema ? nullable(schema, version) : schema) }
  })
  return { type: 'array', prefixItems: cells, items: false, ...size }
}
