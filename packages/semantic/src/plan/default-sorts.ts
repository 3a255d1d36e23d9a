import { getItemType } from '../format/item.ts'
import type { ItemsMap, MetricQuery, SortField } from '../types/metric-query.ts'

/**
 * The order a new question is shown in when nobody chose one: its first date newest first, else its first metric
 * largest first, else its first dimension ascending. The compiler itself never adds an order.
 */
export function defaultSorts(query: Pick<MetricQuery, 'dimensions' | 'metrics'>, items: ItemsMap): SortField[] {
  const date = query.dimensions.find((fieldId) => {
    const item = items[fieldId]
    const type = item === undefined ? undefined : getItemType(item)
    return type === 'date' || type === 'timestamp'
  })
  if (date !== undefined) return [{ fieldId: date, descending: true }]
  const [metric] = query.metrics
  if (metric !== undefined) return [{ fieldId: metric, descending: true }]
  const [dimension] = query.dimensions
  return dimension === undefined ? [] : [{ fieldId: dimension, descending: false }]
}
