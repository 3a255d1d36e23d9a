import type { Place } from '../problems/place.ts'
import type { ColumnSource, DimensionSource, JoinSource, MetricSource, ModelSource, SqlSource } from './model-source.ts'

/** A model that says nothing but its name, with whatever `parts` say. Its lists are its own. */
export function modelSource(parts: Pick<ModelSource, 'name' | 'at'> & Partial<ModelSource>): ModelSource {
  return {
    problems: [],
    relation: { kind: 'name', database: undefined, schema: undefined, name: parts.name },
    label: undefined,
    description: undefined,
    tags: [],
    groupLabel: undefined,
    groupDetails: undefined,
    orderFieldsBy: undefined,
    sqlFilter: undefined,
    requiredFilters: [],
    requiredAttributes: undefined,
    anyAttributes: undefined,
    primaryKey: undefined,
    columns: [],
    dimensions: [],
    metrics: [],
    joins: [],
    dependsOn: [],
    sqlPath: undefined,
    aiHint: undefined,
    caseSensitive: undefined,
    spotlight: undefined,
    parameters: undefined,
    sets: undefined,
    explores: [],
    joinOnly: false,
    ...parts,
  }
}

type Named = { name: string; at: Place }

const field = {
  label: undefined,
  description: undefined,
  sql: undefined,
  hidden: false,
  groups: [],
  groupLabel: undefined,
  format: undefined,
  round: undefined,
  compact: undefined,
  urls: undefined,
  tags: undefined,
  requiredAttributes: undefined,
  anyAttributes: undefined,
  aiHint: undefined,
  spotlight: undefined,
}

/** A dimension with default intervals and no type of its own. */
export function dimensionSource(parts: Named & Partial<DimensionSource>): DimensionSource {
  return { ...field, type: undefined, intervals: { kind: 'default' }, colors: undefined, timezone: undefined, caseSensitive: undefined, ...parts }
}

/** A metric without filters. */
export function metricSource(parts: Named & Pick<MetricSource, 'type'> & Partial<MetricSource>): MetricSource {
  return {
    ...field,
    filters: [],
    percentile: undefined,
    formatOptions: undefined,
    showUnderlyingValues: undefined,
    distinctKeys: undefined,
    overTime: undefined,
    ...parts,
  }
}

/** A join of `model` that shows all of its fields. */
export function joinSource(parts: Pick<JoinSource, 'at' | 'model' | 'sqlOn'> & Partial<JoinSource>): JoinSource {
  return {
    alias: undefined,
    label: undefined,
    type: undefined,
    hidden: false,
    always: false,
    fields: undefined,
    relationship: undefined,
    description: undefined,
    ...parts,
  }
}

/** What stands for a column alone: `column`, `${TABLE}.column`, either with the column in quotes. */
const plainColumn = /^\s*(?:\$\{TABLE\}\.)?(?:([\p{L}_][\p{L}\p{N}_]*)|"([^"$]+)"|`([^`$]+)`)\s*$/u

/** The column that a piece of SQL is, and whether it is written in quotes; `undefined` for any other SQL. */
export function columnOf(sql: string): { name: string; quoted: boolean } | undefined {
  const [, bare, doubled, ticked] = plainColumn.exec(sql) ?? []
  const name = bare ?? doubled ?? ticked
  return name === undefined ? undefined : { name, quoted: bare === undefined }
}

/**
 * The dimension as a column of its model. SQL that is one column names that column, so that its type in the warehouse
 * is found; any other SQL stays as it is.
 */
export function columnFor(dimension: DimensionSource): ColumnSource {
  const column = dimension.sql === undefined ? { name: dimension.name, quoted: false } : columnOf(dimension.sql.sql)
  return {
    name: column?.name ?? dimension.name,
    at: dimension.at,
    dataType: undefined,
    quoted: column?.quoted ?? false,
    dimension: column === undefined ? dimension : { ...dimension, sql: undefined },
    additional: [],
    metrics: [],
  }
}

/** The name of the dimension that is this column of the model; a hidden one is added when there is none. */
export function fieldForSql(model: ModelSource, sql: SqlSource): string {
  const wanted = columnOf(sql.sql)
  const known = model.columns.find(({ name, dimension }) =>
    wanted === undefined ? dimension.sql?.sql === sql.sql : dimension.sql === undefined && name.toLowerCase() === wanted.name.toLowerCase(),
  )
  if (known !== undefined) return known.dimension.name
  const name = freeName(model, wanted?.name ?? `${model.name}_key`)
  model.columns.push(columnFor(dimensionSource({ name, at: sql.at, sql, hidden: true, intervals: { kind: 'off' } })))
  return name
}

/** `wanted`, or the first of `wanted_2`, `wanted_3`… that no field of the model has. */
export function freeName(model: ModelSource, wanted: string): string {
  const taken = new Set(
    [...model.columns.flatMap((column) => [column.dimension, ...column.additional, ...column.metrics]), ...model.metrics].map(({ name }) => name),
  )
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}_${number}`)) number += 1
  return `${wanted}_${number}`
}
