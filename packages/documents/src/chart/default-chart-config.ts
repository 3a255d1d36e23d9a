import type { ItemsMap, MetricQuery } from '@atrium/semantic'
import type { ChartConfig } from './chart-document.ts'
import { isDateField, comparableFieldsOf } from './value-fields.ts'

/**
 * How an answer is drawn until someone chooses: numbers over a date as lines, numbers by one other dimension as bars,
 * one number alone as a big number, everything else as a table.
 */
export function defaultChartConfig(query: MetricQuery, items: ItemsMap): ChartConfig {
  const yField = comparableFieldsOf(query, items)
  const [xField, ...others] = query.dimensions
  const [only] = yField
  if (only === undefined || others.length > 0) return { type: 'table', config: {} }
  if (xField === undefined)
    return query.metrics.length + query.tableCalculations.length === 1 ? { type: 'big_number', config: { selectedField: only } } : { type: 'table', config: {} }
  const type = isDateField(xField, items) ? 'line' : 'bar'
  return {
    type: 'cartesian',
    config: {
      layout: { xField, yField },
      eChartsConfig: { series: yField.map((field) => ({ type, encode: { xRef: { field: xField }, yRef: { field } } })) },
    },
  }
}
