import { fieldIdOf, type CompiledDimension, type CompiledMetric, type CompiledTable, type Explore } from '@atrium/semantic'

/** A table as another tool names it. */
export type SourceTable = { schema: string | null; name: string }

export const tableKey = ({ schema, name }: SourceTable): string => (schema === null || schema === '' ? name : `${schema}.${name}`)

const bare = (text: string): string => text.replaceAll(/["`[\]]/g, '').toLowerCase()
const lastPart = (text: string): string => bare(text).split('.').at(-1) ?? ''

const isTable = (table: CompiledTable, { schema, name }: SourceTable): boolean => {
  const wanted = name.toLowerCase()
  if (lastPart(table.sqlTable) !== wanted && table.name.toLowerCase() !== wanted && table.originalName?.toLowerCase() !== wanted) return false
  return schema === null || schema === '' || table.schema === '' || table.schema.toLowerCase() === schema.toLowerCase()
}

/** Whether the base of an explore is this table; one without a name is SQL, which any may be. */
export function isOver(explore: Explore, table: SourceTable): boolean {
  const base = explore.tables[explore.baseTable]
  return base !== undefined && (table.name === '' || isTable(base, table) || isTable(base, { schema: null, name: table.name }))
}

/**
 * The explore whose base is this table: in the same schema if there is one, else of the same name. Explores named like
 * their table go first.
 */
export function exploreFor(source: SourceTable, explores: readonly Explore[]): Explore | null {
  const among = (table: SourceTable): Explore | undefined => {
    const found = explores.filter((explore) => {
      const base = explore.tables[explore.baseTable]
      return base !== undefined && isTable(base, table)
    })
    return found.find(({ name }) => name.toLowerCase() === table.name.toLowerCase()) ?? found[0]
  }
  return among(source) ?? among({ schema: null, name: source.name }) ?? null
}

/** The tables of an explore that may stand for the source table: the base where that is what the explore was chosen for. */
function tablesFor(explore: Explore, source: SourceTable | null): CompiledTable[] {
  const base = explore.tables[explore.baseTable]
  if (source === null) return base === undefined ? [] : [base]
  return Object.values(explore.tables).filter((table) => isTable(table, source) || isTable(table, { schema: null, name: source.name }))
}

/** The column that the SQL of a field is, when it is one alone: `${TABLE}."Amount"` is `amount`. */
function columnOf(sql: string): string | undefined {
  const [, column] = /^\$\{TABLE\}\.\s*["`[]?([^"`\]\s]+)["`\]]?$/.exec(sql.trim()) ?? []
  return column?.toLowerCase()
}

/** A column of a table, or a field by its name: one that is SQL is no column. */
export type ColumnOrField = string | { field: string }
export const nameOf = (column: ColumnOrField): string => (typeof column === 'string' ? column : column.field)

export type FoundDimension = { id: string; dimension: CompiledDimension }

/**
 * The dimension of a column, cut to an interval (`MONTH`) when one is asked for. `source` null: of the explore's base.
 * Null when the explore has no such field.
 */
export function dimensionFor(explore: Explore, source: SourceTable | null, column: ColumnOrField, interval?: string): FoundDimension | null {
  const wanted = nameOf(column).toLowerCase()
  for (const table of tablesFor(explore, source)) {
    const whole = Object.values(table.dimensions).filter(({ timeInterval }) => timeInterval === undefined)
    const ofColumn = typeof column === 'string' ? whole.find(({ sql }) => columnOf(sql) === wanted) : undefined
    const base = ofColumn ?? whole.find(({ name }) => name.toLowerCase() === wanted)
    if (base === undefined) continue
    if (interval === undefined) return { id: fieldIdOf(base.table, base.name), dimension: base }
    const cut = Object.values(table.dimensions).find(
      ({ timeInterval, timeIntervalBaseDimensionName }) => timeIntervalBaseDimensionName === base.name && timeInterval === interval,
    )
    if (cut !== undefined) return { id: fieldIdOf(cut.table, cut.name), dimension: cut }
  }
  return null
}

export type FoundMetric = { id: string; metric: CompiledMetric }

/** The metric of the model that is exactly this: its type over the column (null: over rows), with no filter of its own. */
export function metricFor(explore: Explore, source: SourceTable | null, type: string, column: string | null): FoundMetric | null {
  for (const table of tablesFor(explore, source)) {
    const keys = new Set(table.primaryKey?.map((name) => columnOf(table.dimensions[name]?.sql ?? '') ?? name.toLowerCase()))
    const metric = Object.values(table.metrics).find((candidate) => {
      if (candidate.type !== type || (candidate.filters ?? []).length > 0) return false
      const own = columnOf(candidate.sql)
      return column === null ? own !== undefined && keys.has(own) : own === column.toLowerCase()
    })
    if (metric !== undefined) return { id: fieldIdOf(metric.table, metric.name), metric }
  }
  return null
}

/** The metric of this name; other tools keep metrics by name too. */
export function metricNamed(explore: Explore, name: string): FoundMetric | null {
  const metric = explore.tables[explore.baseTable]?.metrics[name]
  return metric === undefined ? null : { id: fieldIdOf(metric.table, metric.name), metric }
}

/** The key of the base table, to count rows by; null when the model says none. */
export function keyFor(explore: Explore, source: SourceTable | null): FoundDimension | null {
  for (const table of tablesFor(explore, source)) {
    const [name, ...others] = table.primaryKey ?? []
    const key = name === undefined || others.length > 0 ? undefined : table.dimensions[name]
    if (key !== undefined) return { id: fieldIdOf(key.table, key.name), dimension: key }
  }
  return null
}
