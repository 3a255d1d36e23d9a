import { comparedFieldsOf, getItemType, isNumericItem, type FieldId, type ItemsMap, type MetricQuery } from '@atrium/semantic'

/** Metrics with what comparisons put beside them, then table calculations, in the order of the query. */
const valueColumns = (query: MetricQuery, items: ItemsMap): FieldId[] => [
  ...query.metrics.flatMap((metricId) => [metricId, ...comparedFieldsOf(query, metricId, items).map(({ fieldId }) => fieldId)]),
  ...query.tableCalculations.map(({ name }) => name),
]

/** Fields whose values can be drawn: metrics, compared values and table calculations that are numbers. What is not described counts as one. */
export const valueFieldsOf = (query: MetricQuery, items: ItemsMap): FieldId[] =>
  valueColumns(query, items).filter((fieldId) => items[fieldId] === undefined || isNumericItem(items[fieldId]))

/** Those that belong on one axis: without changes, which are of another size than what changed. */
export function comparableFieldsOf(query: MetricQuery, items: ItemsMap): FieldId[] {
  const changes = new Set(
    query.metrics.flatMap((metricId) => comparedFieldsOf(query, metricId, items).flatMap(({ kind, fieldId }) => (kind === 'value' ? [] : [fieldId]))),
  )
  return valueFieldsOf(query, items).filter((fieldId) => !changes.has(fieldId))
}

/** All columns that the query answers: dimensions, metrics with their comparisons, table calculations. */
export const queryColumns = (query: MetricQuery): FieldId[] => [...query.dimensions, ...valueColumns(query, {})]

/** True for fields of dates and moments, which have one natural order. */
export function isDateField(fieldId: FieldId | undefined, items: ItemsMap): boolean {
  const item = fieldId === undefined ? undefined : items[fieldId]
  if (item === undefined) return false
  const type = getItemType(item)
  return type === 'date' || type === 'timestamp'
}
