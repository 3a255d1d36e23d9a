import { fieldIdOf, type AdditionalMetric, type CustomFormat, type Explore, type FilterGroupItem, type MetricQuery } from '@atrium/semantic'
import { dimensionFor, keyFor, metricFor, nameOf, tableKey, type ColumnOrField, type FoundDimension, type SourceTable } from './explore-fields.ts'

export type MetricKind = 'count' | 'count_distinct' | 'sum' | 'average' | 'min' | 'max' | 'median'

const words: Readonly<Record<MetricKind, string>> = {
  count: 'Count',
  count_distinct: 'Distinct count',
  sum: 'Sum',
  average: 'Average',
  min: 'Minimum',
  max: 'Maximum',
  median: 'Median',
}

/** A question that is put together field by field; what does not fit is said in `notes`. */
export type QueryDraft = {
  explore: Explore
  query: MetricQuery & { additionalMetrics: AdditionalMetric[] }
  notes: string[]
}

export const mostRows = 5000

export const draftFor = (explore: Explore): QueryDraft => ({
  explore,
  query: { exploreName: explore.name, dimensions: [], metrics: [], filters: {}, sorts: [], limit: mostRows, tableCalculations: [], additionalMetrics: [] },
  notes: [],
})

const where = (source: SourceTable | null, column: ColumnOrField): string => (source === null ? nameOf(column) : `${tableKey(source)}.${nameOf(column)}`)

/** The dimension of a column; null, and a note, when the explore has none. A grain that the model does not offer is noted and not cut. */
export function dimensionIn(draft: QueryDraft, source: SourceTable | null, column: ColumnOrField, grain?: string): FoundDimension | null {
  const exact = dimensionFor(draft.explore, source, column, grain)
  if (exact !== null) return exact
  const whole = grain === undefined ? null : dimensionFor(draft.explore, source, column)
  if (whole !== null) draft.notes.push(`The model does not cut ${where(source, column)} by ${(grain ?? '').toLowerCase()}: its plain values are shown.`)
  else draft.notes.push(`The explore ${draft.explore.name} has no dimension for the column ${where(source, column)}: it was left out.`)
  return whole
}

/** Groups by a column; its id, or null where there is none. */
export function addDimension(draft: QueryDraft, source: SourceTable | null, column: ColumnOrField, grain?: string): string | null {
  const found = dimensionIn(draft, source, column, grain)
  if (found === null) return null
  if (!draft.query.dimensions.includes(found.id)) draft.query.dimensions.push(found.id)
  return found.id
}

/**
 * Adds a metric: the one of the model that is the same, else a custom one of the column's dimension. Its id, or null and a
 * note. `column` null: rows are counted.
 */
export function addMetric(
  draft: QueryDraft,
  metric: { type: MetricKind; source: SourceTable | null; column: string | null; label?: string; format?: CustomFormat },
): string | null {
  const { type, source, column, label, format } = metric
  const known = metricFor(draft.explore, source, type, column)
  const add = (id: string): string => {
    if (!draft.query.metrics.includes(id)) draft.query.metrics.push(id)
    return id
  }
  if (known !== null) return add(known.id)
  const of = column === null ? keyFor(draft.explore, source) : dimensionIn(draft, source, column)
  if (of === null) {
    if (column === null)
      draft.notes.push(`The explore ${draft.explore.name} has no primary key to count rows by: name one in the model. The count was left out.`)
    return null
  }
  const { table, name: baseDimensionName } = of.dimension
  const name = `${baseDimensionName}_${type}`
  const id = fieldIdOf(table, name)
  if (!draft.query.additionalMetrics.some((one) => one.table === table && one.name === name)) {
    draft.query.additionalMetrics.push({
      table,
      name,
      label: label ?? (column === null ? 'Count' : `${words[type]} of ${of.dimension.label}`),
      type,
      sql: `\${${table}.${baseDimensionName}}`,
      baseDimensionName,
      ...(format === undefined ? {} : { formatOptions: format }),
    })
  }
  return add(id)
}

/** Filters on dimensions; those that were there stay, all of them count. */
export function addFilters(draft: QueryDraft, items: readonly FilterGroupItem[]): void {
  if (items.length === 0) return
  const before = draft.query.filters.dimensions
  const kept = before === undefined ? [] : 'and' in before ? before.and : [before]
  draft.query.filters = { ...draft.query.filters, dimensions: { id: 'imported', and: [...kept, ...items] } }
}

export function addSort(draft: QueryDraft, fieldId: string | null | undefined, descending: boolean): void {
  if (fieldId === null || fieldId === undefined) draft.notes.push('A sort by something that was left out was left out too.')
  else if (!draft.query.sorts.some((sort) => sort.fieldId === fieldId)) draft.query.sorts.push({ fieldId, descending })
}

export function setLimit(draft: QueryDraft, limit: number | undefined): void {
  if (limit === undefined || limit < 1) return
  draft.query.limit = Math.min(Math.floor(limit), mostRows)
  if (limit > mostRows) draft.notes.push(`It asked for ${limit} rows; ${mostRows} are the most here.`)
}
