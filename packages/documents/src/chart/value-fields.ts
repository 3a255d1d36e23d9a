import { getItemType, isNumericItem, type FieldId, type ItemsMap, type MetricQuery } from '@atrium/semantic'

/** Fields whose values can be drawn: metrics and table calculations that are numbers, in the order of the query. What is not described counts as one. */
export const valueFieldsOf = (query: MetricQuery, items: ItemsMap): FieldId[] =>
  [...query.metrics, ...query.tableCalculations.map(({ name }) => name)].filter((fieldId) => items[fieldId] === undefined || isNumericItem(items[fieldId]))

/** All columns that the query answers: dimensions, metrics, table calculations. */
export const queryColumns = (query: MetricQuery): FieldId[] => [...query.dimensions, ...query.metrics, ...query.tableCalculations.map(({ name }) => name)]

/** True for fields of dates and moments, which have one natural order. */
export function isDateField(fieldId: FieldId | undefined, items: ItemsMap): boolean {
  const item = fieldId === undefined ? undefined : items[fieldId]
  if (item === undefined) return false
  const type = getItemType(item)
  return type === 'date' || type === 'timestamp'
}
