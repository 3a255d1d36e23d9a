import {
  fieldIdOf,
  isFormula,
  renameColumns,
  type AdditionalMetric,
  type CustomDimension,
  type FilterGroup,
  type FilterGroupItem,
  type MetricQuery,
} from '@atrium/semantic'
import type { RenamedField, Renames } from './renames.ts'

/** A question with names replaced, and what became of the fields that it brings along itself: their ids have tables in them too. */
export function renameInQuery(query: MetricQuery, renames: Renames): { query: MetricQuery; renames: Renames } {
  const { additionalMetrics, customDimensions } = query
  const metrics = additionalMetrics?.map((metric) => renameInMetric(metric, renames))
  const own = new Map(additionalMetrics?.map((metric, place) => [fieldIdOf(metric.table, metric.name), metrics?.[place] ?? metric]))
  const field = (id: string): RenamedField | null => {
    const metric = own.get(id)
    if (metric === undefined) return renames.field(id)
    const renamed = { id: fieldIdOf(metric.table, metric.name), table: metric.table, name: metric.name }
    return renamed.id === id ? null : renamed
  }
  const all: Renames = { ...renames, field }
  const idOf = (id: string): string => field(id)?.id ?? id
  const { dimensions, metrics: asked, tableCalculations: calculated } = query.filters
  return {
    renames: all,
    query: {
      ...query,
      exploreName: renames.explore(query.exploreName),
      dimensions: once(query.dimensions.map(idOf)),
      metrics: once(query.metrics.map(idOf)),
      filters: {
        ...query.filters,
        ...(dimensions === undefined ? {} : { dimensions: renameInGroup(dimensions, idOf) }),
        ...(asked === undefined ? {} : { metrics: renameInGroup(asked, idOf) }),
        ...(calculated === undefined ? {} : { tableCalculations: renameInGroup(calculated, idOf) }),
      },
      sorts: query.sorts.map((sort) => ({ ...sort, fieldId: idOf(sort.fieldId) })),
      tableCalculations: query.tableCalculations.map((calculation) => ({ ...calculation, sql: renameInCalculation(calculation.sql, query, all) })),
      ...(metrics === undefined ? {} : { additionalMetrics: metrics }),
      ...(customDimensions === undefined ? {} : { customDimensions: customDimensions.map((dimension) => renameInDimension(dimension, renames)) }),
      ...(query.comparisons === undefined ? {} : { comparisons: query.comparisons.map((one) => ({ ...one, fieldId: idOf(one.fieldId) })) }),
    },
  }
}

/** Two fields that are one now are asked for once. */
const once = (ids: readonly string[]): string[] => [...new Set(ids)]

function renameInGroup(group: FilterGroup, idOf: (id: string) => string): FilterGroup {
  const item = (one: FilterGroupItem): FilterGroupItem =>
    'and' in one || 'or' in one ? renameInGroup(one, idOf) : { ...one, target: { ...one.target, fieldId: idOf(one.target.fieldId) } }
  return 'and' in group ? { ...group, and: group.and.map(item) } : { ...group, or: group.or.map(item) }
}

function renameInMetric(metric: AdditionalMetric, renames: Renames): AdditionalMetric {
  const { baseDimensionName: base, filters } = metric
  const renamed = base === undefined ? null : renames.field(fieldIdOf(metric.table, base))
  return {
    ...metric,
    table: renamed?.table ?? renames.table(metric.table),
    sql: renameReferences(metric.sql, renames, metric.table),
    ...(renamed === null ? {} : { baseDimensionName: renamed.name }),
    ...(filters === undefined
      ? {}
      : { filters: filters.map((rule) => ({ ...rule, target: { ...rule.target, fieldRef: renameReference(rule.target.fieldRef, renames, metric.table) } })) }),
  }
}

function renameInDimension(dimension: CustomDimension, renames: Renames): CustomDimension {
  const table = renames.table(dimension.table)
  if (dimension.type === 'sql') return { ...dimension, table, sql: renameReferences(dimension.sql, renames, dimension.table) }
  const renamed = renames.field(dimension.dimensionId)
  return { ...dimension, table: renamed?.table ?? table, dimensionId: renamed?.id ?? dimension.dimensionId }
}

/** `table.field`, or the `field` of a table; references that mean something else (`TABLE`, attributes, parameters) stay. */
function renameReference(reference: string, renames: Renames, ownTable: string): string {
  const dot = reference.indexOf('.')
  const renamed = renames.field(dot === -1 ? fieldIdOf(ownTable, reference) : fieldIdOf(reference.slice(0, dot), reference.slice(dot + 1)))
  if (renamed === null) return reference
  return dot === -1 && renamed.table === renames.table(ownTable) ? renamed.name : `${renamed.table}.${renamed.name}`
}

const renameReferences = (sql: string, renames: Renames, ownTable: string): string =>
  sql.replaceAll(/\$\{([^{}]+)\}/g, (_whole, reference: string) => `\${${renameReference(reference.trim(), renames, ownTable)}}`)

function renameInCalculation(sql: string, query: MetricQuery, renames: Renames): string {
  if (!isFormula(sql)) return renameReferences(sql, renames, '')
  const asked = [...query.dimensions, ...query.metrics]
  return renameColumns(sql, (name) => {
    const dot = name.indexOf('.')
    const id = dot === -1 ? name : fieldIdOf(name.slice(0, dot), name.slice(dot + 1))
    if (asked.includes(id)) return renames.field(id) ?? undefined
    const called = asked.filter((field) => renames.namesOf(field).some((own) => own.toLowerCase() === name.trim().toLowerCase()))
    const [only, second] = called
    return only === undefined || second !== undefined ? undefined : (renames.field(only) ?? undefined)
  })
}
