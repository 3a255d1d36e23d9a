import { getItemType, isNumericItem, type ItemsMap, type MetricQuery } from '@atrium/semantic'
import type { ChartConfig } from './chart-document.ts'
import type { ChartKind } from './chart-kind.ts'

const valuesOf = (query: MetricQuery, items: ItemsMap): string[] => [
  ...query.metrics,
  ...query.tableCalculations.map(({ name }) => name).filter((name) => items[name] === undefined || isNumericItem(items[name])),
]

/** The chart a query gets by itself: a line over time, bars over categories, one number alone, else a table. */
export function defaultChartConfig(query: MetricQuery, items: ItemsMap): ChartConfig {
  const values = valuesOf(query, items)
  if (query.dimensions.length === 0) return values[0] === undefined ? { type: 'table', config: {} } : { type: 'big_number', config: { selectedField: values[0] } }
  if (values.length === 0 || query.dimensions.length > 2) return { type: 'table', config: {} }
  const isDate = (fieldId: string): boolean => items[fieldId] !== undefined && ['date', 'timestamp'].includes(getItemType(items[fieldId]))
  const xField = query.dimensions.find(isDate) ?? query.dimensions[0] ?? ''
  const type = isDate(xField) ? 'line' : 'bar'
  return {
    type: 'cartesian',
    config: {
      layout: { xField, yField: values.slice(0, 4), flipAxes: false },
      eChartsConfig: { series: values.slice(0, 4).map((field) => ({ type, encode: { xRef: { field: xField }, yRef: { field } } })) },
    },
  }
}

export type AvailableChartType = { kind: ChartKind; enabled: boolean; /** What is missing, when it is not enabled. */ reason: string | null }

/** Kinds of chart and whether they fit a query; those that do not say what they need. */
export function availableChartTypes(query: MetricQuery, items: ItemsMap): AvailableChartType[] {
  const values = valuesOf(query, items).length
  const dimensions = query.dimensions.length
  const check = (kind: ChartKind, missing: string | null): AvailableChartType => ({ kind, enabled: missing === null, reason: missing })
  const needsBoth = values === 0 ? 'needs a metric' : dimensions === 0 ? 'needs a dimension' : null
  return [
    ...(['vertical_bar', 'horizontal_bar', 'line', 'area'] as const).map((kind) => check(kind, needsBoth)),
    check('scatter', values === 0 ? 'needs a metric' : dimensions === 0 && values < 2 ? 'needs a dimension or a second metric' : null),
    check('mixed', needsBoth ?? (values < 2 ? 'needs two metrics' : null)),
    check('pie', needsBoth),
    check('funnel', values === 0 ? 'needs a metric' : dimensions === 0 && values < 2 ? 'needs a dimension or more metrics' : null),
    check('big_number', values === 0 && dimensions === 0 ? 'needs a field' : null),
    check('table', null),
  ]
}
